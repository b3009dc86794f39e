"""What services make of an incident together: differences, factors, learning, who was invited."""

from django.db import models
from django.db.models import Q

from alongside.areas.liaison.models.columns import part_of
from alongside.areas.liaison.rules.review_factors import (
    ANSWERS,
    ASKED_HOW,
    DIFFERENCES,
    FACTORS,
    RELATIONS,
)
from alongside.foundation.accounts.columns import opaque_id, to_user


class ReviewDifference(models.Model):
    """Where two tellings differ, as somebody marked it: a line beside a line, or beside a fact."""

    id = opaque_id()
    review = part_of("IncidentReview", "differences")
    kind = models.CharField(max_length=12)
    line = part_of("AccountLine", "+")
    other_line = part_of("AccountLine", "+", null=True)
    fact = part_of("ReviewFact", "+", null=True)
    words = models.CharField(max_length=400)
    marked_by = to_user()
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=list(DIFFERENCES)), name="difference_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="difference_says_what"),
            models.CheckConstraint(
                condition=Q(other_line=None) | Q(fact=None), name="difference_is_from_one_thing"
            ),
        ]


class ReviewFactor(models.Model):
    """What contributed, by kind and in words; never who."""

    id = opaque_id()
    review = part_of("IncidentReview", "factors")
    category = models.CharField(max_length=20)
    words = models.CharField(max_length=400, blank=True)
    added_by = to_user()
    added_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(category__in=list(FACTORS)), name="factor_is_known"),
        ]
        indexes = [models.Index(fields=["category"], name="factor_by_category")]


class ReviewLearning(models.Model):
    """What was learnt, as it was written once. Published only when it tells nobody."""

    id = opaque_id()
    review = part_of("IncidentReview", "learning")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    words = models.TextField()
    written_by = to_user()
    written_at = models.DateTimeField()
    held_back_for = models.CharField(max_length=200, blank=True)
    published_by = to_user(null=True)
    published_at = models.DateTimeField(null=True)
    taken_out_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="learning_in_order"),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(words=""), name="learning_says_what"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False, held_back_for=""),
                name="held_back_learning_is_not_published",
            ),
            models.CheckConstraint(
                condition=Q(taken_out_at=None) | Q(published_at__isnull=False),
                name="only_published_learning_is_taken_out",
            ),
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(published_at__isnull=False, taken_out_at=None),
                name="review_has_one_published_learning",
            ),
        ]


class ReviewInvitation(models.Model):
    """Somebody invited to add what it was like for them: by how they stand to it, not by name."""

    id = opaque_id()
    review = part_of("IncidentReview", "invitations")
    version = models.PositiveIntegerField(default=1)
    relation = models.CharField(max_length=12)
    asked_how = models.CharField(max_length=12)
    asked_on = models.DateField()
    invited_by = to_user()
    invited_at = models.DateTimeField()
    answer = models.CharField(max_length=12, default="waiting")
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(relation__in=list(RELATIONS)), name="invited_by_known_relation"
            ),
            models.CheckConstraint(
                condition=Q(asked_how__in=list(ASKED_HOW)), name="invited_in_a_known_way"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=list(ANSWERS)), name="invitation_answer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answer="yes") & ~Q(words="") | ~Q(answer="yes") & Q(words=""),
                name="words_are_kept_while_given",
            ),
        ]
