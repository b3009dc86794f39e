"""Hearings and decisions in words ready to place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.diversion.queries.justice_page import JusticeEvent
from alongside.areas.diversion.queries.list_lines import HearingLine
from alongside.areas.diversion.rules.hearings import PURPOSES, RESULTS, STATES
from alongside.areas.diversion.rules.justice import LEFT_TO, REMANDED_TO
from alongside.areas.diversion.rules.kinds import KINDS
from alongside.areas.diversion.rules.owed_justice import instant_of
from alongside.foundation.kit.time_words import clock_time, on_date
from alongside.foundation.reference import code_list

HIDDEN: Final = frozenset({"hearing_id", "site_id", "contact_id"})
LISTS: Final[Mapping[str, Mapping[str, str]]] = {
    "to": {**LEFT_TO, **REMANDED_TO},
    "purpose": PURPOSES,
    "result": RESULTS,
}
CODES: Final = {
    "outcome": "ld_justice_outcome",
    "justice_outcome": "ld_justice_outcome",
    "offence_group": "ld_offence_group",
}
TIMES: Final = frozenset({"at", "until", "on"})


@dataclass(frozen=True, slots=True)
class HearingWords:
    """A hearing.

    Attributes:
        id: The hearing.
        when: When it starts, with the day.
        where: At which court, and what for.
        state: How it stands.
        listed: Whether it may still be changed.
    """

    id: UUID
    when: str
    where: str
    state: str
    listed: bool


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """A decision.

    Attributes:
        title: What was decided.
        when: When.
        said: What is said of it, in one line.
        by: Who recorded it.
    """

    title: str
    when: str
    said: str
    by: str


def hearing_words(line: HearingLine, now: datetime) -> HearingWords:
    """Put a hearing in words."""
    result = RESULTS.get(line.result, "")
    state = STATES[line.state]
    return HearingWords(
        id=line.id,
        when=clock_time(line.at, now),
        where=f"{line.site_name}: {PURPOSES.get(line.purpose, line.purpose).lower()}",
        state=f"{state}: {result[:1].lower()}{result[1:]}" if result else state,
        listed=line.state == "listed",
    )


def event_words(event: JusticeEvent, now: datetime) -> DecisionWords:
    """Put a decision in words, its facts in the order their kind names them."""
    told = [name for name in KINDS[event.kind].facts if name in event.facts and name not in HIDDEN]
    said = [_fact(name, str(event.facts[name])) for name in told]
    return DecisionWords(
        title=event.label,
        when=clock_time(event.happened_at, now),
        said=" · ".join(words for words in said if words),
        by=event.by,
    )


def _fact(name: str, value: str) -> str:
    if name in LISTS:
        return LISTS[name].get(value, value)
    if name in CODES:
        known = code_list(CODES[name])
        return known.display(value) if value in known else value
    if name in TIMES:
        at = instant_of(value)
        words = on_date(at) if at and "T" not in value else clock_time(at) if at else ""
        day = f" on {on_date(at)}" if at and "T" in value else ""
        return f"{'until ' if name == 'until' else ''}{words}{day}"
    return value
