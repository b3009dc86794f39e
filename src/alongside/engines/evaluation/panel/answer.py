"""A comparison of places as a finding."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from alongside.engines.evaluation.charts import Chart, Dash, Line, Mark, Shape, line_chart
from alongside.engines.evaluation.panel.checks import checks
from alongside.engines.evaluation.panel.estimators import (
    METHOD_WORDS,
    Compared,
    Method,
    compare,
)
from alongside.engines.evaluation.panel.placebo import Placebos, placebos
from alongside.engines.evaluation.panel.table import Panel
from alongside.engines.evaluation.result import (
    LEVEL,
    Denominator,
    Finding,
    Row,
    Sentences,
    State,
    worst,
)
from alongside.engines.evaluation.wording import list_words, number_words, p_words, range_words

SHOWN_NAMES: Final = 6
SMALL_WEIGHT: Final = 0.0005
WOULD_CHANGE: Final = (
    "Something else that began only there, at the same time.",
    "The other places being touched by it too.",
    "Another choice of places to set beside it.",
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        measure: What the numbers are of.
        method: How places are compared.
        level: How often the range should hold the truth.
        sources: Where the numbers are from.
    """

    measure: str
    method: Method
    level: float = LEVEL
    sources: tuple[str, ...] = ()


def compared(panel: Panel, asked: Question) -> Finding:
    """Answer whether some places changed more than others like them."""
    found = compare(panel, asked.method)
    tried = placebos(panel, found, level=asked.level)
    made = checks(panel, found, tried)
    changed = list_words(list(panel.units[panel.controls :]))
    sentences = _sentences(panel, asked, found, tried, failed=worst(made) is State.FAILED)
    return Finding(
        question=f"Did {asked.measure} change more in {changed} than elsewhere from "
        f"{panel.periods[panel.before]} on?",
        method=METHOD_WORDS[asked.method],
        sentences=sentences,
        estimate=found.estimate,
        unit=asked.measure,
        interval=tried.interval,
        p_value=tried.p_value,
        n=int(panel.outcome.size),
        denominators=(
            Denominator("where it began", panel.treated, "places"),
            Denominator("set beside it", panel.controls, "places"),
            Denominator("before", panel.before, "periods"),
            Denominator("from the start on", len(panel.periods) - panel.before, "periods"),
        ),
        comparator=_comparator(panel, found),
        checks=made,
        table=_table(panel, found),
        chart=_picture(panel, asked, found, says=sentences.plain),
        would_change=WOULD_CHANGE,
        sources=asked.sources,
        more={
            "weights": _named(panel.units[: panel.controls], found.unit_weights),
            "time_weights": _named(panel.periods[: panel.before], found.time_weights),
            "placebos": {
                name: float(each) for name, each in zip(tried.names, tried.estimates, strict=True)
            },
        },
    )


def _named(names: Sequence[str], weights: np.ndarray) -> dict[str, float]:
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


def _comparator(panel: Panel, found: Compared) -> str:
    if found.method is Method.DID:
        return f"the mean of {_places(panel.controls)} where nothing began"
    order = np.argsort(found.unit_weights)[::-1]
    kept = [int(at) for at in order if found.unit_weights[at] > SMALL_WEIGHT]
    named = [f"{panel.units[at]} {found.unit_weights[at]:.2f}" for at in kept[:SHOWN_NAMES]]
    more = f" and {len(kept) - SHOWN_NAMES} more" if len(kept) > SHOWN_NAMES else ""
    return f"a mix of other places: {', '.join(named)}{more}"


def _sentences(
    panel: Panel, asked: Question, found: Compared, tried: Placebos, *, failed: bool
) -> Sentences:
    changed = list_words(list(panel.units[panel.controls :]))
    way = "lower" if found.estimate < 0 else "higher"
    plain = (
        f"From {panel.periods[panel.before]} on, {asked.measure} in {changed} came out "
        f"{number_words(abs(found.estimate))} {way} than {_suggested(found)}."
    )
    if tried.p_value is None or tried.interval is None:
        plain += " There are too few places to say whether chance could do this."
        sure = "no placebo range"
    else:
        as_far = round(tried.p_value * (1 + len(tried.estimates))) - 1
        plain += (
            f" When {len(tried.estimates)} places where nothing began were tried the same way, "
            f"{as_far} looked as different."
        )
        if tried.p_value >= 1 - asked.level or tried.interval.holds(0.0):
            plain += " So it could be chance: this does not show that anything changed."
        sure = (
            f"placebo range {range_words(tried.interval.low, tried.interval.high)}, "
            f"P {p_words(tried.p_value)}"
        )
    if failed:
        plain += " Some checks failed, so this could be wrong: read them first."
    technical = f"{METHOD_WORDS[asked.method]}: {number_words(found.estimate, figures=5)}; {sure}."
    return Sentences(plain, technical)


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count:,} places"


def _suggested(found: Compared) -> str:
    """What it was set beside, in plain words."""
    if found.method is Method.DID:
        return "the change elsewhere suggests"
    return "a mix of places that moved as it did suggests"


def _table(panel: Panel, found: Compared) -> tuple[Row, ...]:
    return tuple(
        {
            "time": period,
            "seen": float(found.seen[at]),
            "without_it": float(found.path[at]),
            "difference": float(found.gaps[at]),
            "weight": float(found.time_weights[at]) if at < panel.before else None,
        }
        for at, period in enumerate(panel.periods)
    )


def _picture(panel: Panel, asked: Question, found: Compared, *, says: str) -> Chart:
    changed = list_words(list(panel.units[panel.controls :]))
    return line_chart(
        f"{asked.measure}: {changed} and what stands for it",
        says,
        along=list(panel.periods),
        lines=[
            Line(changed, list(found.seen), shapes=[Shape.DOT] * len(panel.periods)),
            Line("without it", list(found.path), series=2, dash=Dash.LONG),
        ],
        y_title=asked.measure,
        marks=[Mark(panel.before, "start")],
        zero=False,
    )
