"""From a table and the names of its columns to a comparison of places."""

from dataclasses import dataclass

from alongside.engines.evaluation.panel.answer import Question, compared
from alongside.engines.evaluation.panel.estimators import Method
from alongside.engines.evaluation.panel.staggered import staggered
from alongside.engines.evaluation.panel.table import Cells, cells_from, panel_of
from alongside.engines.evaluation.periods import read_periods
from alongside.engines.evaluation.reading import Table
from alongside.engines.evaluation.result import LEVEL, Finding
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Which columns, and who began when.

    Attributes:
        unit: Column of places.
        time: Column of times.
        outcome: Column of numbers.
        treated: Places where something began.
        start: First period under it.
        method: ``did``, ``sc`` or ``sdid``.
        starts: Column of each place's own first period under it; blank for never.
        level: How often a range should hold the truth.
    """

    unit: str
    time: str
    outcome: str
    treated: tuple[str, ...] = ()
    start: str = ""
    method: str = "did"
    starts: str = ""
    level: float = LEVEL


def places_from(table: Table, ask: Ask) -> Finding:
    """Compare the places of a long table: one row for each place and period.

    Raises:
        Refused: A column or cell cannot be read, or places cannot be compared.
    """
    if not 0 < ask.level < 1:
        raise Refused("panel.option", "--level lies between 0 and 1.", field="level")
    cells = cells_from(table, unit=ask.unit, time=ask.time, outcome=ask.outcome, starts=ask.starts)
    sources = (f"{table.name}: {len(table):,} rows",)
    if ask.starts:
        if ask.treated or ask.start:
            raise Refused(
                "panel.option",
                "--starts already says who began when.",
                next_step="Leave out --treated and --from.",
                field="starts",
            )
        return staggered(cells, measure=ask.outcome, level=ask.level, sources=sources)
    if not (ask.treated and ask.start):
        raise Refused(
            "panel.option",
            "Say where something began with --treated, and when with --from.",
            next_step="Where places began at different times, name the column with --starts.",
            field="treated",
        )
    panel = panel_of(cells, treated=ask.treated, before=_before(cells, ask.start))
    question = Question(ask.outcome, Method(ask.method), ask.level, sources)
    return compared(panel, question)


def _before(cells: Cells, start: str) -> int:
    periods = read_periods(cells.periods, where=lambda at: cells.periods[at])
    return periods.place_of(start, name="--from")
