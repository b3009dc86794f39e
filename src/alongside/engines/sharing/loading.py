"""Reads the dated policies that ship in this package."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from alongside.engines.sharing.checking import check_policy
from alongside.engines.sharing.policy import (
    BadPolicy,
    CategoryWords,
    Gateway,
    Policy,
    PurposeRules,
    RoleRules,
)
from alongside.engines.sharing.words import Category, Cell, Duty, Purpose
from alongside.kernel.actor import Role, Sector


@cache
def policy_on(day: date) -> Policy:
    """Answer the policy in force on a day.

    Raises:
        BadPolicy: None is, or more than one is.
    """
    return in_force_on(shipped_policies(), day)


def in_force_on(policies: tuple[Policy, ...], day: date) -> Policy:
    """Pick the one policy in force on a day.

    Raises:
        BadPolicy: None is, or more than one is.
    """
    found = [policy for policy in policies if policy.in_force(day)]
    if len(found) != 1:
        raise BadPolicy(f"{len(found)} sharing policies are in force on {day.isoformat()}")
    return found[0]


@cache
def shipped_policies() -> tuple[Policy, ...]:
    """Read every policy of the package, checked, in order of name."""
    folder = files("alongside.engines.sharing").joinpath("policies")
    found = sorted(
        (item for item in folder.iterdir() if item.name.endswith(".toml")),
        key=lambda item: item.name,
    )
    return tuple(
        read_policy(item.name.removesuffix(".toml"), item.read_text(encoding="utf-8"))
        for item in found
    )


def read_policy(name: str, text: str) -> Policy:
    """Parse and check one policy.

    Args:
        name: Its name, which begins every rule id.
        text: TOML.

    Raises:
        BadPolicy: It cannot be read, leaves something unanswered or names something unknown.
    """
    try:
        policy = _policy(name, tomllib.loads(text))
    except tomllib.TOMLDecodeError as wrong:
        raise BadPolicy(f"{name}: {wrong}") from wrong
    except KeyError as missing:
        raise BadPolicy(f"{name}: {missing} is missing") from missing
    except ValueError as unknown:
        raise BadPolicy(f"{name}: {unknown}") from unknown
    check_policy(policy)
    return policy


def _policy(name: str, read: Mapping[str, Any]) -> Policy:
    head = read["policy"]
    return Policy(
        name=name,
        valid_from=head["valid_from"],
        valid_to=head.get("valid_to"),
        source=head["source"],
        gateways={code: _gateway(code, row) for code, row in read["gateways"].items()},
        categories={Category(code): _category(row) for code, row in read["categories"].items()},
        purposes={Purpose(code): _purpose(code, row) for code, row in read["purposes"].items()},
        roles={Role(code): _role(code, row) for code, row in read["roles"].items()},
        heeds_objection=_categories(head["heeds_objection"]),
        break_glass_ground=head["break_glass_ground"],
        reason_required_until=head.get("reason_required_until"),
    )


def _gateway(code: str, row: Mapping[str, Any]) -> Gateway:
    return Gateway(
        code=code,
        words=row["words"],
        law=row["law"],
        limits=row["limits"],
        only_for=_sectors(row["only_for"]) if "only_for" in row else None,
        never_for=_sectors(row.get("never_for", ())),
        never_opens=_categories(row.get("never_opens", ())),
        health=row.get("health", True),
        by_senior=row.get("by_senior", False),
        needs_reason=row.get("needs_reason", False),
        opt_out=row.get("opt_out", False),
        commenced=row.get("commenced", True),
        valid_from=row.get("valid_from"),
    )


def _category(row: Mapping[str, Any]) -> CategoryWords:
    return CategoryWords(
        title=row["title"],
        ask=row["ask"],
        instead=row.get("instead", ""),
        held_by=_sectors(row["held_by"]),
        seniors=tuple(Role(role) for role in row["seniors"]),
        health=row.get("health", False),
        asked=Role(row["asked"]) if "asked" in row else None,
        ask_otherwise=row.get("ask_otherwise", ""),
    )


def _purpose(code: str, row: Mapping[str, Any]) -> PurposeRules:
    return PurposeRules(
        purpose=Purpose(code),
        words=row["words"],
        to=row["to"],
        gateways=tuple(row["gateways"]),
        regime=row["regime"],
        emergency=row["emergency"],
        cells=_cells(row["cells"]),
        child_cells=_cells(row.get("child_cells", {})),
        routine=row.get("routine", False),
        break_glass=_categories(row.get("break_glass", ())),
        duties=frozenset(Duty(duty) for duty in row.get("duties", ())),
        ask=row.get("ask", ""),
        instead=row.get("instead", ""),
    )


def _role(code: str, row: Mapping[str, Any]) -> RoleRules:
    return RoleRules(
        role=Role(code),
        title=row["title"],
        sectors=_sectors(row["sectors"]),
        purposes=tuple(Purpose(purpose) for purpose in row["purposes"]),
        breaks_glass=row.get("breaks_glass", False),
    )


def _cells(row: Mapping[str, str]) -> dict[Category, Cell]:
    return {Category(code): Cell(cell) for code, cell in row.items()}


def _categories(codes: Iterable[str]) -> frozenset[Category]:
    return frozenset(Category(code) for code in codes)


def _sectors(codes: Iterable[str]) -> frozenset[Sector]:
    return frozenset(Sector(code) for code in codes)
