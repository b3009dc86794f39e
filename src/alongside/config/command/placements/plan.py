"""``alongside placements plan``: who goes where, when."""

import json

import typer

from alongside.config.command.placements.answering import (
    ANSWERED_NO,
    AsJson,
    Out,
    SchemeFile,
    Seed,
    TimeLimit,
    Workers,
    check_out,
    clear_errors,
    plan_words,
    progress,
    read_scheme,
    write_out,
)


def plan(
    scheme: SchemeFile,
    out: Out = None,
    as_json: AsJson = False,
    time_limit: TimeLimit = 60.0,
    seed: Seed = 1,
    workers: Workers = 1,
) -> None:
    """Plan placements: the best plan there is, or the best found and how far off it may be.

    Exit 0 when everybody is placed, 1 when somebody is not, 2 for bad input.
    """
    from alongside.engines.scheduling.planning import plan as plan_scheme

    with clear_errors():
        check_out(out)
        read = read_scheme(scheme)
        with progress(as_json) as told:
            made = plan_scheme(
                read, seed=seed, time_limit=time_limit, workers=workers, progress=told
            )
        if out is not None:
            write_out(made, read, out)
    answer = json.dumps(made.as_json(), ensure_ascii=False) if as_json else plan_words(made, read)
    typer.echo(answer)
    if out is not None and not as_json:
        typer.echo(f"Written to {out}.")
    if made.unplaced:
        if not as_json:
            typer.echo("'alongside placements explain' says why, and what could be done.", err=True)
        raise typer.Exit(ANSWERED_NO)
