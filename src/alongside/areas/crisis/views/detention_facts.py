"""Facts against conditions, warnings and the handover, in words ready to place."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from alongside.areas.crisis.queries import ClockLine, Handing, Story
from alongside.areas.crisis.rules.sources import plain_source
from alongside.engines.law import Finding, Outcome
from alongside.foundation.kit.clockshape import ClockShape, clock_shape
from alongside.foundation.kit.time_words import clock_time

OUTCOMES: Final = {
    Outcome.MET: "The recorded facts meet every condition.",
    Outcome.VALID: "The recorded facts meet every condition.",
    Outcome.APPLIES: "From the recorded facts, yes.",
    Outcome.NOT_MET: "The recorded facts do not meet every condition.",
    Outcome.INVALID: "The recorded facts do not meet every condition.",
    Outcome.DOES_NOT_APPLY: "From the recorded facts, no.",
    Outcome.UNCLEAR: "The recorded facts leave this unclear. Record the reasoning.",
    Outcome.INCOMPLETE: "Not everything is recorded yet.",
    Outcome.INSUFFICIENT_INFORMATION: "Not everything is recorded yet.",
}
TO_LOOK_AT: Final = frozenset({Outcome.FLAG, Outcome.NOT_MET, Outcome.INVALID, Outcome.UNCLEAR})


@dataclass(frozen=True, slots=True)
class FactsCard:
    """One question put to the law, ready to place."""

    title: str
    outcome: str
    findings: tuple[Finding, ...]
    settled: bool


@dataclass(frozen=True, slots=True)
class HandoverSide:
    """One side of a handover.

    Attributes:
        side: Whose side it is.
        name: Who signed; empty until somebody has.
        when: When, in words.
        act: Kind of step that signs it; empty when the viewer may not or it is signed.
    """

    side: str
    name: str
    when: str
    act: str


def facts_cards(story: Story) -> list[FactsCard]:
    """Answer the questions put to the law: those with something to look at first.

    A question put more than once, such as of each search, is numbered in the order it happened.
    """
    asked = Counter(heading.title for heading in story.headings)
    so_far: Counter[str] = Counter()

    def title(words: str) -> str:
        so_far[words] += 1
        return f"{words} {so_far[words]} of {asked[words]}" if asked[words] > 1 else words

    cards = [
        FactsCard(
            title=title(heading.title),
            outcome=OUTCOMES.get(heading.answer.outcome, ""),
            findings=tuple(plainly_sourced(heading.answer.findings)),
            settled=heading.answer.outcome in (Outcome.MET, Outcome.VALID, Outcome.APPLIES),
        )
        for heading in story.headings
    ]
    return sorted(cards, key=lambda card: card.settled)


def to_look_at(findings: Iterable[Finding]) -> list[Finding]:
    """Answer the findings somebody should look at, each sentence once."""
    found = {finding.sentence: finding for finding in findings if finding.outcome in TO_LOOK_AT}
    return plainly_sourced(found.values())


def plainly_sourced(findings: Iterable[Finding]) -> list[Finding]:
    """Answer findings with the law they rest on, without the rule numbers of our own handbook."""
    return [replace(f, source=plain_source(f.source)) for f in findings]


def shape_of(
    clock: ClockLine | None, ended_at: datetime | None, now: datetime
) -> ClockShape | None:
    """Draw a clock; ``None`` where nobody is held."""
    if clock is None:
        return None
    return clock_shape(
        clock.starts_at,
        clock.ends_at,
        now=now,
        limit_with_extension=None if clock.extended or ended_at else clock.limit_at,
        ended_at=ended_at,
    )


def handover_sides(
    handing: Handing | None, *, may_offer: bool, may_accept: bool, now: datetime
) -> list[HandoverSide]:
    """Answer both sides of a handover; empty before arrival."""
    if handing is None:
        return []
    offered, accepted = handing.offered_at, handing.accepted_at
    return [
        HandoverSide(
            "Police hand over",
            handing.offered_by,
            clock_time(offered, now) if offered else "",
            "handover_offered" if may_offer and not offered and not accepted else "",
        ),
        HandoverSide(
            "Place of safety takes over",
            handing.accepted_by,
            clock_time(accepted, now) if accepted else "",
            "handover_accepted" if may_accept and not accepted else "",
        ),
    ]
