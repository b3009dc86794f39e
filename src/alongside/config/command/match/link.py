"""``alongside match link``: which rows of two files are the same person?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alongside.config.command.match.answering import (
    Answered,
    AsJson,
    Backend,
    Labels,
    Map,
    Out,
    Review,
    Seed,
    Threshold,
    Truth,
    TruthPattern,
    answer,
)

if TYPE_CHECKING:
    from alongside.engines.matching.batch.asking import Progress

Left = Annotated[Path, typer.Argument(help="CSV or Parquet file.")]
Right = Annotated[Path, typer.Argument(help="The file to link it to.")]
OneToOne = Annotated[bool, typer.Option(help="Give each row at most one partner, the likeliest.")]


def link(
    left: Left,
    right: Right,
    map_: Map = None,
    threshold: Threshold = None,
    one_to_one: OneToOne = True,
    truth: Truth = "",
    truth_pattern: TruthPattern = "",
    out: Out = None,
    review: Review = None,
    labels: Labels = None,
    backend: Backend = "duckdb",
    seed: Seed = 20_260_101,
    as_json: AsJson = False,
) -> None:
    """Link the rows of two files that are the same person, with reasons field by field.

    What each column is about is guessed and shown; set it with --map, which holds for both files
    where both have the column. The threshold is chosen from the rows themselves. Exit 0 answered,
    2 bad input.
    """

    def work(progress: "Progress") -> Answered:
        from alongside.engines.matching.batch.asking import Ask
        from alongside.engines.matching.batch.linking import link as link_files

        ask = Ask(
            mapped=tuple(map_ or ()),
            threshold=threshold,
            truth=truth,
            truth_pattern=truth_pattern,
            one_to_one=one_to_one,
            out=out,
            review=review,
            labels=labels,
            backend=backend,
            seed=seed,
        )
        return link_files(left, right, ask, progress=progress)

    answer(work, as_json=as_json, out=out)
