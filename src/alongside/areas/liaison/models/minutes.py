"""What a meeting said and settled: minutes, decisions, corrections, actions from an item."""

from django.db import models
from django.db.models import Q

from alongside.areas.liaison.models.columns import part_of
from alongside.foundation.accounts.columns import opaque_id, to_user


class MinuteWords(models.Model):
    """The minutes of one item as they were saved once; the one numbered last stands."""

    id = opaque_id()
    item = part_of("AgendaItem", "minutes")
    number = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    by = to_user()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="minutes_numbered_in_item")
        ]


class Decision(models.Model):
    """What a group decided, numbered within the group, and why."""

    id = opaque_id()
    group = part_of("LiaisonGroup", "decisions")
    item = part_of("AgendaItem", "decisions")
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=400)
    why = models.TextField()
    by = to_user()
    decided_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    struck_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="decision_numbered_in_group"),
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(why=""), name="decision_says_what_and_why"
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None) | ~Q(struck_why=""),
                name="decision_struck_with_a_reason",
            ),
        ]


class ItemAction(models.Model):
    """Which item of a meeting an agreed action came from."""

    id = opaque_id()
    item = part_of("AgendaItem", "actions")
    action = part_of("AgreedAction", "from_items")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action"], name="action_from_one_item"),
        ]


class MinutesCorrection(models.Model):
    """What is put right in minutes that were agreed; those stay as they are."""

    id = opaque_id()
    meeting = part_of("Meeting", "corrections")
    item = part_of("AgendaItem", "corrections", null=True)
    words = models.TextField()
    why = models.CharField(max_length=400)
    by = to_user()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(why=""), name="correction_says_what_and_why"
            )
        ]
