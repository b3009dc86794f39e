"""Suicide prevention plans as rows: opened by two services together, closed by both."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.plans.models.joint_event import JointEvent, to_person
from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user

STATES = ("proposed", "declined", "open", "closing", "closed")
RUNNING = ("open", "closing")


class SuicidePlan(models.Model):
    """One suicide prevention plan. What is known is its events; the rest follows from them."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    person = to_person()
    state = models.CharField(max_length=10)
    proposed_by = to_user()
    proposed_organisation = to_organisation()
    proposed_at = models.DateTimeField()
    asked = to_user()
    asked_organisation = to_organisation()
    opened_at = models.DateTimeField(null=True)
    last_reviewed_at = models.DateTimeField(null=True)
    review_due_on = models.DateField(null=True)
    ends_on = models.DateField()
    closing_reason = models.TextField(blank=True)
    first_signed_by = to_user(null=True)
    first_signed_organisation = to_organisation(null=True)
    second_signed_by = to_user(null=True)
    second_signed_organisation = to_organisation(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="suicide_state_known"),
            models.CheckConstraint(
                condition=~Q(proposed_organisation=F("asked_organisation"))
                & ~Q(proposed_by=F("asked")),
                name="suicide_plan_has_two_sides",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=RUNNING)
                | Q(opened_at__isnull=False, review_due_on__isnull=False),
                name="suicide_review_due_while_open",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | (
                    Q(
                        state="closed",
                        first_signed_by__isnull=False,
                        first_signed_organisation__isnull=False,
                        second_signed_by__isnull=False,
                        second_signed_organisation__isnull=False,
                    )
                    & ~Q(first_signed_by=F("second_signed_by"))
                    & ~Q(first_signed_organisation=F("second_signed_organisation"))
                    & ~Q(closing_reason="")
                ),
                name="suicide_closed_by_both_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
                name="suicide_closed_has_a_time",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["proposed", *RUNNING]),
                name="suicide_one_plan_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["review_due_on"], name="suicide_running", condition=Q(closed_at=None)
            ),
            models.Index(fields=["person", "-proposed_at"], name="suicide_by_person"),
        ]


class SuicidePlanEvent(JointEvent):
    """One thing done or agreed about a plan."""

    plan = models.ForeignKey(SuicidePlan, on_delete=models.PROTECT, related_name="events")

    class Meta(JointEvent.Meta):
        constraints = [
            *JointEvent.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "sequence"],
                condition=Q(supersedes=None),
                name="suicide_event_has_its_own_place",
            ),
        ]
        indexes = [models.Index(fields=["plan", "happened_at"], name="suicide_story")]


class SuicideOwnPart(models.Model):
    """The person's own part of a plan, in their words, or why it has none yet."""

    id = opaque_id()
    plan = models.ForeignKey(SuicidePlan, on_delete=models.PROTECT, related_name="own_parts")
    text = models.TextField(blank=True)
    why_not = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = to_user()
    organisation = to_organisation()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(text="") & ~Q(why_not="")) | (~Q(text="") & Q(why_not="")),
                name="suicide_own_part_or_why_not",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(ended_at=None), name="suicide_one_own_part"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("recorded_at")),
                name="suicide_own_part_ends_after_it_starts",
            ),
        ]


class SuicideAnniversary(models.Model):
    """A day of the year that may be hard, and why, so that somebody gets in touch before it."""

    id = opaque_id()
    plan = models.ForeignKey(SuicidePlan, on_delete=models.PROTECT, related_name="anniversaries")
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by = to_user()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(month__range=(1, 12), day__range=(1, 31)) & ~Q(words=""),
                name="suicide_anniversary_is_a_day",
            ),
            models.UniqueConstraint(
                fields=["plan", "month", "day", "words"],
                condition=Q(ended_at=None),
                name="suicide_anniversary_once",
            ),
        ]
