"""What the rows of plans that services share have in common. No behaviour."""

from django.db import models
from django.db.models import F, Q

from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user


def to_person() -> models.ForeignKey:
    """Points at the person it is about."""
    return models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")


class JointEvent(models.Model):
    """Something that happened, as somebody recorded it. Never changed: superseded.

    ``sequence`` is its place among the entries of its record as they were first recorded; a
    correction keeps the place of what it corrects.
    """

    id = opaque_id()
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = to_user()
    recorded_as = models.CharField(max_length=40)
    organisation = to_organisation()
    facts = models.JSONField(default=dict)
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    correction_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(correction_reason=""),
                name="%(class)s_correction_says_why",
            ),
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("recorded_at")),
                name="%(class)s_happened_before_recorded",
            ),
        ]
