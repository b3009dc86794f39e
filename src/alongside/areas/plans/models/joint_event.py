"""What the rows of plans that services share have in common. No behaviour."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q


def opaque_id() -> models.UUIDField:
    """An identifier that says nothing."""
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


def to_user(**options: Any) -> models.ForeignKey:
    """Points at somebody who signs in."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options
    )


def to_organisation(**options: Any) -> models.ForeignKey:
    """Points at an organisation."""
    return models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", **options
    )


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
