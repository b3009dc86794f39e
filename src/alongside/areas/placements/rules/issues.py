"""What can go wrong in a fortnight, and what may be said of it when."""

from collections.abc import Mapping
from typing import Final

from alongside.kernel.refusal import Refused

KINDS: Final[Mapping[str, str]] = {
    "place": "The ward or team cannot take them",
    "buddy": "Nobody there to look after them",
    "safety": "Somebody does not feel safe",
    "privacy": "Privacy of people on the ward",
    "worry": "Somebody on placement is worried",
    "practical": "Hours, badge, parking or the like",
    "no_place": "Somebody has no place",
    "other": "Something else",
}
"""By code. ``no_place`` is raised by a repair, never chosen."""
CHOSEN: Final = tuple((code, words) for code, words in KINDS.items() if code != "no_place")
OPEN, SETTLED = "open", "settled"
STATE_WORDS: Final = {OPEN: "Open", SETTLED: "Settled"}

NEXT: Final[Mapping[tuple[str, str], str]] = {
    ("", "raised"): OPEN,
    (OPEN, "noted"): OPEN,
    (OPEN, "given"): OPEN,
    (OPEN, "settled"): SETTLED,
    (SETTLED, "reopened"): OPEN,
}
"""The state that follows, by the state now and what is said."""
EVENT_WORDS: Final[Mapping[str, str]] = {
    "raised": "Raised",
    "noted": "Note",
    "given": "Given to somebody",
    "settled": "Settled",
    "reopened": "Opened again",
}
NEEDS_WORDS: Final = frozenset({"raised", "noted", "settled", "reopened"})


def state_after(state: str, kind: str) -> str:
    """Answer the state of an issue after something is said of it.

    Raises:
        Refused: ``issue.not_now``.
    """
    after = NEXT.get((state, kind))
    if after is None:
        raise Refused(
            "issue.not_now",
            "That cannot be said of this issue as it stands.",
            next_step="Open the issue again to see where it stands.",
        )
    return after


def may_say(state: str) -> tuple[str, ...]:
    """Answer what may be said of an issue now."""
    return tuple(kind for (before, kind) in NEXT if before == state)


def check_words(kind: str, words: str) -> None:
    """Refuse an entry without words where words are what it is for.

    Raises:
        Refused: ``issue.no_words``.
    """
    if kind in NEEDS_WORDS and not words.strip():
        asked = {"settled": "Say how it was settled.", "reopened": "Say why it is open again."}
        raise Refused("issue.no_words", asked.get(kind, "Say what it is about."), field="words")
