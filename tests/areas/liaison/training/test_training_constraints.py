"""What the database itself does not let into training: each constraint, broken once."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, models, transaction

from alongside.areas.liaison.models import (
    EvaluationReceipt,
    SessionEvaluation,
    SessionTrainer,
    TrainingAttendance,
    TrainingCourse,
    TrainingPlace,
    TrainingSession,
)
from tests.support.teaching import DAY, Teaching, teaching
from tests.support.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
Spoil = Callable[[Teaching], models.Model]


def course(there: Teaching, **more: object) -> TrainingCourse:
    facts = {
        "title": "First words",
        "what_for": "To begin well.",
        "minutes": 30,
        "led_by": "Staff",
        "organisation_id": there.course.organisation_id,
        "added_by_id": there.lead.user_id,
        "added_at": NOW,
    }
    return TrainingCourse(**facts | more)


def session(there: Teaching, **more: object) -> TrainingSession:
    facts = {
        "course": there.course,
        "starts_at": NOW,
        "ends_at": NOW + DAY,
        "where": "Here",
        "places": 1,
        "code_key": "k",
        "planned_by_id": there.lead.user_id,
        "planned_at": NOW,
    }
    return TrainingSession(**facts | more)


def place(there: Teaching, **more: object) -> TrainingPlace:
    facts = {
        "session": there.ahead,
        "user_id": there.lead.user_id,
        "state": "booked",
        "asked_at": NOW,
    }
    return TrainingPlace(**facts | more)


def came(there: Teaching, **more: object) -> TrainingAttendance:
    facts = {
        "session": there.now_on,
        "user_id": there.lead.user_id,
        "way": "hand",
        "recorded_by_id": there.lead.user_id,
        "recorded_at": NOW,
    }
    return TrainingAttendance(**facts | more)


def trainer(there: Teaching, **more: object) -> SessionTrainer:
    facts = {
        "session": there.ahead,
        "name": "Wren Ashby",
        "added_by_id": there.lead.user_id,
        "added_at": NOW,
    }
    return SessionTrainer(**facts | more)


def twice(there: Teaching, make: Callable[..., models.Model]) -> models.Model:
    make(there).save()
    return make(there)


def receipt(there: Teaching) -> EvaluationReceipt:
    return EvaluationReceipt(session=there.now_on, user_id=there.lead.user_id)


BROKEN: dict[str, Spoil] = {
    "course_named_once": lambda t: course(t, title="De-escalation"),
    "course_says_what_it_is_for": lambda t: course(t, what_for=""),
    "course_lasts_a_month": lambda t: course(t, lasts_months=0),
    "course_takes_some_time": lambda t: course(t, minutes=4),
    "training_ends_after_it_starts": lambda t: session(t, ends_at=NOW),
    "training_session_has_a_place": lambda t: session(t, places=0),
    "training_state_is_known": lambda t: session(t, state="odd"),
    "training_cancelled_with_a_reason": lambda t: session(t, state="cancelled"),
    "one_place_for_each_in_a_session": lambda t: twice(t, place),
    "place_state_is_known": lambda t: place(t, state="odd"),
    "place_given_up_at_a_time": lambda t: place(t, state="left"),
    "offered_place_has_an_end": lambda t: place(t, state="offered"),
    "came_once_to_a_session": lambda t: twice(t, came),
    "way_signed_in_is_known": lambda t: came(t, way="odd"),
    "attendance_taken_back_by_somebody": lambda t: came(t, taken_back_at=NOW),
    "trainer_named_once": lambda t: twice(t, trainer),
    "trainer_has_a_name": lambda t: trainer(t, name=""),
    "naming_of_a_trainer_is_known": lambda t: trainer(
        t, on_screen="odd", agreed_on=date(2026, 1, 1)
    ),
    "trainer_named_only_by_consent": lambda t: trainer(t, on_session="named"),
    "trainer_paid_what_was_agreed": lambda t: trainer(t, paid_on=date(2026, 1, 1)),
    "support_after_is_known": lambda t: trainer(t, support="odd"),
    "evaluation_says_something": lambda t: SessionEvaluation(
        session=t.now_on, received_on=date(2026, 1, 1)
    ),
    "session_evaluated_once": lambda t: twice(t, receipt),
}


def test_each_constraint_keeps_its_promise():
    there = teaching()
    declared = {
        one.name
        for rows in (
            *(TrainingCourse, TrainingSession, TrainingPlace, TrainingAttendance),
            *(SessionTrainer, SessionEvaluation, EvaluationReceipt),
        )
        for one in rows._meta.constraints
    }
    assert declared == set(BROKEN)
    for spoil in BROKEN.values():
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil(there).save()
