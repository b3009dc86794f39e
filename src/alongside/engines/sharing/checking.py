"""The checks that a policy answers everything and contradicts itself nowhere."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from alongside.engines.sharing.policy import AGREED, BadPolicy, Policy, PurposeRules
from alongside.engines.sharing.words import Category, Cell, Duty, Purpose
from alongside.kernel.actor import OWN_DOOR, Role

REGIMES: Final = ("general", "law_enforcement")
KEEP_THE_SYSTEM: Final = OWN_DOOR | {
    Role.FORCE_STATISTICS,
    Role.ANALYST,
    Role.INFORMATION_GOVERNANCE,
    Role.ADMINISTRATOR,
}
"""Roles that keep the system, count, or read their own pages: they break no glass."""


def check_policy(policy: Policy) -> None:
    """Refuse a policy that leaves a cell unanswered or contradicts itself.

    Raises:
        BadPolicy: One sentence that says what is wrong and where.
    """
    _check_everything_is_there(policy)
    for check in (_gateway_faults, _limit_faults, _category_faults, _role_faults):
        _raise_first(policy.name, check(policy))
    for rules in policy.purposes.values():
        for row_check in ROW_CHECKS:
            _raise_first(f"{policy.name}/{rules.purpose}", row_check(policy, rules))


def _raise_first(where: str, faults: Iterable[str]) -> None:
    for fault in faults:
        raise BadPolicy(f"{where}: {fault}")


def _check_everything_is_there(policy: Policy) -> None:
    for named, answered, everything in (
        ("category", policy.categories, Category),
        ("purpose", policy.purposes, Purpose),
        ("role", policy.roles, Role),
    ):
        missing = [item.value for item in everything if item not in answered]
        if missing:
            raise BadPolicy(f"{policy.name}: no {named} {', '.join(missing)}")


def _gateway_faults(policy: Policy) -> Iterator[str]:
    for code in sorted(AGREED):
        if code not in policy.gateways:
            yield f"consent is relied on but {code} is not among the gateways"
    glass = policy.gateways.get(policy.break_glass_ground)
    if glass is None:
        yield f"broken glass rests on an unknown gateway {policy.break_glass_ground}"
    elif not (glass.by_senior and glass.health and glass.in_force(policy.valid_from)):
        yield f"broken glass cannot rest on {glass.code}"


def _limit_faults(policy: Policy) -> Iterator[str]:
    for gateway in policy.gateways.values():
        if not (gateway.words and gateway.law and gateway.limits):
            yield f"gateway {gateway.code} needs words, a law and its limits"
        if gateway.only_for is not None and gateway.only_for & gateway.never_for:
            yield f"gateway {gateway.code} is both only for and never for the same organisations"
        if gateway.by_senior and gateway.code in AGREED:
            yield f"a senior person cannot agree for the person: gateway {gateway.code}"


def _category_faults(policy: Policy) -> Iterator[str]:
    for category, spoken in policy.categories.items():
        if not (spoken.title and spoken.ask):
            yield f"category {category} needs a title and somebody to ask"
        if not spoken.held_by:
            yield f"category {category} is held by nobody"
        for role in spoken.seniors:
            if not policy.roles[role].sectors & spoken.held_by:
                yield f"category {category}: no {role} works where it is held"


def _role_faults(policy: Policy) -> Iterator[str]:
    for role, rules in policy.roles.items():
        if rules.breaks_glass and role in KEEP_THE_SYSTEM:
            yield f"role {role} keeps the system and breaks no glass"
        if len(set(rules.purposes)) != len(rules.purposes):
            yield f"role {role} names a purpose twice"


def _cell_faults(policy: Policy, rules: PurposeRules) -> Iterator[str]:
    missing = [category.value for category in Category if category not in rules.cells]
    if missing:
        yield f"no cell for {', '.join(missing)}"
    if rules.regime not in REGIMES:
        yield f"the regime {rules.regime} is not one of {', '.join(REGIMES)}"
    if not (rules.words and rules.to):
        yield "needs words and whom it is for"
    for category in Category:
        if Cell.SENIOR in _cells(rules, category) and not policy.categories[category].seniors:
            yield f"{category} needs a senior person, but no role is named"


def _ground_faults(policy: Policy, rules: PurposeRules) -> Iterator[str]:
    unknown = [code for code in rules.gateways if code not in policy.gateways]
    if unknown:
        yield f"unknown gateway {', '.join(unknown)}"
    shows = any(Cell.YES in _cells(rules, category) for category in Category)
    if shows and not rules.ground:
        yield "something may be shown but no gateway is named that needs nobody's consent"
    if shows:
        yield from _usual_ground_faults(policy, rules)


def _usual_ground_faults(policy: Policy, rules: PurposeRules) -> Iterator[str]:
    ground = policy.gateways[rules.ground]
    if not ground.in_force(policy.valid_from):
        yield f"the usual gateway {ground.code} is not in force from the policy's first day"
    if ground.needs_reason or ground.opt_out:
        yield f"the usual gateway {ground.code} cannot be relied on without being chosen"
    for category in Category:
        if Cell.YES in _cells(rules, category) and not policy.opens(ground, category):
            yield f"the usual gateway {ground.code} does not open {category}"
    for role in policy.roles.values():
        barred = [sector for sector in sorted(role.sectors) if not ground.may_be_used_by(sector)]
        if rules.purpose in role.purposes and barred:
            yield f"{role.role} in {barred[0]} may not rely on the usual gateway {ground.code}"


def _emergency_faults(policy: Policy, rules: PurposeRules) -> Iterator[str]:
    if not rules.emergency:
        return
    if rules.routine:
        yield "an emergency never waits for an agreement"
    if AGREED & set(rules.gateways):
        yield "an emergency never rests on consent"
    if Duty.TELL_PERSON_LATER not in rules.duties:
        yield "after an emergency the person is told"
    if any(Cell.CONSENT in _cells(rules, category) for category in Category):
        yield "an emergency never waits for consent"


def _glass_faults(policy: Policy, rules: PurposeRules) -> Iterator[str]:
    if rules.break_glass and rules.emergency:
        yield "in an emergency there is no glass to break"
    for category in sorted(rules.break_glass):
        refusable = category in policy.heeds_objection
        for cell in _cells(rules, category):
            if cell is not Cell.CONSENT and not (cell is Cell.YES and refusable):
                yield f"broken glass cannot open {category}, which is not held for consent"


def _cells(rules: PurposeRules, category: Category) -> set[Cell]:
    """Answer what the row says of a category, for adults and for children."""
    return {row[category] for row in (rules.cells, rules.child_cells) if category in row}


ROW_CHECKS: Final[tuple[Callable[[Policy, PurposeRules], Iterator[str]], ...]] = (
    _cell_faults,
    _ground_faults,
    _emergency_faults,
    _glass_faults,
)
