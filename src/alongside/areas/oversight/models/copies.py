"""Requests for a person's own copy, and what was decided of each part."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.areas.oversight.rules.copies import Asker, Outcome


class CopyRequest(models.Model):
    """Somebody asks for everything held about a person. Answered within a month."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    asker = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Asker])
    asked_by = models.CharField(max_length=120)
    authority = models.CharField(max_length=300, blank=True)
    identity_checked = models.CharField(max_length=300)
    received_on = models.DateField()
    due_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opinion_by = models.CharField(max_length=120, blank=True)
    opinion_post = models.CharField(max_length=120, blank=True)
    opinion_on = models.DateField(null=True)
    opinion_words = models.TextField(blank=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    released_by_name = models.CharField(max_length=120, blank=True)
    released_to = models.CharField(max_length=120, blank=True)
    released = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gt=F("received_on")), name="copy_is_due_after_it_was_asked_for"
            ),
            models.CheckConstraint(
                condition=~Q(asked_by="") & ~Q(identity_checked=""),
                name="copy_asked_for_by_somebody_whose_identity_was_checked",
            ),
            models.CheckConstraint(
                condition=Q(asker=Asker.PERSON)
                | (Q(asker=Asker.REPRESENTATIVE) & ~Q(authority="")),
                name="copy_representative_has_authority",
            ),
            models.CheckConstraint(
                condition=Q(opinion_on=None, opinion_by="")
                | (Q(opinion_on__isnull=False) & ~Q(opinion_by="") & ~Q(opinion_post="")),
                name="copy_opinion_is_a_named_persons",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None)
                | (
                    Q(released_at__gte=F("recorded_at"), released_by__isnull=False)
                    & ~Q(released_to="")
                ),
                name="copy_released_by_somebody_to_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="copy_waiting", condition=Q(released_at=None))
        ]


class CopyDecision(models.Model):
    """What a named person decided of one item of a copy. A later decision stands in its place."""

    request = models.ForeignKey(CopyRequest, on_delete=models.PROTECT, related_name="decisions")
    item_key = models.CharField(max_length=120)
    item_title = models.CharField(max_length=120)
    outcome = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Outcome])
    flags = models.JSONField(default=list)
    parts = models.JSONField(default=list)
    why = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_by_name = models.CharField(max_length=120)
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "item_key"],
                condition=Q(current=True),
                name="copy_item_has_one_current_decision",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.GIVE) | ~Q(why=""),
                name="copy_item_is_held_back_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[one.value for one in Outcome]),
                name="copy_outcome_is_known",
            ),
        ]
