"""Reads a file of past detentions, row by row, and says what is wrong with each it cannot take."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from alongside.areas.crisis.actions.importing import Force, PastUse
from alongside.areas.crisis.rules.facts import check_happened_at
from alongside.areas.crisis.rules.history import PastDetention, check_over, oddities
from alongside.exchange.spreadsheets import cells
from alongside.exchange.spreadsheets.cells import CannotRead
from alongside.exchange.spreadsheets.column_map import Layout
from alongside.exchange.spreadsheets.rows import WHOLE_ROW, Facts, Problem, reader_of
from alongside.exchange.spreadsheets.sheet import Sheet, SheetRow
from alongside.exchange.spreadsheets.unnamed import OF_THE_PERSON, person_of
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

TELL_EVERY: Final = 500
TIMES: Final = (
    "power_used_at",
    "ambulance_asked_at",
    "left_scene_at",
    "arrived_at",
    "consulted_at",
    "handover_at",
    "police_left_at",
    "examined_at",
    "interviewed_at",
    "extension_given_at",
    "ended_at",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of safety in the directory."""

    id: UUID
    name: str
    type: str


@dataclass(slots=True)
class Reading:
    """What a file holds.

    Attributes:
        rows: How many rows were looked at.
        uses: Those that can be taken in.
        problems: What is wrong with the others, in the order of their rows.
        oddities: What looks wrong in rows that are kept, with their numbers.
        unknown_places: How many rows name a place that is not in the directory.
    """

    rows: int = 0
    uses: list[PastUse] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    oddities: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    unknown_places: int = 0

    @property
    def rejected(self) -> int:
        """How many rows cannot be taken."""
        return len({problem.row for problem in self.problems})


def read_history(
    sheet: Sheet,
    layout: Layout,
    *,
    force: Force,
    places: Sequence[Place],
    now: datetime,
    progress: Callable[[int], None] = lambda _: None,
) -> Reading:
    """Read every row of a file.

    Args:
        sheet: The file, its rows not read yet.
        layout: Which column holds which fact.
        force: Whose history it is.
        places: The directory's places of safety, for names the file gives.
        now: The instant of reading; what is later has not happened yet.
        progress: Told how many rows have been read so far.
    """
    reader = _RowReader(sheet, layout, force, places, now)
    for row in sheet.rows:
        reader.take(row)
        if reader.reading.rows % TELL_EVERY == 0:
            progress(reader.reading.rows)
    progress(reader.reading.rows)
    return reader.reading


class _RowReader:
    """Everything reading one row after another needs to remember."""

    def __init__(
        self, sheet: Sheet, layout: Layout, force: Force, places: Sequence[Place], now: datetime
    ) -> None:
        self.origin = sheet.digest[:16]
        self.columns = [(column, reader_of(column)) for column in layout.columns]
        self.titles = {column.field.name: column.title for column in layout.columns}
        self.force = force
        self.places = {cells.alike(place.name): place for place in places}
        self.now = now
        self.seen: dict[str, int] = {}
        self.reading = Reading()

    def take(self, row: SheetRow) -> None:
        """Read one row into the reading: as a use, or as problems."""
        self.reading.rows += 1
        if row.wrong:
            self._reject(row.number, WHOLE_ROW, row.wrong)
            return
        facts = self._facts(row)
        if facts is None or not self._is_true(row.number, facts):
            return
        use = self._use(row.number, facts)
        if not self._is_over(row.number, use.past):
            return
        earlier = self.seen.setdefault(use.past.key, row.number)
        if earlier != row.number:
            self._reject_twice(row.number, earlier, facts)
            return
        for said in oddities(use.past):
            self.reading.oddities[said].append(row.number)
        if use.past.place_name and use.past.place_id is None:
            self.reading.unknown_places += 1
        self.reading.uses.append(use)

    def _reject(self, row: int, column: str, reason: str) -> None:
        self.reading.problems.append(Problem(row, column, reason))

    def _reject_twice(self, row: int, earlier: int, facts: Facts) -> None:
        if facts.get("reference"):
            reason = f"The same reference is on row {earlier}."
            self._reject(row, self.titles.get("reference", WHOLE_ROW), reason)
        else:
            reason = f"It says the same as row {earlier}, and no reference tells them apart."
            self._reject(row, WHOLE_ROW, reason)

    def _facts(self, row: SheetRow) -> Facts | None:
        facts: Facts = {}
        whole = True
        for column, read in self.columns:
            given = tuple(row.cells[place] for place in column.places) or (column.constant,)
            try:
                facts[column.field.name] = read(given)
            except CannotRead as wrong:
                self._reject(row.number, column.title, str(wrong))
                whole = False
        return facts if whole else None

    def _is_true(self, row: int, facts: Facts) -> bool:
        """Whether it can have happened. A breach can have; tomorrow cannot."""
        if facts.get("power_used_at") is None:
            reason = "There is no date and time, and without one nothing can be recorded."
            self._reject(row, self.titles["power_used_at"], reason)
            return False
        late = [name for name in TIMES if self._is_late(facts.get(name))]
        for name in late:
            self._reject(row, self.titles[name], "That time has not come yet.")
        born, used = facts.get("born_on"), facts["power_used_at"]
        if isinstance(born, date) and isinstance(used, datetime) and born > local_date(used):
            self._reject(row, self.titles["born_on"], "It is after the power was used.")
            return False
        return not late

    def _is_late(self, at: object) -> bool:
        if not isinstance(at, datetime):
            return False
        try:
            check_happened_at(at, self.now)
        except Refused:
            return True
        return False

    def _is_over(self, row: int, past: PastDetention) -> bool:
        try:
            check_over(past, self.now)
        except Refused as refused:
            self._reject(row, self.titles.get("ended_at", WHOLE_ROW), str(refused))
            return False
        return True

    def _use(self, row: int, facts: Facts) -> PastUse:
        past = self._past(row, facts)
        return PastUse(past, person_of(facts, local_date(past.power_used_at)))

    def _past(self, row: int, facts: Facts) -> PastDetention:
        own: Facts = {
            name: value
            for name, value in facts.items()
            if name not in OF_THE_PERSON and value not in (None, "")
        }
        place = self.places.get(cells.alike(str(own.get("place_name", ""))))
        if place is not None:
            own["place_id"], own["place_name"] = place.id, place.name
            own.setdefault("place_of_safety_type", place.type)
        own["key"] = self._key(facts)
        own["origin"] = f"file {self.origin} row {row}"
        return PastDetention(**own)  # type: ignore[arg-type]

    def _key(self, facts: Facts) -> str:
        reference = facts.get("reference")
        if reference:
            return f"{self.force.id.hex}:{reference}"
        said = "\x1f".join(f"{name}={facts[name]}" for name in sorted(facts))
        return f"{self.force.id.hex}:#{hashlib.sha256(said.encode()).hexdigest()[:40]}"
