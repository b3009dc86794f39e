"""Draws the parts of an indicator: months as a line, anything else as bars with their ranges."""

from collections.abc import Sequence
from typing import Final

from alongside.areas.diversion.rules.measures import ShownMinutes, ShownRate
from alongside.engines.evaluation.charts import (
    Bar,
    Chart,
    Line,
    Shape,
    bar_chart,
    line_chart,
)

FEWEST: Final = 2


def share_chart(
    title: str, parts: Sequence[tuple[str, ShownRate]], *, by: str, line: bool
) -> Chart | None:
    """Draw a percentage for each part with its range.

    Args:
        title: What it is of.
        parts: Name and rate, in the order of the table.
        by: What the parts are, such as ``Month``.
        line: Whether the parts follow one another in time.
    """
    drawn = [(name, rate) for name, rate in parts if rate.value is not None]
    ranged = [rate for _, rate in parts if rate.low is not None]
    if len(ranged if line else drawn) < FEWEST:
        return None
    says = _says(parts, drawn, by)
    if line:
        share = Line(
            "Share",
            [_percent(rate.value) for _, rate in parts],
            low=[_percent(rate.low) for _, rate in parts],
            high=[_percent(rate.high) for _, rate in parts],
            shapes=[Shape.DOT] * len(parts),
        )
        along = [name for name, _ in parts]
        return line_chart(title, says, along=along, lines=[share], y_title="per cent", x_title=by)
    bars = [
        Bar(name, _percent(rate.value) or 0, _percent(rate.low) or 0, _percent(rate.high) or 0)
        for name, rate in drawn
    ]
    return bar_chart(title, says, bars=bars, y_title="per cent")


def _says(
    parts: Sequence[tuple[str, ShownRate]], drawn: Sequence[tuple[str, ShownRate]], by: str
) -> str:
    """Say between what the parts lie, and how many have no point."""
    told = []
    if drawn:
        low = min(drawn, key=lambda one: one[1].value or 0)
        high = max(drawn, key=lambda one: one[1].value or 0)
        told.append(
            f"By {by.lower()}, between {low[1].share} ({low[0]}) and {high[1].share} ({high[0]})."
        )
    if missing := len(parts) - len(drawn):
        told.append(f"{missing} of {len(parts)} have no point: too few, or too close to all.")
    return " ".join([*told, "Where ranges overlap, a difference could be luck."])


def minutes_chart(
    parts: Sequence[tuple[str, ShownMinutes]], *, by: str, line: bool
) -> Chart | None:
    """Draw the middle length for each part, and between which lengths half of them lie."""
    drawn = [(name, one) for name, one in parts if one.middle is not None]
    if len(drawn) < FEWEST:
        return None
    title = "Minutes from being noticed to the first look"
    middles = [one.middle or 0 for _, one in drawn]
    says = f"By {by.lower()}, the middle wait is between {min(middles)} and {max(middles)} minutes."
    if line:
        return line_chart(
            title,
            says,
            along=[name for name, _ in parts],
            lines=[
                Line(
                    "Middle, and half of them",
                    [one.middle for _, one in parts],
                    low=[one.low for _, one in parts],
                    high=[one.high for _, one in parts],
                    shapes=[Shape.DOT] * len(parts),
                )
            ],
            y_title="minutes",
            x_title=by,
        )
    bars = [Bar(name, one.middle or 0, one.low or 0, one.high or 0) for name, one in drawn]
    return bar_chart(title, says, bars=bars, y_title="minutes")


def _percent(part: float | None) -> float | None:
    return None if part is None else round(100 * part, 1)
