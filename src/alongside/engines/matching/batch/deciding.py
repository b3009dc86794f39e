"""From scored pairs to people: links between two files, or clusters within one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from alongside.engines.matching.batch.clusters import NOTHING_SETTLED, Edge, Settled, gather
from alongside.engines.matching.batch.pairing import one_to_one
from alongside.engines.matching.batch.running.scoring import FLOOR, SCORED, SURE
from alongside.engines.matching.batch.thresholds import Foretold, foretell, learnt_shift

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided.

    Attributes:
        edges: Every pair kept, by ``unique_id``, with its match weight; labels applied.
        foretold: The threshold and what is expected there.
        links: The pairs said to be one person, where two files were linked.
        cluster: The cluster of each record that shares one, where one file was searched.
        able: The pairs that would be links at some threshold, where two files were linked.
    """

    edges: tuple[Edge, ...]
    foretold: Foretold
    links: tuple[Edge, ...]
    cluster: Mapping[int, int]
    able: tuple[Edge, ...] = ()


def scored_edges(connection: "DuckDBPyConnection") -> list[Edge]:
    """Every pair kept, in order."""
    rows = connection.execute(
        f"SELECT unique_id_l, unique_id_r, weight FROM {SCORED} ORDER BY unique_id_l, unique_id_r"  # nosec B608
    ).fetchall()
    return [(int(a), int(b), float(weight)) for a, b, weight in rows]


def with_labels(edges: Sequence[Edge], settled: Settled) -> list[Edge]:
    """The pairs as people have said they are: sure, or gone."""
    said = dict.fromkeys(settled.together, SURE) | dict.fromkeys(settled.apart, -SURE)
    kept = {(a, b): weight for a, b, weight in edges} | said
    return sorted((a, b, weight) for (a, b), weight in kept.items() if weight > -SURE)


def shift_of(edges: Sequence[Edge], settled: Settled) -> float:
    """How far the weights are out, by what people have said of pairs that were weighed."""
    said = dict.fromkeys(settled.together, True) | dict.fromkeys(settled.apart, False)
    seen = [(weight, said[a, b]) for a, b, weight in edges if (a, b) in said]
    return learnt_shift([weight for weight, _ in seen], [answer for _, answer in seen])


def decide_links(
    edges: Sequence[Edge],
    *,
    asked: float | None,
    single: bool,
    settled: Settled = NOTHING_SETTLED,
) -> Decided:
    """Link two files.

    Args:
        edges: Pairs with their weight.
        asked: The threshold set by hand.
        single: Whether each row may have one partner only.
        settled: What people have said.
    """
    shift = shift_of(edges, settled)
    edges = with_labels(edges, settled)
    able = one_to_one(edges) if single else edges
    weighty = [edge[2] for edge in able if edge[2] >= FLOOR or not single]
    foretold = _foretold(weighty, asked=asked, shift=shift)
    links = sorted(edge for edge in able if edge[2] >= foretold.threshold)
    return Decided(tuple(edges), foretold, tuple(links), {}, tuple(able))


def decide_clusters(
    edges: Sequence[Edge], *, asked: float | None, settled: Settled = NOTHING_SETTLED
) -> Decided:
    """Gather the rows of one file into people."""
    shift = shift_of(edges, settled)
    foretold = _foretold([edge[2] for edge in edges], asked=asked, shift=shift)
    cluster = gather(edges, threshold=foretold.threshold, floor=FLOOR, settled=settled)
    return Decided(tuple(with_labels(edges, settled)), foretold, (), cluster)


def _foretold(weights: Sequence[float], *, asked: float | None, shift: float) -> Foretold:
    """The threshold in the weights as they are, chosen as if they were moved by the shift."""
    moved = [weight + shift for weight in weights]
    told = foretell(moved, asked=None if asked is None else asked + shift)
    return replace(told, threshold=told.threshold - shift)
