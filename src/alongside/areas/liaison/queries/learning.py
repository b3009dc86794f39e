"""Published learning, for everybody who works here: no service, no day, nobody named."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.liaison.models import ReviewFactor, ReviewLearning
from alongside.areas.liaison.queries.alike_reviews import AlikeLine, alike_learning
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.review_factors import FACTORS
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class LearningLine:
    """What was learnt from one review.

    Attributes:
        review_id: Of which; also its address.
        factors: What contributed, in words.
    """

    review_id: UUID
    title: str
    words: str
    factors: tuple[str, ...]
    published_at: datetime


@dataclass(frozen=True, slots=True)
class LearningList:
    """Published learning, and what it can be narrowed to.

    Attributes:
        factor: Code it is narrowed to; empty for all.
        counts: How many there are of each factor, by code; only those there are any of.
        total: How many there are in all.
    """

    lines: tuple[LearningLine, ...]
    factor: str
    counts: tuple[tuple[str, str, int], ...]
    total: int


def learning_list(viewer: Actor, factor: str = "") -> LearningList:
    """Answer published learning, newest first.

    Args:
        viewer: Who looks.
        factor: Only what this contributed to; one that is not known counts as none.

    Raises:
        NotPermitted: The role reads no learning.
    """
    require(viewer, PERMISSIONS, "learning.read")
    lines = _lines(_published().order_by("-published_at"))
    counts = [
        (code, words, sum(words in line.factors for line in lines))
        for code, words in FACTORS.items()
    ]
    chosen = FACTORS.get(factor, "")
    return LearningList(
        lines=tuple(line for line in lines if not chosen or chosen in line.factors),
        factor=factor if chosen else "",
        counts=tuple(one for one in counts if one[2]),
        total=len(lines),
    )


@dataclass(frozen=True, slots=True)
class LearningPage:
    """One piece of published learning, and others like it."""

    line: LearningLine
    alike: tuple[AlikeLine, ...]


def learning_page(viewer: Actor, review_id: UUID) -> LearningPage:
    """Answer what was learnt from one review.

    Raises:
        NotPermitted: The role reads no learning.
        Refused: ``learning.not_found``.
    """
    require(viewer, PERMISSIONS, "learning.read")
    lines = _lines(_published().filter(review_id=review_id))
    if not lines:
        raise Refused(
            "learning.not_found",
            "That learning is not published here, or was taken out.",
            next_step="Look in the list of what was learnt.",
        )
    return LearningPage(lines[0], alike_learning(viewer, review_id))


def _published() -> QuerySet[ReviewLearning]:
    return ReviewLearning.objects.filter(published_at__isnull=False, taken_out_at=None)


def _lines(rows: QuerySet[ReviewLearning]) -> list[LearningLine]:
    found = list(rows)
    codes: dict[UUID, set[str]] = {row.review_id: set() for row in found}
    factors = ReviewFactor.objects.filter(review_id__in=codes, gone_at=None)
    for review_id, category in factors.values_list("review_id", "category"):
        codes[review_id].add(category)
    return [
        LearningLine(
            review_id=row.review_id,
            title=row.title,
            words=row.words,
            factors=tuple(FACTORS[code] for code in FACTORS if code in codes[row.review_id]),
            published_at=row.published_at,
        )
        for row in found
        if row.published_at is not None
    ]
