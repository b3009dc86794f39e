"""Moves to the standing record what was saved under a joined key at the moment of the join."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from alongside.areas.people.actions.filing import file_people
from alongside.areas.people.actions.merging_writing import (
    locked_pair,
    write_changes,
)
from alongside.areas.people.models import PersonMerge
from alongside.areas.people.queries.merging_rows import rows_of
from alongside.areas.people.rules.merging.settling import Joining, clashes, settle
from alongside.areas.people.rules.merging.shapes import Change, Side, Table
from alongside.areas.people.rules.merging.tables import BY_MODEL
from alongside.foundation.audit.record import Entry, Op, Ref, record

EVERY: Final = timedelta(minutes=5)
LOOK_BACK: Final = timedelta(days=1)


def follow_merges(now: datetime) -> int:
    """Move what somebody was saving under a key in the very moment it was joined to another.

    Every page and action goes by the key that stands. Only one that had read the key before the
    join and wrote after it can leave a row behind, for some minutes at most.

    Returns:
        How many rows were moved.
    """
    fresh = PersonMerge.objects.filter(parted_at=None, merged_at__gt=now - LOOK_BACK)
    return sum(_follow(merge, now) for merge in fresh.select_related("other"))


def _follow(merge: PersonMerge, now: datetime) -> int:
    with transaction.atomic():
        kept = merge.other.merged_into_id or merge.kept_id
        locked_pair(kept, merge.other_id)
        known = set(merge.rows.filter(side=Side.OTHER).values_list("table", "row_key"))
        moved = {
            label: changes
            for label, table in BY_MODEL.items()
            if not table.stays and (changes := _late(table, merge, known, now=now))
        }
        for label, changes in moved.items():
            write_changes(label, changes)
        if moved:
            file_people([kept, merge.other_id])
            entry = Entry(
                Op.ALTERATION,
                "people.follow_merge",
                Ref("person", kept),
                also=(Ref("person", merge.other_id), Ref("person_merge", merge.pk)),
                fields=tuple(sorted(moved)),
            )
            record(None, entry, now=now)
    return sum(len(changes) for changes in moved.values())


def _late(
    table: Table, merge: PersonMerge, known: set[tuple[str, str]], *, now: datetime
) -> list[Change]:
    kept = merge.other.merged_into_id or merge.kept_id
    late = [
        row
        for row in rows_of(table, merge.other_id, Side.OTHER)
        if (table.model, row.key) not in known
    ]
    if not late:
        return []
    rows = rows_of(table, kept, Side.KEPT) + late
    chosen = {clash.name: clash.newer for clash in clashes(table, rows, now)}
    none: dict[Side, tuple[str, ...]] = {Side.KEPT: (), Side.OTHER: ()}
    joining = Joining(kept, merge.other_id, merge.merged_by_id, now, chosen, none)
    return [change for change in settle(table, rows, joining) if change.changes]
