"""Charts of the mean and the spread of several measurements taken together."""

from collections.abc import Sequence
from math import exp, lgamma, sqrt

from alongside.engines.evaluation.spc.chart import Chart, Direction, Limits, build
from alongside.kernel.refusal import Refused

Groups = Sequence[Sequence[float]]


def xbar_chart(groups: Groups, *, improvement: Direction = Direction.NEUTRAL) -> Chart:
    """Chart the mean of each group against the spread within groups.

    Args:
        groups: ``(n_points,)`` groups of at least one measurement; groups of one say nothing of
            spread.
        improvement: Which way is better.

    Raises:
        Refused: ``spc.groups``, or as ``chart.build``.

    Source: Montgomery, Introduction to Statistical Quality Control, section 6.3.
    """
    sizes = check_groups(groups)
    means = [sum(group) / len(group) for group in groups]
    centre = sum(sum(group) for group in groups) / sum(sizes)
    spread = within_spread(groups)
    limits = [
        Limits(centre, centre - reach, centre + reach)
        for reach in (3 * spread / (c4(max(size, 2)) * sqrt(size)) for size in sizes)
    ]
    return build("xbar", means, lambda start, end, _: limits[start:end], improvement=improvement)


def s_chart(groups: Groups, *, improvement: Direction = Direction.NEUTRAL) -> Chart:
    """Chart the standard deviation of each group.

    Args:
        groups: ``(n_points,)`` groups of at least two measurements.
        improvement: Which way is better.

    Raises:
        Refused: ``spc.groups``, or as ``chart.build``.

    Source: Montgomery, Introduction to Statistical Quality Control, section 6.3.
    """
    sizes = check_groups(groups, smallest=2)
    spread = within_spread(groups)
    limits = []
    for size in sizes:
        reach = 3 * sqrt(1 - c4(size) ** 2) / c4(size)
        limits.append(Limits(spread, max(0.0, spread * (1 - reach)), spread * (1 + reach)))
    values = [deviation(group) for group in groups]
    return build("s", values, lambda start, end, _: limits[start:end], improvement=improvement)


def within_spread(groups: Groups) -> float:
    """Average the groups' standard deviations; pool them where groups differ in size."""
    known = [group for group in groups if len(group) > 1]
    sizes = {len(group) for group in known}
    if len(sizes) == 1:
        return sum(deviation(group) for group in known) / len(known)
    squares = sum(deviation(group) ** 2 * (len(group) - 1) for group in known)
    return sqrt(squares / sum(len(group) - 1 for group in known))


def deviation(group: Sequence[float]) -> float:
    """Answer the standard deviation of a sample, with n less 1."""
    mean = sum(group) / len(group)
    return sqrt(sum((each - mean) ** 2 for each in group) / (len(group) - 1))


def c4(size: int) -> float:
    """Answer how far a sample's standard deviation falls short of the true one, on average."""
    return sqrt(2 / (size - 1)) * exp(lgamma(size / 2) - lgamma((size - 1) / 2))


def check_groups(groups: Groups, *, smallest: int = 1) -> list[int]:
    """Answer the sizes of the groups.

    Raises:
        Refused: ``spc.groups`` where one is too small, or none shows a spread.
    """
    sizes = [len(group) for group in groups]
    if any(size < smallest for size in sizes) or not any(size > 1 for size in sizes):
        raise Refused(
            "spc.groups",
            f"Each group needs at least {max(smallest, 1)} measurement(s), and some need two.",
            next_step="Chart single measurements with xmr instead.",
        )
    return sizes
