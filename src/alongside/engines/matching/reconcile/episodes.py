"""One ledger of uses of the power, with or without names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from alongside.engines.matching.private.filters import Words
from alongside.kernel.refusal import Refused

LONDON: Final = ZoneInfo("Europe/London")
TIMES: Final = ("used_at", "arrived_at", "handed_over_at", "ended_at", "recorded_at")
FACTS: Final = ("section", *TIMES, "place", "area")
"""What a column of a ledger may hold, beside who it is about."""
TITLES: Final = (
    (r"section|legal_status|power$", "section"),
    (r"power_used|used_at|detained_at|start", "used_at"),
    (r"arriv|admitted", "arrived_at"),
    (r"hand(ed)?_?over|accepted", "handed_over_at"),
    (r"ended|discharged|left_at|outcome_at", "ended_at"),
    (r"recorded|entered|logged", "recorded_at"),
    (r"area|force|trust|provider", "area"),
    (r"place|suite|site|location", "place"),
)
"""Words of titles, and what they hold; the first that fits, and the first column of each."""
DAY_FIRST: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T]+(\d{1,2}:\d{2})(?::\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Episode:
    """One row of a ledger: one use of the power, as one side wrote it.

    Attributes:
        record: What the row is called in its ledger.
        section: "136" or "135"; empty when not said.
        used_at, arrived_at, handed_over_at, ended_at, recorded_at: Local times without a zone.
        place: Of safety.
        area: That the place is in.
    """

    record: str
    section: str = ""
    used_at: datetime | None = None
    arrived_at: datetime | None = None
    handed_over_at: datetime | None = None
    ended_at: datetime | None = None
    recorded_at: datetime | None = None
    place: str = ""
    area: str = ""

    @property
    def at(self) -> datetime | None:
        """When it was: the arrival, or else the nearest time that is told."""
        return self.arrived_at or self.used_at or self.handed_over_at or self.ended_at


@dataclass(frozen=True)
class Ledger:
    """A ledger whose people are encoded.

    Attributes:
        name: Of its file.
        episodes: In the order of the file.
        people: ``(len(episodes), WIDTH)`` encodings with the key of the other ledger too.
    """

    name: str
    episodes: tuple[Episode, ...]
    people: Words


def fact_columns(titles: Sequence[str], asked: Mapping[str, str]) -> dict[str, str]:
    """Say which column holds which fact: ``{fact: title}``, those asked for first."""
    found = dict(asked)
    for title in titles:
        if title in found.values():
            continue
        words = re.sub(r"\W+", "_", title.casefold())
        fact = next((fact for pattern, fact in TITLES if re.search(pattern, words)), None)
        if fact and fact not in found:
            found[fact] = title
    return found


def read_episodes(
    file: str,
    records: Sequence[str],
    columns: Mapping[str, Sequence[object]],
    *,
    titles: Mapping[str, str] | None = None,
) -> tuple[Episode, ...]:
    """Read the rows of a ledger.

    Args:
        file: For messages.
        records: What each row is called.
        columns: The cells of each fact, by fact.
        titles: What each fact's column is called in the file, for messages.

    Raises:
        Refused: ``ledger.times``, ``ledger.time`` or ``ledger.section``, naming file, row, column.
    """
    if not {"arrived_at", "used_at"} & columns.keys():
        raise Refused(
            "ledger.times",
            f"{file}: no column is known for the time of arrival or of the use of the power.",
            next_step="Say which with --map arrived_at=COLUMN.",
        )
    rows = []
    for place, record in enumerate(records):
        cells = {fact: column[place] for fact, column in columns.items()}
        rows.append(_episode(file, record, cells, titles or {}))
    return tuple(rows)


def _episode(
    file: str, record: str, cells: Mapping[str, object], titles: Mapping[str, str]
) -> Episode:
    at = {fact: f"{file}: row {record}: {titles.get(fact, fact)}" for fact in FACTS}
    times = {fact: _time(at[fact], cells[fact]) for fact in TIMES if fact in cells}
    return Episode(
        record=record,
        section=_section(at["section"], cells.get("section")),
        place=_text(cells.get("place")),
        area=_text(cells.get("area")),
        **times,
    )


def _time(where: str, cell: object) -> datetime | None:
    if isinstance(cell, datetime):
        return _local(cell)
    text = _text(cell)
    if not text:
        return None
    found = DAY_FIRST.fullmatch(text)
    if found:
        day, month, year, clock = found.groups()
        text = f"{year}-{month:0>2}-{day:0>2}T{(clock or '0:00'):0>5}"
    try:
        return _local(datetime.fromisoformat(text))
    except ValueError:
        raise Refused(
            "ledger.time",
            f"{where} is {text!a}.",
            next_step="Write times as 2026-06-10 14:20.",
        ) from None


def _local(at: datetime) -> datetime:
    return at if at.tzinfo is None else at.astimezone(LONDON).replace(tzinfo=None)


def _section(where: str, cell: object) -> str:
    text = _text(cell).casefold()
    found = re.search(r"13[56]", text)
    if found:
        return found.group()
    codes = {"": "", "19": "135", "20": "136", "19.0": "135", "20.0": "136"}
    if text not in codes:
        raise Refused(
            "ledger.section",
            f"{where} is {text!a}.",
            next_step="Write 136 or 135, or the code 20 or 19.",
        )
    return codes[text]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
