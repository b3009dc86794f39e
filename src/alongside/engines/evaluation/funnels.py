"""Which places differ by more than chance, and by more than places usually do?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scipy.special import ndtri, stdtr

from alongside.engines.evaluation.charts import Chart, FunnelLimits, FunnelPoint, funnel_chart
from alongside.engines.evaluation.intervals import normal_p, normal_quantile
from alongside.engines.evaluation.measures import Rate, check_alike
from alongside.engines.evaluation.multiplicity import holm
from alongside.kernel.refusal import Refused

WINSORISED: Final = 0.1
INNER: Final = 0.95
OUTER: Final = 0.998
FEWEST: Final = 3
CURVE: Final = 60


@dataclass(frozen=True, slots=True)
class Placed:
    """One unit on the funnel.

    Attributes:
        name: Its name.
        rate: Its rate.
        z: How many standard errors from the target, on the square-root scale.
        z_adjusted: The same, allowing for how much units usually differ.
        p_holm: P of ``z_adjusted``, allowing for all units.
        outside: ``""``, ``"inner"`` or ``"outer"``: the limits it lies outside.
    """

    name: str
    rate: Rate
    z: float
    z_adjusted: float
    p_holm: float
    outside: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """All units against all together.

    Attributes:
        target: Events for each one at risk, all together.
        phi: How many times more than chance units differ, outermost tenths drawn in.
        between: Standard deviation between units on the square-root scale; nought when chance
            is enough.
        placed: Each unit.
    """

    target: float
    phi: float
    between: float
    placed: tuple[Placed, ...]


def funnel(units: Sequence[tuple[str, Rate]], *, adjust: bool = True) -> Funnel:
    """Set each unit's rate against all together, with limits for its size.

    Limits are on the square-root scale, where a Poisson rate's spread does not depend on it.
    Where units differ by more than chance, limits widen by an additive amount worked out after
    the outermost tenths are drawn in.

    Args:
        units: Name and rate of each.
        adjust: Whether to allow for overdispersion.

    Raises:
        Unlike: They are not rates of the same thing.
        Refused: ``funnel.too_few``.

    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185-1202; 2012, JRSS A 175:1-47.
    """
    if len(units) < FEWEST:
        raise Refused("funnel.too_few", f"A funnel needs {FEWEST} units or more.")
    first = units[0][1]
    for _, rate in units[1:]:
        check_alike(first, rate)
    target = sum(r.events for _, r in units) / sum(r.at_risk for _, r in units)
    errors = [0.5 / math.sqrt(rate.at_risk) for _, rate in units]
    gaps = [_root(rate) - math.sqrt(target) for _, rate in units]
    scores = [gap / error for gap, error in zip(gaps, errors, strict=True)]
    phi = spread_of(scores)
    between = _between(errors, phi) if adjust else 0.0
    adjusted = [g / math.hypot(e, between) for g, e in zip(gaps, errors, strict=True)]
    # The spread between places is worked out from the middle places, so Student's t, not normal.
    degrees = len(units) - 2 * int(len(units) * WINSORISED) - 1
    together = holm(
        [2 * float(stdtr(degrees, -abs(s))) if between else normal_p(s) for s in adjusted]
    )
    placed = tuple(
        Placed(name, rate, scores[at], adjusted[at], together[at], _outside(adjusted[at]))
        for at, (name, rate) in enumerate(units)
    )
    return Funnel(target, phi, between, placed)


def limits(seen: Funnel, at_risk: float, *, level: float) -> tuple[float, float]:
    """The limits at a size, as events for each one at risk."""
    reach = normal_quantile(level) * math.hypot(0.5 / math.sqrt(at_risk), seen.between)
    middle = math.sqrt(seen.target)
    return max(middle - reach, 0.0) ** 2, (middle + reach) ** 2


def winsorised(scores: Sequence[float], part: float = WINSORISED) -> list[float]:
    """Scores with the outermost part at each end drawn in to the next."""
    ordered = sorted(scores)
    cut = int(len(ordered) * part)
    low, high = ordered[cut], ordered[len(ordered) - 1 - cut]
    return [min(max(score, low), high) for score in scores]


def spread_of(scores: Sequence[float]) -> float:
    """Mean square of scores, outermost tenths drawn in; 1 on average were there only chance.

    Drawing in makes it smaller even where nobody stands out, so it is divided by what it would
    be for scores that are normal. Without that, limits are too narrow and name too many.
    """
    drawn_in = sum(score**2 for score in winsorised(scores)) / len(scores)
    part = int(len(scores) * WINSORISED) / len(scores)
    if part == 0:
        return drawn_in
    edge = float(-ndtri(part))
    height = math.exp(-edge * edge / 2) / math.sqrt(2 * math.pi)
    return drawn_in / ((1 - 2 * part) - 2 * edge * height + 2 * part * edge * edge)


def draw(seen: Funnel, *, unit: str, per: float, at_risk_unit: str) -> Chart:
    """Draw the funnel."""
    sizes = [one.rate.at_risk for one in seen.placed]
    least, most = min(sizes) * 0.8, max(sizes) * 1.05
    curve = [least * (most / least) ** (step / (CURVE - 1)) for step in range(CURVE)]
    pairs = []
    for level in (INNER, OUTER):
        edges = [limits(seen, size, level=level) for size in curve]
        low, high = [a * per for a, _ in edges], [b * per for _, b in edges]
        pairs.append(FunnelLimits(f"{100 * level:g}% limits", curve, low, high))
    points = [
        FunnelPoint(one.name, one.rate.at_risk, one.rate.events / one.rate.at_risk * per,
                    one.outside == "outer")
        for one in seen.placed
    ]  # fmt: skip
    out = sum(point.outside for point in points)
    return funnel_chart(
        f"Rates of {unit} by size",
        f"{out} of {len(points)} lie outside the outer limits.",
        points=points,
        limits=pairs,
        target=seen.target * per,
        x_title=at_risk_unit,
        y_title=f"{unit} per {per:,.0f}",
    )


def _root(rate: Rate) -> float:
    """The square root of a rate, with the small correction that makes it unbiased."""
    return math.sqrt((rate.events + 0.25) / rate.at_risk)


def _between(errors: Sequence[float], phi: float) -> float:
    """Spread between units beyond chance, by moments."""
    n = len(errors)
    if n * phi <= n - 1:
        return 0.0
    weights = [1 / error**2 for error in errors]
    total = sum(weights)
    under = total - sum(weight**2 for weight in weights) / total
    return math.sqrt((n * phi - (n - 1)) / under)


def _outside(score: float) -> str:
    if abs(score) > normal_quantile(OUTER):
        return "outer"
    return "inner" if abs(score) > normal_quantile(INNER) else ""
