"""What is known of somebody to place, typed one by one or pasted from a sheet."""

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from alongside.areas.placements.rules.marks import check_marks
from alongside.areas.placements.rules.stretches import Stretch, day_typed, stretches_typed
from alongside.engines.scheduling.fields import CLOCK
from alongside.kernel.refusal import Refused

LONGEST_NAME: Final = 120
LONGEST_CALLING: Final = 80
MOST_PASTED: Final = 500
COLUMNS: Final = {
    "name": "name",
    "officer": "name",
    "calling": "calling",
    "rank": "calling",
    "leave": "leave",
    "objectives": "wants",
    "wants": "wants",
    "prefers": "prefers",
    "excluded": "excluded",
    "conflicts": "conflicts",
    "earlier": "earlier",
    "from_time": "from_time",
    "to_time": "to_time",
    "vetted_on": "vetted_on",
}
"""What a pasted heading means, by the names of ``LearnerFacts``."""


@dataclass(frozen=True, slots=True)
class LearnerFacts:
    """What is said of somebody to place.

    Attributes:
        name: Unique in the scheme.
        calling: Rank or profession, as people say it.
        leave: Days they cannot.
        wants: What they want to learn.
        prefers: Codes of services they would like.
        excluded: Codes of services they must not go to.
        conflicts: Opaque marks; see ``rules.marks``.
        earlier: Codes of services they have been to before.
        from_time: Earliest they can start a day, local ``HH:MM``; empty is any time.
        to_time: Latest they can end it.
        vetted_on: When the records the scheme needs were seen; ``None`` where they were not.
    """

    name: str
    calling: str = ""
    leave: list[Stretch] = field(default_factory=list)
    wants: list[str] = field(default_factory=list)
    prefers: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)
    from_time: str = ""
    to_time: str = ""
    vetted_on: date | None = None


def check_learner(facts: LearnerFacts, codes: Collection[str]) -> None:
    """Refuse what cannot be planned with.

    Args:
        facts: What is said.
        codes: Of the services of the scheme.

    Raises:
        Refused: ``learner.…``, with the field, or ``mark.says_something``.
    """
    if not facts.name.strip() or len(facts.name) > LONGEST_NAME:
        raise _wrong("name", f"A name has from 1 to {LONGEST_NAME} letters.")
    if len(facts.calling) > LONGEST_CALLING:
        raise _wrong("calling", f"A rank or profession has at most {LONGEST_CALLING} letters.")
    _check_hours(facts)
    check_marks(facts.conflicts)
    for name in ("prefers", "excluded", "earlier"):
        for code in getattr(facts, name):
            if code not in codes:
                raise _wrong(name, f"“{code[:40]}” is not a service here.")


def _check_hours(facts: LearnerFacts) -> None:
    for name in ("from_time", "to_time"):
        said = getattr(facts, name)
        if said and not CLOCK.match(said):
            raise _wrong(name, f"“{said[:12]}” is not a time. Write it like 08:00.")
    if facts.from_time and facts.to_time and facts.to_time <= facts.from_time:
        raise _wrong("to_time", "They have to end after they start.")


def _wrong(field_name: str, words: str) -> Refused:
    return Refused(f"learner.{field_name}", words, field=field_name)


def learners_pasted(text: str) -> tuple[LearnerFacts, ...]:
    """Read names, or rows copied from a sheet.

    A line is a name, with a rank or profession after a comma or in a second column. Where the
    first line has headings such as ``name`` and ``leave``, each column says what its heading says;
    items in one cell are parted by semicolons.

    Raises:
        Refused: ``pasted.…``, naming the line.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise Refused("pasted.nothing", "Paste at least one name.")
    if len(lines) > MOST_PASTED:
        raise Refused("pasted.many", f"Paste at most {MOST_PASTED} lines at once.")
    rows = list(csv.reader(lines, delimiter="\t" if "\t" in lines[0] else ","))
    headings = [cell.strip().lower().replace(" ", "_") for cell in rows[0]]
    if headings[0] in ("name", "officer"):
        columns = [_column(word) for word in headings]
        body = list(enumerate(rows[1:], 2))
    else:
        columns, body = ["name", "calling"], list(enumerate(rows, 1))
    found = tuple(_facts(number, cells, columns) for number, cells in body)
    _check_once(found)
    return found


def _column(heading: str) -> str:
    if heading not in COLUMNS:
        raise Refused(
            "pasted.heading",
            f"“{heading[:40]}” is not a heading this page knows.",
            next_step=f"Headings are {', '.join(COLUMNS)}.",
        )
    return COLUMNS[heading]


def _facts(number: int, cells: list[str], columns: list[str]) -> LearnerFacts:
    said = {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}
    if len(cells) > len(columns) or not said["name"]:
        raise Refused(
            "pasted.line",
            f"Line {number} has "
            + (f"{len(cells)} parts, not {len(columns)}." if said["name"] else "no name."),
            next_step="Write a name, or copy the rows of a sheet with its headings.",
        )
    try:
        return _read(said)
    except Refused as refused:
        raise Refused(
            refused.code,
            f"Line {number} ({said['name'][:40]}): {refused.message}",
            next_step=refused.next_step,
        ) from None


def _read(said: Mapping[str, str]) -> LearnerFacts:
    def listed(name: str) -> list[str]:
        return [word.strip() for word in said.get(name, "").split(";") if word.strip()]

    vetted = said.get("vetted_on", "")
    return LearnerFacts(
        name=said["name"],
        calling=said.get("calling", ""),
        leave=stretches_typed(said.get("leave", "")),
        wants=listed("wants"),
        prefers=listed("prefers"),
        excluded=listed("excluded"),
        conflicts=check_marks(mark.upper() for mark in listed("conflicts")),
        earlier=listed("earlier"),
        from_time=said.get("from_time", ""),
        to_time=said.get("to_time", ""),
        vetted_on=day_typed(vetted) if vetted else None,
    )


def _check_once(found: tuple[LearnerFacts, ...]) -> None:
    seen: set[str] = set()
    for facts in found:
        if facts.name in seen:
            raise Refused(
                "pasted.twice",
                f"“{facts.name[:60]}” is there twice.",
                next_step="Give each their own name, for example with a collar number.",
            )
        seen.add(facts.name)
