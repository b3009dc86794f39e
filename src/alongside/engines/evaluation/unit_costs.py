"""Unit costs as dated data: what one of something costs, at whose prices, and who pays."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class UnitCost:
    """What one of something costs.

    Attributes:
        key: What it is called in a table of counts.
        says: What is in it.
        pounds: Cost of one, in pounds.
        low: Lower end of a range for it; the cost itself when its source gives none.
        high: Upper end.
        price_year: Whose prices; empty when its source does not say.
        borne_by: Who pays. Never empty.
        source: Where it is printed.
        bought: Whether how many there are is a choice, as of a car, rather than left to chance.
    """

    key: str
    says: str
    pounds: float
    low: float
    high: float
    price_year: str
    borne_by: str
    source: str
    bought: bool = False

    @property
    def is_fixed(self) -> bool:
        """Say whether its source gives no range."""
        return self.low == self.high


@lru_cache(maxsize=1)
def unit_costs() -> Mapping[str, UnitCost]:
    """The costs that come with the package, by key."""
    text = files(__package__).joinpath("unit_costs.toml").read_text(encoding="utf-8")
    return read_unit_costs(text, name="unit_costs.toml")


def read_unit_costs(text: str, *, name: str) -> Mapping[str, UnitCost]:
    """Read unit costs.

    Args:
        text: TOML, with ``[[cost]]`` tables as unit_costs.toml describes them.
        name: Of the file, for the words of a refusal.

    Raises:
        Refused: ``cost.…``, naming the file and the cost: among them ``cost.no_bearer``, when
            nobody is said to pay, and ``cost.no_source``.
    """
    try:
        rows = tomllib.loads(text).get("cost", [])
    except tomllib.TOMLDecodeError as fault:
        raise Refused("cost.not_toml", f"{name}: not TOML: {fault}.") from None
    costs = {}
    for number, row in enumerate(rows, start=1):
        cost = _cost(row, where=f"{name}: cost {number}")
        if cost.key in costs:
            raise Refused("cost.twice", f"{name}: {cost.key!a} is there twice.")
        costs[cost.key] = cost
    return costs


def _cost(row: Mapping[str, Any], *, where: str) -> UnitCost:
    for key, why in (("key", "what it is called"), ("source", "where it is printed")):
        if not str(row.get(key, "")).strip():
            raise Refused(f"cost.no_{key}", f"{where}: {key} is missing: {why}.")
    if not str(row.get("borne_by", "")).strip():
        raise Refused(
            "cost.no_bearer",
            f"{where}: nobody is said to pay it.",
            next_step="Add borne_by: a saving to one service can be a cost to another.",
        )
    pounds = _pounds(row, "pounds", where=where)
    low = _pounds(row, "low", where=where) if "low" in row else pounds
    high = _pounds(row, "high", where=where) if "high" in row else pounds
    if not low <= pounds <= high:
        raise Refused("cost.range", f"{where}: {pounds:g} is not between {low:g} and {high:g}.")
    return UnitCost(
        key=str(row["key"]),
        says=str(row.get("says", row["key"])),
        pounds=pounds,
        low=low,
        high=high,
        price_year=str(row.get("price_year", "")),
        borne_by=str(row["borne_by"]),
        source=str(row["source"]),
        bought=bool(row.get("bought", False)),
    )


def _pounds(row: Mapping[str, Any], key: str, *, where: str) -> float:
    value = row.get(key)
    amount = -1.0
    if isinstance(value, int | float) and not isinstance(value, bool):
        amount = float(value)
    if not 0 <= amount < math.inf:
        raise Refused("cost.not_pounds", f"{where}: {key} is not an amount in pounds.")
    return amount
