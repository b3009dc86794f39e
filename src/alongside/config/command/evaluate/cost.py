"""``alongside evaluate cost``: what did it cost or save, and who bears it?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from alongside.config.command.acting import bad_input
from alongside.config.command.evaluate.answering import (
    AsJson,
    File,
    Level,
    Report,
    SheetName,
    answer,
    read_table,
)
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alongside.engines.evaluation.reading import Table
    from alongside.engines.evaluation.result import Finding
    from alongside.engines.evaluation.unit_costs import UnitCost

QUESTION: Final = "What did it cost or save?"

Item = Annotated[str, typer.Option("--item", help="Column of what each row counts.")]
Before = Annotated[str, typer.Option("--before", help="Column of counts before.")]
After = Annotated[str, typer.Option("--after", help="Column of counts after.")]
Costs = Annotated[
    Path | None, typer.Option("--costs", help="Unit costs of your own (TOML), by item.")
]
Draws = Annotated[int, typer.Option("--draws", help="How many times to draw.")]
Seed = Annotated[int, typer.Option("--seed", help="Where chance starts.")]


def cost(
    context: typer.Context,
    file: File,
    item: Item = "item",
    before: Before = "before",
    after: After = "after",
    costs: Costs = None,
    draws: Draws = 20_000,
    seed: Seed = 136,
    level: Level = 0.95,
    sheet: SheetName = "",
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Say how much more or less was spent after than before, and by whom.

    One row for each thing that costs. What one costs is dated data with its source and who pays.
    Exit 0 answered, 1 declined to add up unlike prices, 2 bad input.
    """

    def ask() -> "Finding":
        from alongside.engines.evaluation.costs import CostLine, cost_change

        table, known = read_table(file, sheet_name=sheet), _costs(costs)
        counts = zip(table.counts(before), table.counts(after), strict=True)
        keys = table.labels(item)
        lines = [
            CostLine(_known(table, row, item, known), *pair) for row, pair in enumerate(counts)
        ]
        source = f"{table.name}: {len(keys):,} rows"
        return cost_change(lines, level=level, draws=draws, seed=seed, sources=(source,))

    answer(context, ask, as_json=as_json, report=report, question=QUESTION)


def _known(table: "Table", row: int, item: str, known: "Mapping[str, UnitCost]") -> "UnitCost":
    key = table.words(item)[row]
    if key not in known:
        told = f"{key[:40]!a} has no unit cost; there are {', '.join(known)}"
        raise table.wrong(row, item, told, code="cost.unknown")
    return known[key]


def _costs(path: Path | None) -> "Mapping[str, UnitCost]":
    from alongside.engines.evaluation.unit_costs import read_unit_costs, unit_costs

    if path is None:
        return unit_costs()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        why = getattr(fault, "strerror", None) or "not text in UTF-8"
        bad_input(f"--costs {path.name}: {why}.")
    try:
        return read_unit_costs(text, name=path.name)
    except Refused as refused:
        bad_input(str(refused))
