"""One run, from files to scored pairs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alongside.engines.matching.batch.asking import STAGES, Ask, Progress
from alongside.engines.matching.batch.blocking import EVERY_PAIR, Counted, rules_for
from alongside.engines.matching.batch.choosing import fewest_rules
from alongside.engines.matching.batch.preparing.table import SIDES, Side, prepare
from alongside.engines.matching.batch.reading import Opened, cells_of, open_file
from alongside.engines.matching.batch.roles.guessing import guess_roles, mapped_roles
from alongside.engines.matching.batch.running.backend import Backend, OnDuckDB
from alongside.engines.matching.batch.running.sampling import LIKELY, train
from alongside.engines.matching.batch.running.scoring import Work, score
from alongside.engines.matching.batch.running.spark import OnSpark
from alongside.engines.matching.batch.settings.build import comparisons_for
from alongside.engines.matching.batch.training import Learnt
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PAIRS_PER_CHUNK: Final = 3_000_000


@dataclass(frozen=True, slots=True)
class Scored:
    """Files read, and their pairs scored into the table ``scored``.

    Attributes:
        sides: The files and the roles of their columns.
        work: What was compared.
        counted: The rules considered, and how many pairs each would bring.
        learnt: What was learnt from the rows.
    """

    sides: tuple[Side, ...]
    work: Work
    counted: tuple[Counted, ...]
    learnt: Learnt


def open_connection() -> "DuckDBPyConnection":
    """DuckDB in memory, quiet, and alike on every machine."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    return connection


def run(
    connection: "DuckDBPyConnection",
    opened: Sequence[Opened],
    *,
    ask: Ask,
    progress: Progress,
    new_from: int = 0,
) -> Scored:
    """Work out roles, choose pairs, learn and score.

    Args:
        connection: Where the files are.
        opened: One file or two.
        ask: What is asked.
        progress: Told of each stage.
        new_from: The first new row; pairs of two earlier rows are learnt from, not scored again.

    Raises:
        Refused: Something about a file, a column or an option, named.
    """
    progress(STAGES[1], 1, len(STAGES))
    sides = _sides(connection, opened, ask)
    progress(STAGES[2], 2, len(STAGES))
    prepared = prepare(connection, sides)
    progress(STAGES[3], 3, len(STAGES))
    rules, counted = rules_for(connection, prepared)
    pairs = sum(one.pairs for one in counted if one.kept) or prepared.possible_pairs
    compared = comparisons_for(prepared.columns)
    every = rules == [EVERY_PAIR]
    work = Work(prepared, compared, tuple(rules), pairs, every, ask.seed)
    backend = _backend(connection, ask.backend)
    here = backend if isinstance(backend, OnDuckDB) else OnDuckDB(connection)
    progress(STAGES[4], 4, len(STAGES))
    learnt, sampled = train(connection, here, work)
    progress(STAGES[5], 5, len(STAGES))
    if sampled:
        work, counted = _with_fewer_rules(connection, work, counted)
    pairs = work.pairs
    if new_from:
        new = f"(l.unique_id >= {new_from} OR r.unique_id >= {new_from})"
        work = replace(work, rules=tuple(f"({rule}) AND {new}" for rule in work.rules))
    score(backend, work, learnt=learnt, chunks=1 + pairs // PAIRS_PER_CHUNK)
    backend.close()
    return Scored(sides, work, tuple(counted), learnt)


def _with_fewer_rules(
    connection: "DuckDBPyConnection", work: Work, counted: Sequence[Counted]
) -> tuple[Work, list[Counted]]:
    """Keep only the rules that earn their pairs, judged by the likely pairs of the sample."""
    kept = fewest_rules(connection, work.prepared, counted, likely=LIKELY)
    told = [replace(one, kept=one in kept) for one in counted]
    rules = tuple(one.rule.sql for one in kept)
    return replace(work, rules=rules, pairs=sum(one.pairs for one in kept)), told


def open_files(connection: "DuckDBPyConnection", paths: Sequence[Path]) -> list[Opened]:
    """Read each file into a table of its own."""
    return [
        open_file(connection, path, table=f"raw_{side}")
        for path, side in zip(paths, SIDES, strict=False)
    ]


def _sides(
    connection: "DuckDBPyConnection", opened: Sequence[Opened], ask: Ask
) -> tuple[Side, ...]:
    found = []
    for one in opened:
        known = {title.casefold(): title for title in one.titles}
        _check_somewhere(ask, opened)
        here = [m for m in ask.mapped if m.partition("=")[2].strip().casefold() in known]
        mapped = mapped_roles(here, one.titles, file=one.name)
        truth = known.get(ask.truth.strip().casefold(), "") if ask.truth else ""
        if ask.truth and not truth:
            raise Refused(
                "truth.no_such_column",
                f"--truth {ask.truth!a}: {one.name} has no such column.",
                next_step=f"Its columns are {', '.join(one.titles)}.",
            )
        roles = guess_roles(cells_of(connection, one), mapped=mapped, truth=truth)
        found.append(Side(one, roles))
    return tuple(found)


def _check_somewhere(ask: Ask, opened: Sequence[Opened]) -> None:
    """A column mapped by hand has to be in one file at least."""
    titles = [title for one in opened for title in one.titles]
    names = " and ".join(one.name for one in opened)
    mapped_roles(ask.mapped, titles, file=names)


def _backend(connection: "DuckDBPyConnection", name: str) -> Backend:
    if name == "duckdb":
        return OnDuckDB(connection)
    if name == "spark":
        return OnSpark(connection)
    raise Refused(
        "backend.unknown",
        f"--backend {name!a}: there is no such place.",
        next_step="Use duckdb or spark.",
    )
