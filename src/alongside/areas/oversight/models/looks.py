"""Questions about looks that were out of the ordinary, and their answers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.areas.oversight.rules.unusual import Kind


class LookQuestion(models.Model):
    """A question about one look, with the plain fact behind it. Closed by an answer in words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry_id = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    fact = models.CharField(max_length=200)
    looked_at = models.DateTimeField()
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    person_id = models.UUIDField()
    purpose = models.CharField(max_length=4, blank=True)
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry_id", "kind"], name="look_question_asked_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]),
                name="look_question_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (
                    Q(answered_at__gte=F("raised_at"), answered_by__isnull=False)
                    & ~Q(answer="")
                    & ~Q(answered_by=F("viewer"))
                ),
                name="look_question_answered_in_words_by_somebody_else",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "looked_at"],
                name="look_question_open",
                condition=Q(answered_at=None),
            )
        ]
