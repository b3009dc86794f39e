"""Questions about looks, counts of looks, and the rows of T5.1 (DOMAIN 5.5)."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from alongside.areas.oversight import actions
from alongside.areas.oversight.models import LookQuestion
from alongside.areas.oversight.queries import open_questions, question
from alongside.areas.oversight.rules.permissions import PERMISSIONS
from alongside.areas.people import actions as people
from alongside.areas.people.actions import NewPerson
from alongside.areas.people.queries.page import person_picture
from alongside.engines.sharing import Purpose
from alongside.foundation.accounts import actions as accounts
from alongside.foundation.audit.counting import look_counts, looks_relying_on, raw_looks
from alongside.foundation.audit.models import AuditEntry, AuditSubject
from alongside.foundation.audit.queries import LogQuestion, read_log
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.agreements import agree
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def look(viewer, person_id, at=NOW, purpose=Purpose.MISSING):
    return person_picture(viewer, person_id, purpose=purpose, reason="", now=at)


@pytest.fixture
def namesake(world):
    """Somebody whose last name is the response officer's."""
    nurse = world[Role.TRIAGE_CLINICIAN]
    return people.add_person(nurse, NewPerson(given="Sam", family="Response_officer"), now=NOW)


@pytest.fixture
def asked(world, jamie):
    """One question: a look off duty, later than the spell of duty that was begun."""
    officer = world[Role.RESPONSE_OFFICER]
    look(officer, jamie, at=NOW + 11 * HOUR)
    assert actions.raise_questions(NOW + 2 * DAY) == 1
    return LookQuestion.objects.get()


def test_a_look_out_of_duty_hours_is_asked_about_once(asked, world, jamie):
    assert (asked.kind, asked.viewer_id) == (
        "out_of_duty_hours",
        world[Role.RESPONSE_OFFICER].user_id,
    )
    assert actions.raise_questions(NOW + 2 * DAY) == 0
    entry = AuditEntry.objects.get(action="oversight.raise_questions")
    assert entry.actor_id is None


def test_an_ordinary_look_is_not_asked_about(world, jamie):
    look(world[Role.RESPONSE_OFFICER], jamie)
    assert actions.raise_questions(NOW + DAY) == 0
    assert not AuditEntry.objects.filter(action="oversight.raise_questions").exists()


def test_a_look_with_no_open_contact_is_asked_about_for_purposes_at_the_scene(world, jamie):
    look(world[Role.RESPONSE_OFFICER], jamie, purpose=Purpose.S136_TO_POLICE)
    actions.raise_questions(NOW + DAY)
    assert LookQuestion.objects.get().kind == "no_open_contact"


def test_a_newer_look_waits_since_the_contact_may_come_after(world, jamie):
    look(world[Role.RESPONSE_OFFICER], jamie, purpose=Purpose.S136_TO_POLICE)
    assert actions.raise_questions(NOW + 11 * HOUR) == 0
    assert actions.raise_questions(NOW + 13 * HOUR) == 1


def test_a_shared_number_is_asked_about(world, jamie):
    people.add_phone(world[Role.TRIAGE_CLINICIAN], jamie, number="01632 960001", now=NOW)
    accounts.end_duty(world[Role.TRIAGE_CLINICIAN], now=NOW + HOUR)
    officer = world[Role.RESPONSE_OFFICER]
    from alongside.foundation.accounts.models import User

    User.objects.filter(pk=officer.user_id).update(phone="+44 1632 960001")
    look(officer, jamie)
    actions.raise_questions(NOW + DAY)
    assert LookQuestion.objects.get().kind == "same_phone"


def test_a_shared_last_name_is_asked_about(world, namesake):
    from alongside.foundation.accounts.models import User

    officer = world[Role.RESPONSE_OFFICER]
    User.objects.filter(pk=officer.user_id).update(display_name="PC Alex Marsh")
    facts = NewPerson(given="Sam", family="Marsh")
    person = people.add_person(world[Role.TRIAGE_CLINICIAN], facts, now=NOW)
    look(officer, person)
    actions.raise_questions(NOW + DAY)
    assert LookQuestion.objects.get().kind == "same_surname"


def test_only_another_lead_of_that_service_closes_it_in_words(asked, hal, uma):
    at = NOW + 3 * DAY
    with pytest.raises(Refused, match="what you found out"):
        actions.answer_question(hal, asked.id, answer=" ", now=at)
    with pytest.raises(NotPermitted):
        actions.answer_question(uma, asked.id, answer="Fine", now=at)
    with pytest.raises(Refused, match="no such question"):
        actions.answer_question(hal, uuid.uuid4(), answer="Fine", now=at)
    actions.answer_question(hal, asked.id, answer="Held on to finish a handover.", now=at)
    assert open_questions(hal, purpose="lawfulness", now=at) == []
    assert question(hal, asked.id, now=at).answer == "Held on to finish a handover."
    with pytest.raises(Refused, match="answered already"):
        actions.answer_question(hal, asked.id, answer="Again", now=at)


def test_questions_are_read_for_a_lawful_purpose_by_the_service_that_looked(asked, hal, uma, world):
    (line,) = open_questions(hal, purpose="self_monitoring", now=NOW + DAY)
    assert line.fact == "No spell of duty of theirs covers that moment."
    assert open_questions(uma, purpose="self_monitoring", now=NOW + DAY) == []
    with pytest.raises(Refused, match="not read for that"):
        open_questions(hal, purpose="league_table", now=NOW + DAY)
    with pytest.raises(Refused, match="no such question"):
        question(uma, asked.id, now=NOW)
    assert AuditEntry.objects.filter(action="oversight.open_questions").count() == 2


@pytest.mark.parametrize("role", Role)
def test_who_asks_and_who_counts(world, role):
    may = role is Role.INFORMATION_GOVERNANCE
    assert (role in PERMISSIONS["question.answer"]) is may
    assert (role in PERMISSIONS["oversight.see"]) is may
    if may:
        return
    with pytest.raises(NotPermitted):
        open_questions(world[role], purpose="lawfulness", now=NOW)
    with pytest.raises(NotPermitted):
        look_counts(world[role], purpose="lawfulness", since=NOW - DAY, until=NOW, now=NOW)


def test_counts_are_of_the_own_service_and_of_what_relied_on_its_agreements(
    world, hal, uma, leads, parties, jamie
):
    agreement = agree(leads, parties, now=NOW - DAY)
    for _ in range(2):
        look(world[Role.RESPONSE_OFFICER], jamie)
    look(world[Role.DOCTOR], jamie, purpose=Purpose.S136_TO_HEALTH)
    look(world[Role.CONTROL_ROOM_CLINICIAN], jamie, purpose=Purpose.CRISIS_PLAN)
    terms = {"since": NOW - DAY, "until": NOW + DAY, "now": NOW}
    own = look_counts(hal, purpose="lawfulness", **terms)
    assert [(one.role, one.purpose, one.count) for one in own] == [(Role.RESPONSE_OFFICER, "P7", 2)]
    also = look_counts(hal, purpose="lawfulness", agreements=[str(agreement)], **terms)
    assert [(one.organisation, one.purpose) for one in also] == [
        ("Northmoor Police", "P7"),
        ("Northmoor MH", "P6"),
    ]
    assert looks_relying_on([str(agreement)], since=NOW - DAY) == {str(agreement): 1}
    with pytest.raises(Refused, match="not read for that"):
        look_counts(hal, purpose="performance", **terms)


def test_raw_looks_leave_out_the_refused_and_those_who_oversee(world, jamie, hal):
    with transaction.atomic():
        for actor, outcome in ((world[Role.DOCTOR], "refused"), (hal, "done")):
            entry = Entry(Op.CONSULTATION, "test", Ref("person", jamie), outcome=outcome)
            record(actor, entry, now=NOW)
    assert raw_looks(since=NOW - DAY, until=NOW + DAY) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "hunch"},
        {"answered_at": NOW},
        {"answer": "Words alone"},
        {"answered_at": NOW - 9 * DAY, "answer": "Before it was asked"},
    ],
)
def test_the_database_refuses_a_question_that_cannot_be(asked, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        LookQuestion.objects.filter(pk=asked.pk).update(**wrong)


def test_the_database_refuses_an_answer_about_oneself_and_the_same_question_twice(asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        LookQuestion.objects.filter(pk=asked.pk).update(
            answered_at=NOW + 9 * DAY, answer="Fine", answered_by_id=asked.viewer_id
        )
    asked.pk = uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        asked.save(force_insert=True)


# ---- T5.1 -----------------------------------------------------------------------


def test_t5_1_opening_a_record_is_one_consultation_with_actor_and_instant(world, jamie):
    before = AuditEntry.objects.count()
    look(world[Role.RESPONSE_OFFICER], jamie)
    (entry,) = AuditEntry.objects.order_by("-id")[: AuditEntry.objects.count() - before]
    assert (entry.op, entry.at) == (Op.CONSULTATION, NOW)
    assert entry.actor_id == world[Role.RESPONSE_OFFICER].user_id
    assert entry.subject_id == jamie


def test_t5_1_an_export_of_twelve_people_is_one_export_and_twelve_disclosures(world, hal):
    everybody = [Ref("person", uuid.UUID(int=number)) for number in range(1, 13)]
    why = Why(purpose="P8", recipient="Northmoor Council", method="file")
    with transaction.atomic():
        record(hal, Entry(Op.EXPORT, "test.export", also=tuple(everybody), why=why), now=NOW)
        for one in everybody:
            record(hal, Entry(Op.DISCLOSURE, "test.export", one, why=why), now=NOW)
    rows = AuditEntry.objects.filter(action="test.export")
    assert rows.filter(op=Op.EXPORT).count() == 1
    disclosures = rows.filter(op=Op.DISCLOSURE)
    assert disclosures.count() == 12
    assert {row.details["recipient"] for row in disclosures} == {"Northmoor Council"}


def test_t5_1_putting_two_people_together_is_a_combination_with_both(world, hal):
    one, two = (Ref("person", uuid.UUID(int=number)) for number in (1, 2))
    with transaction.atomic():
        record(hal, Entry(Op.COMBINATION, "test.merge", one, also=(two,)), now=NOW)
    row = AuditEntry.objects.get(op=Op.COMBINATION)
    seen = AuditSubject.objects.filter(entry=row).values_list("subject_id", flat=True)
    assert set(seen) == {one.id, two.id}


def test_t5_1_a_row_of_the_log_is_not_updated_and_is_read_by_information_governance_alone(
    world, jamie
):
    look(world[Role.RESPONSE_OFFICER], jamie)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditentry SET action = 'x'")
    with pytest.raises(NotPermitted):
        read_log(world[Role.RESPONSE_OFFICER], LogQuestion("lawfulness"), now=NOW)


def test_t5_1_a_viewers_own_clock_never_counts(world, jamie, browse):
    page = browse(world[Role.RESPONSE_OFFICER]).get(
        f"/people/{jamie}/", {"purpose": "P7", "now": "2026-06-10T14:02:00Z"},
        headers={"date": "Wed, 10 Jun 2026 14:02:00 GMT"},
    )  # fmt: skip
    assert page.status_code == 200
    newest = AuditEntry.objects.filter(op=Op.CONSULTATION).latest("id")
    assert newest.at == NOW
