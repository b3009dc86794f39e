"""Earlier reviews like this one: those the viewer may see, and those whose learning is published.

Only titles, reasons, factors and published learning are compared; never a word of an account.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from alongside.areas.liaison.models import IncidentReview, ReviewFactor, ReviewLearning
from alongside.areas.liaison.queries.reviews import seen_rows
from alongside.areas.liaison.rules.alike import Gist, most_alike
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require


@dataclass(frozen=True, slots=True)
class AlikeLine:
    """An earlier review like this one.

    Attributes:
        id: Of the review.
        title: Of its learning, or its own where that is not published.
        why: What they share, in words.
        published: Whether it leads to published learning; otherwise to the review itself.
    """

    id: UUID
    title: str
    why: str
    published: bool


def alike_reviews(viewer: Actor, review: IncidentReview) -> tuple[AlikeLine, ...]:
    """Answer the earlier reviews most like one that the viewer has been let see."""
    learning = _published()
    seen = {row.id: row for row in seen_rows(viewer).filter(raised_at__lt=review.raised_at)}
    factors = _factors([review.id, *learning, *seen])
    gists = [
        Gist(one.review_id, one.title, one.words, factors[one.review_id])
        for one in learning.values()
    ]
    gists += [
        Gist(row.id, row.title, row.why, factors[row.id])
        for row in seen.values()
        if row.id not in learning
    ]
    this = Gist(review.id, review.title, review.why, factors[review.id])
    return tuple(
        AlikeLine(one.id, one.title, one.why, one.id in learning) for one in most_alike(this, gists)
    )


def alike_learning(viewer: Actor, review_id: UUID) -> tuple[AlikeLine, ...]:
    """Answer published learning that is like some other published learning.

    Raises:
        NotPermitted: The role reads no learning.
    """
    require(viewer, PERMISSIONS, "learning.read")
    learning = _published()
    factors = _factors(learning)
    gists = {
        one.review_id: Gist(one.review_id, one.title, one.words, factors[one.review_id])
        for one in learning.values()
    }
    if review_id not in gists:
        return ()
    found = most_alike(gists[review_id], gists.values())
    return tuple(AlikeLine(one.id, one.title, one.why, published=True) for one in found)


def _published() -> dict[UUID, ReviewLearning]:
    rows = ReviewLearning.objects.filter(published_at__isnull=False, taken_out_at=None)
    return {row.review_id: row for row in rows}


def _factors(review_ids: Iterable[UUID]) -> defaultdict[UUID, frozenset[str]]:
    rows = ReviewFactor.objects.filter(review_id__in=list(review_ids), gone_at=None)
    found: defaultdict[UUID, frozenset[str]] = defaultdict(frozenset)
    for review_id, category in rows.values_list("review_id", "category"):
        found[review_id] |= {category}
    return found
