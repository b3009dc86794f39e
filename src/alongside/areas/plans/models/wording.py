"""Words held back in plans as rows: what was found, and who decided what about it."""

import uuid

from django.db import models
from django.db.models import F, Q

from alongside.areas.plans.models.joint_event import to_person
from alongside.areas.plans.rules.barred import Kind
from alongside.areas.plans.rules.wording import WordedKind, WordingOutcome
from alongside.engines.sharing import Category
from alongside.foundation.accounts.columns import to_organisation, to_user


class WordingReview(models.Model):
    """Words of one plan that would withhold help, from when they were found until decided."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan_kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in WordedKind])
    plan_id = models.UUIDField()
    person = to_person()
    raised_at = models.DateTimeField()
    raised_by = to_user()
    controller = to_organisation()
    outcome = models.CharField(
        max_length=10, blank=True, choices=[(o.value, o.value) for o in WordingOutcome]
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = to_user(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(plan_kind__in=list(WordedKind)) & Q(outcome__in=["", *WordingOutcome]),
                name="wording_words_are_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None, decided_by=None)
                | (
                    ~Q(outcome="")
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & Q(decided_at__gte=F("raised_at"))
                ),
                name="wording_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=WordingOutcome.RELEASED)
                | (~Q(reason="") & ~Q(decided_by=F("raised_by"))),
                name="wording_released_by_another_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["plan_kind", "plan_id"],
                condition=Q(outcome=""),
                name="one_open_wording_review",
            ),
        ]
        indexes = [
            models.Index(fields=["raised_at"], condition=Q(outcome=""), name="wording_to_decide")
        ]


class WordingHit(models.Model):
    """One phrase of a review: where it stands, what rule found it."""

    review = models.ForeignKey(WordingReview, on_delete=models.PROTECT, related_name="hits")
    field = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    category = models.CharField(max_length=1, choices=[(c.value, c.value) for c in Category])
    phrase = models.TextField()
    kind = models.CharField(max_length=40, choices=[(k.value, k.value) for k in Kind])
    rule = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "field", "phrase", "kind"], name="one_hit_on_a_phrase"
            ),
            models.CheckConstraint(
                condition=Q(category__in=list(Category), kind__in=list(Kind)) & ~Q(phrase=""),
                name="hit_words_are_known",
            ),
        ]
