"""A joint review: where it stands, and what may be said of it when."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from alongside.kernel.refusal import Refused


class ReviewState(StrEnum):
    """Where a review stands."""

    GATHERING = "gathering"
    OPENED = "opened"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Said(StrEnum):
    """What can happen to a review; each is an event of its story."""

    RAISED = "raised"
    ASKED = "asked"
    HANDED_IN = "handed_in"
    ALL_IN = "all_in"
    OPENED = "opened"
    FACTS = "facts"
    DIFFERENCE = "difference"
    FACTOR = "factor"
    FACTOR_GONE = "factor_gone"
    LEARNT = "learnt"
    HELD_BACK = "held_back"
    PUBLISHED = "published"
    TAKEN_OUT = "taken_out"
    INVITED = "invited"
    ANSWERED = "answered"
    WORDS_BACK = "words_back"
    AGREED = "agreed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"


_G, _O, _C, _W = ReviewState
_TOGETHER: Final = (
    Said.FACTS,
    Said.DIFFERENCE,
    Said.FACTOR,
    Said.FACTOR_GONE,
    Said.LEARNT,
    Said.HELD_BACK,
    Said.PUBLISHED,
    Said.TAKEN_OUT,
    Said.AGREED,
)
"""What is done together, once the accounts are open."""

NEXT: Final[Mapping[tuple[str, Said], ReviewState]] = {
    ("", Said.RAISED): _G,
    (_G, Said.ASKED): _G,
    (_G, Said.HANDED_IN): _G,
    (_G, Said.ALL_IN): _O,
    (_G, Said.OPENED): _O,
    (_G, Said.INVITED): _G,
    (_G, Said.ANSWERED): _G,
    (_G, Said.WORDS_BACK): _G,
    (_G, Said.WITHDRAWN): _W,
    (_O, Said.HANDED_IN): _O,
    (_O, Said.INVITED): _O,
    (_O, Said.ANSWERED): _O,
    (_O, Said.WORDS_BACK): _O,
    **{(_O, said): _O for said in _TOGETHER},
    (_O, Said.CLOSED): _C,
    (_O, Said.WITHDRAWN): _W,
    (_C, Said.WORDS_BACK): _C,
    (_C, Said.TAKEN_OUT): _C,
    (_C, Said.REOPENED): _O,
}
"""The state that follows, by the state now and what is said."""

STATE_WORDS: Final[Mapping[ReviewState, str]] = {
    _G: "Accounts being written",
    _O: "Accounts open",
    _C: "Closed",
    _W: "Withdrawn",
}
EVENT_WORDS: Final[Mapping[Said, str]] = {
    Said.RAISED: "Raised",
    Said.ASKED: "Another service was asked for its account",
    Said.HANDED_IN: "An account was handed in",
    Said.ALL_IN: "Every account was in, so all were opened",
    Said.OPENED: "Opened by decision, with an account missing",
    Said.FACTS: "Times taken from the record",
    Said.DIFFERENCE: "A difference was marked",
    Said.FACTOR: "A factor was added",
    Said.FACTOR_GONE: "A factor was taken away",
    Said.LEARNT: "The learning was written",
    Said.HELD_BACK: "The learning was held back",
    Said.PUBLISHED: "The learning was published",
    Said.TAKEN_OUT: "The learning was taken out",
    Said.INVITED: "Invited to add their words",
    Said.ANSWERED: "The invitation was answered",
    Said.WORDS_BACK: "Their words were taken back",
    Said.AGREED: "An action was agreed",
    Said.CLOSED: "Closed",
    Said.WITHDRAWN: "Withdrawn",
    Said.REOPENED: "Opened again",
}
NEEDS_REASON: Final = frozenset({Said.OPENED, Said.CLOSED, Said.WITHDRAWN, Said.REOPENED})
ENDED: Final = frozenset({ReviewState.CLOSED, ReviewState.WITHDRAWN})
RUNNING: Final = frozenset(
    {Said.ASKED, Said.OPENED, Said.CLOSED, Said.WITHDRAWN, Said.REOPENED, Said.PUBLISHED}
)
"""What somebody does who runs a review: they write no account of it."""


def state_after(state: str, said: Said) -> ReviewState:
    """Answer where a review stands after something is said of it.

    Raises:
        Refused: ``review.not_now``.
    """
    after = NEXT.get((state, said))
    if after is None:
        raise Refused(
            "review.not_now",
            "That cannot be done with this review as it stands.",
            next_step="Open the review again to see where it stands.",
        )
    return after


def may_say(state: str, said: Said) -> bool:
    """Answer whether something can be said of a review as it stands."""
    return (state, said) in NEXT


def check_reason(said: Said, words: str) -> None:
    """Refuse a decision without its reason.

    Raises:
        Refused: ``review.no_reason``.
    """
    if said in NEEDS_REASON and not words.strip():
        raise Refused("review.no_reason", "Say why, in a sentence or two.", field="words")
