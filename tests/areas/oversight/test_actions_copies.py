"""A person's own copy: everything held, weighed by a named person, released once."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from alongside.areas.oversight import actions, queries
from alongside.areas.oversight.actions import NewCopyRequest, Opinion
from alongside.areas.oversight.models import CopyDecision, CopyRequest
from alongside.areas.oversight.rules.copies import Asker, Flag, Outcome, Weighed
from alongside.areas.people import actions as people
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.picture.copies import LEFT_OUT, everything_held, tables_about_people
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
ASKED = NewCopyRequest(Asker.PERSON, "Jamie Marsh", "Passport shown at the desk", date(2026, 6, 9))
OPINION = Opinion("Dr Ruth Adeyemi", "Consultant", date(2026, 6, 1), "Nothing would harm them.")
THIRD = Weighed(
    Outcome.REDACT, frozenset({Flag.THIRD_PARTY}), "It names a neighbour.", frozenset({"Helps"})
)


@pytest.fixture
def words(world, jamie):
    nurse = world[Role.TRIAGE_CLINICIAN]
    people.record_words(
        nurse, jamie, text="Talk about the sea", helps="Mr Pike's dog", worse="", now=NOW
    )
    return jamie


@pytest.fixture
def request_id(hal, words):
    return actions.ask_for_copy(hal, words, ASKED, now=NOW)


def item_key(words, title):
    return next(item.key for item in everything_held(words, NOW) if item.title == title)


def release(actor, request_id, **changed):
    terms = {"looked_at_all": True, "released_to": "Jamie Marsh", "method": "by_hand"} | changed
    actions.release_copy(actor, request_id, now=NOW, **terms)


def test_every_table_that_leads_to_a_person_is_in_the_copy_or_left_out_by_name():
    tables = tables_about_people()
    assert {"people.PersonName", "crisis.Contact", "crisis.CrisisEvent"} & set(tables)
    assert set(LEFT_OUT) <= {model._meta.label for model in apps.get_models()}
    assert all(reason for table, reason in tables.items() if table in LEFT_OUT)


def test_everything_is_held_in_words_and_by_whom(words):
    items = {item.title: item for item in everything_held(words, NOW)}
    assert dict(items["Name"].lines)["Last name"] == "Marsh"
    assert dict(items["Words"].lines)["Helps"] == "Mr Pike's dog"
    assert items["Name"].controller == "Northmoor MH"
    assert "Key" not in items


def test_nobody_elses_rows_are_in_a_copy(words, world):
    other = people.NewPerson(given="Zephyrine", family="Quillwhistle")
    people.add_person(world[Role.TRIAGE_CLINICIAN], other, now=NOW)
    assert "Quillwhistle" not in repr(everything_held(words, NOW))


def test_a_request_is_due_a_month_after_it_came_and_is_kept_once(hal, words):
    key = uuid.uuid4()
    first = actions.ask_for_copy(hal, words, ASKED, now=NOW, request_key=key)
    assert actions.ask_for_copy(hal, words, ASKED, now=NOW, request_key=key) == first
    (line,) = queries.copy_requests(hal, now=NOW)
    assert (line.due_on, line.days_left) == (date(2026, 7, 9), 29)
    with pytest.raises(Refused, match="who is asking"):
        actions.ask_for_copy(hal, words, replace(ASKED, asked_by=" "), now=NOW)


@pytest.mark.parametrize("role", Role)
def test_only_information_governance_deals_with_copies(world, words, role):
    if role is Role.INFORMATION_GOVERNANCE:
        actions.ask_for_copy(world[role], words, ASKED, now=NOW)
        return
    with pytest.raises(NotPermitted):
        actions.ask_for_copy(world[role], words, ASKED, now=NOW)
    with pytest.raises(NotPermitted):
        queries.copy_requests(world[role], now=NOW)
    assert not CopyRequest.objects.exists()


def test_only_the_organisation_that_was_asked_deals_with_it(request_id, uma, words):
    with pytest.raises(NotPermitted):
        queries.copy_page(uma, request_id, now=NOW)
    with pytest.raises(NotPermitted):
        actions.weigh_item(uma, request_id, item_key(words, "Words"), weighed=THIRD, now=NOW)
    with pytest.raises(NotPermitted):
        queries.released_copy(uma, request_id, now=NOW)
    with pytest.raises(Refused):
        queries.copy_page(uma, uuid.uuid4(), now=NOW)
    assert queries.copy_requests(uma, now=NOW) == []


def test_looking_at_what_is_held_is_in_the_log(request_id, hal, words):
    page = queries.copy_page(hal, request_id, now=NOW)
    assert page.count == len(everything_held(words, NOW))
    entry = AuditEntry.objects.get(action="oversight.copy_page")
    assert (entry.subject_id, entry.details["purpose"]) == (words, "subject_access")


def test_police_release_nothing_of_a_health_body_without_an_opinion(request_id, hal):
    with pytest.raises(Refused, match="opinion is needed before"):
        release(hal, request_id)
    old = replace(OPINION, on=date(2025, 11, 10))
    actions.record_opinion(hal, request_id, old, now=NOW)
    with pytest.raises(Refused, match="7 months old, so a new opinion"):
        release(hal, request_id)
    actions.record_opinion(hal, request_id, OPINION, now=NOW)
    with pytest.raises(Refused, match="Look at every item"):
        release(hal, request_id, looked_at_all=False)
    with pytest.raises(Refused, match="who it is given to"):
        release(hal, request_id, released_to=" ")
    release(hal, request_id)
    assert CopyRequest.objects.get().released_by_name == hal.name


def test_an_opinion_is_a_named_persons_of_a_day_that_was(request_id, hal):
    for wrong in (replace(OPINION, by=" "), replace(OPINION, words="")):
        with pytest.raises(Refused, match="whose opinion"):
            actions.record_opinion(hal, request_id, wrong, now=NOW)
    with pytest.raises(Refused, match="still to come"):
        actions.record_opinion(hal, request_id, replace(OPINION, on=date(2026, 6, 11)), now=NOW)


def test_what_is_taken_out_is_kept_with_why_and_by_whom_and_not_given(request_id, hal, words):
    key = item_key(words, "Words")
    actions.weigh_item(hal, request_id, key, weighed=Weighed(Outcome.GIVE), now=NOW)
    actions.weigh_item(hal, request_id, key, weighed=THIRD, now=NOW)
    assert CopyDecision.objects.count() == 2
    actions.record_opinion(hal, request_id, OPINION, now=NOW)
    release(hal, request_id)
    given = repr(queries.released_copy(hal, request_id, now=NOW))
    assert "Mr Pike" not in given
    assert "Taken out. Says something about somebody else." in given
    assert "Talk about the sea" in given
    decided = CopyDecision.objects.get(current=True)
    assert (decided.why, decided.decided_by_name) == ("It names a neighbour.", hal.name)
    with pytest.raises(Refused, match="no longer there"):
        queries.copy_item(hal, request_id, "people.Person:none", now=NOW)


def test_a_release_is_an_export_and_a_disclosure_with_its_recipient_and_stays(
    request_id, hal, words
):
    actions.record_opinion(hal, request_id, OPINION, now=NOW)
    with pytest.raises(Refused, match="not been released"):
        actions.keep_download(hal, request_id, now=NOW)
    with pytest.raises(Refused, match="not been released"):
        queries.released_copy(hal, request_id, now=NOW)
    release(hal, request_id)
    rows = AuditEntry.objects.filter(action="oversight.release_copy")
    assert {row.op for row in rows} == {"export", "disclosure"}
    assert {row.details["recipient"] for row in rows} == {"Jamie Marsh"}
    assert {row.subject_id for row in rows} == {words}
    for action in (
        lambda: release(hal, request_id),
        lambda: actions.record_opinion(hal, request_id, OPINION, now=NOW),
    ):
        with pytest.raises(Refused, match="has been released"):
            action()
    actions.keep_download(hal, request_id, now=NOW)
    assert AuditEntry.objects.filter(action="oversight.open_copy", op="export").count() == 1
    with pytest.raises(Refused, match="no such request"):
        actions.keep_download(hal, uuid.uuid4(), now=NOW)


def test_looks_kept_back_are_not_in_the_copy(request_id, hal, words, world):
    from alongside.areas.people.queries.page import person_picture
    from alongside.engines.sharing import Purpose
    from alongside.foundation.audit.holding import hold_back_looks

    hold_back_looks(
        hal,
        words,
        from_at=NOW,
        until_at=NOW + timedelta(days=30),
        reason="There have been threats.",
        now=NOW,
    )
    person_picture(world[Role.RESPONSE_OFFICER], words, purpose=Purpose.MISSING, reason="", now=NOW)
    assert not [item for item in everything_held(words, NOW) if item.area == "looks"]
    later = everything_held(words, NOW + timedelta(days=30))
    assert [item for item in later if item.area == "looks"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_on": date(2026, 6, 9)},
        {"asked_by": ""},
        {"identity_checked": ""},
        {"asker": "representative"},
        {"opinion_on": date(2026, 6, 1)},
        {"released_at": NOW},
    ],
)
def test_the_database_refuses_a_request_that_cannot_be(request_id, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        CopyRequest.objects.filter(pk=request_id).update(**wrong)


@pytest.mark.parametrize("wrong", [{"why": ""}, {"outcome": "burn"}, {"pk": None}])
def test_the_database_refuses_a_decision_that_cannot_be(request_id, hal, words, wrong):
    actions.weigh_item(hal, request_id, item_key(words, "Words"), weighed=THIRD, now=NOW)
    row = CopyDecision.objects.get()
    for name, value in wrong.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_codes_of_a_number_are_said_in_words(words, world):
    nurse = world[Role.TRIAGE_CLINICIAN]
    people.add_identifier(nurse, words, kind="nhs_number", value="999 000 0018", now=NOW)
    (item,) = (one for one in everything_held(words, NOW) if one.title == "Identifier")
    assert dict(item.lines)["Status"] == "Present, not traced"
