"""The times of a record, as whoever keeps the record lets them be taken for a review."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class RecordTime:
    """One time of a record, in plain words that name nobody.

    Attributes:
        said_by: The service that recorded it.
    """

    happened_at: datetime
    words: str
    said_by: str


@dataclass(frozen=True, slots=True)
class ReadOn:
    """The purpose and ground on which somebody may read a record, as codes."""

    purpose: str
    ground: str


@dataclass(frozen=True, slots=True)
class RecordTimes:
    """The times of one record, and on what ground they were read."""

    on: ReadOn
    began_on: date
    times: tuple[RecordTime, ...]


@dataclass(frozen=True, slots=True)
class RecordSource:
    """An area that keeps records a review can be raised from.

    Attributes:
        read: Reads the times of a record and keeps that it was read.
        leave: Answers on what ground a viewer may see such times; refuses where there is none.
        page: Address of the record; its one argument is the record.
        roles: Who may open that page.
    """

    read: Callable[[Actor, UUID, datetime], RecordTimes]
    leave: Callable[[Actor, datetime], ReadOn]
    page: str
    roles: frozenset[Role]


_SOURCES: list[RecordSource] = []


def learn_facts_from(source: RecordSource) -> None:
    """Name who keeps the records. Called from ``config.wiring_liaison`` at start."""
    _SOURCES[:] = [source]


def record_source() -> RecordSource:
    """Answer who keeps the records.

    Raises:
        Refused: ``review.no_record`` where nobody does.
    """
    if not _SOURCES:
        raise Refused(
            "review.no_record",
            "No record can be read here.",
            next_step="Raise the review without one.",
        )
    return _SOURCES[0]
