"""Many comparisons at once: some will look real by chance."""

from collections.abc import Sequence

from alongside.engines.evaluation.result import Check, State


def holm(p_values: Sequence[float]) -> list[float]:
    """P values as they stand when all are looked at together.

    Args:
        p_values: One for each comparison made.

    Source: Holm 1979, Scandinavian Journal of Statistics 6:65-70.
    """
    order = sorted(range(len(p_values)), key=lambda at: p_values[at])
    adjusted = [0.0] * len(p_values)
    least = 0.0
    for rank, at in enumerate(order):
        least = max(least, min(1.0, (len(p_values) - rank) * p_values[at]))
        adjusted[at] = least
    return adjusted


def multiplicity_check(p_values: Sequence[float], *, limit: float = 0.05) -> Check:
    """Say how many comparisons were made, and what is left when that is allowed for."""
    made = len(p_values)
    if made < 2:
        return Check("many_comparisons", State.PASSED, "One comparison was made.")
    alone = sum(p < limit for p in p_values)
    together = sum(p < limit for p in holm(p_values))
    words = (
        f"{made} comparisons were made. {alone} would be called a change one at a time, and "
        f"{together} when all are allowed for together (Holm)."
    )
    return Check("many_comparisons", State.PASSED if alone == together else State.FAILED, words)
