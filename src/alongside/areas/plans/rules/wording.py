"""What follows when a plan's words would withhold help: kept as a draft, and put another way.

The writer is asked to say it another way; a liaison lead is told. They may let a phrase stand, with
a reason, when it does not withhold help after all. Nothing is let through unseen.

Source: DOMAIN 2.4 and 6.1; DESIGN promise 3.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from alongside.areas.plans.rules.barred import BarredHit
from alongside.engines.sharing import Category
from alongside.kernel.refusal import NotPermitted, Refused


class WordedKind(StrEnum):
    """Which kind of plan the words stand in."""

    CONTACT_PLAN = "contact_plan"
    CRISIS_PLAN = "crisis_plan"
    SUICIDE_PLAN = "suicide_plan"
    HERBERT_FORM = "herbert_form"


WORDED_LABELS: Final[Mapping[WordedKind, str]] = {
    WordedKind.CONTACT_PLAN: "Contact plan",
    WordedKind.CRISIS_PLAN: "Crisis plan",
    WordedKind.SUICIDE_PLAN: "Suicide prevention plan",
    WordedKind.HERBERT_FORM: "Herbert Protocol form",
}


class WordingOutcome(StrEnum):
    """How a review of words ended."""

    REWORDED = "reworded"
    RELEASED = "released"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class FieldWords:
    """What one field of a plan is called, and what kind of information it holds."""

    label: str
    category: Category


@dataclass(frozen=True, slots=True)
class WordedPlan:
    """A plan whose words were checked.

    Attributes:
        kind: Which kind of plan.
        plan_id: The plan.
        person_id: Whose.
        fields: Each field that can be hit.
    """

    kind: WordedKind
    plan_id: UUID
    person_id: UUID
    fields: Mapping[str, FieldWords]


Phrase = tuple[str, str]
"""A field and the words as typed in it."""


def phrases_of(hits: Collection[BarredHit]) -> frozenset[Phrase]:
    """Answer which words were found in which field."""
    return frozenset((hit.field, hit.phrase) for hit in hits)


def still_held(hits: Collection[BarredHit], released: Collection[Phrase]) -> tuple[BarredHit, ...]:
    """Answer the hits that no reviewer has let stand in that field."""
    return tuple(hit for hit in hits if (hit.field, hit.phrase) not in released)


def check_release(*, open_now: bool, own: bool, seen: bool, reason: str) -> None:
    """Refuse to let words stand that are decided already, one's own, unseen, or without why.

    Args:
        open_now: Whether the review is still open.
        own: Whether the reviewer wrote the words.
        seen: Whether the reviewer may see every phrase for this purpose.
        reason: Why they may stand.

    Raises:
        NotPermitted: ``wording.own`` or ``wording.unseen``.
        Refused: ``wording.decided`` or ``wording.reason_missing``.
    """
    if not open_now:
        raise Refused(
            "wording.decided",
            "These words have been dealt with already.",
            next_step="Open the list again to see what is left.",
        )
    if own:
        raise NotPermitted(
            "wording.own",
            "You wrote these words, so somebody else has to look at them.",
            next_step="Ask another liaison lead, or say it another way.",
        )
    if not seen:
        raise NotPermitted(
            "wording.unseen",
            "Some of these words are held back from you, so you cannot let them stand.",
            next_step="Ask the writer to say it another way.",
        )
    if not reason.strip():
        raise Refused(
            "wording.reason_missing",
            "Say why these words do not withhold help from anybody.",
            field="reason",
        )
