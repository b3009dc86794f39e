"""Agreed actions: one kind of row for what reviews, groups, plans of work and answers promise."""

from django.db import models
from django.db.models import Q

from alongside.areas.liaison.models.columns import part_of
from alongside.areas.liaison.rules.agreed import AgreedState, Origin, Priority, Said
from alongside.foundation.accounts.columns import opaque_id, to_user


class AgreedAction(models.Model):
    """Something somebody said they would do; a post owns it, and its story is its events.

    ``origin`` and ``origin_id`` say where it was agreed; ``group`` watches over it.
    """

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    number = models.PositiveIntegerField(unique=True)
    words = models.CharField(max_length=400)
    why = models.TextField(blank=True)
    origin = models.CharField(max_length=20)
    origin_id = models.UUIDField(null=True)
    group = part_of("LiaisonGroup", "actions", null=True)
    owner = part_of("Post", "actions")
    priority = models.CharField(max_length=10, default=Priority.SOON.value)
    due_on = models.DateField()
    state = models.CharField(max_length=10, default=AgreedState.OPEN.value)
    evidence = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    escalated_to = part_of("LiaisonGroup", "escalated", null=True)
    agreed_by = to_user()
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(origin__in=[origin.value for origin in Origin]),
                name="action_origin_is_known",
            ),
            models.CheckConstraint(
                condition=Q(priority__in=[priority.value for priority in Priority]),
                name="action_priority_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state=AgreedState.OPEN.value, closed_at=None)
                | Q(state=AgreedState.DROPPED.value, closed_at__isnull=False)
                | Q(state=AgreedState.DONE.value, closed_at__isnull=False) & ~Q(evidence=""),
                name="action_is_done_with_evidence",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="action_says_what"),
            models.CheckConstraint(
                condition=Q(escalated_at=None, escalated_to=None)
                | Q(escalated_at__isnull=False, escalated_to__isnull=False),
                name="action_is_escalated_to_a_group",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="action_by_due_date"),
            models.Index(fields=["origin", "origin_id"], name="action_by_origin"),
            models.Index(fields=["owner", "state"], name="action_by_owner"),
        ]


class AgreedActionEvent(models.Model):
    """What was said or done about an agreed action. Never changed."""

    id = opaque_id()
    action = part_of("AgreedAction", "events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    happened_at = models.DateTimeField()
    by = to_user(null=True)
    words = models.TextField(blank=True)
    was = models.CharField(max_length=200, blank=True)
    now_is = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "sequence"], name="agreed_action_events_in_order"
            ),
            # Nobody is its writer where a missed day took it there by itself: once for each day.
            models.UniqueConstraint(
                fields=["action", "was"],
                condition=Q(kind=Said.ESCALATED.value, by=None),
                name="missed_day_escalates_once",
            ),
        ]
        indexes = [models.Index(fields=["happened_at"], name="agreed_event_by_time")]
