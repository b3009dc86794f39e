"""Places against periods, every cell filled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.engines.evaluation.periods import read_periods
from alongside.engines.evaluation.reading import Table
from alongside.kernel.refusal import Refused

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Panel:
    """A table of places and periods.

    Attributes:
        units: ``(n_units,)`` names; those where something began come last.
        periods: ``(n_periods,)`` labels.
        outcome: ``(n_units, n_periods)``.
        treated: How many units at the end are the ones where something began.
        before: How many periods come before it began.
    """

    units: tuple[str, ...]
    periods: tuple[str, ...]
    outcome: Floats
    treated: int
    before: int

    @property
    def controls(self) -> int:
        """How many places where nothing began."""
        return len(self.units) - self.treated

    def pretending(self, unit: int) -> "Panel":
        """The same without the changed places, as if one of the others had been the one."""
        rest = [at for at in range(self.controls) if at != unit]
        order = [*rest, unit]
        return Panel(
            tuple(self.units[at] for at in order),
            self.periods,
            self.outcome[order],
            treated=1,
            before=self.before,
        )

    def ending(self, last: int, *, before: int) -> "Panel":
        """The same up to a period, as if it had begun earlier."""
        return Panel(self.units, self.periods[:last], self.outcome[:, :last], self.treated, before)


@dataclass(frozen=True, slots=True)
class Cells:
    """A full table before anything is said of who began when.

    Attributes:
        units: Names in order of appearance.
        periods: Labels in order of time.
        outcome: ``(n_units, n_periods)``.
        starts: ``(n_units,)`` place of the first period under it, or ``None`` for never; empty
            when no column says.
    """

    units: tuple[str, ...]
    periods: tuple[str, ...]
    outcome: Floats
    starts: tuple[int | None, ...] = ()


def cells_from(table: Table, *, unit: str, time: str, outcome: str, starts: str = "") -> Cells:
    """Read a long table: one row for each place and period.

    Args:
        table: The rows.
        unit: Column of places.
        time: Column of times.
        outcome: Column of numbers.
        starts: Column of the first period under it, the same in every row of a place; blank for
            never.

    Raises:
        Refused: ``panel.twice``, ``panel.missing``, ``panel.start`` or a column or cell that
            cannot be read.
    """
    units = table.labels(unit)
    times = table.labels(time)
    numbers = table.numbers_of(outcome)
    names = tuple(dict.fromkeys(units))
    first_row = {label: row for row, label in reversed(list(enumerate(times)))}
    labels = list(dict.fromkeys(times))
    periods = read_periods(labels, where=lambda at: table.where(first_row[labels[at]], time))
    row_of = {name: at for at, name in enumerate(names)}
    column_of = {label: at for at, label in enumerate(periods.labels)}
    filled = np.full((len(names), len(labels)), np.nan)
    for row, (name, label, number) in enumerate(zip(units, times, numbers, strict=True)):
        place = row_of[name], column_of[label]
        if not np.isnan(filled[place]):
            raise table.wrong(row, unit, f"{name}, {label} is there twice", code="panel.twice")
        filled[place] = number
    _check_full(table, filled, names, periods.labels)
    begun: tuple[int | None, ...] = ()
    if starts:
        begun = _starts(table, names, units, starts, periods.place_of)
    return Cells(names, periods.labels, filled, begun)


def _check_full(table: Table, filled: Floats, names: Sequence[str], labels: Sequence[str]) -> None:
    gaps = np.argwhere(np.isnan(filled))
    if len(gaps):
        unit, period = gaps[0]
        raise Refused(
            "panel.missing",
            f"{table.name}: {len(gaps)} cell(s) are missing, the first {names[unit]}, "
            f"{labels[period]}.",
            next_step="Give every place for every period, or leave a place or period out.",
        )


def _starts(
    table: Table,
    names: Sequence[str],
    units: Sequence[str],
    column: str,
    place_of: Callable[..., int],
) -> tuple[int | None, ...]:
    said: dict[str, str] = {}
    for row, (name, word) in enumerate(zip(units, table.words(column), strict=True)):
        if said.setdefault(name, word) != word:
            raise table.wrong(row, column, f"{name} has two starts", code="panel.start")
    return tuple(
        place_of(said[name], name=f"{table.name}: the start of {name}") if said[name] else None
        for name in names
    )


def panel_of(cells: Cells, *, treated: Sequence[str], before: int) -> Panel:
    """Put the places where something began last.

    Raises:
        Refused: ``panel.no_such_unit`` or ``panel.no_controls``.
    """
    for name in treated:
        if name not in cells.units:
            raise Refused(
                "panel.no_such_unit",
                f"There is no place called {name!a}.",
                next_step=f"The places are {', '.join(cells.units[:12])}"
                f"{' and others' if len(cells.units) > 12 else ''}.",
                field="treated",
            )
    others = [at for at, name in enumerate(cells.units) if name not in treated]
    if not others:
        raise Refused(
            "panel.no_controls",
            "Something began in every place, so there is nothing to set beside it.",
            next_step="Add places where nothing began, or give each place's start with --starts.",
            field="treated",
        )
    changed = [cells.units.index(name) for name in dict.fromkeys(treated)]
    order = [*others, *changed]
    return Panel(
        tuple(cells.units[at] for at in order),
        cells.periods,
        cells.outcome[order],
        treated=len(changed),
        before=before,
    )
