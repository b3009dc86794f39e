"""Broken glass to review, with the plain facts, as a reviewer may see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.engines.sharing import Category, Purpose
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.foundation.audit.shown import Shown, shown_to
from alongside.foundation.picture.deciding import policy_at
from alongside.foundation.picture.models import BrokenGlass, GlassReview
from alongside.foundation.picture.reviewers import facts_of
from alongside.foundation.picture.rules import (
    FINDINGS,
    PERMISSIONS,
    GlassFacts,
    Side,
    categories_of,
    side_of,
)
from alongside.kernel.actor import Actor, Role, require
from alongside.kernel.period import Period
from alongside.kernel.refusal import NotPermitted, Refused


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """What one reviewer found."""

    side: Side
    by: str
    organisation: str
    finding: str
    finding_words: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GlassLine:
    """One broken glass in the queue of a reviewer. Names nobody it was broken for.

    Attributes:
        broken_by: Who, as they are named on the record.
        role: In what role, in words.
        organisation: For which organisation.
        category_titles: What was opened, in words.
        ends_at: When it ended, or ends by itself.
        waiting_for: Sides that nobody has reviewed for.
        mine: The side the viewer would review for; ``None`` when it is not theirs to do.
    """

    id: UUID
    broken_by: str
    role: str
    organisation: str
    purpose_words: str
    categories: tuple[Category, ...]
    category_titles: tuple[str, ...]
    broken_at: datetime
    ends_at: datetime
    review_due_at: datetime
    late: bool
    escalated: bool
    closed_at: datetime | None
    waiting_for: tuple[Side, ...]
    mine: Side | None


@dataclass(frozen=True, slots=True)
class GlassPage:
    """One broken glass with the plain facts a reviewer needs.

    Attributes:
        line: As it stands in the queue.
        person_id: Whom it was broken for.
        reason: What whoever broke it wrote.
        ended_early: Whether they ended it themselves.
        looks: What they were then shown of the person.
        reviews: What reviewers found so far.
    """

    line: GlassLine
    person_id: UUID
    reason: str
    ended_early: bool
    looks: tuple[Shown, ...]
    reviews: tuple[ReviewLine, ...]


def glass_to_review(viewer: Actor, now: datetime) -> list[GlassLine]:
    """Answer the broken glass that waits for the viewer's review, most overdue first.

    Raises:
        NotPermitted: The role does not review.
    """
    require(viewer, PERMISSIONS, "glass.review")
    rows = BrokenGlass.objects.filter(closed_at=None).order_by("review_due_at", "pk")
    lines = [_line(viewer, glass, facts_of(glass), now) for glass in _with_names(rows)]
    return [line for line in lines if line.mine is not None]


def broken_glass(viewer: Actor, glass_id: UUID, *, now: datetime) -> GlassPage:
    """Answer the plain facts of one broken glass to one of its reviewers, and log that look.

    Raises:
        NotPermitted: Not one of its reviewers.
        Refused: ``glass.not_found``.
    """
    require(viewer, PERMISSIONS, "glass.review")
    glass = _with_names(BrokenGlass.objects.filter(pk=glass_id)).first()
    if glass is None:
        raise Refused("glass.not_found", "That is not here.", next_step="Open it from Messages.")
    facts = facts_of(glass)
    reviewed = {by for _, by in facts.reviewed}
    if viewer.user_id not in reviewed.union(*facts.may_review.values()):
        raise NotPermitted(
            "glass.not_yours_to_review",
            "This is reviewed by the information governance leads of the two organisations.",
            next_step="Ask yours.",
        )
    opening = glass.opening
    until = opening.ended_at or min(opening.ends_at, now)
    entry = Entry(
        Op.CONSULTATION,
        "picture.broken_glass",
        Ref("broken_glass", glass.id),
        why=Why(purpose="lawfulness"),
    )
    record_look(viewer, entry, now=now)
    return GlassPage(
        line=_line(viewer, glass, facts, now),
        person_id=opening.person_id,
        reason=glass.reason,
        ended_early=opening.ended_at is not None,
        looks=shown_to(
            opening.opened_for_id,
            opening.person_id,
            Period(opening.starts_at, max(until, opening.starts_at)),
        ),
        reviews=tuple(_review(row) for row in _reviews(glass)),
    )


def _with_names(rows: QuerySet[BrokenGlass]) -> QuerySet[BrokenGlass]:
    return rows.select_related("opening__opened_for", "opening__organisation")


def _line(viewer: Actor, glass: BrokenGlass, facts: GlassFacts, now: datetime) -> GlassLine:
    opening = glass.opening
    policy = policy_at(opening.starts_at)
    opened = categories_of(opening.categories)
    categories = tuple(category for category in Category if category in opened)
    return GlassLine(
        id=glass.id,
        broken_by=opening.opened_for.display_name,
        role=ROLE_LABELS[Role(glass.role)],
        organisation=opening.organisation.short_name,
        purpose_words=policy.purposes[Purpose(opening.purpose)].words,
        categories=categories,
        category_titles=tuple(policy.categories[category].title for category in categories),
        broken_at=opening.starts_at,
        ends_at=opening.ended_at or opening.ends_at,
        review_due_at=glass.review_due_at,
        late=glass.closed_at is None and glass.review_due_at <= now,
        escalated=glass.escalated_at is not None,
        closed_at=glass.closed_at,
        waiting_for=facts.waiting_for,
        mine=_side(viewer, facts),
    )


def _side(viewer: Actor, facts: GlassFacts) -> Side | None:
    try:
        side = side_of(viewer.user_id, facts)
    except Refused:
        return None
    return side if side in facts.waiting_for else None


def _reviews(glass: BrokenGlass) -> list[GlassReview]:
    rows = glass.reviews.select_related("reviewed_by", "organisation")
    return list(rows.order_by("reviewed_at", "pk"))


def _review(row: GlassReview) -> ReviewLine:
    return ReviewLine(
        side=Side(row.side),
        by=row.reviewed_by.display_name,
        organisation=row.organisation.short_name,
        finding=row.finding,
        finding_words=FINDINGS[row.finding],
        note=row.note,
        at=row.reviewed_at,
    )
