"""What the database itself does not let into a review: each constraint, broken once."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, models, transaction

from alongside.areas.liaison.models import (
    AccountLine,
    AccountVersion,
    IncidentReview,
    ReviewDifference,
    ReviewEvent,
    ReviewFact,
    ReviewFactor,
    ReviewInvitation,
    ReviewLearning,
    ReviewParty,
)
from tests.support.reviewing import Reviewing
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
Spoil = Callable[[Reviewing], models.Model]


def again(row: models.Model, **changes: Any) -> models.Model:
    """A copy of a row, with something changed."""
    facts = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    return type(row)(**facts | changes)


def review(r: Reviewing, **changes: Any) -> models.Model:
    return again(r.row, **{"number": 99} | changes)


def event(r: Reviewing, **changes: Any) -> models.Model:
    facts = {"sequence": 99, "kind": "factor", "happened_at": NOW, "by_id": r.lead.user_id}
    return ReviewEvent(review=r.row, **facts | changes)


def fact(r: Reviewing, **changes: Any) -> models.Model:
    facts = {"taking": 1, "sequence": 1, "happened_at": NOW, "taken_at": NOW, "said_by": "x"}
    return ReviewFact(review=r.row, **facts | {"words": "Arrived"} | changes)


def account(**changes: Any) -> models.Model:
    return again(AccountVersion.objects.first(), **{"number": 9, "handed_in_at": None} | changes)


def line(**changes: Any) -> models.Model:
    return again(AccountLine.objects.first(), **{"sequence": 99} | changes)


def difference(r: Reviewing, **changes: Any) -> models.Model:
    facts = {"kind": "time", "words": "x", "marked_by_id": r.lead.user_id, "marked_at": NOW}
    return ReviewDifference(review=r.row, line=AccountLine.objects.first(), **facts | changes)


def learning(r: Reviewing, **changes: Any) -> models.Model:
    by = r.lead.user_id
    facts = {"number": 1, "title": "x", "words": "y", "written_by_id": by, "written_at": NOW}
    return ReviewLearning(review=r.row, **facts | changes)


def invitation(r: Reviewing, **changes: Any) -> models.Model:
    facts = {"relation": "family", "asked_how": "phone", "asked_on": date(2026, 6, 9)}
    facts |= {"invited_by_id": r.lead.user_id, "invited_at": NOW}
    return ReviewInvitation(review=r.row, **facts | changes)


def saved(row: models.Model) -> models.Model:
    row.save()
    return row


BROKEN: dict[str, Spoil] = {
    "number": lambda r: review(r, number=1),
    "review_state_is_known": lambda r: review(r, state="perhaps"),
    "review_says_what_and_why": lambda r: review(r, why=""),
    "accounts_are_due_after_it_happened": lambda r: review(r, accounts_due_on=date(2026, 6, 1)),
    "review_is_open_since_an_instant": lambda r: review(r, state="opened"),
    "review_ends_at_an_instant": lambda r: review(r, state="withdrawn"),
    "a_record_is_read_on_a_ground": lambda r: review(r, contact_id=uuid4()),
    "service_gives_one_account": lambda r: again(ReviewParty.objects.first()),
    "review_events_in_order": lambda r: event(r, sequence=1),
    "review_event_is_known": lambda r: event(r, kind="scolded"),
    "opening_early_says_why": lambda r: event(r, kind="opened"),
    "facts_of_a_review_in_order": lambda r: again(saved(fact(r))),
    "review_fact_says_what": lambda r: fact(r, words=""),
    "account_versions_in_order": lambda r: account(number=1, handed_in_by_id=None),
    "account_is_handed_in_once": lambda r: account(handed_in_at=NOW),
    "account_is_handed_in_by_somebody": lambda r: account(),
    "account_lines_in_order": lambda r: line(sequence=1),
    "account_line_says_what": lambda r: line(words=""),
    "about_when_says_when": lambda r: line(happened_at=None, about=True),
    "difference_kind_is_known": lambda r: difference(r, kind="fault"),
    "difference_says_what": lambda r: difference(r, words=""),
    "difference_is_from_one_thing": lambda r: difference(
        r, other_line=AccountLine.objects.last(), fact=saved(fact(r))
    ),
    "factor_is_known": lambda r: ReviewFactor(
        review=r.row, category="blame", added_by_id=r.lead.user_id, added_at=NOW
    ),
    "learning_in_order": lambda r: again(saved(learning(r))),
    "learning_says_what": lambda r: learning(r, words=""),
    "held_back_learning_is_not_published": lambda r: learning(
        r, held_back_for="a name", published_at=NOW, published_by_id=r.lead.user_id
    ),
    "only_published_learning_is_taken_out": lambda r: learning(r, taken_out_at=NOW),
    "review_has_one_published_learning": lambda r: again(
        saved(learning(r, published_at=NOW, published_by_id=r.lead.user_id)), number=2
    ),
    "invited_by_known_relation": lambda r: invitation(r, relation="Sam"),
    "invited_in_a_known_way": lambda r: invitation(r, asked_how="owl"),
    "invitation_answer_is_known": lambda r: invitation(r, answer="perhaps"),
    "words_are_kept_while_given": lambda r: invitation(r, answer="no", words="Still here"),
}

ALSO = {"review_state_is_known": "review_is_open_since_an_instant"}
"""What may be said first, as it does not hold of an unknown state either."""


def test_every_constraint_is_broken_once() -> None:
    kept = {
        constraint.name
        for model in (
            *(IncidentReview, ReviewParty, ReviewEvent, ReviewFact, AccountVersion, AccountLine),
            *(ReviewDifference, ReviewFactor, ReviewLearning, ReviewInvitation),
        )
        for constraint in model._meta.constraints
    }
    assert set(BROKEN) - {"number"} == kept


def test_each_constraint_stands_in_the_database(review: Reviewing) -> None:
    review.write(*review.writers[0])
    for name, spoil in BROKEN.items():
        with transaction.atomic():
            with pytest.raises(IntegrityError) as broken, transaction.atomic():
                spoil(review).save()
            # SQLite names columns, not the constraint, where two rows are alike.
            said = str(broken.value)
            assert "UNIQUE" in said or any(one in said for one in (name, ALSO.get(name, name)))
            transaction.set_rollback(True)
