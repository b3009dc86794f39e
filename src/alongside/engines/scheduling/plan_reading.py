"""Reads back a plan that was written as JSON, so that it can be repaired or asked about."""

from collections.abc import Mapping
from typing import cast

from alongside.engines.scheduling.fields import Row
from alongside.engines.scheduling.result import Assignment, Plan, Status, Unplaced
from alongside.engines.scheduling.scheme import Scheme
from alongside.kernel.refusal import Refused


def plan_from(document: Mapping[str, object], scheme: Scheme) -> Plan:
    """Read a plan as ``Plan.as_json`` writes it.

    Raises:
        Refused: ``plan.…`` when it is not such a plan, or of another scheme.
    """
    rows = document.get("assignments")
    if not isinstance(rows, list) or any(not isinstance(row, Mapping) for row in rows):
        raise Refused(
            "plan.assignments",
            "The plan has no list 'assignments'.",
            next_step="Give the JSON that 'alongside placements plan --json' writes.",
        )
    codes = {one.code: one for one in scheme.services}
    officers = {one.name for one in scheme.officers}
    assignments = []
    for number, given in enumerate(cast(list[Mapping[str, object]], rows), 1):
        row = Row(f"assignments, row {number}", given)
        officer, service = row.text("officer", needed=True), row.text("service", needed=True)
        if officer not in officers or service not in codes:
            unknown = officer if officer not in officers else service
            raise Refused(
                "plan.other_scheme",
                f"{row.where}: '{unknown}' is not in the scheme.",
                next_step="Give the scheme this plan was made from.",
            )
        assignments.append(
            Assignment(
                officer,
                service,
                row.needed_day("start"),
                row.needed_day("end"),
                codes[service].kind,
                row.text("buddy"),
                row.text("shift"),
                row.clock("from_time", scheme.day[0]),
                row.clock("to_time", scheme.day[1]),
            )
        )
    placed = {one.officer for one in assignments}
    objective = Row("the plan", document).number("objective", 0, most=10**9)
    return Plan(
        Status.FEASIBLE,
        objective,
        Row("the plan", document).number("bound", 0, most=10**9),
        0.0,
        tuple(sorted(assignments, key=lambda one: (one.officer, one.start))),
        tuple(Unplaced(name, ()) for name in sorted(officers - placed)),
    )
