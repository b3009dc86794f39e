"""``alongside sharing``: the sharing decision from the command line, without a database."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Final, NoReturn

import typer

from alongside.config.command.reading import LARGEST_INPUT, typed_text
from alongside.engines.law.reading import read_json
from alongside.engines.sharing import (
    BadPolicy,
    Category,
    Decision,
    Policy,
    decide,
    explain,
    policy_on,
)
from alongside.engines.sharing.reading import EXAMPLE, LOOK, PARTS, Field, Look, read_look
from alongside.engines.sharing.reference_page import field_words, matrix_rows, sharing_page
from alongside.kernel.local_time import local_date, parse_instant
from alongside.kernel.refusal import Refused

NOTHING_SHOWN: Final = 1
BAD_INPUT: Final = 2
NO_JSON: Final = "Give a JSON file, or JSON on standard input."

app = typer.Typer(
    help="What one service may know from another: each look with its ground and its reason.",
    no_args_is_help=True,
)

AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
File = Annotated[str, typer.Argument(help="JSON file; standard input when left out or '-'.")]
At = Annotated[str, typer.Option("--at", help="The moment of every look, like 2026-06-10T14:20.")]
On = Annotated[str, typer.Option("--on", help="The day, like 2026-06-10; today when left out.")]


def _help() -> str:
    """What the command takes, with an example that can be sent as it is."""
    rows = ["Decide for each kind of information whether a look may be shown it.", ""]
    rows += ["Without --at and without at in the JSON, the look is now.", ""]
    rows += ["\b", "Fields (JSON object, or an array of them):", *_fields(LOOK)]
    for name, fields in PARTS.items():
        rows += ["", "\b", f"Each of {name}:", *_fields(fields)]
    return "\n".join([*rows, "", "\b", "Example:", f"  {json.dumps(EXAMPLE)}"])


def _fields(fields: Mapping[str, Field]) -> list[str]:
    return [
        f"  {name}: {says} ({otherwise if otherwise == 'needed' else f'else {otherwise}'})"
        for name, says, otherwise in field_words(fields)
    ]


@app.command("decide", help=_help())
def decide_looks(file: File = "-", at: At = "", as_json: AsJson = False) -> None:
    """Print the decision for each look."""
    try:
        given = read_json(typed_text(file, nothing=NO_JSON, largest=LARGEST_INPUT))
        when = _instant(at) if at else None
        decisions = [
            _decided(one, when, where)
            for one, where in (
                ((each, f"Record {number}: ") for number, each in enumerate(given, start=1))
                if isinstance(given, list)
                else [(given, "")]
            )
        ]
    except (Refused, BadPolicy) as wrong:
        _bad_input(str(wrong))
    _print(decisions, single=not isinstance(given, list), as_json=as_json)
    if not any(decision.shown for decision in decisions):
        raise typer.Exit(NOTHING_SHOWN)


@app.command("matrix")
def matrix(on: On = "", as_json: AsJson = False) -> None:
    """Print the table of purposes and kinds of information in force on a day."""
    try:
        policy = policy_on(_day(on) if on else local_date(datetime.now(UTC)))
    except BadPolicy as wrong:
        _bad_input(f"--on {on!a}: {wrong}.")
    if as_json:
        typer.echo(json.dumps(_matrix(policy), indent=2, ensure_ascii=False))
        return
    rows = matrix_rows(policy)
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


@app.command("document")
def document() -> None:
    """Print the reference page, as kept in docs/reference/sharing.md."""
    typer.echo(sharing_page(), nl=False)


def _decided(given: object, at: datetime | None, where: str) -> Decision:
    try:
        look: Look = read_look(given)
    except Refused as refused:
        message = f"{where}{refused.message}"
        raise Refused(refused.code, message, next_step=refused.next_step) from None
    when = at or look.at or datetime.now(UTC)
    return decide(look.request, look.facts, policy_on(local_date(when)), when)


def _print(decisions: list[Decision], *, single: bool, as_json: bool) -> None:
    if as_json:
        answers = [_answer(decision) for decision in decisions]
        typer.echo(json.dumps(answers[0] if single else answers, indent=2))
        return
    for number, decision in enumerate(decisions, start=1):
        if not single:
            typer.echo(f"Record {number}")
        typer.echo(explain(decision))
        if number < len(decisions):
            typer.echo("")


def _answer(decision: Decision) -> dict[str, object]:
    return {
        "purpose": decision.purpose,
        "purpose_words": decision.purpose_words,
        "at": decision.at.isoformat(),
        "regime": decision.regime,
        "parts": [
            {
                "category": part.category,
                "outcome": part.outcome,
                "ground": part.ground,
                "rule_id": part.rule_id,
                "agreement": part.agreement,
                "sentence": part.sentence,
                "next_step": part.next_step,
                "duties": list(part.duties),
            }
            for part in decision.parts
        ],
    }


def _matrix(policy: Policy) -> dict[str, object]:
    return {
        "policy": policy.name,
        "purposes": {
            rules.purpose: {
                "words": rules.words,
                "to": rules.to,
                "regime": rules.regime,
                "emergency": rules.emergency,
                "routine": rules.routine,
                "gateways": list(rules.gateways),
                "cells": {category: rules.cells[category] for category in Category},
                "child_cells": dict(rules.child_cells),
                "break_glass": [c for c in Category if c in rules.break_glass],
            }
            for rules in policy.purposes.values()
        },
    }


def _instant(text: str) -> datetime:
    try:
        return parse_instant(text)
    except Refused as refused:
        message = f"--at: {refused.message}"
        raise Refused(refused.code, message, next_step=refused.next_step) from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        _bad_input(f"--on {text!a}: not a date; write it like 2026-06-10.")


def _bad_input(line: str) -> NoReturn:
    typer.echo(line.replace("\n", " "), err=True)
    raise typer.Exit(BAD_INPUT)
