"""Count the record's months ahead, so that no page waits for them. The worker does it."""

from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.db import transaction

from alongside.areas.crisis.queries.insight import (
    counted_forces,
    month_tallies,
    recollection,
    seen_at,
)
from alongside.areas.insight.models import MonthCount
from alongside.areas.insight.queries.remembering import span_of, warm_up
from alongside.kernel.months import last_whole_month

COUNTED_AHEAD: Final = 60


def count_months(now: datetime) -> int:
    """Count the last five years of every organisation, and keep what changed.

    A row holds counts of one month, and nobody.

    Returns:
        How many months are kept.
    """
    warm_up()
    last = last_whole_month(now)
    months = last.plus(1 - COUNTED_AHEAD).until(last)
    kept = 0
    names = {span_of(month): str(month) for month in months}
    for force in counted_forces():
        month_tallies(None, force.id, list(names), now=now)
        seen = seen_at()
        if seen is None:
            continue
        rows = [
            MonthCount(
                organisation_id=one.organisation_id,
                month=names[one.span],
                mark=one.mark,
                tallies={town: asdict(tally) for town, tally in one.tallies.items()},
                seen_at=seen,
            )
            for one in recollection(force.id, list(names))
        ]
        kept += len(rows)
        with transaction.atomic():
            MonthCount.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["organisation", "month"],
                update_fields=["mark", "tallies", "seen_at"],
            )
    return kept
