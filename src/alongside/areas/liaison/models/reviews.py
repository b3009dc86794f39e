"""Joint reviews of incidents: who is asked, what happened to the review, what the record says."""

from typing import Final

from django.db import models
from django.db.models import Q

from alongside.areas.liaison.models.columns import part_of
from alongside.areas.liaison.rules.review_states import ENDED, ReviewState, Said
from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user

ENDED_VALUES: Final = sorted(state.value for state in ENDED)


class IncidentReview(models.Model):
    """Services look together at something that happened. Names nobody; its story is its events.

    ``contact_id`` points at the record it was raised from without saying anything about it;
    ``purpose`` and ``ground`` are what the times were read under.
    """

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=160)
    why = models.TextField()
    happened_on = models.DateField()
    accounts_due_on = models.DateField()
    contact_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=10, blank=True)
    ground = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, default=ReviewState.GATHERING.value)
    raised_by = to_user()
    raised_for = to_organisation()
    raised_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ReviewState]),
                name="review_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(why=""), name="review_says_what_and_why"
            ),
            models.CheckConstraint(
                condition=Q(accounts_due_on__gte=models.F("happened_on")),
                name="accounts_are_due_after_it_happened",
            ),
            models.CheckConstraint(
                condition=Q(state=ReviewState.GATHERING.value, opened_at=None)
                | Q(state=ReviewState.OPENED.value, opened_at__isnull=False)
                | Q(state=ReviewState.CLOSED.value, opened_at__isnull=False)
                | Q(state=ReviewState.WITHDRAWN.value),
                name="review_is_open_since_an_instant",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED_VALUES, ended_at__isnull=False)
                | ~Q(state__in=ENDED_VALUES) & Q(ended_at=None),
                name="review_ends_at_an_instant",
            ),
            models.CheckConstraint(
                condition=Q(contact_id=None) | ~Q(purpose="") & ~Q(ground=""),
                name="a_record_is_read_on_a_ground",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "accounts_due_on"], name="review_by_state"),
            models.Index(fields=["contact_id"], name="review_by_contact"),
        ]


class ReviewParty(models.Model):
    """A service whose account is asked for, by the post that answers for it."""

    id = opaque_id()
    review = part_of("IncidentReview", "parties")
    organisation = to_organisation()
    post = part_of("Post", "reviews")
    asked_by = to_user()
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "organisation"], name="service_gives_one_account"
            )
        ]
        indexes = [models.Index(fields=["organisation"], name="party_by_organisation")]


class ReviewEvent(models.Model):
    """What was done with a review, and what for. Never changed; holds nothing of an account."""

    id = opaque_id()
    review = part_of("IncidentReview", "events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    happened_at = models.DateTimeField()
    by = to_user()
    party = part_of("ReviewParty", "events", null=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "sequence"], name="review_events_in_order"),
            models.CheckConstraint(
                condition=Q(kind__in=[said.value for said in Said]), name="review_event_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Said.OPENED.value) | ~Q(words=""),
                name="opening_early_says_why",
            ),
        ]


class ReviewFact(models.Model):
    """One time taken from the record, in plain words that name nobody.

    ``taking`` counts how often they were taken; the newest taking is the one that stands.
    """

    id = opaque_id()
    review = part_of("IncidentReview", "facts")
    taking = models.PositiveIntegerField()
    sequence = models.PositiveIntegerField()
    happened_at = models.DateTimeField()
    words = models.CharField(max_length=200)
    said_by = models.CharField(max_length=60)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "taking", "sequence"], name="facts_of_a_review_in_order"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="review_fact_says_what"),
        ]
