"""The numbers of the law, with the days they were in force.

Kept as data in ``parameters.toml``. The day of the event, in England, picks
the number; today does not (DOMAIN 0, rule 2).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import Final, Literal

Value = bool | int | str
Commencement = Literal["mha_2025_s48"]
MOST_DAYS: Final = 20_000  # a long import must not grow memory for ever
RANKS: Final = frozenset({"law", "regulation", "code", "agreement", "ours"})
COMMENCEMENTS: Final = frozenset({"mha_2025_s48"})
NEEDED: Final = frozenset({"key", "value", "unit", "source", "rank"})
ALLOWED: Final = NEEDED | {"from", "to", "until"}


class ParametersWrong(Exception):
    """The file of parameters does not make sense; the message says where."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of the law for one stretch of days.

    Attributes:
        key: Dotted name.
        value: Number, flag or words.
        unit: What the value counts.
        source: Where it comes from.
        rank: ``law``, ``regulation``, ``code``, ``agreement`` or ``ours``.
        starts_on: First day in force; ``None`` when always.
        ends_on: First day no longer in force; ``None`` while open.
        until: The commencement that will end it, when it has no date yet.
    """

    key: str
    value: Value
    unit: str
    source: str
    rank: str
    starts_on: date | None = None
    ends_on: date | None = None
    until: str | None = None

    def in_force(self, day: date) -> bool:
        """Whether it counts for an event on that day in England."""
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day < self.ends_on
        )


class Parameters:
    """All parameters; never changed, only copied with another end."""

    def __init__(self, entries: Iterable[Parameter]) -> None:
        """Check the entries and keep them.

        Raises:
            ParametersWrong: A stretch ends before it starts, or two overlap.
        """
        self.entries = tuple(entries)
        self._days: dict[date, Mapping[str, Value]] = {}
        _check_stretches(self.entries)

    def on(self, day: date) -> Mapping[str, Value]:
        """What is in force on a day, by key. A key not in force is absent."""
        known = self._days.get(day)
        if known is None:
            known = MappingProxyType({p.key: p.value for p in self.entries if p.in_force(day)})
            if len(self._days) >= MOST_DAYS:
                self._days.clear()
            self._days[day] = known
        return known

    def in_force(self, day: date) -> tuple[Parameter, ...]:
        """What is in force on a day, whole, in the order of the file."""
        return tuple(p for p in self.entries if p.in_force(day))

    def with_end(self, key: str, day: date) -> "Parameters":
        """A copy in which the open stretch of ``key`` ends on ``day``.

        Raises:
            KeyError: No open stretch has that key.
            ParametersWrong: It would end before it starts.
        """
        if not any(p.key == key and p.ends_on is None for p in self.entries):
            raise KeyError(key)
        return Parameters(
            replace(p, ends_on=day) if p.key == key and p.ends_on is None else p
            for p in self.entries
        )

    def with_commencement(self, commencement: Commencement, day: date) -> "Parameters":
        """A copy in which everything that ends with a commencement ends on ``day``.

        Raises:
            ParametersWrong: Something would end before it starts.
        """
        return Parameters(
            replace(p, ends_on=day) if p.until == commencement else p for p in self.entries
        )


def whole(values: Mapping[str, Value], key: str) -> int:
    """The number under a key that is in force.

    Raises:
        KeyError: It is not in force, or is not a number.
    """
    value = values[key]
    if isinstance(value, bool) or not isinstance(value, int):
        raise KeyError(key)
    return value


@lru_cache(maxsize=1)
def load() -> Parameters:
    """The parameters that come with Alongside, checked.

    Raises:
        ParametersWrong: The file does not make sense.
    """
    return read((files(__package__) / "parameters.toml").read_text(encoding="utf-8"))


def parameters_on(day: date) -> Mapping[str, Value]:
    """What is in force on a day in England, by key, from the file of Alongside.

    Source: DOMAIN Table 0.1 and the rules named in each entry.
    """
    return load().on(day)


@lru_cache(maxsize=64)
def with_s48_commenced(day: date) -> Parameters:
    """The parameters as if MHA 2025 s48 were commenced on ``day`` (DOMAIN R1.20).

    Raises:
        ParametersWrong: The day is before the 2017 rules began.
    """
    return load().with_commencement("mha_2025_s48", day)


def read(text: str) -> Parameters:
    """Read parameters from TOML.

    Raises:
        ParametersWrong: It is not TOML of the right shape.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise ParametersWrong(f"not TOML: {wrong}") from wrong
    entries = document.get("parameter")
    if not isinstance(entries, list) or document.keys() != {"parameter"}:
        raise ParametersWrong("expected only [[parameter]] entries")
    return Parameters(_entry(number, entry) for number, entry in enumerate(entries, start=1))


def _entry(number: int, entry: object) -> Parameter:
    where = f"parameter {number}"
    if not isinstance(entry, dict) or not entry.keys() >= NEEDED or not entry.keys() <= ALLOWED:
        raise ParametersWrong(f"{where}: keys must be {sorted(ALLOWED)}, the first six needed")
    if not isinstance(entry["value"], bool | int | str):
        raise ParametersWrong(f"{where}: value must be a whole number, true, false or words")
    if not all(isinstance(entry[name], str) and entry[name] for name in NEEDED - {"value"}):
        raise ParametersWrong(f"{where}: key, unit, source and rank must be words")
    if entry["rank"] not in RANKS:
        raise ParametersWrong(f"{where}: rank must be one of {sorted(RANKS)}")
    if entry.get("until") not in COMMENCEMENTS | {None}:
        raise ParametersWrong(f"{where}: until must be one of {sorted(COMMENCEMENTS)}")
    days = (entry.get("from"), entry.get("to"))
    # A datetime is a date to isinstance, but compares with none.
    if not all(d is None or (isinstance(d, date) and not isinstance(d, datetime)) for d in days):
        raise ParametersWrong(f"{where}: from and to must be days")
    return Parameter(
        key=entry["key"],
        value=entry["value"],
        unit=entry["unit"],
        source=entry["source"],
        rank=entry["rank"],
        starts_on=days[0],
        ends_on=days[1],
        until=entry.get("until"),
    )


def _check_stretches(entries: tuple[Parameter, ...]) -> None:
    by_key: dict[str, list[Parameter]] = {}
    for entry in entries:
        by_key.setdefault(entry.key, []).append(entry)
    for key, stretches in by_key.items():
        stretches.sort(key=lambda p: p.starts_on or date.min)
        for stretch in stretches:
            if stretch.ends_on is not None and stretch.ends_on <= (stretch.starts_on or date.min):
                raise ParametersWrong(f"{key}: ends on {stretch.ends_on}, before it starts")
        for one, two in pairwise(stretches):
            if one.ends_on is None or one.ends_on > (two.starts_on or date.min):
                raise ParametersWrong(f"{key}: two entries are in force at once")
