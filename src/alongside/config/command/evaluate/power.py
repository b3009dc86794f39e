"""``alongside evaluate power``: how likely is a planned change to be seen?"""

from typing import TYPE_CHECKING, Annotated, Final

import typer

from alongside.config.command.evaluate.answering import AsJson, Report, answer

if TYPE_CHECKING:
    from alongside.engines.evaluation.result import Finding

QUESTION: Final = "How likely is the planned change to be seen?"

Before = Annotated[int, typer.Option("--before", help="Periods before the start.")]
After = Annotated[int, typer.Option("--after", help="Periods from it on.")]
Mean = Annotated[float, typer.Option("--mean", help="Events expected in a period without it.")]
Ratio = Annotated[
    float, typer.Option("--ratio", help="What the change multiplies them by: 0.8 is a fifth fewer.")
]
Dispersion = Annotated[
    float, typer.Option("--dispersion", help="How many times as much as chance they vary.")
]
Trend = Annotated[float, typer.Option("--trend", help="What each period multiplies the last by.")]
Alpha = Annotated[float, typer.Option("--alpha", help="P value below which a change is seen.")]
Simulations = Annotated[int, typer.Option("--simulations", help="How many series to simulate.")]
Seed = Annotated[int, typer.Option("--seed", help="Where chance begins.")]


def power(
    context: typer.Context,
    before: Before,
    after: After,
    mean: Mean,
    ratio: Ratio,
    dispersion: Dispersion = 1.0,
    trend: Trend = 1.0,
    alpha: Alpha = 0.05,
    simulations: Simulations = 500,
    seed: Seed = 20260610,
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Say before the data how often a series as planned would show the change (exit 0, or 2)."""

    def ask() -> "Finding":
        from alongside.engines.evaluation.its.power import Plan, power_finding

        plan = Plan(before, after, mean, ratio, dispersion, trend, alpha)
        return power_finding(plan, simulations=max(1, simulations), seed=seed)

    answer(context, ask, as_json=as_json, report=report, question=QUESTION)
