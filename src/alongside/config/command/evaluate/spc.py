"""``alongside evaluate spc``: is this noise, or has something changed?"""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from alongside.config.command.evaluate.answering import (
    AsJson,
    File,
    Report,
    SheetName,
    answer,
    read_table,
)

if TYPE_CHECKING:
    from alongside.engines.evaluation.result import Finding

QUESTION: Final = "Has it changed by more than chance allows?"


class ChartKind(StrEnum):
    """Which control chart."""

    XMR = "xmr"
    C = "c"
    U = "u"
    U_PRIME = "u-prime"
    P = "p"
    P_PRIME = "p-prime"
    G = "g"
    T = "t"
    XBAR = "xbar"
    S = "s"
    MR = "mr"


class Better(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


Time = Annotated[str, typer.Option("--time", help="Column of times.")]
Value = Annotated[str, typer.Option("--value", help="Column of values or counts.")]
Denominators = Annotated[str, typer.Option("--n", help="Column of denominators, for u and p.")]
Chart = Annotated[ChartKind, typer.Option("--chart", help="Which chart.")]
Improvement = Annotated[Better, typer.Option("--improvement", help="Which way is better.")]
ScreenOutliers = Annotated[
    bool,
    typer.Option(
        "--screen-outliers/--no-screen-outliers",
        help="xmr: leave outlying moving ranges out of the limits.",
    ),
]
Freeze = Annotated[
    int, typer.Option("--freeze", help="Reckon limits from this many first points; 0 for all.")
]
Step = Annotated[
    list[str] | None,
    typer.Option("--step", help="A time from which limits are reckoned afresh."),
]


def spc(
    context: typer.Context,
    file: File,
    time: Time,
    value: Value,
    n: Denominators = "",
    chart: Chart = ChartKind.XMR,
    improvement: Improvement = Better.NEUTRAL,
    screen_outliers: ScreenOutliers = True,
    freeze: Freeze = 0,
    step: Step = None,
    sheet: SheetName = "",
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Chart a number over time and mark the points that are more than chance.

    xmr takes any number; c counts; u counts per unit of --n; p counts out of --n; u-prime and
    p-prime widen limits by how points really vary; g chances between rare events; t time between
    them; xbar, s and mr measurements. xbar and s take several rows for each time. Exit 0 answered,
    2 bad input.
    """

    def ask() -> "Finding":
        from alongside.engines.evaluation.spc.asking import Ask, chart_from

        return chart_from(
            read_table(file, sheet_name=sheet),
            Ask(
                time=time,
                value=value,
                n=n,
                chart=chart.value,
                improvement=improvement.value,
                screen_outliers=screen_outliers,
                freeze=freeze,
                steps=tuple(step or ()),
            ),
        )

    answer(context, ask, as_json=as_json, report=report, question=QUESTION)
