"""Reading facts out of JSON: every name and value is checked, every refusal names its field."""

import json
import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from alongside.engines.law.answers import Coded
from alongside.kernel.local_time import EARLIEST_YEAR, LATEST_YEAR, parse_instant
from alongside.kernel.refusal import Refused

T = TypeVar("T")
LARGEST: Final = 1_000_000_000
LONGEST_TEXT: Final = 10_000


@dataclass(frozen=True, slots=True)
class Slot:
    """One fact a question takes.

    Attributes:
        name: Its key.
        kind: The type of its value, without ``None``.
        many: It is a list of that kind.
        required: It has to be given.
        nullable: It may be ``null``, for not recorded.
        says: What it is, in words.
        least: Smallest whole number allowed, or ``None``.
        most: Largest whole number allowed, or ``None``.
    """

    name: str
    kind: type
    many: bool
    required: bool
    nullable: bool
    says: str
    least: int | None = None
    most: int | None = None


def read_json(text: str) -> object:
    """Read one JSON document, strictly.

    Raises:
        Refused: ``json.not_json`` when it is not JSON, holds ``NaN`` or
            ``Infinity``, names a key twice in one object or is too deep.
    """
    try:
        document: object = json.loads(
            text, parse_constant=_no_constant, object_pairs_hook=_no_repeats
        )
    except RecursionError:
        raise Refused("json.not_json", "The JSON is nested too deeply.") from None
    except json.JSONDecodeError as wrong:
        where = f"line {wrong.lineno}, column {wrong.colno}"
        raise Refused("json.not_json", f"This is not JSON: {wrong.msg} at {where}.") from None
    except ValueError as wrong:
        raise Refused("json.not_json", f"This is not JSON: {wrong}.") from None
    return document


def _no_constant(word: str) -> object:
    raise ValueError(f"{word} is not a number here")


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        twice = counts.most_common(1)[0][0]
        raise ValueError(f"the key {shown(twice)} is given twice")
    return found


def shown(value: object) -> str:
    """A value as one short, safe piece of JSON for a message."""
    try:
        words = json.dumps(value)
    except (ValueError, RecursionError):  # a number or a nesting too big to write out
        return f"this {type(value).__name__}"
    return words if len(words) <= 60 else f"{words[:57]}..."


def slots(facts: type) -> tuple[Slot, ...]:
    """The facts a dataclass takes, read from its annotations and metadata."""
    return _slots(facts)


@lru_cache(maxsize=32)
def _slots(facts: Any) -> tuple[Slot, ...]:
    hints = get_type_hints(facts)
    found = []
    for entry in fields(facts):
        hint, nullable = _without_none(hints[entry.name])
        many = get_origin(hint) is tuple
        found.append(
            Slot(
                name=entry.name,
                kind=get_args(hint)[0] if many else hint,
                many=many,
                required=entry.default is MISSING,
                nullable=nullable,
                says=str(entry.metadata.get("says", "")),
                least=entry.metadata.get("least"),
                most=entry.metadata.get("most"),
            )
        )
    return tuple(found)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if isinstance(hint, UnionType):
        return next(part for part in get_args(hint) if part is not NoneType), True
    return hint, False


def read_facts(facts: type[T], given: object, where: str = "") -> T:
    """Make frozen facts from a JSON object.

    Args:
        facts: The dataclass wanted.
        given: What was read.
        where: Path of the object, for messages; empty at the top.

    Returns:
        The facts; every value of the kind its annotation says.

    Raises:
        Refused: Codes ``facts.*`` and ``time.*``; ``field`` is the path.
    """
    if not isinstance(given, dict):
        place = f"{where}: " if where else ""
        raise Refused(
            "facts.not_an_object", f"{place}{shown(given)} is not an object of facts.", field=where
        )
    known = {slot.name: slot for slot in slots(facts)}
    for name in given:
        if name not in known:
            raise _unknown(name, list(known), where)
    values: dict[str, Any] = {}
    for name, slot in known.items():
        path = f"{where}.{name}" if where else name
        if name in given:
            values[name] = _read(slot, given[name], path)
        elif slot.required:
            raise Refused("facts.missing", f"{path}: needed, and not given.", field=path)
    return facts(**values)


def _unknown(name: str, known: list[str], where: str) -> Refused:
    path = f"{where}.{name}" if where else name
    near = get_close_matches(name[:60], known, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"Known here: {', '.join(known)}."
    message = f"{shown(path)[1:-1]}: no such fact."
    return Refused("facts.unknown", message, next_step=hint, field=path)


def _read(slot: Slot, value: object, path: str) -> object:
    if value is None and slot.nullable:
        return None
    if not slot.many:
        return _one(slot, value, path)
    if not isinstance(value, list):
        raise _wrong(path, value, "a list")
    return tuple(_one(slot, item, f"{path}[{place}]") for place, item in enumerate(value))


def _one(slot: Slot, value: object, path: str) -> object:
    if is_dataclass(slot.kind):
        return read_facts(slot.kind, value, path)
    if issubclass(slot.kind, Coded):
        return _code(slot.kind, value, path)
    if slot.kind in (int, float):
        return _number(slot, value, path)
    return READERS[slot.kind](value, path)


def _wrong(path: str, value: object, wanted: str) -> Refused:
    return Refused("facts.wrong_value", f"{path}: {shown(value)} is not {wanted}.", field=path)


def _code(codes: type[Coded], value: object, path: str) -> Coded:
    known = [str(code) for code in codes]
    if not isinstance(value, str) or value not in known:
        raise _wrong(path, value, f"one of {', '.join(known)}")
    return codes(value)


def _number(slot: Slot, value: object, path: str) -> int | float:
    wanted = "a number" if slot.kind is float else "a whole number"
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(path, value, wanted)
    if not -LARGEST <= value <= LARGEST or (slot.kind is int and value != math.floor(value)):
        raise _wrong(path, value, f"{wanted} of sensible size")
    low = slot.least is not None and value < slot.least
    if low or (slot.most is not None and value > slot.most):
        raise _wrong(path, value, f"from {slot.least} to {slot.most}")
    return slot.kind(value)  # type: ignore[no-any-return]


def _flag(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(path, value, "true or false")
    return value


def _text(value: object, path: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise _wrong(path, value, f"text of up to {LONGEST_TEXT} characters")
    return value.strip()


def _instant(value: object, path: str) -> datetime:
    if not isinstance(value, str):
        raise _wrong(path, value, "a date and time")
    try:
        return parse_instant(value)
    except Refused as refused:
        message = f"{path}: {refused.message}"
        raise Refused(refused.code, message, next_step=refused.next_step, field=path) from None


def _day(value: object, path: str) -> date:
    wanted = f"a date like 2008-06-10, from {EARLIEST_YEAR} to {LATEST_YEAR}"
    if not isinstance(value, str):
        raise _wrong(path, value, wanted)
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise _wrong(path, value, wanted) from None
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise _wrong(path, value, wanted)
    return day


READERS: Final[Mapping[type, Callable[[object, str], object]]] = {
    bool: _flag,
    str: _text,
    datetime: _instant,
    date: _day,
}
