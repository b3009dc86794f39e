"""The Herbert Protocol: written in advance, kept from police until somebody is missing."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.areas.plans.actions import herbert as actions
from alongside.areas.plans.actions import missing
from alongside.areas.plans.models import HerbertForm, HerbertHolding, HerbertPartTwo
from alongside.areas.plans.panels.joint import herbert_loader
from alongside.areas.plans.queries import herbert
from alongside.areas.plans.rules.herbert import PartOne, PartTwo
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.areas.plans.rules.joint_story import NewEntry
from alongside.engines.sharing import Category
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.models import InboxItem
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.areas.plans.joint.conftest import LOW, REPORT
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
PART = PartOne(
    answers={"description": "Tall", "calming": "Brass bands", "medical": "Insulin"},
    completed_on=date(2026, 6, 1),
    completed_by="Anne Marsh",
    completed_as="family",
    consent="person",
    photo_reference="On file",
    photo_taken_on=date(2025, 5, 1),
)
TWO = PartTwo(NOW - timedelta(hours=1), "Mill Lane shop", clothing="Blue coat")
FOUND = NewEntry("found", NOW, {"place": "Bus station"})
WELL = NewEntry("welfare_confirmed", NOW, {"seen_by": "PC Okafor"})


@pytest.fixture
def form(cast, jamie):
    return actions.write_part_one(cast.keyworker, jamie, PART, now=NOW)


@pytest.mark.parametrize("role", Role)
def test_who_writes_a_form_follows_the_table(cast, jamie, role) -> None:
    actor = cast.keyworker if role is Role.KEYWORKER else cast.world[role]
    may = role in JOINT_PERMISSIONS["herbert.write"]
    if may:
        actions.write_part_one(actor, jamie, PART, now=NOW)
    else:
        with pytest.raises(NotPermitted):
            actions.write_part_one(actor, jamie, PART, now=NOW)
    assert HerbertForm.objects.exists() is may


def test_a_form_is_due_again_in_six_months_and_its_writer_is_told(cast, form) -> None:
    assert HerbertForm.objects.get(pk=form).review_due_on == date(2026, 12, 1)
    work_once(NOW + timedelta(days=100))
    assert not InboxItem.objects.exists()
    work_once(NOW + timedelta(days=175))
    item = InboxItem.objects.get()
    assert (item.user_id, item.title) == (
        cast.keyworker.user_id,
        "Due: six-monthly review of a Herbert Protocol form",
    )


def test_writing_it_again_keeps_what_was_written_before(cast, jamie, form) -> None:
    again = replace(PART, answers={"description": "Tall, thinner"})
    second = actions.write_part_one(cast.keyworker, jamie, again, version=1, now=NOW)
    rows = dict(HerbertForm.objects.values_list("id", "end_reason"))
    assert rows == {form: "Written again", second: ""}
    with pytest.raises(Refused) as refused:
        actions.write_part_one(cast.keyworker, jamie, again, version=1, now=NOW)
    assert refused.value.code == "herbert.changed_meanwhile"


def test_a_form_sent_twice_is_kept_once(cast, jamie) -> None:
    key = uuid.uuid4()
    made = {
        actions.write_part_one(cast.keyworker, jamie, PART, now=NOW, request_key=key)
        for _ in range(2)
    }
    assert len(made) == HerbertForm.objects.count() == 1


def test_a_form_that_ended_is_seen_by_nobody(cast, jamie, form) -> None:
    with pytest.raises(Refused, match="Say why"):
        actions.end_part_one(cast.keyworker, jamie, reason=" ", now=NOW)
    actions.end_part_one(cast.keyworker, jamie, reason="She took it back", now=NOW)
    assert herbert_loader(Category.RISK)(cast.keyworker, jamie, NOW) is None
    assert herbert.herbert_page(cast.keyworker, jamie, now=NOW).risk is None
    with pytest.raises(Refused) as refused:
        actions.end_part_one(cast.keyworker, jamie, reason="Again", now=NOW)
    assert refused.value.code == "herbert.not_found"


@pytest.mark.parametrize("category", [Category.RISK, Category.IDENTITY, Category.MEDICAL_SAFETY])
def test_police_have_a_form_only_while_a_record_is_open(cast, jamie, form, category) -> None:
    load = herbert_loader(category)
    assert load(cast.keyworker, jamie, NOW) is not None
    assert load(cast.officer, jamie, NOW) is None
    record = missing.report_missing(cast.officer, jamie, REPORT, judgement=LOW, now=NOW)
    assert load(cast.officer, jamie, NOW) is not None
    assert load(cast.rail, jamie, NOW) is not None
    missing.record_missing_entry(cast.officer, record, FOUND, now=NOW)
    assert load(cast.officer, jamie, NOW) is not None
    missing.record_missing_entry(cast.officer, record, WELL, now=NOW)
    assert load(cast.officer, jamie, NOW) is None


def test_police_who_may_not_have_it_are_told_the_same_with_and_without_a_form(
    cast, jamie, form, child
) -> None:
    for person in (jamie, child):
        with pytest.raises(NotPermitted) as refused:
            herbert.herbert_page(cast.officer, person, now=NOW)
        assert refused.value.code == "herbert.not_missing"


def test_a_force_may_choose_to_keep_forms_and_no_other_force_gains_by_it(cast, jamie, form) -> None:
    load = herbert_loader(Category.RISK)
    actions.choose_holding(cast.governance, held_centrally=True, reason="Agreed", now=NOW)
    assert load(cast.officer, jamie, NOW) is not None
    assert load(cast.rail, jamie, NOW) is None
    actions.choose_holding(cast.governance, held_centrally=False, reason="Stopped", now=NOW)
    assert load(cast.officer, jamie, NOW) is None
    assert HerbertHolding.objects.count() == 1
    assert herbert.holding_of(cast.governance).reason == "Stopped"
    assert AuditEntry.objects.filter(action="plans.choose_herbert_holding").count() == 2


@pytest.mark.parametrize("role", Role)
def test_who_chooses_for_a_force_follows_the_table(cast, role) -> None:
    may = role in JOINT_PERMISSIONS["herbert.choose_holding"]
    actor = cast.world[role]
    if may:
        actions.choose_holding(actor, held_centrally=True, reason="Agreed", now=NOW)
        return
    with pytest.raises(NotPermitted):
        actions.choose_holding(actor, held_centrally=True, reason="Agreed", now=NOW)
    with pytest.raises(NotPermitted):
        herbert.holding_of(actor)


def test_a_choice_for_a_force_says_why_and_is_a_forces_own(cast) -> None:
    with pytest.raises(Refused, match="Say why"):
        actions.choose_holding(cast.governance, held_centrally=True, reason="", now=NOW)
    elsewhere = replace(cast.governance, sector=cast.lead.sector)
    with pytest.raises(Refused, match="A police force decides"):
        actions.choose_holding(elsewhere, held_centrally=True, reason="x", now=NOW)
    assert herbert.holding_of(cast.governance) is None


def test_part_two_is_added_while_missing_and_a_later_one_takes_its_place(
    cast, jamie, form, missing_jamie
) -> None:
    first = actions.write_part_two(cast.officer, missing_jamie, TWO, now=NOW)
    grey = replace(TWO, clothing="Grey coat")
    second = actions.write_part_two(cast.keyworker, missing_jamie, grey, now=NOW)
    assert HerbertPartTwo.objects.get(pk=second).supersedes_id == first
    shown = herbert.herbert_page(cast.officer, jamie, now=NOW)
    assert shown.risk.part_two.clothing == "Grey coat"
    assert shown.missing_record == missing_jamie


def test_part_two_without_a_form_or_after_the_end_is_refused(cast, jamie, missing_jamie) -> None:
    for record, code in ((missing_jamie, "herbert.no_form"), (uuid.uuid4(), "missing.not_found")):
        with pytest.raises(Refused) as refused:
            actions.write_part_two(cast.officer, record, TWO, now=NOW)
        assert refused.value.code == code
    actions.write_part_one(cast.keyworker, jamie, PART, now=NOW)
    missing.record_missing_entry(cast.officer, missing_jamie, FOUND, well=WELL, now=NOW)
    with pytest.raises(Refused) as refused:
        actions.write_part_two(cast.officer, missing_jamie, TWO, now=NOW)
    assert refused.value.code == "herbert.record_closed"


def test_an_old_photo_is_said_to_be_old(cast, jamie, form) -> None:
    part = herbert.herbert_page(cast.keyworker, jamie, now=NOW).risk
    assert part.photo_is_old
    assert "more than 12 months old" in part.photo


def test_each_kind_of_information_goes_by_its_own_decision(cast, jamie, form) -> None:
    shown = herbert.herbert_page(cast.keyworker, jamie, now=NOW)
    assert [answer.name for answer in shown.risk.answers] == ["calming"]
    assert [answer.name for answer in shown.who.answers] == ["description"]
    assert [answer.name for answer in shown.medical.answers] == ["medical"]
    looks = AuditEntry.objects.filter(action="picture.compose").values_list("details", flat=True)
    assert {"R:shown", "I:shown", "M:shown"} <= {field for row in looks for field in row["fields"]}
