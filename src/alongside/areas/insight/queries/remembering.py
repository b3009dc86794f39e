"""What the worker counted, for a process that has counted nothing yet."""

from typing import Any

from alongside.areas.crisis.queries.insight import Remembered, is_cold, remember
from alongside.areas.crisis.queries.insight_counting import Span, Tallies, Tally
from alongside.areas.insight.models import MonthCount
from alongside.kernel.months import Month, read_month


def span_of(month: Month) -> Span:
    """Answer a month as the record asks for it."""
    return Span(month.starts_at, month.plus(1).starts_at)


def warm_up() -> None:
    """Start from the months the worker counted, where this process has counted none."""
    if not is_cold():
        return
    rows = list(MonthCount.objects.all())
    if rows:
        remember(map(_remembered, rows), seen_at=min(row.seen_at for row in rows))


def _remembered(row: MonthCount) -> Remembered:
    month = read_month(row.month, field="month")
    return Remembered(row.organisation_id, span_of(month), row.mark, _tallies(row.tallies))


def _tallies(stored: dict[str, Any]) -> Tallies:
    return {
        town: Tally(
            kept["counts"], {code: tuple(lengths) for code, lengths in kept["minutes"].items()}
        )
        for town, kept in stored.items()
    }
