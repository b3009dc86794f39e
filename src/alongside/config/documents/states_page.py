"""The reference page of where records may stand, drawn from the tables that decide it."""

from typing import Final

from alongside.areas.crisis.rules.kinds import KINDS
from alongside.areas.crisis.rules.states import STATE_LABELS, TRANSITIONS, State
from alongside.config.documents.answer_states import answer_states
from alongside.config.documents.asked_states import asked_states
from alongside.config.documents.contact_states import contact_states
from alongside.config.documents.crisis_plan_states import crisis_plan_states
from alongside.config.documents.guide_states import guide_pages_states
from alongside.config.documents.hearing_states import hearing_states
from alongside.config.documents.joint_states import joint_states
from alongside.config.documents.meeting_states import meeting_states
from alongside.config.documents.pathway_states import pathway_states
from alongside.config.documents.placement_states import placement_states
from alongside.config.documents.post_states import post_states
from alongside.config.documents.question_states import question_states
from alongside.config.documents.training_states import training_states

HEAD: Final = """# Where a detention stands

Made by `alongside document states` from the table in
`src/alongside/areas/crisis/rules/states.py`; a test fails when this page is out of date.

A detention is the list of what happened. Where it stands is worked out by going down that list
with the table below. An event that has no row leaves the state as it is: **nothing is refused
because the table does not expect it**. What looks out of order is saved and flagged.

Somebody *removed* to a place of safety starts at "power used"; somebody *kept* where they
already were starts at "at place". Two rows are not in the table because they look at the whole
story: while a person is being assessed, the second of the two assessments leads to "outcome
recorded", and so does a doctor's finding of no mental disorder by itself.
"""


def states_page() -> str:
    """Write the page: a drawing of the states, their words, and every row of the table."""
    detention = [HEAD, *_drawing(), "", *_states(), "", *_rows()]
    plans = [*contact_states(), "", *crisis_plan_states()]
    diversion = [*pathway_states(), "", *hearing_states(), "", *asked_states()]
    placed = placement_states()
    every = [*detention, "", *joint_states(), "", *plans, "", *diversion, "", *placed]
    every += ["", *question_states(), "", *answer_states(), "", *meeting_states()]
    every += ["", *guide_pages_states()]
    every += ["", *post_states()]
    every += ["", *training_states()]
    return "\n".join(every) + "\n"


def _drawing() -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    [*] --> {State.POWER_USED}", f"    [*] --> {State.AT_PLACE}: kept"]
    lines += [
        f"    {before} --> {after}: {KINDS[kind].label}"
        for (before, kind), after in TRANSITIONS.items()
        if not (after is State.ENDED and before is State.ENDED)
    ]
    lines.append(
        f"    {State.UNDER_ASSESSMENT} --> {State.OUTCOME_RECORDED}: both assessments complete"
    )
    return [*lines, f"    {State.ENDED} --> [*]", "```"]


def _states() -> list[str]:
    rows = [f"| `{state}` | {words} |" for state, words in STATE_LABELS.items()]
    return ["## States", "", "| State | On screen |", "|---|---|", *rows]


def _rows() -> list[str]:
    rows = [
        f"| `{before}` | {KINDS[kind].label} (`{kind}`) | `{after}` |"
        for (before, kind), after in TRANSITIONS.items()
    ]
    return ["## The table", "", "| From | When | To |", "|---|---|---|", *rows]
