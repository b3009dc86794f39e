"""A sharing policy in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from alongside.engines.sharing.words import Category, Cell, Duty, Purpose
from alongside.kernel.actor import Role, Sector

CONSENT: Final = "consent_common_law"
CAPACITY: Final = "mca_best_interests"
AGREED: Final = frozenset({CONSENT, CAPACITY})
"""Gateways that stand on somebody's word for the person, and on nothing else."""


class BadPolicy(Exception):
    """A policy file leaves something unanswered or names something unknown."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """A legal gateway and what it does not do.

    Attributes:
        code: As in DOMAIN 5.2.
        words: What it means to somebody reading the page.
        law: Where it comes from.
        limits: What it does not do, in words.
        only_for: Kinds of organisation that alone may rely on it; ``None`` for all.
        never_for: Kinds of organisation that may not.
        never_opens: Categories it does not open.
        health: Whether it opens health information by itself.
        by_senior: Whether a senior person may let a category go on this ground.
        needs_reason: Whether whoever chooses it must give a reference or a reason.
        opt_out: Whether a national data opt-out keeps somebody out of its reach.
        commenced: Whether it is in force at all.
        valid_from: First day in force; ``None`` when that is before the policy's.
    """

    code: str
    words: str
    law: str
    limits: str
    only_for: frozenset[Sector] | None = None
    never_for: frozenset[Sector] = frozenset()
    never_opens: frozenset[Category] = frozenset()
    health: bool = True
    by_senior: bool = False
    needs_reason: bool = False
    opt_out: bool = False
    commenced: bool = True
    valid_from: date | None = None

    def in_force(self, day: date) -> bool:
        """Say whether it may be relied on at all on a day."""
        return self.commenced and (self.valid_from is None or self.valid_from <= day)

    def may_be_used_by(self, sector: Sector) -> bool:
        """Say whether a kind of organisation may rely on it."""
        listed = self.only_for is None or sector in self.only_for
        return listed and sector not in self.never_for


@dataclass(frozen=True, slots=True)
class CategoryWords:
    """How a category is spoken of, and who may decide about it.

    Attributes:
        title: Begins a sentence that goes on with *are*.
        ask: Whom to ask when it is withheld.
        instead: What can be had without it, as a sentence; may be empty.
        held_by: Kinds of organisation that hold it.
        seniors: Roles that may justify it, where they work for one that holds it.
        health: Whether it is health information.
        asked: The role that ``ask`` and ``instead`` send people to; ``None`` for no role here.
        ask_otherwise: Whom somebody in that role asks; as ``ask`` when empty.
    """

    title: str
    ask: str
    instead: str
    held_by: frozenset[Sector] = frozenset()
    seniors: tuple[Role, ...] = ()
    health: bool = False
    asked: Role | None = None
    ask_otherwise: str = ""


@dataclass(frozen=True, slots=True)
class PurposeRules:
    """One row of the matrix.

    Attributes:
        purpose: Which row.
        words: As somebody would say why they look.
        to: Who it is meant for.
        gateways: Codes of the grounds that may be relied on, the usual one first.
        regime: ``general`` or ``law_enforcement``.
        emergency: Whether an objection gives way.
        cells: What the matrix says, for every category.
        child_cells: Cells that differ for somebody who is or may be under 18.
        routine: Whether it needs a signed sharing agreement in force.
        break_glass: What broken glass opens.
        duties: What showing anything asks of whoever looks.
        ask: Whom to ask instead of those each category names; may be empty.
        instead: What can be done without what is held back, as a sentence; may be empty.
    """

    purpose: Purpose
    words: str
    to: str
    gateways: tuple[str, ...]
    regime: str
    emergency: bool
    cells: Mapping[Category, Cell]
    child_cells: Mapping[Category, Cell]
    routine: bool = False
    break_glass: frozenset[Category] = frozenset()
    duties: frozenset[Duty] = frozenset()
    ask: str = ""
    instead: str = ""

    @property
    def ground(self) -> str:
        """The gateway that what is shown without asking rests on; empty when there is none."""
        return next((code for code in self.gateways if code not in AGREED), "")


@dataclass(frozen=True, slots=True)
class RoleRules:
    """What one role may look for.

    Attributes:
        role: Which role.
        title: What it is called inside a sentence.
        sectors: Kinds of organisation in which the role counts.
        purposes: Purposes it may give, most usual first; may be none.
        breaks_glass: Whether it may break glass where a purpose allows.
    """

    role: Role
    title: str
    sectors: frozenset[Sector]
    purposes: tuple[Purpose, ...]
    breaks_glass: bool = False


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
        break_glass_ground: Code of the gateway that broken glass rests on.
        reason_required_until: First day on which a look in the law-enforcement regime no longer
            needs a reason; ``None`` when it never did.
        prepared: Answers made ready for looks like those before; never part of what it says.
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
    break_glass_ground: str = "overriding_public_interest"
    reason_required_until: date | None = None
    prepared: dict[object, object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def in_force(self, day: date) -> bool:
        """Say whether this policy holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def reason_required(self, purpose: Purpose, day: date) -> bool:
        """Say whether a look for a purpose needs a reason on a day (DPA 2018 s62)."""
        until = self.reason_required_until
        return until is not None and day < until and self.purposes[purpose].regime != "general"

    def purposes_of(self, role: Role, sector: Sector) -> tuple[Purpose, ...]:
        """Answer what somebody may look for, most usual first; nothing by default."""
        rules = self.roles[role]
        return rules.purposes if sector in rules.sectors else ()

    def glass_for(self, role: Role, sector: Sector, purpose: Purpose) -> frozenset[Category]:
        """Answer what somebody may open by breaking glass; nothing by default."""
        may = self.roles[role].breaks_glass and purpose in self.purposes_of(role, sector)
        return self.purposes[purpose].break_glass if may else frozenset()

    def may_justify(self, role: Role, sector: Sector, category: Category) -> bool:
        """Say whether somebody is a senior person who may let a category go."""
        spoken = self.categories[category]
        works_there = sector in spoken.held_by and sector in self.roles[role].sectors
        return role in spoken.seniors and works_there

    def senior_grounds(self, sector: Sector, category: Category, day: date) -> tuple[str, ...]:
        """Answer the gateways on which a senior person may let a category go to an organisation.

        Args:
            sector: The kind of organisation it goes to.
            category: What.
            day: When.
        """
        return tuple(
            code
            for code, gateway in self.gateways.items()
            if gateway.by_senior
            and gateway.in_force(day)
            and gateway.may_be_used_by(sector)
            and self.opens(gateway, category)
        )

    def opens(self, gateway: Gateway, category: Category) -> bool:
        """Say whether a gateway may open a category at all."""
        by_itself = gateway.health or not self.categories[category].health
        return by_itself and category not in gateway.never_opens
