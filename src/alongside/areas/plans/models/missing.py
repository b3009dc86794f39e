"""Missing people as rows. What is known is the events; the rest is worked out from them."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.plans.models.joint_event import JointEvent, to_person
from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user

LEVELS = ("very_low", "low", "medium", "high")
STATES = ("missing", "found", "closed")


class MissingRecord(models.Model):
    """One time somebody was reported missing, until they are found and known to be well."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    person = to_person()
    organisation = to_organisation()
    opened_by = to_user()
    recorded_at = models.DateTimeField()
    reported_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10)
    level = models.CharField(max_length=10)
    level_set_at = models.DateTimeField()
    next_review_due_at = models.DateTimeField(null=True)
    supervisor_reviewed_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField(null=True)
    welfare_confirmed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="missing_level_known"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | Q(state__in=["missing", "found"], closed_at=None),
                name="missing_state_agrees_with_closing",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | Q(
                    found_at__isnull=False,
                    welfare_confirmed_at__isnull=False,
                    closed_at__gte=F("found_at"),
                ),
                name="missing_closes_when_found_and_well",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(next_review_due_at__isnull=False),
                name="missing_review_due_while_open",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_at=None), name="missing_once_at_a_time"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_review_due_at"], name="missing_open", condition=Q(closed_at=None)
            ),
            models.Index(fields=["-closed_at"], name="missing_closed"),
            models.Index(fields=["person", "-reported_at"], name="missing_by_person"),
        ]


class MissingEvent(JointEvent):
    """One thing that happened while somebody was missing, or after they were found."""

    record = models.ForeignKey(MissingRecord, on_delete=models.PROTECT, related_name="events")

    class Meta(JointEvent.Meta):
        constraints = [
            *JointEvent.Meta.constraints,
            models.UniqueConstraint(
                fields=["record", "sequence"],
                condition=Q(supersedes=None),
                name="missing_event_has_its_own_place",
            ),
        ]
        indexes = [models.Index(fields=["record", "happened_at"], name="missing_story")]
