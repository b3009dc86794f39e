"""A directory that was sent is taken in whole or not at all, and keeps what it said."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.extra.django import TestCase

from alongside.areas.directory.actions.sending_out import send_out
from alongside.areas.directory.actions.taking_in import take_in
from alongside.areas.directory.models import Contact, PlaceOfSafety, ServiceOption, Team
from alongside.areas.directory.queries.whole import whole_directory
from alongside.areas.directory.rules.permissions import KEEPERS
from alongside.areas.directory.rules.whole import TargetKind, Whole, WholeStep
from alongside.exchange.open_referral import as_csv, as_json, read_directory
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.exchange.open_referral.test_files import CAFE, COUNTY
from tests.support.directories import directories
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def told(whole: Whole) -> Whole:
    """A directory in which every entry says who vouched for it, and every name is there once."""
    named: set[str] = set()
    rows = {}
    for part in ("organisations", "services", "places", "contacts"):
        kept = []
        for row in getattr(whole, part):
            changes = {}
            if row.name in named:
                changes["name"] = f"{row.name[:20]} {str(row.id)[:8]}"
            named.add(changes.get("name", row.name))
            if getattr(row, "vouched", "") is None:
                changes["vouched"] = COUNTY.services[0].vouched
            kept.append(replace(row, **changes))
        rows[part] = tuple(kept)
    return replace(whole, **rows)


class TestRoundTrip(TestCase):
    """By database: each example begins with the empty directory of the small world."""

    @given(directories())
    @settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    def test_what_was_taken_in_is_sent_out_as_it_came(self, whole: Whole) -> None:
        lead = make_world()[Role.LIAISON_LEAD]
        whole = told(whole)
        first = take_in(lead, whole, now=NOW)
        ours = {row.name for row in whole.organisations}
        back = whole_directory(lead)
        kept = tuple(row for row in back.organisations if row.name in ours)
        assert replace(back, organisations=kept) == whole
        assert len(first.added) >= len(whole.services) + len(whole.places) + len(whole.contacts)
        again = take_in(lead, read_directory("all.json", as_json(back))[0], now=NOW)
        assert (again.added, again.changed) == ((), ())
        assert read_directory("all.zip", as_csv(back))[0] == back


def test_a_rehearsal_says_what_would_happen_and_leaves_no_trace(world: World) -> None:
    lead = world[Role.LIAISON_LEAD]
    before = AuditEntry.objects.count()
    would = take_in(lead, COUNTY, now=NOW, rehearse=True)
    assert would.added == ("Harbour Light", "Harbour Light café")
    assert not ServiceOption.objects.exists()
    assert AuditEntry.objects.count() == before


def test_what_differs_is_changed_and_said_and_the_rest_stays(world: World) -> None:
    lead = world[Role.LIAISON_LEAD]
    take_in(lead, COUNTY, now=NOW)
    service = replace(COUNTY.services[0], phone="01632 960301")
    done = take_in(lead, replace(COUNTY, services=(service,)), now=NOW)
    assert (done.added, done.changed, done.same) == ((), ("Harbour Light café",), 0)
    row = ServiceOption.objects.get()
    assert (row.phone, row.version, row.confirmed_by_name) == ("01632 960301", 2, "Tess Holloway")
    entry = AuditEntry.objects.get(action="directory.take_in_change")
    assert entry.details["fields"] == ["phone"]


def test_an_entry_nobody_vouched_for_is_vouched_for_by_whoever_takes_it_in(world: World) -> None:
    lead = world[Role.LIAISON_LEAD]
    service = replace(COUNTY.services[0], vouched=None)
    take_in(lead, replace(COUNTY, services=(service,)), now=NOW)
    row = ServiceOption.objects.get()
    assert (row.confirmed_by_name, row.confirmed_at) == (lead.name, NOW)


def test_an_organisation_known_by_its_name_is_not_added_twice(world: World) -> None:
    owner = replace(COUNTY.organisations[0], name="northmoor county council")
    take_in(world[Role.LIAISON_LEAD], replace(COUNTY, organisations=(owner,)), now=NOW)
    assert ServiceOption.objects.get().organisation_id == world.council


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"hours": "sometimes"}, "Harbour Light café: These hours are not understood."),
        ({"phone": "", "address": ""}, "Harbour Light café: Give a phone number or an address."),
        ({"languages": ("Klingon",)}, "Harbour Light café: "),
    ],
)
def test_a_fault_names_the_entry_and_nothing_is_taken_in(
    world: World, change: dict[str, object], words: str
) -> None:
    service = replace(COUNTY.services[0], **change)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        take_in(world[Role.LIAISON_LEAD], replace(COUNTY, services=(service,)), now=NOW)
    assert refused.value.code == "directory_file.entry"
    assert words in refused.value.message
    assert not ServiceOption.objects.exists()
    assert not AuditEntry.objects.filter(action="directory.take_in_add").exists()


def test_a_name_that_is_here_with_another_id_is_declined(world: World) -> None:
    lead = world[Role.LIAISON_LEAD]
    take_in(lead, COUNTY, now=NOW)
    other = replace(COUNTY.services[0], id=COUNTY.organisations[0].id)
    with pytest.raises(Refused, match="Harbour Light café: Another entry here has this name"):
        take_in(lead, replace(COUNTY, services=(other,)), now=NOW)


@pytest.mark.parametrize(
    "step",
    [
        (TargetKind.TEAM, str(CAFE), ""),
        (TargetKind.TEAM, "the night team", ""),
        (TargetKind.SEAT, "porter", ""),
        (TargetKind.PHONE, "01632 960999", ""),
    ],
)
def test_a_step_that_leads_nowhere_is_declined(
    world: World, step: tuple[TargetKind, str, str]
) -> None:
    from alongside.areas.directory.rules.cover_steps import CoverWhen
    from alongside.areas.directory.rules.whole import ServiceKind

    team = replace(
        COUNTY.services[0],
        id=COUNTY.organisations[0].id,
        kind=ServiceKind.TEAM,
        option_kind=None,
        address="",
        steps=(WholeStep(CoverWhen.AWAY, 1, *step),),
    )
    with pytest.raises(Refused, match="a step of its cover leads to"):
        take_in(world[Role.LIAISON_LEAD], replace(COUNTY, services=(team,)), now=NOW)
    assert not Team.objects.exists()


def test_who_may_send_out_and_take_in(world: World) -> None:
    for role, actor in world.actors.items():
        if role in KEEPERS:
            assert send_out(actor, shape="json", public=True, now=NOW)
            take_in(actor, COUNTY, now=NOW, rehearse=True)
            continue
        with pytest.raises(NotPermitted):
            send_out(actor, shape="json", public=True, now=NOW)
        with pytest.raises(NotPermitted):
            take_in(actor, COUNTY, now=NOW)
    sent = AuditEntry.objects.filter(action="directory.send_out")
    assert sent.count() == len(KEEPERS)
    assert not Contact.objects.exists()
    assert not PlaceOfSafety.objects.exists()
