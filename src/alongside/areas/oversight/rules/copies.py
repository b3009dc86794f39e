"""A person's own copy: when it is due, what may be held back of it, and who must have said so."""

import calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from alongside.kernel.actor import Sector
from alongside.kernel.refusal import Refused

OPINION_MONTHS: Final = 6
HEALTH: Final = frozenset({Sector.MENTAL_HEALTH_TRUST, Sector.ACUTE_TRUST, Sector.AMBULANCE})


class Flag(StrEnum):
    """Why part of a copy may be held back."""

    SERIOUS_HARM = "serious_harm"
    THIRD_PARTY = "third_party"
    CRIME = "crime"
    LEGAL = "legal"


FLAG_LABELS: Final = {
    Flag.SERIOUS_HARM: "Could seriously harm somebody's health",
    Flag.THIRD_PARTY: "Says something about somebody else",
    Flag.CRIME: "Could get in the way of stopping or solving a crime",
    Flag.LEGAL: "Legal advice, or something a law keeps closed",
}


class Outcome(StrEnum):
    """What is done with one item of the copy."""

    GIVE = "give"
    REDACT = "redact"
    WITHHOLD = "withhold"


OUTCOME_LABELS: Final = {
    Outcome.GIVE: "Give it whole",
    Outcome.REDACT: "Take some parts out",
    Outcome.WITHHOLD: "Hold all of it back",
}


class Asker(StrEnum):
    """Who asks."""

    PERSON = "person"
    REPRESENTATIVE = "representative"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was decided of one item.

    Attributes:
        outcome: Whether it is given.
        flags: Why not, when it is not.
        why: In words.
        parts: Labels of the lines taken out.
    """

    outcome: Outcome
    flags: frozenset[Flag] = frozenset()
    why: str = ""
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What matters when a copy is released.

    Attributes:
        sector: What kind of organisation releases it.
        holds_health: Whether anything in it is a health body's, or does not say whose it is.
        opinion_on: Date of the health professional's opinion; ``None`` when there is none.
        weighed: What was decided of the items that were weighed.
        looked_at_all: Whether somebody says they have looked at every item.
    """

    sector: Sector
    holds_health: bool
    opinion_on: date | None
    weighed: Collection[Weighed]
    looked_at_all: bool


def due_on(received_on: date) -> date:
    """Answer the last day to answer a request: the same day next month, or its last day.

    Source: UK GDPR Art 12(3); DPA 2018 s54 for Part 3.
    """
    return add_months(received_on, 1)


def add_months(day: date, months: int) -> date:
    """Answer the same day some months on, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def opinion_is_current(opinion_on: date, on: date) -> bool:
    """Whether a health professional's opinion is no older than six months.

    Source: DPA 2018 Sch 3 para 2 and 6.
    """
    return opinion_on <= on <= add_months(opinion_on, OPINION_MONTHS)


def months_old(opinion_on: date, on: date) -> int:
    """Answer how many whole months ago an opinion was given."""
    months = 0
    while add_months(opinion_on, months + 1) <= on:
        months += 1
    return months


def check_received(
    received_on: date, *, identity: str, asker: Asker, authority: str, today: date
) -> None:
    """Refuse a request that could not be dealt with.

    Raises:
        Refused: ``copy.received_later``, ``copy.identity`` or ``copy.authority``.
    """
    if received_on > today:
        raise Refused("copy.received_later", "That day is still to come.", field="received_on")
    if not identity.strip():
        raise Refused(
            "copy.identity",
            "Say how you checked who is asking.",
            next_step="Such as: known to their keyworker, or a passport shown at the desk.",
            field="identity_checked",
        )
    if asker is Asker.REPRESENTATIVE and not authority.strip():
        raise Refused(
            "copy.authority",
            "Say what entitles somebody else to ask.",
            next_step="Such as a signed permission, or parental responsibility.",
            field="authority",
        )


def check_weighed(weighed: Weighed, labels: Collection[str]) -> None:
    """Refuse to hold something back without a ground and a reason.

    Raises:
        Refused: ``copy.no_flag``, ``copy.no_reason`` or ``copy.no_parts``.

    Source: DPA 2018 Sch 2 to 4; DOMAIN 5.6.
    """
    if weighed.outcome is Outcome.GIVE:
        return
    if not weighed.flags:
        raise Refused("copy.no_flag", "Choose the ground for holding this back.", field="flags")
    if not weighed.why.strip():
        raise Refused("copy.no_reason", "Say why, in words.", field="why")
    if weighed.outcome is Outcome.REDACT and not weighed.parts & set(labels):
        raise Refused("copy.no_parts", "Choose the parts to take out.", field="parts")


def check_release(facts: ReleaseFacts, on: date) -> None:
    """Refuse to release a copy that nobody has looked through, or that lacks an opinion.

    A body that is not a health body releases no health record without the opinion of a health
    professional, no older than six months. Nobody holds something back as seriously harmful
    without one.

    Raises:
        Refused: ``copy.not_looked_at``, ``copy.opinion_needed`` or ``copy.opinion_old``.

    Source: DPA 2018 Sch 3 para 2, 5 and 6; DOMAIN 5.6.
    """
    if not facts.looked_at_all:
        raise Refused(
            "copy.not_looked_at",
            "Look at every item first, then say that you have.",
            field="looked_at_all",
        )
    harmful = any(Flag.SERIOUS_HARM in one.flags for one in facts.weighed)
    if not (harmful or (facts.holds_health and facts.sector not in HEALTH)):
        return
    if facts.opinion_on is None:
        raise Refused(
            "copy.opinion_needed",
            "A health professional's opinion is needed before this is released.",
            next_step="Ask whoever is or was in charge of the person's care, and record it.",
        )
    if not opinion_is_current(facts.opinion_on, on):
        months = months_old(facts.opinion_on, on) if facts.opinion_on <= on else 0
        raise Refused(
            "copy.opinion_old",
            f"The opinion is {months} months old, so a new opinion is needed.",
            next_step="An opinion counts for six months.",
        )


def lines_given(
    lines: Collection[tuple[str, str]], weighed: Weighed | None
) -> tuple[tuple[str, str], ...]:
    """Answer what the person is given of one item; what is taken out is marked, never hidden."""
    if weighed is None or weighed.outcome is Outcome.GIVE:
        return tuple(lines)
    grounds = " ".join(f"{FLAG_LABELS[flag]}." for flag in Flag if flag in weighed.flags)
    if weighed.outcome is Outcome.WITHHOLD:
        return (("Held back", grounds),)
    return tuple(
        (label, f"Taken out. {grounds}" if label in weighed.parts else words)
        for label, words in lines
    )
