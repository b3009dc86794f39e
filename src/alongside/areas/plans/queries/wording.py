"""Words held back in plans, for whoever decides whether they may stand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from alongside.areas.plans.models import WordingHit, WordingReview
from alongside.areas.plans.rules.barred import Kind, kind_words
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.areas.plans.rules.wording import WORDED_LABELS, WordedKind
from alongside.engines.sharing import Category, Outcome, Purpose
from alongside.foundation.picture.compose import looked_at
from alongside.foundation.picture.deciding import decision_about
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class WaitingWording:
    """A line of the queue. It says nothing about the person.

    Attributes:
        id: The review.
        plan: Which kind of plan.
        phrases: How many phrases wait.
        writer: Who wrote them, and for whom they work.
        raised_at: Since when they wait.
    """

    id: UUID
    plan: str
    phrases: int
    writer: str
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class HeldPhrase:
    """One phrase, and why it was held back.

    Attributes:
        name: The field it stands in.
        field: What that field is called.
    """

    name: str
    field: str
    phrase: str
    title: str
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class HeldWording:
    """Words held back in one plan, as far as the viewer may see them.

    Attributes:
        line: What the queue says of it.
        phrases: Those the viewer may see.
        held_back: Why some are not shown, and whom to ask; empty when all are.
        outcome: How it ended; empty while it waits.
        own: Whether the viewer wrote them.
    """

    line: WaitingWording
    phrases: tuple[HeldPhrase, ...]
    held_back: tuple[str, ...]
    outcome: str
    own: bool

    @property
    def may_stand(self) -> bool:
        """Whether the viewer could let them stand."""
        return not (self.outcome or self.own or self.held_back)


def waiting_wordings(viewer: Actor) -> tuple[WaitingWording, ...]:
    """Answer the words that wait for a liaison lead, longest first.

    Raises:
        NotPermitted: The role may not.
    """
    require(viewer, PERMISSIONS, "wording.see")
    rows = WordingReview.objects.filter(outcome="").order_by("raised_at")
    return tuple(_line(row) for row in _with_writer(rows))


def held_wording(viewer: Actor, review_id: UUID, *, purpose: Purpose, now: datetime) -> HeldWording:
    """Answer the words of one review, as far as the purpose allows, and log the look.

    Raises:
        NotPermitted: The role may not.
        Refused: ``wording.not_here``.
    """
    require(viewer, PERMISSIONS, "wording.see")
    row = _with_writer(WordingReview.objects.filter(pk=review_id)).first()
    if row is None:
        raise Refused("wording.not_here", "There are no such words here.")
    kinds = sorted({Category(code) for code in row.hits.values_list("category", flat=True)})
    decided = [
        decision_about(viewer, row.person_id, kind, purpose=purpose, now=now) for kind in kinds
    ]
    seen = looked_at(viewer, row.person_id, kinds, purpose=purpose, now=now)
    return HeldWording(
        line=_line(row),
        phrases=_phrases(row, seen),
        held_back=tuple(
            f"{part.sentence} {part.next_step}".strip()
            for part in decided
            if part.outcome is not Outcome.SHOWN
        ),
        outcome=row.outcome,
        own=row.raised_by_id == viewer.user_id,
    )


def waiting_wording_count(viewer: Actor) -> int:
    """Answer how many wait, for the navigation; 0 for whoever does not decide them."""
    if viewer.role not in PERMISSIONS["wording.see"]:
        return 0
    return WordingReview.objects.filter(outcome="").count()


def _with_writer(rows: QuerySet[WordingReview]) -> QuerySet[Any]:
    return rows.select_related("raised_by", "controller").annotate(phrases=Count("hits"))


def _line(row: Any) -> WaitingWording:
    return WaitingWording(
        id=row.id,
        plan=WORDED_LABELS[WordedKind(row.plan_kind)],
        phrases=row.phrases,
        writer=f"{row.raised_by.display_name}, {row.controller.short_name}",
        raised_at=row.raised_at,
    )


def held_in(kind: WordedKind, plan_id: UUID) -> tuple[HeldPhrase, ...]:
    """Answer the phrases that keep a plan a draft, for whoever writes it."""
    waiting = WordingReview.objects.filter(plan_kind=kind, plan_id=plan_id, outcome="").first()
    return _phrases(waiting, tuple(Category)) if waiting else ()


def _phrases(row: WordingReview, seen: Collection[Category]) -> tuple[HeldPhrase, ...]:
    hits = WordingHit.objects.filter(review=row, category__in=seen).order_by("field", "phrase")
    return tuple(
        HeldPhrase(hit.field, hit.label, hit.phrase, said.title, said.why, said.instead)
        for hit in hits
        for said in (kind_words(Kind(hit.kind)),)
    )
