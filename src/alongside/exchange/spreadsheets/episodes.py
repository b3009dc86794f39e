"""Reads a file of past episodes, row by row, and says what is wrong with each it cannot take.

Nothing is kept of a row but its key, so that a file of any length is read in little memory.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from alongside.areas.diversion.actions.importing import PastRecord
from alongside.areas.diversion.rules.facts import check_happened_at
from alongside.areas.diversion.rules.past_episodes import (
    PastEpisode,
    PastOffer,
    PastReferral,
    PastReport,
    check_over,
    oddities,
)
from alongside.exchange.spreadsheets.cells import CannotRead, alike
from alongside.exchange.spreadsheets.column_map import Layout
from alongside.exchange.spreadsheets.episode_fields import TIMES
from alongside.exchange.spreadsheets.rows import WHOLE_ROW, Facts, Problem, reader_of
from alongside.exchange.spreadsheets.sheet import Sheet, SheetRow
from alongside.exchange.spreadsheets.unnamed import person_of
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

TELL_EVERY: Final = 500
CAME: Final = {"attended": "attended", "not_attended": "did_not_attend"}
NO_SUCH_PLACE: Final = "There is no place of that name or code here; add it, or put the name right."
NO_SUCH_DOOR: Final = "That is not a way in to the pathway here."


@dataclass(frozen=True, slots=True)
class SitePlace:
    """A place of the service: identifier, name, national code and kind."""

    id: UUID
    name: str
    code: str
    kind: str


@dataclass(slots=True)
class EpisodeReading:
    """What has been read of a file so far.

    Attributes:
        rows: How many rows were looked at.
        good: How many can be taken.
        rejected: How many cannot.
        oddities: What looks wrong in rows that are kept, and in how many.
    """

    rows: int = 0
    good: int = 0
    rejected: int = 0
    oddities: Counter[str] = field(default_factory=Counter)


class EpisodeReader:
    """Reads rows, and remembers only the keys it has seen and how many rows went which way.

    Args:
        sheet: The file, its rows not read yet.
        layout: Which column holds which fact.
        sites: The places of the service.
        doors: Codes of the ways in to the pathway.
        owner: Whose file it is; part of every key.
        now: The instant of reading; what is later has not happened yet.

    Attributes:
        reject: Told each problem as it is found.
        progress: Told how many rows have been read so far.
        reading: What has been read so far.
    """

    def __init__(
        self,
        sheet: Sheet,
        layout: Layout,
        *,
        sites: Sequence[SitePlace],
        doors: frozenset[str],
        owner: UUID,
        now: datetime,
    ) -> None:
        self.sheet = sheet
        self.columns = [(column, reader_of(column)) for column in layout.columns]
        self.titles = {column.field.name: column.title for column in layout.columns}
        self.sites = {alike(name): one for one in sites for name in (one.name, one.code) if name}
        self.doors, self.owner, self.now = doors, owner, now
        self.reject: Callable[[Problem], None] = lambda _: None
        self.progress: Callable[[int], None] = lambda _: None
        self.seen: dict[bytes, int] = {}
        self.reading = EpisodeReading()

    def records(self) -> Iterator[PastRecord]:
        """Answer the rows that can be taken, one after another."""
        for row in self.sheet.rows:
            self.reading.rows += 1
            if self.reading.rows % TELL_EVERY == 0:
                self.progress(self.reading.rows)
            found = self._read(row)
            if found is None:
                self.reading.rejected += 1
                continue
            self.reading.good += 1
            self.reading.oddities.update(oddities(found.past))
            yield found
        self.progress(self.reading.rows)

    def _read(self, row: SheetRow) -> PastRecord | None:
        if row.wrong:
            self._problem(row.number, "", row.wrong)
            return None
        facts = self._facts(row)
        if facts is None or not self._is_true(row.number, facts):
            return None
        site = self.sites.get(alike(str(facts["site"])))
        if site is None:
            self._problem(row.number, "site", NO_SUCH_PLACE)
            return None
        past = _past(facts, site, self._key(facts))
        if not self._is_over(row.number, past) or self._is_twice(row.number, past, facts):
            return None
        return PastRecord(past, person_of(facts, local_date(past.identified_at)))

    def _problem(self, row: int, name: str, reason: str) -> None:
        self.reject(Problem(row, self.titles.get(name, WHOLE_ROW), reason))

    def _facts(self, row: SheetRow) -> Facts | None:
        facts: Facts = {}
        whole = True
        for column, read in self.columns:
            given = tuple(row.cells[place] for place in column.places) or (column.constant,)
            try:
                facts[column.field.name] = read(given)
            except CannotRead as wrong:
                self.reject(Problem(row.number, column.title, str(wrong)))
                whole = False
        return facts if whole else None

    def _is_true(self, row: int, facts: Facts) -> bool:
        """Whether it can have happened. A late step can have; tomorrow cannot."""
        wrong = []
        if facts.get("identified_at") is None:
            wrong.append(("identified_at", "There is no date and time, and one is needed."))
        if not facts.get("site"):
            wrong.append(("site", "There is no place, and one is needed."))
        if facts.get("door") and facts["door"] not in self.doors:
            wrong.append(("door", NO_SUCH_DOOR))
        wrong += [(n, "That time has not come yet.") for n in TIMES if self._is_late(facts.get(n))]
        born, noticed = facts.get("born_on"), facts.get("identified_at")
        if isinstance(born, date) and isinstance(noticed, datetime) and born > local_date(noticed):
            wrong.append(("born_on", "It is after they were noticed."))
        for name, reason in wrong:
            self._problem(row, name, reason)
        return not wrong

    def _is_late(self, at: object) -> bool:
        if not isinstance(at, datetime):
            return False
        try:
            check_happened_at(at, self.now)
        except Refused:
            return True
        return False

    def _is_over(self, row: int, past: PastEpisode) -> bool:
        try:
            check_over(past, self.now)
        except Refused as refused:
            self._problem(row, "closed_at", str(refused))
            return False
        return True

    def _is_twice(self, row: int, past: PastEpisode, facts: Facts) -> bool:
        mark = hashlib.blake2b(past.key.encode(), digest_size=12).digest()
        earlier = self.seen.setdefault(mark, row)
        if earlier == row:
            return False
        name = "reference" if facts.get("reference") else ""
        told = "The same reference is" if name else "It says the same as what is"
        self._problem(row, name, f"{told} on row {earlier}.")
        return True

    def _key(self, facts: Facts) -> str:
        reference = facts.get("reference")
        if reference:
            return f"{self.owner.hex}:{reference}"
        said = "\x1f".join(f"{name}={facts[name]}" for name in sorted(facts))
        return f"{self.owner.hex}:#{hashlib.sha256(said.encode()).hexdigest()[:40]}"


def _past(facts: Facts, site: SitePlace, key: str) -> PastEpisode:
    """Put a row as an episode that is over."""
    noticed = facts["identified_at"]
    if not isinstance(noticed, datetime):
        raise TypeError("a row without a time was let through")
    needs = facts.get("vulnerabilities")
    return PastEpisode(
        key=key,
        site_id=site.id,
        setting=site.kind,
        identified_at=noticed,
        door=_text(facts, "door") or "liaison_and_diversion",
        source=_text(facts, "source") or "other",
        offence_group=_text(facts, "offence_group"),
        custody_reference=_text(facts, "custody_reference"),
        screened_at=_at(facts, "screened_at"),
        screen_result=_text(facts, "screen_result"),
        urgency=_text(facts, "urgency"),
        offers=_offers(facts, noticed),
        assessed_at=_at(facts, "assessed_at"),
        assessment_method=_text(facts, "assessment_method"),
        assessment_outcome=_text(facts, "assessment_outcome"),
        needs=needs if isinstance(needs, tuple) and needs else None,
        referrals=_referrals(facts, noticed),
        reports=_reports(facts),
        justice_outcome=_text(facts, "justice_outcome"),
        justice_outcome_at=_at(facts, "justice_outcome_at"),
        engagement=_text(facts, "engagement"),
        closed_at=_at(facts, "closed_at"),
    )


def _offers(facts: Facts, noticed: datetime) -> tuple[PastOffer, ...]:
    answer = _text(facts, "offer")
    if not answer:
        return ()
    return (PastOffer(_at(facts, "offered_at") or _at(facts, "screened_at") or noticed, answer),)


def _referrals(facts: Facts, noticed: datetime) -> tuple[PastReferral, ...]:
    at, service = _at(facts, "referred_at"), _text(facts, "referral_service")
    if at is None and not service:
        return ()
    made = at or _at(facts, "assessed_at") or noticed
    came_at = _at(facts, "appointment_at")
    return (
        PastReferral(
            at=made,
            service=service or "Not told",
            answered_at=_at(facts, "referral_answered_at") or made,
            status=_text(facts, "referral_status"),
            came_at=came_at or made,
            came=CAME.get(_text(facts, "appointment"), ""),
        ),
    )


def _reports(facts: Facts) -> tuple[PastReport, ...]:
    asked, due = _at(facts, "report_asked_at"), _at(facts, "report_due_at")
    sent = _at(facts, "report_sent_at")
    times = [at for at in (asked, sent, due) if at is not None]
    if not times:
        return ()
    level = _text(facts, "report_level")
    return (PastReport(asked or min(times), "An earlier hearing", due, sent, level),)


def _at(facts: Facts, name: str) -> datetime | None:
    value = facts.get(name)
    return value if isinstance(value, datetime) else None


def _text(facts: Facts, name: str) -> str:
    value = facts.get(name)
    return value if isinstance(value, str) else ""
