"""Pairs two files one to one: each record goes to its best partner, and to one only."""

from collections.abc import Sequence

from alongside.engines.matching.batch.clusters import Edge


def one_to_one(edges: Sequence[Edge]) -> list[Edge]:
    """The pairs kept when no record may have two partners: the strongest first.

    As the strongest are taken first, those of them that reach a threshold are what would be kept
    if weaker pairs had never been looked at.

    Args:
        edges: Pairs with their match weight.
    """
    left, right, kept = set(), set(), []
    for edge in sorted(edges, key=lambda one: (-one[2], one[0], one[1])):
        if edge[0] not in left and edge[1] not in right:
            left.add(edge[0])
            right.add(edge[1])
            kept.append(edge)
    return kept
