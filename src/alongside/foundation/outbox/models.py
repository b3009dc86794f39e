"""Messages waiting to go out, and the inbox they arrive in."""

import uuid

from django.conf import settings
from django.db import models


class OutboxMessage(models.Model):
    """Something to be told or done, written in the same transaction as its cause."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    topic = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    once_key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001  no key is not an empty key

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                name="outbox_waiting",
                condition=models.Q(delivered_at=None, given_up_at=None),
            )
        ]


class InboxItem(models.Model):
    """A message to one person, in the app."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(OutboxMessage, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    link = models.CharField(max_length=200, blank=True)
    urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "message"], name="inbox_once_per_message"),
            models.CheckConstraint(
                condition=models.Q(answered_at=None)
                | models.Q(read_at__isnull=False, read_at__lte=models.F("answered_at")),
                name="inbox_answered_once_it_was_read",
            ),
        ]
        indexes = [models.Index(fields=["user", "-created_at"], name="inbox_newest")]


class WorkerPulse(models.Model):
    """When each worker and repeating job last ran, so that silence is noticed."""

    name = models.CharField(max_length=80, primary_key=True)
    at = models.DateTimeField()
