"""Where a crisis plan may stand, drawn from its table."""

from typing import Final

from alongside.areas.plans.rules.crisis_plan import STATE_LABELS, TRANSITIONS, CrisisState

HEAD: Final = """# Where a crisis plan stands

From the table in `src/alongside/areas/plans/rules/crisis_plan.py`. What has no row is refused.
Being out of date and having ended are worked out at each look, from the days in the plan.
"""


def crisis_plan_states() -> list[str]:
    """Write the part: a drawing of the states, their words, and every row of the table."""
    steps = {(before, step): str(step).replace("_", " ") for before, step in TRANSITIONS}
    moves = [
        f"    {before} --> {after}: {steps[before, step]}"
        for (before, step), after in TRANSITIONS.items()
    ]
    rows = [
        f"| `{before}` | {steps[before, step]} (`{step}`) | `{after}` |"
        for (before, step), after in TRANSITIONS.items()
    ]
    words = [f"| `{state}` | {said} |" for state, said in STATE_LABELS.items()]
    return [
        HEAD,
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {CrisisState.DRAFT}",
        *moves,
        "```",
        "",
        "| State | On screen |",
        "|---|---|",
        *words,
        "",
        "| From | When | To |",
        "|---|---|---|",
        *rows,
    ]
