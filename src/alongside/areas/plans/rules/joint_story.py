"""Events of a record that services share, and which facts each kind of event may carry."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from alongside.kernel.refusal import Refused

Fact = str | int | bool | list[str]
Facts = Mapping[str, object]
FactNames = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Something about to be recorded.

    Attributes:
        kind: Code of what happened.
        happened_at: When.
        facts: What is said of it, by the names its kind allows.
    """

    kind: str
    happened_at: datetime
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """One event that stands.

    Attributes:
        kind: Code of what happened.
        happened_at: When.
        recorded_at: When it was recorded.
        recorded_as: In which role.
        organisation: Opaque id of the organisation it was recorded for.
        facts: What is said of it, as stored.
        sequence: Its place among the entries as they were first recorded; a correction keeps the
            place of what it corrects.
    """

    kind: str
    happened_at: datetime
    recorded_at: datetime
    recorded_as: str = ""
    organisation: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    sequence: int = 0

    def text(self, name: str) -> str:
        """Answer one fact as words; empty when it was not given."""
        return str(self.facts.get(name, ""))

    def instant(self, name: str) -> datetime | None:
        """Answer one fact as an instant; ``None`` when it was not given."""
        said = self.text(name)
        return datetime.fromisoformat(said) if said else None

    def day(self, name: str) -> date | None:
        """Answer one fact as a day; ``None`` when it was not given."""
        said = self.text(name)
        return date.fromisoformat(said) if said else None

    def several(self, name: str) -> tuple[str, ...]:
        """Answer a fact that holds several codes."""
        said = self.facts.get(name, [])
        return tuple(said) if isinstance(said, list) else ()


def in_order(events: Collection[StoryEvent]) -> tuple[StoryEvent, ...]:
    """Put events in the order they happened; of one moment, as they were first recorded."""
    return tuple(sorted(events, key=lambda event: (event.happened_at, event.sequence)))


def check_kind(kind: str, names: FactNames) -> None:
    """Refuse a kind of event nobody has named.

    Raises:
        Refused: ``event.unknown_kind``.
    """
    if kind not in names:
        raise Refused("event.unknown_kind", "That is not something recorded here.", field="kind")


def check_happened_at(happened_at: datetime, now: datetime) -> None:
    """Refuse a time still to come.

    Raises:
        Refused: ``event.in_the_future``.
    """
    if happened_at > now:
        raise Refused(
            "event.in_the_future",
            "That time is still to come.",
            next_step="Enter when it happened.",
            field="happened_at",
        )


def check_correction_reason(reason: str) -> None:
    """Refuse a correction that does not say why.

    Raises:
        Refused: ``correction.no_reason``.
    """
    if not reason.strip():
        raise Refused(
            "correction.no_reason", "Say why you are changing it.", field="correction_reason"
        )


def stored_facts(kind: str, facts: Facts, names: FactNames) -> dict[str, Fact]:
    """Put facts as they are stored: named, plain, and without the ones not given.

    Raises:
        Refused: ``event.unknown_fact`` for a name this kind does not carry.
    """
    unknown = sorted(set(facts) - names[kind])
    if unknown:
        raise Refused(
            "event.unknown_fact", f"'{unknown[0]}' is not recorded here.", field=unknown[0]
        )
    return {name: _plain(value) for name, value in facts.items() if value not in (None, "", [], ())}


def _plain(value: object) -> Fact:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date | UUID):
        return str(value)
    if isinstance(value, bool | int):
        return value
    if isinstance(value, list | tuple):
        return [str(part) for part in value]
    return str(value).strip()
