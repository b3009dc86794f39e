"""Charts of counts, rates and proportions, with and without Laney's correction."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import inf, sqrt
from typing import Final

from alongside.engines.evaluation.spc.chart import Chart, Direction, Limits, build
from alongside.kernel.refusal import Refused

D2: Final = 1.128
Sigma = Callable[[float, float], float]
"""``(centre, denominator) -> sigma`` of one point."""


def c_chart(
    counts: Sequence[float],
    *,
    improvement: Direction = Direction.NEUTRAL,
    freeze: int = 0,
    steps: Sequence[int] = (),
) -> Chart:
    """Chart counts from the same opportunity each time.

    Args:
        counts: ``(n_points,)`` whole numbers.
        improvement: Which way is better.
        freeze: Reckon limits from this many first points of each part; 0 for all.
        steps: Indices where limits are reckoned afresh.

    Raises:
        Refused: ``spc.count``, or as ``chart.build``.
    """
    check_counts(counts)

    def limits_of(start: int, end: int, baseline_end: int) -> list[Limits]:
        base = counts[start:baseline_end]
        centre = sum(base) / len(base)
        return [cut_limits(centre, 3 * sqrt(centre))] * (end - start)

    return build("c", counts, limits_of, improvement=improvement, freeze=freeze, steps=steps)


def u_chart(
    counts: Sequence[float],
    exposures: Sequence[float],
    *,
    laney: bool = False,
    improvement: Direction = Direction.NEUTRAL,
    freeze: int = 0,
    steps: Sequence[int] = (),
) -> Chart:
    """Chart counts per unit of exposure.

    Args:
        counts: ``(n_points,)`` whole numbers.
        exposures: ``(n_points,)`` populations or times at risk, above 0.
        laney: Widen or narrow limits by how the points really vary (u prime).
        improvement: Which way is better.
        freeze: Reckon limits from this many first points of each part; 0 for all.
        steps: Indices where limits are reckoned afresh.

    Raises:
        Refused: ``spc.count``, ``spc.denominator``, or as ``chart.build``.

    Source: Laney 2002, Quality Engineering 14(4), for the prime.
    """
    check_counts(counts)
    check_denominators(exposures, len(counts))
    return _ratio_chart(
        "u′" if laney else "u",
        (counts, exposures),
        lambda centre, exposure: sqrt(centre / exposure),
        laney=laney,
        highest=inf,
        improvement=improvement,
        freeze=freeze,
        steps=steps,
    )


def p_chart(
    counts: Sequence[float],
    totals: Sequence[float],
    *,
    laney: bool = False,
    improvement: Direction = Direction.NEUTRAL,
    freeze: int = 0,
    steps: Sequence[int] = (),
) -> Chart:
    """Chart proportions of a whole.

    Args:
        counts: ``(n_points,)`` whole numbers, each at most its total.
        totals: ``(n_points,)`` wholes, above 0.
        laney: Widen or narrow limits by how the points really vary (p prime).
        improvement: Which way is better.
        freeze: Reckon limits from this many first points of each part; 0 for all.
        steps: Indices where limits are reckoned afresh.

    Raises:
        Refused: ``spc.count``, ``spc.denominator``, ``spc.more_than_all``, or as ``chart.build``.
    """
    check_counts(counts)
    check_denominators(totals, len(counts))
    for at, (count, total) in enumerate(zip(counts, totals, strict=True), start=1):
        if count > total:
            raise Refused(
                "spc.more_than_all",
                f"Point {at}: {count:g} of {total:g} is more than all of them.",
                next_step="A proportion needs a count that is part of its total; use a u chart "
                "for events per person.",
            )
    return _ratio_chart(
        "p′" if laney else "p",
        (counts, totals),
        lambda centre, total: sqrt(centre * (1 - centre) / total),
        laney=laney,
        highest=1.0,
        improvement=improvement,
        freeze=freeze,
        steps=steps,
    )


def _ratio_chart(
    kind: str,
    parts: tuple[Sequence[float], Sequence[float]],
    sigma: Sigma,
    *,
    laney: bool,
    highest: float,
    improvement: Direction,
    freeze: int,
    steps: Sequence[int],
) -> Chart:
    counts, wholes = parts
    values = [count / whole for count, whole in zip(counts, wholes, strict=True)]

    def limits_of(start: int, end: int, baseline_end: int) -> list[Limits]:
        centre = sum(counts[start:baseline_end]) / sum(wholes[start:baseline_end])
        if len(set(values[start:baseline_end])) == 1:
            centre = values[start]  # without the error of adding up
        sigmas = [sigma(centre, whole) for whole in wholes[start:end]]
        base = baseline_end - start
        wide = 1.0
        if laney:
            wide = _sigma_z(values[start:baseline_end], centre, sigmas[:base])
        return [cut_limits(centre, 3 * each * wide, highest=highest) for each in sigmas]

    return build(kind, values, limits_of, improvement=improvement, freeze=freeze, steps=steps)


def cut_limits(centre: float, spread: float, *, highest: float = inf) -> Limits:
    """Limits cut where no value can lie; the rules judge by the limits before the cut.

    Otherwise a low count would lie in the outer third of a cut-off half, and two of three zeros
    would be called a signal where chance often makes them.
    """
    lower, upper = centre - spread, centre + spread
    return Limits(centre, max(0.0, lower), min(highest, upper), judged=(centre, lower, upper))


def _sigma_z(values: Sequence[float], centre: float, sigmas: Sequence[float]) -> float:
    """How much more the standardised points vary than they would by chance alone."""
    if not all(sigmas):
        return 1.0
    scores = [(value - centre) / each for value, each in zip(values, sigmas, strict=True)]
    ranges = [abs(after - before) for before, after in pairwise(scores)]
    return sum(ranges) / len(ranges) / D2


def check_counts(counts: Sequence[float]) -> None:
    """Refuse numbers that cannot be counts.

    Raises:
        Refused: ``spc.count``.
    """
    for at, count in enumerate(counts, start=1):
        if count < 0 or count != int(count):
            raise Refused(
                "spc.count",
                f"Point {at}: {count:g} is not a count.",
                next_step="Give whole numbers from 0. A rate that is already divided belongs on "
                "an xmr chart.",
                field="value",
            )


def check_denominators(wholes: Sequence[float], wanted: int) -> None:
    """Refuse denominators that are missing or not above 0.

    Raises:
        Refused: ``spc.denominator``.
    """
    if len(wholes) != wanted:
        raise Refused(
            "spc.denominator",
            f"{wanted} counts have {len(wholes)} denominators.",
            next_step="Name the column of denominators with --n.",
            field="n",
        )
    for at, whole in enumerate(wholes, start=1):
        if whole <= 0:
            raise Refused(
                "spc.denominator",
                f"Point {at}: the denominator is {whole:g}.",
                next_step="Leave the period out, or find out how many were at risk.",
                field="n",
            )
