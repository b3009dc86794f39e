"""The audit tables. Only this package writes them, and nothing edits them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class AuditLane(models.Model):
    """The end of one chain: where the next entry joins on."""

    lane = models.PositiveSmallIntegerField(primary_key=True)
    position = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")


class AuditEntry(models.Model):
    """One thing somebody did or saw; carries the hash of the entry before it.

    The fields are those of the logging duty in the Data Protection Act 2018 s62 and the
    event list of DOMAIN 5.5. Names of fields are kept, never their contents.
    """

    lane = models.PositiveSmallIntegerField()
    position = models.PositiveBigIntegerField()
    at = models.DateTimeField(db_index=True)
    op = models.CharField(max_length=20)
    action = models.CharField(max_length=80)
    actor_id = models.UUIDField(null=True)
    actor_role = models.CharField(max_length=40, blank=True)
    organisation_id = models.UUIDField(null=True)
    session = models.CharField(max_length=64, blank=True)
    subject_kind = models.CharField(max_length=30, blank=True)
    subject_id = models.UUIDField(null=True)
    details = models.JSONField(default=dict)
    request_key = models.UUIDField(null=True, unique=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lane", "position"], name="audit_one_entry_per_link"),
            models.CheckConstraint(
                condition=models.Q(position__gte=1), name="audit_position_starts_at_one"
            ),
        ]


class AuditSubject(models.Model):
    """Finds the entries about one record. Rebuilt from the entries if ever lost."""

    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="seen")
    kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["kind", "subject_id", "entry"], name="audit_by_subject")]


class LooksHeldBack(models.Model):
    """A dated decision not to tell a person yet who looked, because telling would be unsafe.

    It ends by itself. What it kept back is shown from then on, with the day it was kept until.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField(db_index=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_by_name = models.CharField(max_length=120)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    released_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__gt=F("from_at"), until_at__gte=F("decided_at")),
                name="looks_held_back_until_after_they_start",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="looks_held_back_for_a_reason"),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__gte=F("decided_at"), released_by__isnull=False),
                name="looks_released_by_somebody_after_they_were_held",
            ),
        ]
