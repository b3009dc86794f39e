"""Addresses of training."""

from typing import Final

from django.urls import URLPattern, path

from alongside.areas.liaison.views import (
    training,
    training_keeping,
    training_people,
    training_sign_in,
)

COURSE: Final = "training/courses/<uuid:course_id>/"
SESSION: Final = "training/sessions/<uuid:session_id>/"
TRAINER: Final = "training/trainers/<uuid:trainer_id>/"

urlpatterns: Final[list[URLPattern]] = [
    path("training/", training.catalogue, name="training"),
    path("training/mine/", training.mine, name="training_mine"),
    path("training/sign-in/", training_sign_in.sign_in, name="training_sign_in"),
    path("training/in-date/", training.in_date, name="training_in_date"),
    path(
        "training/in-date/<uuid:organisation_id>/",
        training.in_date_of,
        name="training_in_date_of",
    ),
    path("training/courses/add/", training_keeping.add_course, name="training_add"),
    path(COURSE, training.course, name="training_course"),
    path(COURSE + "change/", training_keeping.change_course, name="training_course_change"),
    path(COURSE + "retire/", training_keeping.retire_course, name="training_course_retire"),
    path(COURSE + "plan/", training_keeping.plan_session, name="training_plan"),
    path(SESSION, training.session, name="training_session"),
    path(SESSION + "training.ics", training.calendar, name="training_calendar"),
    path(SESSION + "place/", training.place, name="training_place"),
    path(SESSION + "say/", training_people.say_thought, name="training_say"),
    path(SESSION + "change/", training_keeping.change_session, name="training_change"),
    path(SESSION + "cancel/", training_keeping.cancel_session, name="training_cancel"),
    path(SESSION + "held/", training_keeping.hold_session, name="training_held"),
    path(SESSION + "came/", training_keeping.came, name="training_came"),
    path(SESSION + "list/", training_keeping.came_list, name="training_list"),
    path(SESSION + "screen/", training_sign_in.screen, name="training_screen"),
    path(SESSION + "trainers/", training_people.trainers, name="training_trainers"),
    path(SESSION + "trainers/add/", training_people.add_trainer, name="training_trainer_add"),
    path(TRAINER, training_people.change_trainer, name="training_trainer"),
    path(TRAINER + "withdraw/", training_people.withdraw, name="training_withdraw"),
]
