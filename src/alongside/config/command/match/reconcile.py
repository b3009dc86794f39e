"""``alongside match reconcile``: how do two ledgers of section 136 differ?"""

import csv
import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alongside.config.command.acting import bad_input
from alongside.config.command.match.answering import AsJson
from alongside.config.command.match.ledgers import IsEncoded, LedgerMap, read_ledgers
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.engines.matching.reconcile.reconciling import Reconciled

SHOWN = 15

Police = Annotated[Path, typer.Argument(help="The police ledger (.csv, .xlsx or encoded).")]
Health = Annotated[Path, typer.Argument(help="The health ledger (.csv, .xlsx or encoded).")]
Minutes = Annotated[int, typer.Option("--tolerance", help="Minutes two times may be apart.")]
Hours = Annotated[int, typer.Option("--late", help="Hours within which a use is to be entered.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write the differences (.csv).")]


def reconcile(
    police: Police,
    health: Health,
    encoded: IsEncoded = False,
    map_: LedgerMap = None,
    tolerance: Minutes = 15,
    late: Hours = 72,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Match two ledgers of uses of section 136 one to one, and class every difference.

    Rows are called by their number, or by --map record=COLUMN. Nobody is named in the answer.
    Exit 0 answered, 2 bad input.
    """
    from alongside.engines.matching.reconcile.differences import Tolerances
    from alongside.engines.matching.reconcile.reconciling import reconcile as compare

    try:
        if tolerance < 0 or late < 0:
            raise Refused("reconcile.tolerance", "--tolerance and --late are 0 or more.")
        allowed = Tolerances(times=timedelta(minutes=tolerance), entry=timedelta(hours=late))
        ledgers = read_ledgers(police, health, asked=map_ or [], encoded=encoded)
        found = compare(*ledgers, allowed=allowed)
        rows = _rows(found)
        if out is not None:
            _write(out, rows)
    except Refused as wrong:
        bad_input(str(wrong))
    told = _told(found)
    if as_json:
        shown = [] if out else rows
        typer.echo(json.dumps({**told, "differences": shown}, ensure_ascii=False))
        return
    typer.echo("\n".join(_words(found, rows)))
    if out is not None:
        typer.echo(f"Written: {out}")


def _told(found: "Reconciled") -> dict[str, Any]:
    return {
        "police_rows": found.police_rows,
        "health_rows": found.health_rows,
        "matched": len(found.pairs),
        "agreeing": found.agreeing,
        "kinds": {kind.value: count for kind, count in found.counts().items()},
    }


def _rows(found: "Reconciled") -> list[dict[str, Any]]:
    return [
        {"kind": one.kind.value, "police": one.police, "health": one.health, "words": one.words}
        for one in found.differences
    ]


def _words(found: "Reconciled", rows: list[dict[str, Any]]) -> list[str]:
    from alongside.engines.matching.reconcile.differences import WORDS, Kind

    lines = [
        f"{found.police_rows:,} rows of police, {found.health_rows:,} of health: "
        f"{len(found.pairs):,} are one use of the power, and {found.agreeing:,} of those agree",
        "",
        *(f"{count:8,}  {WORDS[kind]}" for kind, count in found.counts().items()),
        "",
    ]
    for row in rows[:SHOWN]:
        where = " and ".join(
            f"{side} row {row[side]}" for side in ("police", "health") if row[side]
        )
        lines.append(f"  {WORDS[Kind(row['kind'])]}, {where}: {row['words']}")
    if len(rows) > SHOWN:
        lines.append(f"  ({len(rows) - SHOWN:,} more: --out writes them, --json has them)")
    return lines


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    if path.suffix.lower() != ".csv":
        raise Refused("out.kind", f"--out {path.name}: end it in .csv.")
    try:
        with path.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, ["kind", "police", "health", "words"])
            writer.writeheader()
            writer.writerows(rows)
    except OSError as fault:
        raise Refused(
            "out.unwritable", f"--out {path}: {fault.strerror or 'cannot be written'}."
        ) from None
