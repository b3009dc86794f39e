"""Legal holds, and what named people decided about keeping or disposing of a record."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.areas.oversight.rules.retention import CAUSES, DECISIONS, Record


class LegalHold(models.Model):
    """Nothing about a person is disposed of while this is in force."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    cause = models.CharField(max_length=20, choices=list(CAUSES.items()))
    reason = models.CharField(max_length=500)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_by_name = models.CharField(max_length=120)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    lifted_by_name = models.CharField(max_length=120, blank=True)
    lifted_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cause__in=list(CAUSES)) & ~Q(reason=""),
                name="legal_hold_has_a_cause",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | (Q(lifted_at__gte=F("set_at"), lifted_by__isnull=False) & ~Q(lifted_reason="")),
                name="legal_hold_lifted_by_somebody_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="legal_hold_in_force", condition=Q(lifted_at=None))
        ]


class RetentionDecision(models.Model):
    """A named person decided to keep a record longer, or that it is disposed of. Never changed.

    What happened is kept as events, which the database does not remove. So for every record but
    a plan's copy this is the decision alone, for whoever runs the store to carry out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    record = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Record])
    decided = models.CharField(max_length=10, choices=list(DECISIONS.items()))
    reason = models.CharField(max_length=500)
    died_on = models.DateField(null=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided__in=list(DECISIONS)) & ~Q(reason=""),
                name="retention_decided_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(record__in=[one.value for one in Record]),
                name="retention_record_is_known",
            ),
        ]
