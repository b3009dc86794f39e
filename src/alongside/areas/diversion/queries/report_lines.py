"""What queries about reports answer with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.rules.release import ReportConsent
from alongside.areas.diversion.rules.report_states import ReportState
from alongside.areas.diversion.rules.report_wording import BarredWords


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report on a list.

    Attributes:
        id: The report.
        episode_id: Of which episode.
        who: As the person is named.
        asked_by: Who asks, in words.
        for_what: Before which decision.
        level_words: How much they ask for.
        state: Where it stands.
        state_words: In words.
        due_at: Before when.
        overdue: Whether that has passed and it has not gone.
        released_at: When it first went.
        in_time: Whether that was in time; ``None`` until it went.
        minutes_early: How long before the deadline it went; negative when late.
    """

    id: UUID
    episode_id: UUID
    who: str
    asked_by: str
    for_what: str
    level_words: str
    state: ReportState
    state_words: str
    due_at: datetime
    overdue: bool
    released_at: datetime | None
    in_time: bool | None
    minutes_early: int | None


@dataclass(frozen=True, slots=True)
class ReportBoard:
    """Reports that are owed, soonest due first, and those that went lately."""

    owed: tuple[ReportLine, ...]
    released: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True)
class ReportStory:
    """One thing done with a report."""

    at: datetime
    title: str
    words: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Release:
    """One time a report went to somebody.

    Attributes:
        at: When it reached them.
        number: Which version.
        level: How much of it.
        level_words: In words.
        to_name: To whom by name.
        method_words: How.
        by: Who released it.
    """

    at: datetime
    number: int
    level: str
    level_words: str
    to_name: str
    method_words: str
    by: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One report with all that was done.

    Attributes:
        line: As on a list.
        level: How much they ask for, as a code.
        recipient: Who asks, as a code.
        contact: How to reach whoever asks.
        child: Whether the person is under 18.
        consent: As it stands.
        consent_words: In words.
        number: The latest version; 0 for none.
        said: What it says, by heading.
        locked: Whether the latest version went.
        missing: Headings still to be written, at the level asked for.
        barred: Words that may not stand in it.
        releases: Each time it went.
        untold: Who has it and does not know that consent was taken back.
        copy_words: What the person said of a copy; empty until they were offered one.
        story: What was done, oldest first.
        last_refusal: Why it did not go the last time, and what may; empty once it went after.
    """

    line: ReportLine
    level: str
    recipient: str
    contact: str
    child: bool
    consent: ReportConsent
    consent_words: str
    number: int
    said: Mapping[str, str]
    locked: bool
    missing: tuple[str, ...]
    barred: tuple[BarredWords, ...]
    releases: tuple[Release, ...]
    untold: tuple[str, ...]
    copy_words: str
    story: tuple[ReportStory, ...]
    last_refusal: str
