"""``alongside placements why-not``: why an officer is not at a service in a week."""

import json
from pathlib import Path
from typing import Annotated

import typer

from alongside.config.command.placements.answering import (
    ANSWERED_NO,
    AsJson,
    SchemeFile,
    Seed,
    TimeLimit,
    clear_errors,
    read_day,
    read_plan,
    read_scheme,
)

OfficerName = Annotated[str, typer.Argument(help="The officer's name.")]
ServiceCode = Annotated[str, typer.Argument(help="The service's code.")]
Week = Annotated[str, typer.Argument(help="Any day of the week, such as 2026-03-02.")]
PlanFile = Annotated[
    Path | None,
    typer.Option("--plan", help="The plan as JSON; the scheme is planned when left out."),
]


def why_not(
    scheme: SchemeFile,
    officer: OfficerName,
    service: ServiceCode,
    week: Week,
    plan: PlanFile = None,
    as_json: AsJson = False,
    time_limit: TimeLimit = 20.0,
    seed: Seed = 1,
) -> None:
    """Say which rule keeps an officer from a service that week, or what it would cost.

    Exit 0 when they are or could be there, 1 when they could not, 2 for bad input.
    """
    from alongside.engines.scheduling.planning import plan as plan_scheme
    from alongside.engines.scheduling.why_not import why_not as answer_why_not

    with clear_errors():
        read = read_scheme(scheme)
        day = read_day(week, "WEEK")
        if plan is not None:
            current = read_plan(plan, read)
        else:
            current = plan_scheme(read, seed=seed, time_limit=time_limit)
        found = answer_why_not(
            read,
            current,
            officer=officer,
            service=service,
            week=day,
            seed=seed,
            time_limit=time_limit,
        )
    typer.echo(json.dumps(found.as_json(), ensure_ascii=False) if as_json else found.sentence)
    if not found.possible:
        raise typer.Exit(ANSWERED_NO)
