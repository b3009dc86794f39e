"""``alongside evaluate nulls``: how often does each method claim a change where there is none?"""

from typing import TYPE_CHECKING, Annotated, Final

import typer

from alongside.config.command.acting import bad_input
from alongside.config.command.evaluate.answering import AsJson, Report, answer
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.engines.evaluation.result import Finding

QUESTION: Final = "How often does each method claim a change where there is none?"

Simulations = Annotated[
    int, typer.Option("--simulations", help="How many times to draw each world.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Where chance begins.")]
Page = Annotated[bool, typer.Option("--page", help="Write the reference page (Markdown) instead.")]


def nulls(
    context: typer.Context,
    simulations: Simulations = 200,
    seed: Seed = 20260610,
    page: Page = False,
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Draw worlds where nothing changed and count the changes claimed (exit 0, or 2)."""
    if page:
        from alongside.engines.evaluation.nulls.counting import page as made

        try:
            typer.echo(made(simulations, seed), nl=False)
        except Refused as wrong:
            bad_input(str(wrong))
        return

    def ask() -> "Finding":
        from alongside.engines.evaluation.nulls import nulls_finding

        return nulls_finding(simulations=simulations, seed=seed)

    answer(context, ask, as_json=as_json, report=report, question=QUESTION)
