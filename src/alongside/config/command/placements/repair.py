"""``alongside placements repair``: change a plan as little as can be."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alongside.config.command.placements.answering import (
    ANSWERED_NO,
    AsJson,
    Out,
    SchemeFile,
    Seed,
    TimeLimit,
    check_out,
    clear_errors,
    read_day,
    read_plan,
    read_scheme,
    write_out,
)
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.engines.scheduling.repairing import Changes, Move, Repair
    from alongside.engines.scheduling.result import Assignment
    from alongside.engines.scheduling.scheme import Scheme, Span

PlanFile = Annotated[Path, typer.Argument(help="The plan, as 'plan --json' wrote it.")]
Close = Annotated[
    list[str] | None,
    typer.Option("--close", help="SERVICE:FROM/TO it takes nobody. May be given more than once."),
]
Away = Annotated[
    list[str] | None, typer.Option("--away", help="OFFICER:FROM/TO they cannot. More than once.")
]
Seats = Annotated[
    list[str] | None, typer.Option("--seats", help="SERVICE:NUMBER it takes from now on.")
]
Withdraw = Annotated[
    list[str] | None, typer.Option("--withdraw", help="OFFICER no longer to be placed.")
]
Today = Annotated[
    str, typer.Option("--today", help="Nothing moves into the past; today when left out.")
]


def repair(
    scheme: SchemeFile,
    plan: PlanFile,
    close: Close = None,
    away: Away = None,
    seats: Seats = None,
    withdraw: Withdraw = None,
    today: Today = "",
    out: Out = None,
    as_json: AsJson = False,
    time_limit: TimeLimit = 30.0,
    seed: Seed = 1,
) -> None:
    """Mend a plan when a ward closes or somebody falls ill, moving the fewest commitments.

    Exit 0 when everybody still has a place, 1 when somebody has not, 2 for bad input.
    """
    from alongside.engines.scheduling.repairing import repair as repair_plan

    with clear_errors():
        check_out(out)
        read = read_scheme(scheme)
        current = read_plan(plan, read)
        changes = _changes(read, close or [], away or [], seats or [], withdraw or [])
        mended = repair_plan(
            read,
            current,
            changes,
            today=read_day(today, "--today") if today else date.today(),  # noqa: DTZ011
            seed=seed,
            time_limit=time_limit,
        )
        if out is not None:
            write_out(mended.plan, mended.scheme, out)
    typer.echo(json.dumps(_as_json(mended), ensure_ascii=False) if as_json else _words(mended))
    if mended.plan.unplaced:
        raise typer.Exit(ANSWERED_NO)


def _changes(
    scheme: "Scheme", close: list[str], away: list[str], seats: list[str], withdraw: list[str]
) -> "Changes":
    from alongside.engines.scheduling.repairing import Changes

    codes = {one.code for one in scheme.services}
    names = {one.name for one in scheme.officers}
    closures = [_about(text, "--close", codes) for text in close]
    absent = [_about(text, "--away", names) for text in away]
    fewer = [_about(text, "--seats", codes) for text in seats]
    for name in withdraw:
        if name not in names:
            raise Refused("option.unknown", f"--withdraw '{name}': no such officer.")
    if not (closures or absent or fewer or withdraw):
        raise Refused(
            "option.nothing", "Say what has changed: --close, --away, --seats or --withdraw."
        )
    return Changes(
        closures=tuple((code, _span(days, "--close")) for code, days in closures),
        away=tuple((name, _span(days, "--away")) for name, days in absent),
        seats=tuple((code, _number(many)) for code, many in fewer),
        withdrawn=frozenset(withdraw),
    )


def _about(text: str, option: str, known: set[str]) -> tuple[str, str]:
    name, _, rest = text.partition(":")
    if name.strip() not in known or not rest.strip():
        why = "no such name" if rest.strip() else "put a colon and what about it after the name"
        raise Refused("option.unknown", f"{option} '{text}': {why}.")
    return name.strip(), rest.strip()


def _span(text: str, option: str) -> "Span":
    from alongside.engines.scheduling.fields import Row

    spans = Row(option, {"days": text}).spans("days")
    if len(spans) != 1:
        raise Refused("option.date", f"{option} '{text}': write FROM/TO as 2026-03-02/2026-03-06.")
    return spans[0]


def _number(text: str) -> int:
    if not text.isdigit():
        raise Refused("option.number", f"--seats '{text}': give a whole number.")
    return int(text)


def _as_json(mended: "Repair") -> dict[str, Any]:
    return {
        "plan": mended.plan.as_json(),
        "proved": mended.proved,
        "moves": [
            {
                "officer": one.officer,
                "before": _stay(one.before),
                "after": _stay(one.after),
                "under_way": one.under_way,
            }
            for one in mended.moves
        ],
    }


def _stay(one: "Assignment | None") -> dict[str, str] | None:
    if one is None:
        return None
    return {"service": one.service, "start": one.start.isoformat(), "end": one.end.isoformat()}


def _words(mended: "Repair") -> str:
    names = {one.code: one.name for one in mended.scheme.services}
    many = len(mended.moves)
    proof = "no plan changes fewer" if mended.proved else "fewer may be possible"
    lines = [f"{many} commitment{'s change' if many != 1 else ' changes'}; {proof}."]
    lines += [f"  {one.officer}: {_move_words(one, names)}" for one in mended.moves]
    lines += [
        f"  {one.officer} has no place: {' '.join(one.reasons)}" for one in mended.plan.unplaced
    ]
    return "\n".join(lines)


def _move_words(one: "Move", names: dict[str, str]) -> str:
    def said(stay: "Assignment | None") -> str:
        return f"{names[stay.service]} from {stay.start:%d %b %Y}" if stay else "nowhere"

    begun = " (under way)" if one.under_way else ""
    return f"{said(one.before)} becomes {said(one.after)}{begun}"
