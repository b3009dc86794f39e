"""What the commands of ``alongside placements`` share: reading, progress, writing, exit codes."""

import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from alongside.config.command.acting import bad_input
from alongside.config.command.reading import typed_text
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.engines.scheduling.result import Plan
    from alongside.engines.scheduling.scheme import Scheme

ANSWERED_NO: Final = 1
SHOWN: Final = 12
"""Officers without a place that a terminal names."""

SchemeFile = Annotated[
    Path, typer.Argument(help="TOML file, workbook (.xlsx) or folder of CSV files.")
]
Out = Annotated[
    Path | None, typer.Option("--out", help="Also write the plan: .xlsx, .csv or .json.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
TimeLimit = Annotated[
    float, typer.Option("--time-limit", help="Seconds to look for a better plan.", min=0.1)
]
Seed = Annotated[int, typer.Option("--seed", help="The same seed gives the same plan.")]
Workers = Annotated[int, typer.Option("--workers", help="Threads of the solver.", min=1)]


def read_scheme(path: Path) -> "Scheme":
    """Read a scheme from any of the files it may be in.

    Raises:
        Refused: ``file.…`` or ``scheme.…``, naming the file, the list, the row and the field.
    """
    from alongside.engines.scheduling.reading import scheme_from
    from alongside.exchange.spreadsheets.schemes import read_tables

    if path.is_dir() or path.suffix.lower() == ".xlsx":
        document = read_tables(path)
    else:
        text = typed_text(str(path), nothing="Give a scheme.")
        try:
            document = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            raise Refused("scheme.toml", f"{path.name}: not TOML: {fault}.") from None
    try:
        return scheme_from(document)
    except Refused as refused:
        raise Refused(
            refused.code,
            f"{path.name}: {refused.message}",
            next_step=refused.next_step,
            field=refused.field,
        ) from None


def read_plan(path: Path, scheme: "Scheme") -> "Plan":
    """Read a plan that was written as JSON.

    Raises:
        Refused: ``plan.…``, naming the file and the row.
    """
    from alongside.engines.scheduling.plan_reading import plan_from

    text = typed_text(str(path), nothing="Give a plan.")
    try:
        document = json.loads(text)
    except json.JSONDecodeError as fault:
        raise Refused("plan.json", f"{path.name}: not JSON: {fault}.") from None
    if not isinstance(document, dict):
        raise Refused("plan.json", f"{path.name}: the plan has to be an object.")
    try:
        return plan_from(document.get("plan", document), scheme)
    except Refused as refused:
        raise Refused(
            refused.code, f"{path.name}: {refused.message}", next_step=refused.next_step
        ) from None


def read_day(text: str, option: str) -> date:
    """Read a date given to an option.

    Raises:
        Refused: ``option.date``.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("option.date", f"{option} '{text}': write the day as 2026-03-02.") from None


def check_out(path: Path | None) -> None:
    """Refuse, before any work is done, a file that cannot be written.

    Raises:
        Refused: ``file.ending`` or ``file.unwritable``.
    """
    if path is None:
        return
    if path.suffix.lower() not in (".xlsx", ".csv", ".json"):
        raise Refused("file.ending", f"--out {path.name}: end it in .xlsx, .csv or .json.")
    if not path.parent.is_dir():
        raise Refused("file.unwritable", f"--out {path}: there is no folder {path.parent}.")


def write_out(plan: "Plan", scheme: "Scheme", path: Path) -> None:
    """Write a plan to a file, the kind its name ends in."""
    from alongside.exchange.spreadsheets.schemes import write_plan

    if path.suffix.lower() == ".json":
        path.write_text(json.dumps(plan.as_json(), ensure_ascii=False, indent=2), "utf-8")
    else:
        write_plan(plan, scheme, path)


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show the best plan so far and its gap while it is sought."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    if quiet or not sys.stderr.isatty():
        yield lambda _cost, _bound: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Looking for a plan")

        def told(cost: int, bound: int) -> None:
            gap = 100 * (cost - bound) / cost if cost else 0.0
            bar.update(task, description=f"Best so far {cost}, at least {bound}, gap {gap:.2f} %")

        yield told


def plan_words(plan: "Plan", scheme: "Scheme") -> str:
    """Put a plan in lines for a terminal."""
    names = {one.code: one.name for one in scheme.services}
    lines = [scheme.name, plan.sentence, ""]
    width = max((len(one.name) for one in scheme.officers), default=0)
    for officer in scheme.officers:
        stays = plan.of(officer.name)
        said = ", then ".join(
            f"{names[one.service]} {one.start:%d %b} to {one.end:%d %b %Y}" for one in stays
        )
        if stays:
            lines.append(f"{officer.name:<{width}}  {said}")
    if plan.unplaced:
        lines += ["", f"Not placed: {len(plan.unplaced)}"]
        lines += [
            f"{one.officer:<{width}}  {' '.join(one.reasons)}" for one in plan.unplaced[:SHOWN]
        ]
        if len(plan.unplaced) > SHOWN:
            lines.append(f"and {len(plan.unplaced) - SHOWN} more: --json or --out names them all.")
    itemised = ", ".join(f"{name} {cost}" for name, cost in plan.costs.items() if cost) or "none"
    lines += ["", f"Cost {plan.objective} ({itemised}); no plan costs less than {plan.bound}."]
    return "\n".join(lines)


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn what is declined into one line and exit 2."""
    try:
        yield
    except Refused as refused:
        bad_input(str(refused))
