"""``alongside placements explain``: why a scheme does not fit, and the cheapest ways out."""

import json

import typer

from alongside.config.command.placements.answering import (
    ANSWERED_NO,
    AsJson,
    SchemeFile,
    Seed,
    TimeLimit,
    clear_errors,
    read_scheme,
)


def explain(
    scheme: SchemeFile, as_json: AsJson = False, time_limit: TimeLimit = 30.0, seed: Seed = 1
) -> None:
    """Say whether everybody can be placed; if not, which rules clash and what could give.

    Exit 0 when everybody can be placed, 1 when not, 2 for bad input.
    """
    from alongside.engines.scheduling.explaining import explain as explain_scheme

    with clear_errors():
        found = explain_scheme(read_scheme(scheme), seed=seed, time_limit=time_limit)
    if as_json:
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False))
    else:
        typer.echo(found.sentence)
        if found.rules:
            typer.echo("\nThese cannot all hold:")
            for rule in found.rules:
                typer.echo(f"  - {rule}")
            if not found.minimal:
                typer.echo("  (time ran out: some of these may not be needed)")
        if found.relaxations:
            typer.echo("\nTried, and everybody was then placed:")
            for number, way in enumerate(found.relaxations, 1):
                typer.echo(f"  {number}. {way.words[:1].upper()}{way.words[1:]}.")
    if found.fits is not True:
        raise typer.Exit(ANSWERED_NO)
