"""Measures, coverage and the data set: who sees which, what each number stands on, what leaves."""

import csv
import json
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.db.models import F
from django.test import Client
from django.urls import reverse

from alongside.areas.diversion import demo_history
from alongside.areas.diversion.actions.importing import Provider
from alongside.areas.diversion.models import Episode, Site
from alongside.areas.diversion.queries import counting
from alongside.areas.diversion.rules.mds import mds
from alongside.areas.diversion.rules.mds_columns import schema_of
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import AuditEntry, AuditSubject
from alongside.kernel.actor import OWN_DOOR, Actor, Role
from tests.support.agreements import agree
from tests.support.world import NOW, World, make_world, on_duty

DESK = [role for role in Role if role not in OWN_DOOR]
HOURS = [[day, "08:00", "20:00"] for day in range(7)]


@pytest.fixture
def world(db: None) -> World:
    counting.forget()
    return make_world()


@pytest.fixture
def history(world: World) -> World:
    """A hundred and forty episodes of the trust, at a suite and a court."""
    places = []
    for name, kind, weight in (("Moorchester", "custody", 3), ("Castle Hill", "magistrates", 1)):
        row = Site.objects.create(
            name=name, kind=kind, code=name[:2], host_id=world.police, provider_id=world.trust,
            hours=HOURS, covered_from=(NOW - timedelta(days=700)).date(), latitude=54.7,
            longitude=-2.2,
        )  # fmt: skip
        places.append(demo_history.Place(row.id, kind, weight, 1600))
    victor = on_duty(Role.ADMINISTRATOR, world.trust, name="Victor Lane")
    provider = Provider(world.trust, "Northmoor MH")
    demo_history.fill(victor, provider, places, now=NOW, seed=3, episodes=140)
    return world


@pytest.fixture
def browse(client: Client):
    """Sign somebody in for the test client, with the clock at ``NOW``."""

    def sign_in(actor: Actor) -> Client:
        user = User.objects.get(pk=actor.user_id)
        client.force_login(user, "alongside.foundation.accounts.backend.SignInBackend")
        session = client.session
        session["seen_at"] = NOW.timestamp()
        session.save()
        return client

    with time_machine.travel(NOW, tick=False):
        yield sign_in


def test_each_page_opens_for_those_it_is_for_and_for_nobody_else(history, browse):
    for role in DESK:
        actor = on_duty(role, history.trust, name=f"Trust {role}")
        client = browse(actor)
        for page, permission in (("measures", "measures.see"), ("coverage", "sites.see"),
                                 ("mds", "mds.export")):  # fmt: skip
            status = 200 if role in PERMISSIONS[permission] else 403
            assert client.get(reverse(f"diversion:{page}")).status_code == status, (role, page)


def test_a_number_stands_on_its_whole_and_its_range(history, browse):
    url = reverse("diversion:measures") + "?by=site"
    text = browse(history[Role.LIAISON_LEAD]).get(url).content.decode()
    assert "offers answered yes or no" in text
    assert "at least 29" in text
    assert "Your own organisation’s record." in text
    assert text.count("<figure") >= 2


def test_every_breakdown_has_its_table(history, browse):
    client = browse(history[Role.LIAISON_LEAD])
    parts = {"age": "Under 18", "gender": "Women and girls", "ethnicity": "Black", "site": "Castle"}
    for by, part in parts.items():
        asked = {"by": by, "age": "adult"}
        text = client.get(reverse("diversion:measures"), asked).content.decode()
        assert part in text
        assert by != "age" or "no data" in text


def test_a_filter_that_cannot_be_answered_says_why(history, browse):
    client = browse(history[Role.LIAISON_LEAD])
    nobody = "00000000-0000-4000-8000-000000000000"
    for query, status, words in (
        ("?first=June", 422, "is not a month"),
        ("?last=2026-06", 422, "is not over yet"),
        ("?by=weight", 422, "not a way to break numbers down"),
        ("?age=old", 422, "not one of the answers for age"),
        ("?site=here", 422, "not one of the answers for site"),
        (f"?site={nobody}", 422, "not a place this service covers"),
        (f"?provider={nobody}", 403, "no such service"),
    ):
        answer = client.get(reverse("diversion:measures") + query)
        assert answer.status_code == status, query
        assert words in answer.content.decode()


def test_counts_of_another_organisation_need_an_agreement(history, browse):
    anika = on_duty(Role.ANALYST, history.council, name="Anika Rowe")
    assert browse(anika).get(reverse("diversion:measures")).status_code == 403
    uma = on_duty(Role.INFORMATION_GOVERNANCE, history.trust, name="Uma Bains")
    lead = on_duty(Role.INFORMATION_GOVERNANCE, history.council, name="Cal Reed")
    leads = {uma.organisation_id: uma, lead.organisation_id: lead}
    agree(leads, [history.trust, history.council], now=NOW, purposes=("P13",), categories=("A",))
    assert browse(anika).get(reverse("diversion:measures")).status_code == 200
    refused = browse(anika).get(reverse("diversion:mds"))
    assert refused.status_code == 403
    assert "by the service whose record they are" in refused.content.decode()


def test_what_is_recorded_later_is_counted_again(history, browse):
    client = browse(history[Role.LIAISON_LEAD])
    url = reverse("diversion:measures") + "?first=2026-05&last=2026-05"
    before = client.get(url).content
    two_months = timedelta(days=60)
    Episode.objects.filter(opened_at__month=5).update(opened_at=F("opened_at") - two_months)
    assert client.get(url).content != before


def test_coverage_says_which_hours_are_left_and_since_when(history, browse):
    text = browse(history[Role.LIAISON_LEAD]).get(reverse("diversion:coverage")).content.decode()
    assert "2 of 2 places are covered" in text
    assert "Mon to Sun 00:00 to 08:00, 20:00 to 24:00" in text
    assert "Half of places" in text


def test_no_places_yet_is_said_kindly(world, browse):
    text = browse(world[Role.LIAISON_LEAD]).get(reverse("diversion:coverage")).content.decode()
    assert "No places yet" in text


def fetched(client: Client, kind: str, **query: str) -> bytes:
    asked = {"first": "2025-01", "last": "2026-05", **query}
    answer = client.get(reverse("diversion:mds_file", args=[kind]), asked)
    assert answer.status_code == 200
    return answer.content


def test_a_file_for_analysis_holds_nobodys_name_number_or_police_reference(history, browse):
    client = browse(on_duty(Role.ANALYST, history.trust, name="Ana Lyst"))
    rows = list(csv.DictReader(fetched(client, "csv").decode().splitlines()))
    assert len(rows) > 80
    left_out = {"nhs_number", "birth_date", "postcode", "custody_reference", "police_reference"}
    assert not left_out & set(rows[0])
    ids = {str(one) for one in Episode.objects.values_list("id", flat=True)}
    assert not ids & {row["episode_id"] for row in rows}
    again = list(csv.DictReader(fetched(client, "csv").decode().splitlines()))
    assert [row["person_id"] for row in rows] == [row["person_id"] for row in again]
    url = reverse("diversion:mds_file", args=["csv"]) + "?who=named"
    assert client.get(url).status_code == 403


def test_police_references_leave_only_where_they_are_asked_for(history, browse):
    client = browse(history[Role.LIAISON_LEAD])
    named = json.loads(fetched(client, "json", who="named"))
    police = json.loads(fetched(client, "json", who="police"))
    assert "custody_reference" not in named["rows"][0]
    assert any(row["custody_reference"] for row in police["rows"])
    assert UUID(named["rows"][0]["episode_id"])


def test_a_file_is_what_its_schema_says(history, browse):
    told = json.loads(fetched(browse(history[Role.LIAISON_LEAD]), "json", who="police"))
    schema = schema_of(mds())
    properties = schema["$defs"]["row"]["properties"]  # type: ignore[index]
    assert set(schema["required"]) <= set(told)  # type: ignore[call-overload]
    kinds = {"string": str, "integer": int, "null": type(None), "array": list}
    for row in told["rows"]:
        assert set(row) == set(properties)
        for name, value in row.items():
            shape = properties[name]
            if "enum" in shape:
                assert value in shape["enum"], (name, value)
            else:
                types = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
                assert isinstance(value, tuple(kinds[one] for one in types)), (name, value)
            if shape.get("type") == "array":
                assert set(value) <= set(shape["items"]["enum"])


def test_every_episode_that_left_is_on_the_record(history, browse):
    client = browse(history[Role.LIAISON_LEAD])
    rows = json.loads(fetched(client, "json", who="named"))["rows"]
    entry = AuditEntry.objects.get(action="diversion.export_mds")
    assert entry.op == "export"
    kept = AuditSubject.objects.filter(entry=entry, kind="episode")
    assert kept.count() == len(rows)


def test_the_page_says_what_to_put_right(history, browse):
    text = browse(history[Role.LIAISON_LEAD]).get(reverse("diversion:mds")).content.decode()
    assert "Trace it, and add it on the person" in text
    assert "without who they are" in text.lower()
    old = reverse("diversion:mds") + "?first=2015-01&last=2015-02"
    assert (
        "No episodes in these months"
        in browse(history[Role.LIAISON_LEAD]).get(old).content.decode()
    )
    for wrong in ("xlsx/", "csv/?who=everybody"):
        url = reverse("diversion:mds") + f"file/{wrong}"
        assert browse(history[Role.LIAISON_LEAD]).get(url).status_code == 422
