"""What speaks for and against two records being about one person, in words."""

from dataclasses import dataclass
from typing import Final

from alongside.engines.matching.model import Facts, compare
from alongside.kernel.refusal import Refused

SHORTEST_REASON: Final = 10
LISTED: Final = 20.0
"""Match weight, in bits, from which two records are put to somebody: in a county of a million,
about as likely as not to be one person's."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against.

    Attributes:
        for_: Why they may be one person.
        against: Why they may not.
        weight: Match weight in bits, by which pairs are put in order. It is about the pair: it
            says nothing of either person.
    """

    for_: tuple[str, ...]
    against: tuple[str, ...]
    weight: float


def evidence(first: Facts, second: Facts) -> Evidence:
    """Weigh what two records say of who they are about."""
    match = compare(first, second)
    ordered = sorted(match.reasons, key=lambda reason: -abs(reason.weight))
    return Evidence(
        tuple(dict.fromkeys(_said(one.words) for one in ordered if one.weight >= 0)),
        tuple(dict.fromkeys(_said(one.words) for one in ordered if one.weight < 0)),
        match.weight,
    )


def check_reason(reason: str) -> str:
    """Answer a reason as it is kept.

    Raises:
        Refused: ``merge.reason``.
    """
    said = reason.strip()
    if len(said) < SHORTEST_REASON:
        raise Refused(
            "merge.reason",
            "Say in a sentence how you know.",
            next_step="Such as who was asked, or which document was seen.",
            field="reason",
        )
    return said[:500]


def _said(words: str) -> str:
    return words[:1].upper() + words[1:]
