"""Reports that police, prosecutors and courts ask for, their versions, and what was done."""

from django.db import models
from django.db.models import Q

from alongside.areas.diversion.models.episode import Episode
from alongside.areas.diversion.rules.report_levels import LEVELS, RECIPIENTS
from alongside.areas.diversion.rules.report_states import ReportState
from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user


class ReportRequest(models.Model):
    """One report asked for, before one decision. Its story is its events.

    The columns from ``state`` on are worked out from the events in the same transaction:
    ``consent_level`` is empty where nothing was agreed, and ``in_time`` empty until one is
    released.
    """

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="reports")
    organisation = to_organisation()
    recipient = models.CharField(max_length=20)
    asked_by_name = models.CharField(max_length=120)
    asked_by_contact = models.CharField(max_length=120, blank=True)
    for_what = models.CharField(max_length=200)
    hearing_id = models.UUIDField(null=True)
    level = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=20)
    consent_level = models.CharField(max_length=20, blank=True)
    consent_recipients = models.JSONField(default=list)
    consent_agreed = models.CharField(max_length=20, blank=True)
    consent_at = models.DateTimeField(null=True)
    consent_withdrawn_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    in_time = models.BooleanField(null=True)
    copy_answer = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ReportState]),
                name="report_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(level__in=LEVELS, recipient__in=list(RECIPIENTS)),
                name="report_level_and_recipient_known",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None, in_time=None)
                | Q(released_at__isnull=False, in_time__isnull=False),
                name="report_released_says_whether_in_time",
            ),
        ]
        indexes = [
            models.Index(fields=["episode", "asked_at"], name="report_by_episode"),
            models.Index(
                fields=["due_at"],
                name="report_owed",
                condition=Q(released_at=None) & ~Q(state=ReportState.CLOSED.value),
            ),
        ]


class ReportVersion(models.Model):
    """What a report said after one save. Once released it is never written again."""

    id = opaque_id()
    report = models.ForeignKey(ReportRequest, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    level = models.CharField(max_length=20)
    said = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    saved_by = to_user()
    locked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_once"),
            models.CheckConstraint(
                condition=Q(level__in=LEVELS), name="report_version_level_known"
            ),
        ]


class ReportEvent(models.Model):
    """Something done with a report: agreed, released, refused, a copy offered. Never changed.

    ``sequence`` is its place among the rest.
    """

    id = opaque_id()
    sequence = models.PositiveIntegerField()
    report = models.ForeignKey(ReportRequest, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=30)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = to_user()
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kind=""), name="report_event_has_a_kind"),
            models.UniqueConstraint(
                fields=["report", "sequence"], name="report_event_has_its_own_place"
            ),
        ]
        indexes = [models.Index(fields=["report", "happened_at"], name="report_story")]
