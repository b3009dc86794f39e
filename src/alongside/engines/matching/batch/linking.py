"""Links two files, or finds the rows of one that are the same person."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from alongside.engines.matching.batch.answer import Answer
from alongside.engines.matching.batch.asking import STAGES, Ask, Progress, quietly
from alongside.engines.matching.batch.clusters import NOTHING_SETTLED, Edge, Settled, gather
from alongside.engines.matching.batch.deciding import (
    Decided,
    decide_clusters,
    decide_links,
    scored_edges,
)
from alongside.engines.matching.batch.earlier import open_with_earlier
from alongside.engines.matching.batch.keys import number_people
from alongside.engines.matching.batch.labels import read_labels, write_review
from alongside.engines.matching.batch.reading import ROW, Opened, quoted
from alongside.engines.matching.batch.run import Scored, open_connection, open_files, run
from alongside.engines.matching.batch.running.scoring import FLOOR
from alongside.engines.matching.batch.truth import (
    STEPS,
    Measured,
    answers_in,
    measured_clusters,
    measured_links,
)
from alongside.engines.matching.batch.writing import (
    check_path,
    tell_pairs,
    told_pairs,
    write_links,
    write_people,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PAIRS_TOLD: Final = 100_000
"""The most pairs given to another program in one answer; a file takes them all."""


def link(
    left: Path, right: Path, ask: Ask, *, progress: Progress = quietly
) -> tuple[Answer, list[dict[str, Any]]]:
    """Link two files.

    Returns:
        The answer, and its pairs with their reasons.

    Raises:
        Refused: Something about a file, a column or an option, named.
    """
    _check(ask)
    connection = open_connection()
    progress(STAGES[0], 0, len(STAGES))
    opened = open_files(connection, (left, right))
    scored = run(connection, opened, ask=ask, progress=progress)
    progress(STAGES[6], 6, len(STAGES))
    decided = decide_links(
        scored_edges(connection),
        asked=ask.threshold,
        single=ask.one_to_one,
        settled=_labels(connection, scored, ask),
    )
    measured = _measured_links(connection, scored, decided, ask=ask)
    found = Answer("link", scored, decided, (), measured)
    progress(STAGES[7], 7, len(STAGES))
    return _told(connection, found, ask=ask, pairs=decided.links)


def dedupe(
    file: Path, ask: Ask, *, progress: Progress = quietly
) -> tuple[Answer, list[dict[str, Any]]]:
    """Find the rows of one file that are the same person.

    Returns:
        The answer, and the pairs within its clusters with their reasons.

    Raises:
        Refused: Something about a file, a column or an option, named.
    """
    _check(ask)
    connection = open_connection()
    progress(STAGES[0], 0, len(STAGES))
    keys: dict[int, str] = {}
    if ask.clusters is None:
        opened = open_files(connection, (file,))[0]
    else:
        opened, keys = open_with_earlier(connection, file, ask.clusters)
    scored = run(connection, (opened,), ask=ask, progress=progress, new_from=len(keys))
    progress(STAGES[6], 6, len(STAGES))
    settled = replace(_labels(connection, scored, ask), named=keys)
    decided = decide_clusters(scored_edges(connection), asked=ask.threshold, settled=settled)
    people = number_people(opened.rows, decided.cluster, earlier=keys)
    measured = _measured_clusters(connection, scored, decided, settled=settled, ask=ask)
    found = Answer("dedupe", scored, decided, tuple(people), measured)
    progress(STAGES[7], 7, len(STAGES))
    return _told(connection, found, ask=ask, pairs=_within(decided))


def _labels(connection: "DuckDBPyConnection", scored: Scored, ask: Ask) -> Settled:
    if ask.labels is None:
        return NOTHING_SETTLED
    return read_labels(
        connection, ask.labels, sides=scored.sides, starts=scored.work.prepared.starts
    )


def _told(
    connection: "DuckDBPyConnection", found: Answer, *, ask: Ask, pairs: Sequence[Edge]
) -> tuple[Answer, list[dict[str, Any]]]:
    """Write what is to be written, and tell the pairs with their reasons."""
    written, for_review = [], 0
    if ask.review is not None:
        for_review = write_review(connection, found.scored, decided=found.decided, path=ask.review)
        written.append(ask.review.name)
    tell_pairs(connection, found.scored, pairs)
    if ask.out is not None:
        if found.kind == "link":
            write_links(connection, found.scored, ask.out)
        else:
            write_people(connection, found.scored, people=found.people, path=ask.out)
        written.append(ask.out.name)
    told = told_pairs(connection, PAIRS_TOLD)
    return replace(found, for_review=for_review, written=tuple(written)), told


def _check(ask: Ask) -> None:
    check_path(ask.out, "--out")
    check_path(ask.review, "--review")


def _within(decided: Decided) -> list[Edge]:
    """The pairs whose two records were put together."""
    cluster = decided.cluster
    return [
        edge
        for edge in decided.edges
        if edge[0] in cluster and cluster[edge[0]] == cluster.get(edge[1])
    ]


def _truth(connection: "DuckDBPyConnection", opened: Opened, ask: Ask) -> list[str | None]:
    column = next(title for title in opened.titles if title.casefold() == ask.truth.casefold())
    cells = connection.execute(
        f"SELECT {quoted(column)} FROM {opened.table} ORDER BY {ROW}"  # nosec B608
    ).fetchall()
    return answers_in([row[0] for row in cells], pattern=ask.truth_pattern, column=column)


def _measured_links(
    connection: "DuckDBPyConnection", scored: Scored, decided: Decided, *, ask: Ask
) -> tuple[Measured, ...]:
    if not ask.truth:
        return ()
    left, right = (_truth(connection, side.opened, ask) for side in scored.sides)
    start = scored.work.prepared.starts[1]

    thresholds = _thresholds(decided)
    links = [(a, b - start, weight) for a, b, weight in decided.able]
    return _marked(measured_links((left, right), links, thresholds=thresholds), decided)


def _measured_clusters(
    connection: "DuckDBPyConnection",
    scored: Scored,
    decided: Decided,
    *,
    settled: Settled,
    ask: Ask,
) -> tuple[Measured, ...]:
    if not ask.truth:
        return ()
    truth = _truth(connection, scored.sides[0].opened, ask)

    def at(threshold: float) -> Measured:
        cluster = gather(decided.edges, threshold=threshold, floor=FLOOR, settled=settled)
        return measured_clusters(truth, cluster, threshold=threshold)

    return _marked([at(threshold) for threshold in _thresholds(decided)], decided)


def _thresholds(decided: Decided) -> list[float]:
    """Thresholds worth showing, the chosen one among them."""
    return sorted({*STEPS, decided.foretold.threshold})


def _marked(measured: Sequence[Measured], decided: Decided) -> tuple[Measured, ...]:
    """What was measured, the chosen threshold marked."""
    chosen = decided.foretold.threshold
    return tuple(replace(one, chosen=one.threshold == chosen) for one in measured)
