"""Reads a look out of JSON: every name and value is checked, every refusal names its field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Final, TypeVar

from alongside.engines.sharing.words import (
    ANYBODY,
    AgreedBy,
    Agreement,
    BreakGlass,
    Category,
    Consent,
    Expiry,
    Justification,
    Objection,
    PersonFacts,
    Purpose,
    Request,
)
from alongside.kernel.actor import Role, Sector
from alongside.kernel.local_time import parse_instant
from alongside.kernel.period import Period
from alongside.kernel.refusal import Refused

T = TypeVar("T")
Reader = Callable[[object, str], Any]
LONGEST_TEXT: Final = 1_000
MOST: Final = 10_000
NEEDED: Final = object()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an object.

    Attributes:
        read: From a value and its path to what it means.
        says: What it is and may be, in words.
        otherwise: What holds when it is left out; ``NEEDED`` when it may not be.
    """

    read: Reader
    says: str
    otherwise: object = NEEDED


@dataclass(frozen=True, slots=True)
class Look:
    """One look that was asked about.

    Attributes:
        request: Who asks and what they bring.
        facts: What is known.
        at: When, where the JSON says so.
    """

    request: Request
    facts: PersonFacts
    at: datetime | None


def read_look(given: object) -> Look:
    """Make a look from a JSON object.

    Raises:
        Refused: Codes ``look.*`` and ``time.*``; ``field`` is the path, and the message names it.
    """
    read = _object(LOOK, given, "")
    at = read.pop("at")
    facts = {name: read.pop(name) for name in FACTS}
    return Look(Request(**read), PersonFacts(**facts), at)


def _object(fields: Mapping[str, Field], given: object, where: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise _wrong(where.rstrip(".") or "look", given, "an object")
    for name in given:
        if name not in fields:
            near = get_close_matches(str(name)[:60], fields, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known here: {', '.join(fields)}."
            path = _shown(f"{where}{name}")
            raise Refused("look.unknown", f"{path}: no such field.", next_step=hint, field=path)
    values = {}
    for name, field in fields.items():
        path = f"{where}{name}"
        if name in given:
            values[name] = field.read(given[name], path)
        elif field.otherwise is NEEDED:
            raise Refused("look.missing", f"{path}: needed, and not given.", field=path)
        else:
            values[name] = field.otherwise
    return values


def _shown(value: object) -> str:
    words = ascii(value)[1:-1] if isinstance(value, str) else ascii(value)
    return words if len(words) <= 60 else f"{words[:57]}..."


def _wrong(path: str, value: object, wanted: str) -> Refused:
    message = f"{path}: {_shown(value)} is not {wanted}."
    return Refused("look.wrong_value", message, field=path)


def _code(codes: type[StrEnum]) -> Reader:
    def read(value: object, path: str) -> StrEnum:
        known = [code.value for code in codes]
        if value not in known:
            raise _wrong(path, value, f"one of {', '.join(known)}")
        return codes(value)

    return read


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


def _or_null(read: Reader) -> Reader:
    return lambda value, path: None if value is None else read(value, path)


def _many(read: Reader) -> Reader:
    def read_all(value: object, path: str) -> frozenset[Any]:
        if not isinstance(value, list) or len(value) > MOST:
            raise _wrong(path, value, f"a list of up to {MOST}")
        return frozenset(read(item, f"{path}[{place}]") for place, item in enumerate(value))

    return read_all


def _made(fields: Mapping[str, Field], make: Callable[..., T]) -> Reader:
    def read(value: object, path: str) -> T:
        values = _object(fields, value, f"{path}.")
        if "from" in values:
            values["period"] = _period(values.pop("from"), values.pop("to"), path)
        return make(**values)

    return read


def _period(starts_at: datetime, ends_at: datetime | None, path: str) -> Period:
    if ends_at is not None and ends_at < starts_at:
        where = f"{path}.to"
        raise Refused("look.wrong_value", f"{where}: comes before {path}.from.", field=where)
    return Period(starts_at, ends_at)


def _says(codes: type[StrEnum]) -> str:
    return ", ".join(code.value for code in codes)


SPAN: Final = {
    "from": Field(_instant, "when it begins to hold"),
    "to": Field(_or_null(_instant), "when it no longer holds; null while it does", None),
}
CATEGORY: Final = Field(_code(Category), f"one of {_says(Category)}")
CATEGORIES: Final = Field(_many(_code(Category)), f"list of {_says(Category)}")
RECIPIENT: Final = Field(_text, "organisation id, a sector, or anybody", ANYBODY)
PARTS: Final[Mapping[str, Mapping[str, Field]]] = {
    "consents": {
        "category": CATEGORY,
        "purpose": Field(_or_null(_code(Purpose)), "for what; null for every purpose", None),
        "recipient": RECIPIENT,
        "agreed_by": Field(_code(AgreedBy), f"one of {_says(AgreedBy)}", AgreedBy.PERSON),
        **SPAN,
    },
    "objections": {"category": CATEGORY, "recipient": RECIPIENT, **SPAN},
    "expiries": {
        "category": CATEGORY,
        "expired_at": Field(_instant, "when it went out of date"),
    },
    "agreements": {
        "id": Field(_text, "its id"),
        "parties": Field(_many(_text), "list of organisation ids"),
        "purposes": Field(_many(_code(Purpose)), "list of purposes"),
        "categories": CATEGORIES,
        "signed": Field(_flag, "whether every party has signed", True),
        **SPAN,
    },
    "justifications": {
        "category": CATEGORY,
        "recipient": Field(_text, "id of the organisation it goes to"),
        "decided_by": Field(_text, "id of the senior person"),
        "ground": Field(_text, "legal gateway", "overriding_public_interest"),
        **SPAN,
    },
    "break_glass": {"categories": CATEGORIES, **SPAN},
}
"""What the objects in each list hold."""

MAKE: Final[Mapping[str, Callable[..., Any]]] = {
    "consents": Consent,
    "objections": Objection,
    "expiries": Expiry,
    "agreements": Agreement,
    "justifications": Justification,
    "break_glass": BreakGlass,
}
FACTS: Final = (
    "is_child",
    "opted_out",
    "holders",
    "from_several",
    "consents",
    "objections",
    "expiries",
    "agreements",
)


def _list(name: str, says: str) -> Field:
    return Field(_many(_made(PARTS[name], MAKE[name])), says, frozenset())


LOOK: Final[Mapping[str, Field]] = {
    "role": Field(_code(Role), f"one of {_says(Role)}"),
    "sector": Field(_code(Sector), f"kind of organisation: one of {_says(Sector)}"),
    "purpose": Field(_code(Purpose), f"why they look: one of {_says(Purpose)}"),
    "on_duty": Field(_flag, "whether they are on duty", True),
    "categories": Field(
        _many(_code(Category)), f"what they ask for: list of {_says(Category)}", frozenset(Category)
    ),
    "organisation": Field(_text, "id of the organisation they act for", ""),
    "gateway": Field(_text, "legal gateway they choose; empty for the usual one", ""),
    "reason": Field(_text, "why, in their own words", ""),
    "at": Field(_or_null(_instant), "the moment of the look", None),
    "is_child": Field(_or_null(_flag), "whether under 18; null when it cannot be told", None),
    "opted_out": Field(_flag, "national data opt-out", False),
    "holders": Field(_many(_text), "ids of organisations that hold it, if known", frozenset()),
    "from_several": Field(
        _flag, "whether several records were joined, so that every holder has to agree", False
    ),
    "consents": _list("consents", "who agreed to what, past ones too"),
    "objections": _list("objections", "what the person said no to, past ones too"),
    "expiries": _list("expiries", "what went out of date"),
    "agreements": _list("agreements", "sharing agreements, past and unsigned ones too"),
    "justifications": _list("justifications", "what a senior person decided"),
    "break_glass": _list("break_glass", "glass they have broken"),
}
"""Every field of a look."""

EXAMPLE: Final = {
    "role": "control_room_clinician",
    "sector": "mental_health_trust",
    "purpose": "P6",
    "organisation": "trust-1",
    "categories": ["I", "C", "R"],
    "at": "2026-06-10T14:20",
    "is_child": False,
    "consents": [{"category": "C", "purpose": "P6", "from": "2026-03-01T10:00"}],
    "agreements": [
        {
            "id": "agreement-7",
            "parties": ["trust-1", "force-1"],
            "purposes": ["P6"],
            "categories": ["I", "C", "R"],
            "from": "2026-01-01T00:00",
        }
    ],
}
"""A look that can be sent as it is."""
