"""Which pairs are worth comparing: rules chosen by counting the pairs each would bring."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alongside.engines.matching.batch.preparing.table import Prepared
from alongside.engines.matching.batch.reading import one_row
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EVERY_PAIR: Final = "1=1"
ALL_PAIRS_UP_TO: Final = 600_000
"""With no more possible pairs than this, every one is compared and no rule can miss any."""
PAIRS_PER_ROW: Final = 40
"""Rules are tried while they bring no more than this together; few of them may be kept."""
LEAST_BUDGET: Final = 2_000_000
YEAR: Final = "substr({}.born, 1, 4)"
MONTH_DAY: Final = "substr({}.born, 5, 4)"


@dataclass(frozen=True, slots=True)
class Rule:
    """Pairs that agree on each of these are compared.

    Attributes:
        left: SQL of each key on the left, with ``{}`` for its table.
        right: The same for the right; other than the left where names are changed about.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def sql(self) -> str:
        """The rule as Splink writes it."""
        return " AND ".join(
            f"{one.format('l')} = {two.format('r')}"
            for one, two in zip(self.left, self.right, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """A rule, how many pairs it brings, and whether it was kept."""

    rule: Rule
    pairs: int
    kept: bool


def rules_for(
    connection: "DuckDBPyConnection", prepared: Prepared
) -> tuple[list[str], list[Counted]]:
    """Choose the rules: every pair where there are few, or the cheapest within the budget.

    Raises:
        Refused: ``blocking.none`` where every rule would bring too many pairs.
    """
    if prepared.possible_pairs <= ALL_PAIRS_UP_TO:
        return [EVERY_PAIR], []
    budget = max(LEAST_BUDGET, PAIRS_PER_ROW * sum(prepared.rows))
    counted = [
        (pairs_of(connection, prepared, rule), place, rule)
        for place, rule in enumerate(possible_rules(prepared.columns))
    ]
    kept, spent, told = [], 0, []
    for pairs, _, rule in sorted(counted, key=lambda one: one[:2]):
        fits = pairs > 0 and spent + pairs <= budget
        told.append(Counted(rule, pairs, fits))
        if fits:
            kept.append(rule.sql)
            spent += pairs
    if not kept:
        raise Refused(
            "blocking.none",
            "No two columns together part these rows well enough to compare them.",
            next_step="Say what more of the columns are with --map role=column.",
        )
    return kept, told


def possible_rules(columns: Collection[str]) -> list[Rule]:
    """Every rule the columns allow."""
    found = []
    for needed, keys in _RULES:
        if all(column in columns for column in needed):
            found.append(Rule(keys, keys))
    if "given_name" in columns and "surname" in columns:
        names, about = ("{}.given_name", "{}.surname"), ("{}.surname", "{}.given_name")
        found.append(Rule(names, about))
    return found


def pairs_of(connection: "DuckDBPyConnection", prepared: Prepared, rule: Rule) -> int:
    """How many pairs a rule brings, counted without making them."""
    known = " AND ".join(f"k{n} IS NOT NULL" for n in range(len(rule.left)))
    sides = []
    for table, keys in zip(
        (prepared.tables[0], prepared.tables[-1]), (rule.left, rule.right), strict=True
    ):
        chosen = ", ".join(f"{key.format(table)} AS k{n}" for n, key in enumerate(keys))
        grouped = ", ".join(f"k{n}" for n in range(len(keys)))
        sides.append(
            f"(SELECT {grouped}, count(*) AS n FROM (SELECT {chosen} FROM {table}) "  # nosec B608
            f"WHERE {known} GROUP BY {grouped})"
        )
    if not prepared.linking and rule.left == rule.right:
        (counted,) = one_row(connection, f"SELECT sum(n * (n - 1) / 2) FROM {sides[0]}")  # nosec B608
    else:
        joined = " AND ".join(f"a.k{n} = b.k{n}" for n in range(len(rule.left)))
        (counted,) = one_row(
            connection,
            f"SELECT sum(a.n * b.n) FROM {sides[0]} a JOIN {sides[1]} b ON {joined}",  # nosec B608
        )
    return int(counted or 0)


def _rule(columns: str, *keys: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    made = tuple(key if "{}" in key else f"{{}}.{key}" for key in (keys or columns.split()))
    return tuple(columns.split()), made


_MARKS: Final = ("identifier", "identifier_2", "identifier_3", "identifier_4", "email", "email_2",
                 "phone", "phone_2", "phone_3", "email_user")  # fmt: skip
_DECADE: Final = "substr({}.born, 1, 3)"
_GIVEN_INITIAL: Final = "substr({}.given_name, 1, 1)"
_INITIAL: Final = "substr({}.surname, 1, 1)"

# Narrow rules stand beside the wide ones they are part of: where a file is large the narrow are
# kept, and where it is small, or lacks a column, the wide.
_RULES: Final[Sequence[tuple[tuple[str, ...], tuple[str, ...]]]] = (
    *(_rule(mark) for mark in _MARKS),
    _rule("born"),
    _rule("born given_name", "born", _GIVEN_INITIAL),
    _rule("born surname", "born", _INITIAL),
    _rule("born postcode_district"),
    _rule("born town"),
    _rule("given_name_sound surname_sound"),
    _rule("given_name_sound surname_sound born", "given_name_sound", "surname_sound", _DECADE),
    _rule("given_name_sound surname_sound town"),
    _rule("surname_sound born", "surname_sound", YEAR),
    _rule("given_name_root born", "given_name_root", YEAR),
    _rule("surname_sound given_name born", "surname_sound", _GIVEN_INITIAL, YEAR),
    _rule("given_name_root surname born", "given_name_root", _INITIAL, YEAR),
    _rule("surname_sound born", "surname_sound", MONTH_DAY),
    _rule("given_name_root born", "given_name_root", MONTH_DAY),
    _rule("surname_sound postcode_district"),
    _rule("given_name_root postcode_district"),
    _rule("surname postcode"),
    _rule("given_name_root postcode"),
    _rule("surname_sound town"),
    _rule("given_name_root town"),
    _rule("surname_sound address"),
    _rule("given_name_root address"),
    _rule("surname given_name", "surname", _GIVEN_INITIAL),
    _rule("given_name surname", "given_name_root", "substr({}.surname, 1, 2)"),
    _rule("surname"),
    _rule("surname_sound"),
    _rule("given_name_root"),
    _rule("postcode house_number"),
    _rule("postcode address_number"),
    _rule("postcode born", "postcode", YEAR),
    _rule("postcode sex born", "postcode", "sex", _DECADE),
    _rule("address"),
    _rule("address_2"),
    _rule("address house_number"),
    _rule("address_number town"),
    _rule("address_number organisation", "address_number", "substr({}.organisation, 1, 3)"),
    _rule("organisation"),
    _rule("organisation_sorted"),
    _rule("organisation town", "substr({}.organisation, 1, 4)", "town"),
    _rule("organisation", "substr({}.organisation, 1, 8)"),
    _rule("address", "substr({}.address, 1, 8)"),
    _rule("house_number town"),
    _rule("other_1"),
)
