"""Writes what joining and parting change, and the ledger of it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from alongside.areas.people.models import MergedRow, Person, PersonMerge
from alongside.areas.people.queries.merging_rows import kept_form, model_of
from alongside.areas.people.rules.merging.shapes import Change, Side
from alongside.kernel.refusal import Refused

AT_ONCE = 500


def locked_pair(first: UUID, second: UUID) -> dict[UUID, Person]:
    """Load two people for change, always in one order so that two such never wait in a ring.

    Raises:
        Refused: ``person.not_found``.
    """
    rows = Person.objects.select_for_update().filter(pk__in=(first, second)).order_by("pk")
    found = {person.id: person for person in rows}
    if len(found) != len({first, second}):
        raise Refused(
            "person.not_found", "There is no such person here.", next_step="Look them up again."
        )
    return found


def write_changes(label: str, changes: Sequence[Change]) -> None:
    """Write changes of one table: those that leave a record, or give way on it, come first."""
    for side in (Side.KEPT, Side.OTHER):
        alike: dict[tuple[tuple[str, object], ...], list[str]] = {}
        for change in changes:
            if change.changes and change.side is side:
                said = tuple((n, v) for n, v in change.after.items() if v != change.before[n])
                alike.setdefault(said, []).append(change.key)
        for said, keys in alike.items():
            for start in range(0, len(keys), AT_ONCE):
                rows = model_of(label)._default_manager.filter(pk__in=keys[start : start + AT_ONCE])
                rows.update(**dict(said))


def write_ledger(merge: PersonMerge, changes: Mapping[str, Sequence[Change]]) -> None:
    """Keep what every row said before and after."""
    MergedRow.objects.bulk_create(
        MergedRow(
            merge=merge,
            table=label,
            row_key=change.key,
            side=change.side,
            changed=change.changes,
            before=kept_form(change.before),
            after=kept_form(change.after),
        )
        for label, of in changes.items()
        for change in of
    )
