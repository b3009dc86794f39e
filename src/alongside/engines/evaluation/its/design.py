"""The columns of an interrupted time series, one row for each period."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from alongside.kernel.refusal import Refused

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Start:
    """Where something began.

    Attributes:
        place: Place of the first period under it, from 0.
        label: As it was given.
        slope: Whether its effect may grow or shrink with time.
        lag: Periods before it can show.
        phase_in: Periods over which it comes in evenly; 0 for all at once.
    """

    place: int
    label: str
    slope: bool = False
    lag: int = 0
    phase_in: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """What the path without an interruption may look like.

    Attributes:
        index: ``(n,)`` each period's number, the first being 1; gaps skip numbers.
        months: ``(n,)`` calendar months, or empty.
        harmonics: Pairs of sine and cosine.
        period: Periods in one cycle of them.
        calendar_months: A level of its own for each month instead.
    """

    index: Sequence[int]
    months: Sequence[int] = ()
    harmonics: int = 0
    period: float = 12.0
    calendar_months: bool = False


@dataclass(frozen=True, slots=True)
class Design:
    """A matrix and the names of its columns.

    Attributes:
        names: ``(n_terms,)``, such as ``intercept``, ``time``, ``level``, ``slope``, ``sin_1``.
        matrix: ``(n, n_terms)``.
        effect: Places of the columns that say what the interruption did.
    """

    names: tuple[str, ...]
    matrix: Floats
    effect: tuple[int, ...]

    def without(self) -> Floats:
        """The same rows as if nothing had begun: ``(n, n_terms)``."""
        plain = self.matrix.copy()
        plain[:, list(self.effect)] = 0.0
        return plain


def design(shape: Shape, starts: Sequence[Start]) -> Design:
    """Lay out the columns of one series.

    Raises:
        Refused: ``its.season`` where there are no calendar months to use, or
            ``its.no_periods`` where a start leaves no period on one side.
    """
    columns = [("intercept", np.ones(len(shape.index))), ("time", np.asarray(shape.index, float))]
    effect = []
    for number, start in enumerate(starts, start=1):
        _check_sides(start, len(shape.index))
        tail = "" if number == 1 else f"_{number}"
        for name, values in _effect_columns(shape, start):
            effect.append(len(columns))
            columns.append((f"{name}{tail}", values))
    columns += _season(shape)
    names, values = zip(*columns, strict=True)
    return Design(tuple(names), np.column_stack(values), tuple(effect))


def joined(changed: Design, control: Design) -> Design:
    """Stack a series on a comparator's: the effect is what the changed one did beyond it.

    Every term of the comparator is shared; ``group`` and its own trend are the changed
    series' alone, and so are ``level`` and ``slope``, which is what is asked. What both did at
    the start is ``control_level`` and ``control_slope``.
    """
    rows, base = len(control.matrix), len(changed.matrix)
    shared = np.vstack([control.matrix, changed.matrix])
    names = [
        f"control_{name}" if at in control.effect else name for at, name in enumerate(control.names)
    ]
    own = [("group", changed.matrix[:, 0]), ("group_time", changed.matrix[:, 1])]
    own += [(changed.names[at], changed.matrix[:, at]) for at in changed.effect]
    added = [np.concatenate([np.zeros(rows), values]) for _, values in own]
    effect = tuple(range(len(names) + 2, len(names) + len(own)))
    matrix = np.column_stack([shared, *added])
    if matrix.shape[0] != rows + base:
        raise Refused("its.control", "The comparator's rows do not match.")
    return Design((*names, *(name for name, _ in own)), matrix, effect)


def _check_sides(start: Start, periods: int) -> None:
    first = start.place + start.lag
    if not 2 <= first <= periods - 2:
        raise Refused(
            "its.no_periods",
            f"{start.label}: {first} period(s) before it and {max(0, periods - first)} from it on; "
            "at least 2 are needed on each side.",
            next_step="Give more periods, or another start.",
            field="intervention",
        )


def _effect_columns(shape: Shape, start: Start) -> list[tuple[str, Floats]]:
    first = start.place + start.lag
    index = np.asarray(shape.index, float)
    since = index - index[first] + 1  # 1 in the first period under it
    level = (since >= 1).astype(float)
    if start.phase_in:
        level = np.clip(since / (start.phase_in + 1), 0.0, 1.0)
    columns = [("level", level)]
    if start.slope:
        columns.append(("slope", np.where(since >= 1, since, 0.0)))
    return columns


def _season(shape: Shape) -> list[tuple[str, Floats]]:
    if shape.calendar_months:
        if not shape.months:
            raise Refused(
                "its.season",
                "Calendar months need a column of months or dates.",
                next_step="Use --harmonics with --period instead.",
                field="calendar_months",
            )
        present = sorted(set(shape.months))[1:]
        months = np.asarray(shape.months)
        return [(f"month_{month}", (months == month).astype(float)) for month in present]
    turning = shape.months if shape.months and shape.period == 12 else shape.index
    return [
        (f"{name}_{pair}", np.asarray([wave(2 * pi * pair * at / shape.period) for at in turning]))
        for name, wave in (("sin", sin), ("cos", cos))
        for pair in range(1, shape.harmonics + 1)
    ]
