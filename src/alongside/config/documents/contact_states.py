"""The part of the states page about contact plans, drawn from the table that decides them."""

from typing import Final

from alongside.areas.plans.rules.contact_plan import (
    STATE_LABELS,
    TRANSITIONS,
    Happening,
    PlanState,
)

HEAD: Final = """# Where a contact plan stands

From the table in `src/alongside/areas/plans/rules/contact_plan.py`. What has no row is refused.
That a plan is out of date is worked out at each look, from the day it was to be looked at again.
"""


def contact_states() -> list[str]:
    """Write the part: a drawing of the states, and every row of the table."""
    drawn = [
        f"    {was} --> {becomes}: {_said(why)}" for (was, why), becomes in TRANSITIONS.items()
    ]
    rows = [
        f"| {STATE_LABELS[was]} | {_said(why)} | {STATE_LABELS[becomes]} |"
        for (was, why), becomes in TRANSITIONS.items()
    ]
    drawing = ["```mermaid", "stateDiagram-v2", f"    [*] --> {PlanState.DRAFT}", *drawn, "```"]
    return [HEAD, *drawing, "", "| From | When | To |", "|---|---|---|", *rows]


def _said(happening: Happening) -> str:
    return happening.value.replace("_", " ")
