"""Pairs two files one to one: each record goes to its best partner, and to one only."""

from collections.abc import Sequence

from alongside.engines.matching.batch.clusters import Edge


def one_to_one(edges: Sequence[Edge], *, threshold: float) -> list[Edge]:
    """The pairs kept when no record may have two partners: the strongest first.

    Args:
        edges: Pairs with their match weight.
        threshold: The least weight of a pair.
    """
    left, right, kept = set(), set(), []
    for edge in sorted(edges, key=lambda one: (-one[2], one[0], one[1])):
        if edge[2] < threshold:
            break
        if edge[0] not in left and edge[1] not in right:
            left.add(edge[0])
            right.add(edge[1])
            kept.append(edge)
    return kept
