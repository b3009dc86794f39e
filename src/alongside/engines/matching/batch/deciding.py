"""From scored pairs to people: links between two files, or clusters within one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.engines.matching.batch.clusters import Edge, gather
from alongside.engines.matching.batch.pairing import one_to_one
from alongside.engines.matching.batch.running.scoring import FLOOR, SCORED
from alongside.engines.matching.batch.thresholds import Foretold, foretell

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
    """

    edges: tuple[Edge, ...]
    foretold: Foretold
    links: tuple[Edge, ...]
    cluster: Mapping[int, int]


def scored_edges(connection: "DuckDBPyConnection") -> list[Edge]:
    """Every pair kept, in order."""
    rows = connection.execute(
        f"SELECT unique_id_l, unique_id_r, weight FROM {SCORED} ORDER BY unique_id_l, unique_id_r"
    ).fetchall()
    return [(int(a), int(b), float(weight)) for a, b, weight in rows]


def decide_links(edges: Sequence[Edge], *, asked: float | None, single: bool) -> Decided:
    """Link two files.

    Args:
        edges: Pairs with their weight.
        asked: The threshold set by hand.
        single: Whether each row may have one partner only.
    """
    able = one_to_one(edges, threshold=FLOOR) if single else list(edges)
    foretold = foretell([edge[2] for edge in able], asked=asked)
    return Decided(tuple(edges), foretold, tuple(links_at(edges, foretold.threshold, single)), {})


def links_at(edges: Sequence[Edge], threshold: float, single: bool) -> list[Edge]:
    """The links there would be at a threshold."""
    if single:
        return sorted(one_to_one(edges, threshold=threshold))
    return sorted(edge for edge in edges if edge[2] >= threshold)


def decide_clusters(edges: Sequence[Edge], *, asked: float | None) -> Decided:
    """Gather the rows of one file into people."""
    foretold = foretell([edge[2] for edge in edges], asked=asked)
    cluster = gather(edges, threshold=foretold.threshold, floor=FLOOR)
    return Decided(tuple(edges), foretold, (), cluster)
