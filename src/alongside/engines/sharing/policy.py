"""A sharing policy in memory, and the checks that it answers everything."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from alongside.engines.sharing.words import Category, Cell, Purpose
from alongside.kernel.actor import Role, Sector


class BadPolicy(Exception):
    """A policy file leaves something unanswered or names something unknown."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """A legal gateway.

    Attributes:
        code: As in DOMAIN 5.2.
        words: What it means to somebody reading the page.
        law: Where it comes from.
    """

    code: str
    words: str
    law: str


@dataclass(frozen=True, slots=True)
class CategoryWords:
    """How a category is spoken of.

    Attributes:
        title: Begins a sentence that goes on with *are*.
        ask: Whom to ask when it is withheld.
        instead: What can be had without it, as a sentence; may be empty.
    """

    title: str
    ask: str
    instead: str


@dataclass(frozen=True, slots=True)
class PurposeRules:
    """One row of the matrix.

    Attributes:
        purpose: Which row.
        words: As somebody would say why they look.
        to: Who it is meant for.
        gateways: Codes of the usual grounds, the first being the one relied on.
        regime: ``general`` or ``law_enforcement``.
        emergency: Whether an objection gives way.
        cells: What the matrix says, for every category.
        child_cells: Cells that differ for somebody who is or may be under 18.
    """

    purpose: Purpose
    words: str
    to: str
    gateways: tuple[str, ...]
    regime: str
    emergency: bool
    cells: Mapping[Category, Cell]
    child_cells: Mapping[Category, Cell]


@dataclass(frozen=True, slots=True)
class RoleRules:
    """What one role may look for.

    Attributes:
        role: Which role.
        sectors: Kinds of organisation in which the role counts.
        purposes: Purposes it may give, most usual first; may be none.
    """

    role: Role
    sectors: frozenset[Sector]
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """A whole policy, checked.

    Attributes:
        name: Its date, which begins every rule id.
        valid_from: First day in force.
        valid_to: First day no longer in force; ``None`` while open.
        source: Where it comes from.
        gateways: By code.
        categories: Words for every category.
        purposes: Rules for every purpose.
        roles: Rules for every role.
        heeds_objection: Categories that an objection withholds whatever the cell says.
    """

    name: str
    valid_from: date
    valid_to: date | None
    source: str
    gateways: Mapping[str, Gateway]
    categories: Mapping[Category, CategoryWords]
    purposes: Mapping[Purpose, PurposeRules]
    roles: Mapping[Role, RoleRules]
    heeds_objection: frozenset[Category]

    def in_force(self, day: date) -> bool:
        """Say whether this policy holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def purposes_of(self, role: Role, sector: Sector) -> tuple[Purpose, ...]:
        """Answer what somebody may look for, most usual first; nothing by default."""
        rules = self.roles[role]
        return rules.purposes if sector in rules.sectors else ()


def check_policy(policy: Policy) -> None:
    """Refuse a policy that leaves a cell unanswered or relies on an unknown ground.

    Raises:
        BadPolicy: Says what is missing and where.
    """
    for named, wanted in (
        ("category", (policy.categories, Category)),
        ("purpose", (policy.purposes, Purpose)),
        ("role", (policy.roles, Role)),
    ):
        answered, everything = wanted
        if missing := [item.value for item in everything if item not in answered]:
            raise BadPolicy(f"{policy.name}: no {named} {', '.join(missing)}")
    for rules in policy.purposes.values():
        _check_row(policy, rules)


def _check_row(policy: Policy, rules: PurposeRules) -> None:
    where = f"{policy.name}/{rules.purpose}"
    if missing := [category.value for category in Category if category not in rules.cells]:
        raise BadPolicy(f"{where}: no cell for {', '.join(missing)}")
    if unknown := [code for code in rules.gateways if code not in policy.gateways]:
        raise BadPolicy(f"{where}: unknown gateway {', '.join(unknown)}")
    opens = [cell for cell in (*rules.cells.values(), *rules.child_cells.values()) if _opens(cell)]
    if opens and not rules.gateways:
        raise BadPolicy(f"{where}: something may be shown but no gateway is named")
    if Cell.CONSENT in opens and "consent_common_law" not in policy.gateways:
        raise BadPolicy(f"{where}: consent is relied on but is not among the gateways")


def _opens(cell: Cell) -> bool:
    return cell in (Cell.YES, Cell.CONSENT, Cell.SENIOR)
