"""Where the question stands whether two records are about one person."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from alongside.kernel.refusal import Refused


class PairState(StrEnum):
    """Where the question stands."""

    OPEN = "open"
    ASKED = "asked"
    SAME = "same"
    DIFFERENT = "different"


class Answer(StrEnum):
    """What somebody said about a pair."""

    OPEN = "open"
    ASKED = "asked"
    SAME = "same"
    DIFFERENT = "different"
    THINKS_SAME = "thinks_same"
    THINKS_DIFFERENT = "thinks_different"


WAITING: Final = (PairState.OPEN, PairState.ASKED)
ANSWER_WORDS: Final = {
    Answer.OPEN: "put the question",
    Answer.ASKED: "was not sure, and asked somebody who may know",
    Answer.SAME: "decided that they are one person",
    Answer.DIFFERENT: "decided that they are different people",
    Answer.THINKS_SAME: "thinks that they are one person",
    Answer.THINKS_DIFFERENT: "thinks that they are different people",
}
STATES: Final[dict[Answer, PairState]] = {
    Answer.OPEN: PairState.OPEN,
    Answer.ASKED: PairState.ASKED,
    Answer.SAME: PairState.SAME,
    Answer.DIFFERENT: PairState.DIFFERENT,
    Answer.THINKS_SAME: PairState.OPEN,
    Answer.THINKS_DIFFERENT: PairState.OPEN,
}
"""Where each answer leaves the question. Somebody asked only says what they think: the question
comes back to whoever decides."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, in one order whoever names them."""

    first: UUID
    second: UUID


def pair_of(one: UUID, another: UUID) -> Pair:
    """Answer two records as a pair.

    Raises:
        Refused: ``merge.same_record``.
    """
    if one == another:
        raise Refused("merge.same_record", "This is one record already.")
    first, second = sorted((one, another))
    return Pair(first, second)


def check_asked(owner: UUID | None, words: str) -> str:
    """Answer what somebody is asked, as it is kept.

    Raises:
        Refused: ``pair.nobody_asked`` or ``pair.nothing_asked``.
    """
    if owner is None:
        raise Refused("pair.nobody_asked", "Choose whom to ask.", field="owner")
    said = words.strip()[:500]
    if not said:
        raise Refused("pair.nothing_asked", "Write what you want to know.", field="words")
    return said
