"""Whom to ring now: from the first choice to somebody who answers, each step with its reason.

The chain never ends in silence. Whoever is shut or away leads to who answers for them; after the
last of them come the numbers that are answered day and night.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from alongside.areas.directory.rules.cover_steps import CoverWhen
from alongside.areas.directory.rules.hours import ALWAYS, DAY, Hours, open_state, when_words
from alongside.kernel.local_time import local_date, say_date

WEEK: Final = 7 * DAY
ALWAYS_OPEN: Final = Hours()


class Why(StrEnum):
    """Whether a number is of use at an instant, and if not, why."""

    ANSWERS = "answers"
    SHUT = "shut"
    AWAY = "away"
    NOBODY_ON = "nobody_on"
    NO_NUMBER = "no_number"


@dataclass(frozen=True, slots=True)
class Spell:
    """A time away; the end is out."""

    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody who could be rung.

    Attributes:
        key: Names it among the lines, such as ``team:…`` or ``seat:duty_amhp``.
        name: Who it is.
        phone: Empty where there is none to ring.
        hours: When it answers; ``opens`` says it in words.
        about: What they are for, or who says so.
        organisation: Whose they are.
        away: When they are away.
        until: When whoever is on goes off, where somebody is on for a while only.
        nobody_on: Whether it is a seat that nobody is in.
        leads_to: Keys of who answers instead, by reason.
        stale: Whether the entry is due to be confirmed again.
        confirmed: Who said it is right and when, in words; may be empty. ``age`` is when alone.
        languages: In words, beside English; may be empty.
        areas: The areas it serves, in words; empty for the whole county.
        contact_id: The contact, to open their page; ``None`` for anything else.
    """

    key: str
    name: str
    phone: str
    hours: Hours = ALWAYS_OPEN
    opens: str = ALWAYS
    about: str = ""
    organisation: str = ""
    away: tuple[Spell, ...] = ()
    until: datetime | None = None
    nobody_on: bool = False
    leads_to: Mapping[CoverWhen, tuple[str, ...]] = field(default_factory=dict)
    stale: bool = False
    confirmed: str = ""
    age: str = ""
    languages: str = ""
    areas: str = ""
    contact_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Because:
    """Whom a step stands in for, and how that one stands."""

    name: str
    why: Why


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the chain.

    Attributes:
        line: Whom it is.
        why: Whether they are of use at the instant.
        until: When they stop answering, or when they next answer; ``None`` for no end.
        words: Such as ``Open till 17:00``, ``Shut: opens 09:00 tomorrow`` or ``Nobody is on``.
        because: Whom it stands in for; ``None`` for a first choice or a last resort.
    """

    line: Line
    why: Why
    until: datetime | None
    words: str
    because: Because | None = None

    @property
    def answers(self) -> bool:
        """Whether somebody answers this number at the instant."""
        return self.why is Why.ANSWERS


REASON: Final = {
    Why.SHUT: CoverWhen.OUT_OF_HOURS,
    Why.NOBODY_ON: CoverWhen.OUT_OF_HOURS,
    Why.AWAY: CoverWhen.AWAY,
    Why.NO_NUMBER: CoverWhen.NO_ANSWER,
    Why.ANSWERS: CoverWhen.NO_ANSWER,
}
"""Which part of a line's chain is followed from each standing."""


def chain(
    first: Sequence[str], lines: Mapping[str, Line], last: Sequence[Line], *, at: datetime
) -> list[Step]:
    """Answer whom to try, in order, until somebody who answers day and night.

    Nobody is there twice, nor is a number that is answered. Among the first choices those due to
    be confirmed again come last, so that a number nobody has vouched for is not rung first.

    Args:
        first: Keys of the first choices, in order.
        lines: Everybody who could be rung, by key; a key that is not there is passed over.
        last: The last resorts, in order, which are answered day and night.
        at: The instant.
    """
    walk = _Walk(lines, at)
    vouched_for_first = sorted(first, key=lambda key: key in lines and lines[key].stale)
    steps = [step for key in vouched_for_first for step in walk.follow(key, None)]
    return steps + [standing(line, at) for line in last]


@dataclass(slots=True)
class _Walk:
    """One walk along everybody's chains: whom it has met, and which numbers are rung."""

    lines: Mapping[str, Line]
    at: datetime
    met: set[str] = field(default_factory=set)
    rung: set[str] = field(default_factory=set)

    def follow(self, key: str, because: Because | None) -> Iterator[Step]:
        """Answer the step of one line, and those of whoever answers instead."""
        if key in self.met or key not in self.lines:
            return
        self.met.add(key)
        step = standing(self.lines[key], self.at, because=because)
        number = _digits(step.line.phone)
        if not (step.answers and number in self.rung):
            yield step
        if step.answers:
            self.rung.add(number)
        leads_to = step.line.leads_to
        for further in leads_to.get(REASON[step.why]) or leads_to.get(CoverWhen.NO_ANSWER, ()):
            yield from self.follow(further, Because(step.line.name, step.why))


def standing(line: Line, at: datetime, *, because: Because | None = None) -> Step:
    """Answer how one number stands at an instant, in facts and in words."""
    if line.nobody_on or (line.until is not None and line.until <= at):
        return Step(line, Why.NOBODY_ON, None, "Nobody is on", because)
    if not line.phone:
        return Step(line, Why.NO_NUMBER, None, "Has no number to ring", because)
    back_at = away_until(line.away, at)
    if back_at is not None:
        return Step(line, Why.AWAY, back_at, f"Away, back {_back_words(back_at, at)}", because)
    state = open_state(line.hours, at)
    if not state.open:
        opens = state.words[:1].lower() + state.words[1:]
        words = f"Shut: {opens}" if state.opens_at else "Shut"
        return Step(line, Why.SHUT, state.opens_at, words, because)
    if line.until is not None and (state.closes_at is None or line.until < state.closes_at):
        words = f"On till {when_words(line.until, at, near=DAY)}"
        return Step(line, Why.ANSWERS, line.until, words, because)
    return Step(line, Why.ANSWERS, state.closes_at, state.words, because)


def away_until(away: Sequence[Spell], at: datetime) -> datetime | None:
    """Answer when somebody who is away comes back; ``None`` when they are not away.

    Spells that follow on from one another count as one.
    """
    back_at: datetime | None = None
    for spell in sorted(away, key=lambda spell: spell.from_at):
        if spell.from_at <= (back_at or at) < spell.until_at:
            back_at = spell.until_at
    return back_at


def _back_words(back_at: datetime, at: datetime) -> str:
    if back_at - at < WEEK:
        return when_words(back_at, at)
    return say_date(local_date(back_at))


def _digits(phone: str) -> str:
    return "".join(letter for letter in phone if letter.isdigit())
