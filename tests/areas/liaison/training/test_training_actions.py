"""Courses, sessions, places, who came, who teaches and what they thought, through the actions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, models

from alongside.areas.liaison.actions import (
    training_attendance,
    training_courses,
    training_places,
    training_sessions,
    training_trainers,
    training_writing,
)
from alongside.areas.liaison.actions.training_evaluating import Thought, evaluate_session
from alongside.areas.liaison.actions.training_sessions import NewSession
from alongside.areas.liaison.actions.training_telling import remind_of_lapses
from alongside.areas.liaison.models import (
    EvaluationReceipt,
    SearchEntry,
    SessionEvaluation,
    SessionTrainer,
    TrainingAttendance,
    TrainingCourse,
    TrainingPlace,
    TrainingSession,
)
from alongside.areas.liaison.queries.training_in_date import in_date_of, in_date_overview
from alongside.areas.liaison.queries.training_own import own_training
from alongside.areas.liaison.queries.training_pages import course_page, session_page
from alongside.areas.liaison.queries.training_sign_in import screen, session_of_code
from alongside.areas.liaison.queries.training_trainers import trainers_page
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.training_courses import CourseWords
from alongside.areas.liaison.rules.training_lists import ListNotTaken, read_list
from alongside.areas.liaison.rules.training_sessions import code_at
from alongside.areas.liaison.rules.training_trainers import Naming, Support, TrainerFacts
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.models import InboxItem
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.teaching import DAY, HOUR, Teaching, session_of
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
WORDS = CourseWords("First words", "To begin well.", (Role.DOCTOR,), None, 30, "Staff", "# Cards")
FACTS = TrainerFacts(
    name="Wren Ashby",
    used_services=True,
    on_session=Naming.NAMED,
    on_screen=Naming.INITIALS,
    agreed_on=date(2026, 6, 1),
    payment="£90 and travel",
)


def new(**changed: object) -> NewSession:
    whole = {"starts_at": NOW + DAY, "ends_at": NOW + DAY + HOUR, "where": "Room 1", "places": 3}
    return NewSession(**whole | changed)


def told(user: Actor) -> list[str]:
    work_once(NOW)
    rows = InboxItem.objects.filter(user_id=user.user_id).order_by("created_at")
    return list(rows.values_list("title", flat=True))


def states(session: TrainingSession) -> dict[UUID, str]:
    return dict(TrainingPlace.objects.filter(session=session).values_list("user_id", "state"))


def doing(there: Teaching) -> dict[str, Callable[[Actor], object]]:
    """Everything that somebody without the permission is declined, by permission."""
    ahead, course = there.ahead.id, there.course.id
    return {
        "training.keep add": lambda a: training_courses.add_course(a, WORDS, now=NOW),
        "training.keep plan": lambda a: training_sessions.plan_session(a, course, new(), now=NOW),
        "training.see place": lambda a: training_places.ask_for_place(a, ahead, now=NOW),
        "training.sign_in code": lambda a: training_attendance.sign_in_by_code(
            a, code_at(there.now_on.code_key, NOW), now=NOW
        ),
        "training.trainers add": lambda a: training_trainers.add_trainer(a, ahead, FACTS, now=NOW),
        "training.in_date see": lambda a: in_date_overview(a, now=NOW),
    }


def test_each_role_may_do_what_the_table_says_and_no_more(there):
    for name, act in doing(there).items():
        permission = name.split()[0]
        for role in Role:
            if role not in PERMISSIONS[permission]:
                with pytest.raises(NotPermitted):
                    act(there[role])
                with pytest.raises(NotPermitted):
                    act(replace(there.lead, on_duty=False))


def test_an_inspector_keeps_the_courses_of_the_force_and_no_others(there):
    inspector = there[Role.POLICE_SUPERVISOR]
    made = training_courses.add_course(inspector, WORDS, now=NOW)
    training_sessions.plan_session(inspector, made, new(), now=NOW)
    training_sessions.plan_session(there.lead, made, new(), now=NOW)
    with pytest.raises(NotPermitted, match="Another organisation"):
        training_sessions.plan_session(inspector, there.course.id, new(), now=NOW)


@pytest.mark.parametrize(
    "act",
    [
        lambda t: training_courses.add_course(t.lead, WORDS, now=NOW),
        lambda t: training_places.ask_for_place(t.lead, t.ahead.id, now=NOW),
        lambda t: training_attendance.record_by_hand(
            t.lead, t.now_on.id, {t.lead.user_id: True}, now=NOW
        ),
        lambda t: training_trainers.add_trainer(t.lead, t.ahead.id, FACTS, now=NOW),
    ],
)
def test_nothing_is_written_where_the_audit_cannot_be(there, act, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise DatabaseError("no audit")

    monkeypatch.setattr(training_writing, "record", broken)
    rows: list[type[models.Model]] = [
        TrainingCourse, TrainingPlace, TrainingAttendance, SessionTrainer, SearchEntry
    ]  # fmt: skip
    before = [one.objects.count() for one in rows]
    with pytest.raises(DatabaseError):
        act(there)
    assert [one.objects.count() for one in rows] == before


def test_a_course_is_found_until_it_is_taken_out(there):
    key = uuid4()
    made = training_courses.add_course(there.lead, WORDS, now=NOW, request_key=key)
    assert training_courses.add_course(there.lead, WORDS, now=NOW, request_key=key) == made
    assert "Cards" in SearchEntry.objects.get(entry_id=made).body
    with pytest.raises(Refused, match="has that title"):
        training_courses.add_course(there.lead, WORDS, now=NOW)
    changed = replace(WORDS, title="The first words")
    training_courses.change_course(there.lead, made, changed, version=1, now=NOW)
    with pytest.raises(Conflict):
        training_courses.change_course(there.lead, made, WORDS, version=1, now=NOW)
    assert SearchEntry.objects.get(entry_id=made).title == "The first words"
    planned = training_sessions.plan_session(there.lead, made, new(), now=NOW)
    with pytest.raises(Refused, match="still to come"):
        training_courses.retire_course(there.lead, made, version=2, now=NOW)
    training_sessions.cancel_session(there.lead, planned, why="No room", version=1, now=NOW)
    training_courses.retire_course(there.lead, made, version=2, now=NOW)
    assert not SearchEntry.objects.filter(entry_id=made).exists()
    for act in (
        lambda: training_courses.change_course(there.lead, made, WORDS, version=3, now=NOW),
        lambda: training_sessions.plan_session(there.lead, made, new(), now=NOW),
    ):
        with pytest.raises(Refused, match="out of the catalogue"):
            act()


@pytest.mark.both_databases
def test_a_full_session_is_queued_for_and_offered_in_order(there):
    ahead = there.ahead
    roles = (Role.RESPONSE_OFFICER, Role.TRIAGE_CLINICIAN, Role.AMHP, Role.DOCTOR)
    ann, ben, cat, dan = (there[role] for role in roles)
    for number, one in enumerate((ann, ben, cat, dan)):
        training_places.ask_for_place(one, ahead.id, now=NOW + number * timedelta(minutes=1))
    training_places.ask_for_place(ann, ahead.id, now=NOW)
    assert [states(ahead)[one.user_id] for one in (ann, ben, cat, dan)] == (
        ["booked", "booked", "waiting", "waiting"]
    )
    training_places.give_up_place(ann, ahead.id, now=NOW)
    assert states(ahead)[cat.user_id] == "offered"
    assert "A place in De-escalation: take it by Fri 12 June 2026, 15:00" in told(cat)
    assert training_places.pass_on_offers(NOW + DAY) == 0
    assert training_places.pass_on_offers(NOW + 2 * DAY) == 1
    assert [states(ahead)[one.user_id] for one in (cat, dan)] == ["left", "offered"]
    with pytest.raises(Refused, match="You have no place"):
        training_places.take_offer(cat, ahead.id, now=NOW + 2 * DAY)
    training_places.take_offer(dan, ahead.id, now=NOW + 3 * DAY)
    assert states(ahead)[dan.user_id] == "booked"
    with pytest.raises(Refused, match="not yours"):
        training_places.take_offer(dan, ahead.id, now=NOW + 3 * DAY)


def test_an_offer_that_ended_is_not_taken_and_more_places_go_to_the_queue(there):
    ahead = there.ahead
    for role in (Role.RESPONSE_OFFICER, Role.TRIAGE_CLINICIAN, Role.AMHP):
        training_places.ask_for_place(there[role], ahead.id, now=NOW)
    wider = NewSession(ahead.starts_at, ahead.ends_at, ahead.where, places=3)
    training_sessions.change_session(there.lead, ahead.id, wider, version=1, now=NOW)
    amhp = there[Role.AMHP]
    assert states(ahead)[amhp.user_id] == "offered"
    assert not [words for words in told(amhp) if "look at the time" in words]
    with pytest.raises(Refused, match="offer has ended"):
        training_places.take_offer(amhp, ahead.id, now=NOW + 2 * DAY)
    with pytest.raises(Refused, match="3 places are taken"):
        training_sessions.change_session(there.lead, ahead.id, new(places=2), version=2, now=NOW)


def test_those_with_a_place_are_told_when_it_moves_and_when_it_is_off(there):
    officer, ahead = there[Role.RESPONSE_OFFICER], there.ahead
    training_places.ask_for_place(officer, ahead.id, now=NOW)
    facts = replace(FACTS, user_id=there.hub.nurse.user_id)
    training_trainers.add_trainer(there.lead, ahead.id, facts, now=NOW)
    training_sessions.change_session(there.lead, ahead.id, new(), version=1, now=NOW)
    assert "De-escalation: now Thu 11 June 2026, 15:00, look at the time and place" in told(officer)
    with pytest.raises(Refused, match="Say why"):
        training_sessions.cancel_session(there.lead, ahead.id, why=" ", version=2, now=NOW)
    training_sessions.cancel_session(there.lead, ahead.id, why="No room", version=2, now=NOW)
    off = "De-escalation on Thu 11 June 2026, 15:00 is called off"
    assert off in told(officer)
    assert told(there.hub.nurse) == [
        "You are down to teach De-escalation, Wed 17 June 2026, 15:00",
        "De-escalation: now Thu 11 June 2026, 15:00, look at the time and place",
        off,
    ] or off in told(there.hub.nurse)
    with pytest.raises(Refused, match="any more"):
        training_places.ask_for_place(officer, ahead.id, now=NOW)


def test_somebody_signs_in_once_by_the_code_on_the_screen(there):
    officer, on = there[Role.RESPONSE_OFFICER], there.now_on
    page = screen(there.lead, on.id, now=NOW)
    assert page.code == code_at(on.code_key, NOW)
    assert not session_of_code(officer, page.code, now=NOW).there_already
    for _ in range(2):
        assert training_attendance.sign_in_by_code(officer, page.code, now=NOW) == on.id
    assert TrainingAttendance.objects.filter(user_id=officer.user_id).count() == 1
    assert AuditEntry.objects.filter(action="liaison.record_training").count() == 1
    with pytest.raises(Refused, match="No session shows that code"):
        training_attendance.sign_in_by_code(officer, page.code, now=NOW + 9 * HOUR)
    assert screen(there.lead, on.id, now=NOW + 9 * HOUR).over
    with pytest.raises(Refused, match="Somebody has signed in"):
        training_sessions.cancel_session(there.lead, on.id, why="x", version=1, now=NOW)


def test_whoever_ran_it_says_who_came_and_takes_it_back(there):
    officer, nurse = there[Role.RESPONSE_OFFICER].user_id, there.hub.nurse
    on = there.now_on.id
    name = User.objects.get(pk=nurse.user_id).sign_in_name
    training_attendance.record_by_hand(there.lead, on, {officer: True}, others=[name], now=NOW)
    assert {line.name for line in session_page(there.lead, on, now=NOW).roll} == {
        "Test response_officer",
        nurse.name,
    }
    training_attendance.record_by_hand(there.lead, on, {officer: False}, now=NOW)
    kept = TrainingAttendance.objects.get(user_id=officer)
    assert kept.taken_back_by_id == there.lead.user_id
    with pytest.raises(Refused, match="Line 1: No account"):
        training_attendance.record_by_hand(there.lead, on, {}, others=["nobody"], now=NOW)
    with pytest.raises(Refused, match="no account now"):
        training_attendance.record_by_hand(there.lead, on, {uuid4(): True}, now=NOW)
    with pytest.raises(Refused, match="not begun"):
        training_attendance.record_by_hand(there.lead, there.ahead.id, {}, now=NOW)
    training_sessions.hold_session(there.lead, on, version=1, now=NOW)
    with pytest.raises(Refused, match="was held"):
        training_sessions.hold_session(there.lead, on, version=2, now=NOW)


def test_a_list_is_taken_whole_or_not_at_all(there):
    on = there.now_on.id
    User.objects.filter(pk=there.hub.officer.user_id).update(reference="4471")
    names = User.objects.get(pk=there.hub.nurse.user_id).sign_in_name
    bad = b"Reference,Name\n4471,A\n9999,B\n,C\n"
    with pytest.raises(ListNotTaken) as refused:
        training_attendance.import_attendance(there.lead, on, name="came.csv", content=bad, now=NOW)
    assert [(row.number, row.says) for row in refused.value.report.wrong] == [
        (3, "No account here has that."),
        (4, "The cell is empty."),
    ]
    assert str(refused.value).startswith("2 rows of 3 cannot be taken")
    assert not TrainingAttendance.objects.exists()
    good = f"Sign-in name\n{names.upper()}\n{names}\n".encode()
    report = training_attendance.import_attendance(
        there.lead, on, name="came.csv", content=good, now=NOW
    )
    assert [row.says for row in report.rows] == ["Taken.", "There twice: taken once."]
    assert TrainingAttendance.objects.get().way == "file"
    for name, content, words in (
        ("x.csv", b"Who\nA\n", "No column says who came"),
        ("x.csv", b"Reference\n", "nobody on the list"),
        ("x.csv", b"x" * 2_100_000, "larger than 2 MB"),
        ("x.csv", b"", "empty"),
    ):
        with pytest.raises(Refused, match=words):
            training_attendance.import_attendance(
                there.lead, on, name=name, content=content, now=NOW
            )


def test_a_trainers_name_is_gone_from_every_page_at_once(there):
    ahead, on = there.ahead.id, there.now_on.id
    made = training_trainers.add_trainer(there.lead, on, FACTS, now=NOW)
    officer = there[Role.RESPONSE_OFFICER]
    assert session_page(officer, on, now=NOW).trainers == ("Wren Ashby",)
    assert screen(there.lead, on, now=NOW).trainers == ("W.A., somebody who has used services",)
    with pytest.raises(NotPermitted):
        training_trainers.withdraw_naming(officer, made, now=NOW)
    training_trainers.withdraw_naming(there.lead, made, now=NOW)
    unnamed = ("somebody who has used services",)
    assert session_page(officer, on, now=NOW).trainers == unnamed
    assert screen(there.lead, on, now=NOW).trainers == unnamed
    assert trainers_page(there.lead, on, now=NOW).lines[0].facts.name == "Wren Ashby"
    look = AuditEntry.objects.filter(action="liaison.see_trainers")
    assert look.count() == 1
    with pytest.raises(Refused, match="withdrew on a later day"):
        training_trainers.change_trainer(there.lead, made, FACTS, version=2, now=NOW)
    again = replace(FACTS, agreed_on=date(2026, 6, 10), support=Support.TAKEN)
    training_trainers.change_trainer(there.lead, made, again, version=2, now=NOW)
    assert session_page(officer, on, now=NOW).trainers == ("Wren Ashby",)
    catalogue = replace(FACTS, user_id=officer.user_id, on_catalogue=Naming.NAMED)
    own = training_trainers.add_trainer(there.lead, ahead, catalogue, now=NOW)
    assert course_page(officer, there.course.id, now=NOW).trainers == (
        "somebody who has used services",
        "Wren Ashby",
    )
    assert own_training(officer, now=NOW).teaching[0].named
    training_trainers.withdraw_naming(officer, own, now=NOW)
    assert not own_training(officer, now=NOW).teaching[0].named
    with pytest.raises(Refused, match="down for this session already"):
        training_trainers.add_trainer(there.lead, ahead, FACTS, now=NOW)
    with pytest.raises(Refused, match="like to be called"):
        training_trainers.add_trainer(there.lead, ahead, replace(FACTS, name=" "), now=NOW)


def test_what_was_thought_is_kept_apart_from_who_thought_it(there):
    over = session_of(there.course, there.lead.user_id, -30)
    roles = list(Role)[:5]
    came = {there[role].user_id: True for role in roles}
    training_attendance.record_by_hand(there.lead, over.id, came, now=NOW)
    for number, role in enumerate(roles):
        if number == 4:
            assert session_page(there.lead, over.id, now=NOW).thoughts.words == ()
        thought = Thought(number > 0, None, "Sit down first." if not number else "")
        evaluate_session(there[role], over.id, thought, now=NOW)
    found = session_page(there.lead, over.id, now=NOW).thoughts
    assert [one.words for one in found.shares] == ["4 of 5, 80 %", "no data"]
    assert found.words == ("Sit down first.",)
    kept = set(EvaluationReceipt.objects.values_list("id", flat=True))
    audited = AuditEntry.objects.filter(action="liaison.evaluate_training")
    assert set(audited.values_list("subject_id", flat=True)) == kept
    fields = {one.name for one in SessionEvaluation._meta.get_fields()}
    assert not fields & {"user", "receipt", "created_at"}
    with pytest.raises(Refused, match="You have said"):
        evaluate_session(there[roles[0]], over.id, Thought(True, True), now=NOW)
    with pytest.raises(Refused, match="phone number"):
        evaluate_session(
            there[roles[0]], over.id, Thought(True, True, "Ring 07700 900123"), now=NOW
        )


@pytest.mark.both_databases
def test_completion_is_counted_by_team_and_named_only_where_one_leads(there):
    officer, lead = there[Role.RESPONSE_OFFICER], there.lead
    old = session_of(there.course, lead.user_id, -24 * 350)
    training_attendance.record_by_hand(lead, old.id, {officer.user_id: True}, now=NOW)
    cells = in_date_overview(lead, now=NOW).rows[0].cells
    assert {cell.words for cell in cells if cell} == {"1 of 1", "0 of 1"}
    police = in_date_of(there[Role.POLICE_SUPERVISOR], there.hub.world.police, now=NOW)
    (line,) = police.lines
    assert (line.team, line.counts.soon, line.counts.never) == ("Response officer", 1, 0)
    assert [(one.name, one.says) for one in police.names] == [
        ("Test response_officer", "Counts until Thu 25 June 2026")
    ]
    assert AuditEntry.objects.filter(action="liaison.see_who_is_due").count() == 1
    assert in_date_of(lead, there.hub.world.police, now=NOW).names is None
    with pytest.raises(NotPermitted, match="another organisation"):
        in_date_of(there[Role.POLICE_SUPERVISOR], there.hub.world.trust, now=NOW)
    with pytest.raises(Refused, match="Nobody who works there"):
        in_date_of(lead, uuid4(), now=NOW)
    assert (remind_of_lapses(NOW), remind_of_lapses(NOW)) == (1, 1)
    assert told(officer) == ["De-escalation: counts until Thu 25 June 2026, do it again by then"]


def test_a_row_is_of_one_account_or_of_none():
    from alongside.areas.liaison.rules.training_lists import Known

    known = [Known(uuid4(), "A", "a", "77"), Known(uuid4(), "B", "b", "77")]
    rows = [(2, (77.0,), ""), (3, (None,), ""), (4, ("x",), "The row is cut short.")]
    says = [row.says for row in read_list(("Collar number",), rows, known).rows]
    assert says == [
        "More than one account has that: use sign-in names.",
        "The cell is empty.",
        "The row is cut short.",
    ]
    with pytest.raises(Refused, match="1,000 rows"):
        read_list(("Number",), [(n, ("x",), "") for n in range(1001)], known)
