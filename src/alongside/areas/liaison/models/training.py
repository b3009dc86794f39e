"""Training: what can be learnt, when it is taught, who has a place and who came."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.liaison.models.columns import part_of
from alongside.areas.liaison.rules.training_places import OPEN_PLACES, PlaceState
from alongside.areas.liaison.rules.training_sessions import SessionState, SignInWay
from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user


class TrainingCourse(models.Model):
    """Something that is taught again and again.

    ``roles`` are codes of those it is meant for; none means anybody who works here.
    ``lasts_months`` is how long it counts after it was done; empty where it never lapses.
    """

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=120)
    what_for = models.TextField()
    roles = models.JSONField(default=list)
    lasts_months = models.PositiveSmallIntegerField(null=True)
    minutes = models.PositiveSmallIntegerField()
    led_by = models.CharField(max_length=160)
    materials = models.TextField(blank=True)
    said_as = models.TextField(blank=True)
    organisation = to_organisation()
    added_by = to_user()
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["title"], condition=Q(retired_at=None), name="course_named_once"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(what_for=""), name="course_says_what_it_is_for"
            ),
            models.CheckConstraint(
                condition=Q(lasts_months=None) | Q(lasts_months__gte=1), name="course_lasts_a_month"
            ),
            models.CheckConstraint(condition=Q(minutes__gte=5), name="course_takes_some_time"),
        ]


class TrainingSession(models.Model):
    """A course, taught once: when, where and for how many.

    The sign-in code on its screen is worked out from ``code_key`` and the clock.
    """

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    course = part_of("TrainingCourse", "sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    where = models.CharField(max_length=200)
    places = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=SessionState.PLANNED.value)
    cancelled_why = models.CharField(max_length=200, blank=True)
    code_key = models.CharField(max_length=64)
    planned_by = to_user()
    planned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="training_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="training_session_has_a_place"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in SessionState]),
                name="training_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=SessionState.CANCELLED.value) | ~Q(cancelled_why=""),
                name="training_cancelled_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["course", "starts_at"], name="training_by_course")]


class TrainingPlace(models.Model):
    """Somebody's place in a session, or in the queue for one."""

    id = opaque_id()
    session = part_of("TrainingSession", "taken")
    user = to_user()
    state = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    offer_ends_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "user"],
                condition=Q(state__in=[state.value for state in OPEN_PLACES]),
                name="one_place_for_each_in_a_session",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in PlaceState]),
                name="place_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state=PlaceState.LEFT.value, left_at__isnull=False)
                | ~Q(state=PlaceState.LEFT.value) & Q(left_at=None),
                name="place_given_up_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=PlaceState.OFFERED.value) | Q(offer_ends_at__isnull=False),
                name="offered_place_has_an_end",
            ),
        ]
        indexes = [models.Index(fields=["user", "state"], name="training_place_by_user")]


class TrainingAttendance(models.Model):
    """That somebody came to a session, and how it was said. Taken back, never deleted."""

    id = opaque_id()
    session = part_of("TrainingSession", "came")
    user = to_user()
    way = models.CharField(max_length=10)
    recorded_by = to_user()
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = to_user(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "user"],
                condition=Q(taken_back_at=None),
                name="came_once_to_a_session",
            ),
            models.CheckConstraint(
                condition=Q(way__in=[way.value for way in SignInWay]), name="way_signed_in_is_known"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="attendance_taken_back_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["user"], name="training_came_by_user")]
