"""What did it cost or save, and who bears it? Counts and unit costs, both uncertain."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alongside.engines.evaluation.charts import Chart, ForestRow, forest_chart
from alongside.engines.evaluation.intervals import normal_quantile, tail
from alongside.engines.evaluation.measures import Unlike, whole_number
from alongside.engines.evaluation.result import (
    LEVEL,
    NO_COMPARATOR,
    Check,
    Denominator,
    Finding,
    Interval,
    Row,
    Sentences,
    State,
)
from alongside.engines.evaluation.unit_costs import UnitCost
from alongside.engines.evaluation.wording import list_words
from alongside.kernel.refusal import Refused

DRAWS: Final = 20_000
SEED: Final = 136
TOTAL: Final = "everybody together"
WOULD_CHANGE: Final = (
    "What the freed time was used for: time freed is money saved only if it is not paid.",
    "The cost of the new service itself, if it is not one of the lines.",
    "A place where nothing changed, to show what would have been spent anyway.",
)
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CostLine:
    """How many of something there were before and after.

    Attributes:
        cost: What one costs, and who pays.
        before: How many before.
        after: How many after.
    """

    cost: UnitCost
    before: int
    after: int


def cost_change(
    lines: Sequence[CostLine],
    *,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = SEED,
    sources: tuple[str, ...] = (),
) -> Finding:
    """Answer how much more or less was spent after than before, and by whom.

    Counts are drawn from a gamma about each (Poisson, Jeffreys' prior), unless what they count is
    bought; a unit cost with a range
    from a log-normal whose middle 95% is that range. A cost under nought is a saving.

    Args:
        lines: Each thing that costs, the new service among them.
        level: How often intervals should hold the truth.
        draws: How many times to draw.
        seed: Where chance starts, so that the answer can be repeated.
        sources: Where the counts are from.

    Raises:
        Unlike: ``unlike.price_year``: prices of different years.
        Refused: ``cost.none``, ``cost.draws`` or ``measure.not_a_count``.

    Source: Briggs, Claxton and Sculpher 2006, chapter 4.
    """
    _check(lines, draws)
    bearers = list(dict.fromkeys(line.cost.borne_by for line in lines))
    rows = _rows(lines, bearers, _drawn_lines(lines, draws=draws, seed=seed), level=level)
    main = rows[-1]
    low, high = float(main["ci_low"] or 0), float(main["ci_high"] or 0)
    return Finding(
        question="What did it cost or save, and who bears it?",
        method=f"Monte Carlo, {draws:,} draws from seed {seed}",
        estimate=float(main["estimate"] or 0),
        unit="pounds, after less before",
        interval=Interval(low, high, level),
        n=sum(line.before + line.after for line in lines),
        denominators=tuple(_denominators(lines)),
        comparator=NO_COMPARATOR,
        checks=_checks(lines),
        sentences=_sentences(rows, bearers),
        table=tuple(rows),
        chart=_chart(rows),
        call=f"cost_change({tuple(lines)!r}, level={level}, draws={draws}, seed={seed})",
        would_change=WOULD_CHANGE,
        sources=(*sources, *dict.fromkeys(line.cost.source for line in lines)),
        more={"seed": seed, "draws": draws, "borne_by": bearers},
    )


def _check(lines: Sequence[CostLine], draws: int) -> None:
    if not lines:
        raise Refused("cost.none", "There is nothing to cost.")
    if not 1_000 <= draws <= 1_000_000:
        raise Refused("cost.draws", f"{draws:,} draws: choose from 1,000 to 1,000,000.")
    for line in lines:
        whole_number(line.before, name=line.cost.key)
        whole_number(line.after, name=line.cost.key)
    years = list(dict.fromkeys(line.cost.price_year for line in lines if line.cost.price_year))
    if len(years) > 1:
        raise Unlike(
            "unlike.price_year",
            f"The costs are at prices of different years: {list_words(years)}.",
            next_step="Bring all to the prices of one year before adding them up.",
        )


def _drawn_lines(lines: Sequence[CostLine], *, draws: int, seed: int) -> list[Floats]:
    chance = np.random.default_rng(seed)
    return [_drawn(line, chance, draws) for line in lines]


def _rows(
    lines: Sequence[CostLine], bearers: Sequence[str], drawn: Sequence[Floats], *, level: float
) -> list[Row]:
    names = [*bearers, TOTAL] if len(bearers) > 1 else list(bearers)
    return [_row(name, lines, drawn, level=level) for name in names]


def _drawn(line: CostLine, chance: np.random.Generator, draws: int) -> Floats:
    """Draws of what was spent after less before, on one line."""
    gap: Floats = np.full(draws, float(line.after - line.before))
    if not line.cost.bought:
        gap = chance.gamma(line.after + 0.5, size=draws) - chance.gamma(
            line.before + 0.5, size=draws
        )
    spent: Floats = gap * _prices(line.cost, chance, draws)
    return spent


def _prices(cost: UnitCost, chance: np.random.Generator, draws: int) -> Floats:
    if cost.is_fixed or cost.low <= 0:
        spread: Floats = chance.uniform(cost.low, cost.high, size=draws)
        return spread
    middle = (math.log(cost.low) + math.log(cost.high)) / 2
    error = (math.log(cost.high) - math.log(cost.low)) / (2 * normal_quantile(LEVEL))
    prices: Floats = chance.lognormal(middle, error, size=draws)
    return prices


def _row(name: str, lines: Sequence[CostLine], drawn: Sequence[Floats], *, level: float) -> Row:
    mine = [at for at, line in enumerate(lines) if name in (TOTAL, line.cost.borne_by)]
    total = np.sum([drawn[at] for at in mine], axis=0)
    outside = tail(level)
    low, high = (float(end) for end in np.quantile(total, [outside, 1 - outside]))
    point = sum((lines[at].after - lines[at].before) * lines[at].cost.pounds for at in mine)
    return {
        "borne_by": name,
        "before": sum(lines[at].before * lines[at].cost.pounds for at in mine),
        "after": sum(lines[at].after * lines[at].cost.pounds for at in mine),
        "estimate": point,
        "ci_low": min(low, point),
        "ci_high": max(high, point),
        "chance_of_saving": float(np.mean(total < 0)),
    }


def _denominators(lines: Sequence[CostLine]) -> list[Denominator]:
    return [
        Denominator(f"{line.cost.says}, {when}", count, "counted")
        for line in lines
        for when, count in (("before", line.before), ("after", line.after))
    ]


def _checks(lines: Sequence[CostLine]) -> tuple[Check, ...]:
    fixed = [line.cost.key for line in lines if line.cost.is_fixed]
    undated = [line.cost.key for line in lines if not line.cost.price_year]
    ranged = Check("unit_cost_ranges", State.PASSED, "Every unit cost has a range.")
    if fixed:
        words = f"No range is known for {list_words(fixed)}, so the true range is wider."
        ranged = Check("unit_cost_ranges", State.CANNOT_TELL, words)
    dated = Check("price_year", State.PASSED, "All costs are at the prices of one year.")
    if undated:
        words = f"The source does not say whose prices these are: {list_words(undated)}."
        dated = Check("price_year", State.CANNOT_TELL, words)
    return (
        Check("borne_by", State.PASSED, "Each cost says who bears it."),
        ranged,
        dated,
        Check(
            "comparator",
            State.FAILED,
            "It is before and after only, so the change cannot be told from a trend.",
        ),
        Check(
            "cashable",
            State.CANNOT_TELL,
            "Nothing here says whether time that was freed was paid for all the same.",
        ),
    )


def _sentences(rows: Sequence[Row], bearers: Sequence[str]) -> Sentences:
    told = [_plain(row) for row in rows[: len(bearers)]]
    plain = " ".join([*told, "We cannot say that the change caused it."])
    technical = "; ".join(
        f"{row['borne_by']}: {_pounds(row['estimate'])} ({_pounds(row['ci_low'])} to "
        f"{_pounds(row['ci_high'])})"
        for row in rows
    )
    return Sentences(plain, f"Spent after less before. {technical}.")


def _plain(row: Row) -> str:
    low, high, point = (float(row[key] or 0) for key in ("ci_low", "ci_high", "estimate"))
    who = f"Borne by {row['borne_by']}:"
    if low < 0 < high:
        return f"{who} it may have cost more or less, we cannot tell which."
    kind = "less" if point < 0 else "more"
    near, far = sorted((abs(low), abs(high)))
    return f"{who} about {_pounds(abs(point))} {kind} (from {_pounds(near)} to {_pounds(far)})."


def _pounds(value: object) -> str:
    amount = float(value) if isinstance(value, int | float) else 0.0
    if abs(amount) >= 1000:  # three figures: more would claim too much
        amount = round(amount, 2 - math.floor(math.log10(abs(amount))))
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.0f}"


def _chart(rows: Sequence[Row]) -> Chart:
    bars = []
    for row in rows:
        point, low, high = (float(row[key] or 0) for key in ("estimate", "ci_low", "ci_high"))
        name = str(row["borne_by"])
        bars.append(ForestRow(name, point / 1e3, low / 1e3, high / 1e3, name == TOTAL))
    return forest_chart(
        "Spent after, less before, by who bears it",
        "; ".join(f"{row['borne_by']} {_pounds(row['estimate'])}" for row in rows) + ".",
        rows=bars,
        x_title="thousands of pounds (under 0 is a saving)",
        log=False,
    )
