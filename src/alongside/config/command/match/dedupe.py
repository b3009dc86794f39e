"""``alongside match dedupe``: which rows of one file are the same person?"""

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

File = Annotated[Path, typer.Argument(help="CSV or Parquet file.")]
Clusters = Annotated[
    Path | None,
    typer.Option("--clusters", help="An earlier answer (--out), whose people keep their keys."),
]


def dedupe(
    file: File,
    map_: Map = None,
    threshold: Threshold = None,
    truth: Truth = "",
    truth_pattern: TruthPattern = "",
    out: Out = None,
    review: Review = None,
    labels: Labels = None,
    clusters: Clusters = None,
    backend: Backend = "duckdb",
    seed: Seed = 20_260_101,
    as_json: AsJson = False,
) -> None:
    """Find the rows of one file that are the same person, with reasons field by field.

    What each column is about is guessed and shown; set it with --map. The threshold is chosen
    from the rows themselves. Exit 0 answered, 2 bad input.
    """

    def work(progress: "Progress") -> Answered:
        from alongside.engines.matching.batch.asking import Ask
        from alongside.engines.matching.batch.linking import dedupe as dedupe_file

        ask = Ask(
            mapped=tuple(map_ or ()),
            threshold=threshold,
            truth=truth,
            truth_pattern=truth_pattern,
            out=out,
            review=review,
            labels=labels,
            clusters=clusters,
            backend=backend,
            seed=seed,
        )
        return dedupe_file(file, ask, progress=progress)

    answer(work, as_json=as_json, out=out)
