"""The reference page of who may do what, drawn from every table of permissions."""

from importlib import import_module
from typing import Final

from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.kernel.actor import Permissions, Role

HEAD: Final = """# Who may do what

Made by `alongside document permissions` from each area's table; a test fails when this page is
out of date.

One role is taken up at a time, for one spell of duty. Somebody who is signed in but not on duty
may do none of this. A command that changes something acts for an account, and that account must
hold a role that may. What somebody may *see* of a person is a second question, answered at each
look by the [sharing decision](../explanation/who-sees-what.md).
"""
TABLES: Final = {
    "Crisis": "alongside.areas.crisis.rules.permissions",
    "Directory": "alongside.areas.directory.rules.permissions",
    "People": "alongside.areas.people.rules.permissions",
    "Plans": "alongside.areas.plans.rules.permissions",
    "Liaison and Diversion": "alongside.areas.diversion.rules.permissions",
    "Liaison hub": "alongside.areas.liaison.rules.permissions",
    "Placements": "alongside.areas.placements.rules.permissions",
    "Oversight": "alongside.areas.oversight.rules.permissions",
    "Insight": "alongside.areas.insight.rules.permissions",
    "Picture": "alongside.foundation.picture.rules",
    "Audit": "alongside.foundation.audit.queries",
}
POLICE: Final = frozenset({Role.RESPONSE_OFFICER, Role.POLICE_SUPERVISOR, Role.CUSTODY_OFFICER})
CLINICIANS: Final = frozenset(
    {
        Role.CONTROL_ROOM_CLINICIAN,
        Role.TRIAGE_CLINICIAN,
        Role.PLACE_OF_SAFETY_COORDINATOR,
        Role.AMHP,
        Role.DOCTOR,
    }
)
GROUPS: Final = {
    "everybody": frozenset(Role),
    "the desk": POLICE | CLINICIANS | {Role.LIAISON_LEAD},
    "police": POLICE,
    "clinicians": CLINICIANS,
}
"""Words for roles that often stand together, widest first."""


def permissions_page() -> str:
    """Write the page: each table by permission, then all of them by role."""
    tables = {title: permissions_in(module) for title, module in TABLES.items()}
    lines = [HEAD, "| Below | Means |", "|---|---|"]
    lines += [f"| **{group}** | {_named(roles)} |" for group, roles in GROUPS.items()]
    lines.append("")
    for title, table in tables.items():
        lines += [f"## {title}", "", "| Permission | Who holds it |", "|---|---|"]
        lines += [f"| `{name}` | {_holders(roles)} |" for name, roles in table.items()]
        lines.append("")
    lines += ["## By role", "", "| Role | May |", "|---|---|"]
    lines += [f"| {ROLE_LABELS[role]} | {_held(role, tables)} |" for role in Role]
    return "\n".join(lines) + "\n"


def permissions_in(module: str) -> Permissions:
    """Answer the table of permissions that a module keeps."""
    table: Permissions = import_module(module).PERMISSIONS
    return table


def _holders(roles: frozenset[Role]) -> str:
    said = []
    for group, members in GROUPS.items():
        if members <= roles:
            said.append(f"**{group}**")
            roles -= members
    return ", ".join([*said, *([_named(roles)] if roles else [])])


def _named(roles: frozenset[Role]) -> str:
    return ", ".join(ROLE_LABELS[role] for role in Role if role in roles)


def _held(role: Role, tables: dict[str, Permissions]) -> str:
    """What a role holds beyond what everybody does."""
    return " ".join(
        f"`{name}`"
        for table in tables.values()
        for name, roles in table.items()
        if role in roles and roles != frozenset(Role)
    )
