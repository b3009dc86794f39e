"""``alongside import ledgers``: keep on the desk what two ledgers differ in."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alongside.config.command.acting import acting_for, bad_input
from alongside.config.command.match.ledgers import IsEncoded, LedgerMap, read_ledgers
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.areas.crisis.actions.ledgers import Compared

Police = Annotated[Path, typer.Argument(help="The police ledger (.csv, .xlsx or encoded).")]
Health = Annotated[Path, typer.Argument(help="The health ledger (.csv, .xlsx or encoded).")]
Period = Annotated[str, typer.Option("--period", help="What both cover, such as 'June 2026'.")]
SignInName = Annotated[str, typer.Option("--sign-in-name", help="Whose act it is recorded as.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


def ledgers(
    police: Police,
    health: Health,
    period: Period,
    sign_in_name: SignInName = "",
    encoded: IsEncoded = False,
    map_: LedgerMap = None,
    as_json: AsJson = False,
) -> None:
    """Compare two ledgers of section 136 and keep every difference, for somebody to find out.

    Differences kept before for the same period keep their owner, age and story, so name rows by
    a reference that lasts: --map record=COLUMN. No names are kept. Exit 0 kept, 2 bad input.
    """
    from alongside.config.command.setting_up import set_up

    set_up()
    from django.utils import timezone

    from alongside.areas.crisis.actions.ledgers import keep_comparison
    from alongside.areas.crisis.rules.permissions import PERMISSIONS

    actor = acting_for(sign_in_name, PERMISSIONS, "ledgers.compare")
    try:
        compared = _compared(police, health, period, asked=map_ or [], encoded=encoded)
        kept = keep_comparison(actor, compared, now=timezone.now())
    except Refused as wrong:
        bad_input(str(wrong))
    told = {
        "period": compared.period,
        "matched": compared.matched,
        "agreeing": compared.agreeing,
        "new": kept.new,
        "still": kept.still,
        "gone": kept.gone,
    }
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    typer.echo(
        f"{compared.period}: {compared.matched:,} uses are in both ledgers and "
        f"{compared.agreeing:,} of them agree. Differences: {kept.new:,} new, {kept.still:,} known "
        f"already, {kept.gone:,} no longer there."
    )


def _compared(
    police: Path, health: Path, period: str, *, asked: list[str], encoded: bool
) -> "Compared":
    from alongside.areas.crisis.actions.ledgers import Compared
    from alongside.engines.matching.reconcile.reconciling import reconcile

    read = read_ledgers(police, health, asked=asked, encoded=encoded)
    found = reconcile(*read)
    return Compared(
        period=period,
        police_ledger=read[0].name,
        health_ledger=read[1].name,
        police_rows=found.police_rows,
        health_rows=found.health_rows,
        matched=len(found.pairs),
        agreeing=found.agreeing,
        differences=[
            (one.kind.value, one.police, one.health, one.words) for one in found.differences
        ],
    )
