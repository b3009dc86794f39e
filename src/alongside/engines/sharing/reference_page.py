"""The reference page of the sharing decision, written from the policy it describes."""

import json
from collections.abc import Iterable, Mapping
from typing import Final

from alongside.engines.sharing.deciding import decide
from alongside.engines.sharing.explaining import DUTY_WORDS, explain
from alongside.engines.sharing.loading import shipped_policies
from alongside.engines.sharing.policy import Gateway, Policy, PurposeRules
from alongside.engines.sharing.reading import EXAMPLE, LOOK, NEEDED, PARTS, Field, read_look
from alongside.engines.sharing.words import Category, Cell
from alongside.kernel.actor import Role, Sector
from alongside.kernel.local_time import parse_instant

MARKS: Final = {
    Cell.YES: "✔",
    Cell.CONSENT: "C",
    Cell.SENIOR: "J",
    Cell.NO: "✖",
    Cell.NOT_RELEVANT: "–",
}
HEAD: Final = """# The sharing decision

Made by `alongside sharing document` from the dated policy in
`src/alongside/engines/sharing/policies`; a test fails when this page is out of date.
[Who sees what, and why](../explanation/who-sees-what.md) tells how it is used.

Policy **{name}**, in force from {valid_from}{until}: {source}.
What nothing below allows is held back.
"""
LEGEND: Final = """✔ shown, with the purpose logged. **C** shown when the person agrees, or on a
recorded capacity decision for that purpose and recipient. **J** shown when a named senior person
has weighed the harm. ✖ and – held back, whatever anybody brings. ⚡ is an emergency: nothing there
waits for consent or an agreement. ○ is routine: nothing is shown without a signed sharing
agreement in force that names the viewer's organisation, the purpose and the kind. ★ can be
opened by breaking glass.
"""
ASKING: Final = """## Asking

```
alongside sharing decide [FILE] [--json] [--at TIME]
alongside sharing matrix [--on DATE] [--json]
```

A look goes in as JSON from a file or on standard input: one object, or an array for an array of
answers in the same order. Ids are plain words. A time is ISO 8601; without an offset it is local
time in England. Exit 0: something is shown. Exit 1: nothing is. Exit 2: bad input, with one line
that names the field.
"""


def sharing_page() -> str:
    """The whole page as Markdown, ending in a newline: the newest policy of the package."""
    policy = shipped_policies()[-1]
    until = f" to {policy.valid_to}" if policy.valid_to else ""
    head = HEAD.format(
        name=policy.name, valid_from=policy.valid_from, until=until, source=policy.source
    )
    parts = [head, *_kinds(policy), *_matrix(policy), *_purposes(policy), *_gateways(policy)]
    parts += [*_roles(policy), *_asking(policy)]
    return "\n".join(parts)


def matrix_rows(policy: Policy) -> list[list[str]]:
    """The matrix as rows of words, its heading first."""
    rows = [["", "Purpose", *(category.value for category in Category)]]
    for rules in policy.purposes.values():
        sign = ("⚡" if rules.emergency else "") + ("○" if rules.routine else "")
        cells = [_mark(rules, category) for category in Category]
        rows.append([rules.purpose.value, f"{rules.words} {sign}".strip(), *cells])
    return rows


def field_words(fields: Mapping[str, Field]) -> list[tuple[str, str, str]]:
    """Each field of an object: its name, what it is, and what holds when it is left out."""
    return [(name, field.says, _otherwise(field)) for name, field in fields.items()]


def _otherwise(field: Field) -> str:
    if field.otherwise is NEEDED:
        return "needed"
    if field.otherwise == frozenset(Category):
        return "all"
    if isinstance(field.otherwise, frozenset):
        return "none"
    if isinstance(field.otherwise, str):
        return field.otherwise or "empty"
    return json.dumps(field.otherwise)


def _mark(rules: PurposeRules, category: Category) -> str:
    mark = MARKS[rules.cells[category]]
    if category in rules.child_cells:
        mark += f" (child {MARKS[rules.child_cells[category]]})"
    return mark + ("★" if category in rules.break_glass else "")


def _table(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    heads = list(heading)
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows), ""]


def _kinds(policy: Policy) -> list[str]:
    rows = [
        (
            category.value,
            spoken.title.removesuffix(","),
            _sectors(spoken.held_by),
            _roles_named(spoken.seniors) or "nobody needs to",
        )
        for category, spoken in policy.categories.items()
    ]
    heading = ("", "Kind", "Held by", "Who may justify it, where it is held")
    objection = ", ".join(sorted(policy.heeds_objection))
    told = (
        f"Kinds the person may refuse whatever the table says, except in an emergency: {objection}."
    )
    return ["## Kinds of information", "", *_table(heading, rows), told, ""]


def _matrix(policy: Policy) -> list[str]:
    heading, *rows = matrix_rows(policy)
    return ["## The table", "", *_table(heading, rows), LEGEND]


def _purposes(policy: Policy) -> list[str]:
    rows = [
        (
            rules.purpose.value,
            rules.to,
            rules.regime.replace("_", " "),
            ", ".join(f"`{code}`" for code in rules.gateways) or "none",
            f"`{rules.ground}`" if rules.ground else "none",
            ", ".join(f"`{duty}`" for duty in sorted(rules.duties)) or "none",
        )
        for rules in policy.purposes.values()
    ]
    heading = ("", "To", "Regime", "Laws that may be relied on", "Without asking", "Asks")
    lines = ["## Purposes", "", *_table(heading, rows), "What each duty asks:", ""]
    lines += [f"- `{duty}`: {words}" for duty, words in DUTY_WORDS.items()]
    day = policy.reason_required_until
    until = f"before {day}" if day else "on no day"
    return [*lines, "", f"In the law-enforcement regime a reason was required {until}.", ""]


def _gateways(policy: Policy) -> list[str]:
    rows = [
        (f"`{code}`", gateway.words, gateway.law, gateway.limits, "; ".join(_limits(gateway)))
        for code, gateway in policy.gateways.items()
    ]
    heading = ("Code", "In words", "Law", "Limit in words", "Checked by the engine")
    glass = f"Broken glass rests on `{policy.break_glass_ground}`."
    return ["## Laws and their limits", "", *_table(heading, rows), glass, ""]


def _limits(gateway: Gateway) -> list[str]:
    words = []
    if not gateway.commenced:
        words.append("not in force")
    if gateway.valid_from is not None:
        words.append(f"from {gateway.valid_from}")
    if gateway.only_for is not None:
        words.append(f"only for {_sectors(gateway.only_for)}")
    if gateway.never_for:
        words.append(f"never for {_sectors(gateway.never_for)}")
    if gateway.never_opens:
        words.append(f"never opens {' '.join(c for c in Category if c in gateway.never_opens)}")
    words += [
        said
        for holds, said in (
            (not gateway.health, "no health information by itself"),
            (gateway.needs_reason, "needs a reference"),
            (gateway.opt_out, "heeds the national data opt-out"),
            (gateway.by_senior, "a senior person may rely on it"),
        )
        if holds
    ]
    return words


def _roles(policy: Policy) -> list[str]:
    rows = [
        (
            rules.title[:1].upper() + rules.title[1:],
            _sectors(rules.sectors),
            ", ".join(rules.purposes) or "none",
            ", ".join(_glass(policy, role)) or "none",
        )
        for role, rules in policy.roles.items()
    ]
    heading = ("Role", "Works for", "May look for, most usual first", "May break glass for")
    return ["## Roles", "", *_table(heading, rows)]


def _glass(policy: Policy, role: Role) -> list[str]:
    rules = policy.roles[role]
    return [
        f"{purpose} {' '.join(c for c in Category if c in policy.purposes[purpose].break_glass)}"
        for purpose in rules.purposes
        if rules.breaks_glass and policy.purposes[purpose].break_glass
    ]


def _asking(policy: Policy) -> list[str]:
    heading = ("Field", "What it is", "When left out")
    lines = [ASKING, *_table(heading, _quoted(LOOK))]
    for name, fields in PARTS.items():
        lines += [f"Each of `{name}`:", "", *_table(heading, _quoted(fields))]
    look = read_look(EXAMPLE)
    at = parse_instant(str(EXAMPLE["at"]))
    words = explain(decide(look.request, look.facts, policy, at))
    lines += ["Such as:", "", "```json", json.dumps(EXAMPLE, indent=2), "```", ""]
    return [*lines, "In words:", "", "```", words, "```", ""]


def _quoted(fields: Mapping[str, Field]) -> list[tuple[str, str, str]]:
    return [(f"`{name}`", says, otherwise) for name, says, otherwise in field_words(fields)]


def _sectors(sectors: Iterable[Sector]) -> str:
    held = frozenset(sectors)
    if held == frozenset(Sector):
        return "all"
    return ", ".join(sector.replace("_", " ") for sector in Sector if sector in held)


def _roles_named(roles: Iterable[Role]) -> str:
    return ", ".join(role.replace("_", " ") for role in roles)
