"""What the person chose about who may see what. Rows are ended, never edited."""

import uuid

from django.db import models
from django.db.models import F, Q

from alongside.areas.plans.rules.choices import ChoiceKind, SaidHow
from alongside.engines.sharing import ANYBODY, AgreedBy, Category, Purpose


class SharingChoice(models.Model):
    """One yes, no or capacity decision, for one recipient and one kind of information."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="sharing_choices"
    )
    plan = models.ForeignKey(
        "plans.ContactPlan", null=True, on_delete=models.PROTECT, related_name="choices"
    )
    kind = models.CharField(max_length=9, choices=[(k.value, k.value) for k in ChoiceKind])
    recipient = models.CharField(max_length=40)
    category = models.CharField(max_length=1, choices=[(c.value, c.value) for c in Category])
    purpose = models.CharField(
        max_length=3, blank=True, choices=[(p.value, p.value) for p in Purpose]
    )
    agreed_by = models.CharField(max_length=14, choices=[(a.value, a.value) for a in AgreedBy])
    said_how = models.CharField(max_length=11, choices=[(s.value, s.value) for s in SaidHow])
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.TextField(blank=True)
    assessed_by = models.CharField(max_length=120, blank=True)
    assessed_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    controller = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=list(ChoiceKind),
                    category__in=list(Category),
                    purpose__in=["", *Purpose],
                    agreed_by__in=list(AgreedBy),
                    said_how__in=list(SaidHow),
                )
                & ~Q(recipient=""),
                name="sharing_choice_words_are_known",
            ),
            models.CheckConstraint(
                condition=(Q(ends_at=None) | Q(ends_at__gt=F("starts_at")))
                & (Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("starts_at"))),
                name="sharing_choice_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="sharing_choice_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ChoiceKind.CAPACITY) & ~Q(agreed_by=AgreedBy.BEST_INTERESTS)
                | (
                    Q(
                        kind=ChoiceKind.CAPACITY,
                        agreed_by=AgreedBy.BEST_INTERESTS,
                        assessed_on__isnull=False,
                        ends_at__isnull=False,
                    )
                    & ~Q(decision="")
                    & ~Q(assessed_by="")
                    & ~Q(purpose="")
                    & ~Q(recipient=ANYBODY)
                ),
                name="capacity_decision_is_whole",
            ),
            models.UniqueConstraint(
                fields=["person", "recipient", "category", "purpose"],
                condition=Q(withdrawn_at=None),
                name="one_choice_for_a_recipient",
            ),
        ]
