"""What may be said of each kind of event, so that nothing unnamed is stored."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from alongside.areas.diversion.rules.kinds import KINDS, Kind
from alongside.kernel.refusal import Refused

CLOCKS_DIFFER_SECONDS: Final = 60
Facts = Mapping[str, object]


def kind_of(code: str) -> Kind:
    """Answer what a kind is.

    Raises:
        Refused: ``event.unknown_kind``.
    """
    if code not in KINDS:
        raise Refused("event.unknown_kind", "That is not a kind of event.", field="kind")
    return KINDS[code]


def check_happened_at(happened_at: datetime, now: datetime) -> None:
    """Refuse a time that has not come yet; a minute is allowed, for clocks that differ.

    Raises:
        Refused: ``event.in_the_future``.
    """
    if (happened_at - now).total_seconds() > CLOCKS_DIFFER_SECONDS:
        raise Refused(
            "event.in_the_future",
            "That time has not come yet.",
            next_step="Check the date and the time.",
            field="happened_at",
        )


def check_not_before(kind: str, happened_at: datetime, opened_at: datetime) -> None:
    """Refuse an end that comes before the beginning; anything else may be recorded late.

    Raises:
        Refused: ``event.before_opening``.
    """
    if kind == "closed" and happened_at < opened_at:
        raise Refused(
            "event.before_opening",
            "That is before they were noticed.",
            next_step="Check the date and the time.",
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


def stored_facts(kind: Kind, facts: Facts) -> dict[str, object]:
    """Put facts as they are stored: named, plain, and without the ones not given.

    Raises:
        Refused: ``event.unknown_fact`` for a name this kind does not carry.
    """
    unknown = sorted(set(facts).difference(kind.facts))
    if unknown:
        raise Refused(
            "event.unknown_fact", f"'{unknown[0]}' is not recorded here.", field=unknown[0]
        )
    return {name: plain(value) for name, value in facts.items() if value not in (None, "")}


def plain(value: object) -> object:
    """Put one value as JSON holds it.

    Raises:
        TypeError: For what no fact is made of.
    """
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date | UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, bool | int | float | str) or value is None:
        return value
    raise TypeError(f"a fact cannot be {type(value).__name__}")
