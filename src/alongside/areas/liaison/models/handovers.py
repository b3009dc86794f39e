"""A post passes from one holder to the next: what was prepared, said and read."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.liaison.models.columns import part_of
from alongside.areas.liaison.rules.handovers import HandoverState, Part
from alongside.foundation.accounts.columns import opaque_id, to_user


class Handover(models.Model):
    """One change of holder. What is handed over is read from the record, never copied here."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    post = part_of("Post", "handovers")
    leaver = to_user()
    successor = to_user(null=True)
    changes_at = models.DateTimeField(null=True)
    coffee = models.TextField(blank=True)
    state = models.CharField(max_length=10, default=HandoverState.DRAFT.value)
    started_by = to_user()
    started_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(state=HandoverState.DRAFT.value),
                name="one_handover_of_a_post_prepared_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in HandoverState]),
                name="handover_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=HandoverState.CONFIRMED.value)
                | Q(successor__isnull=False, changes_at__isnull=False, confirmed_at__isnull=False),
                name="handover_is_confirmed_to_somebody_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("leaver")),
                name="nobody_hands_over_to_themselves",
            ),
        ]


class HandoverPart(models.Model):
    """What the leaver says of one part of the briefing, and when the successor read it."""

    id = opaque_id()
    handover = part_of("Handover", "parts")
    part = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "part"], name="handover_part_once"),
            models.CheckConstraint(
                condition=Q(part__in=[part.value for part in Part]),
                name="handover_part_is_known",
            ),
        ]


class PostFeed(models.Model):
    """The private calendar address of one spell of holding a post; it ends with the spell."""

    id = opaque_id()
    holding = models.OneToOneField(
        "liaison.PostHolding", on_delete=models.PROTECT, related_name="feed"
    )
    number = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
