"""Parting two records that were joined and are about two people after all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from alongside.areas.people.actions.filing import file_people
from alongside.areas.people.actions.merging_writing import locked_pair, write_changes
from alongside.areas.people.actions.pairing import close_pair
from alongside.areas.people.models import MergedRow, Person, PersonMerge
from alongside.areas.people.queries.merging_rows import (
    ledger_of,
    model_of,
    rows_of,
    rows_since,
)
from alongside.areas.people.rules.merging.evidence import check_reason
from alongside.areas.people.rules.merging.pairs import Answer
from alongside.areas.people.rules.merging.parting import (
    Parting,
    check_partable,
    part,
    restored,
    sides_since,
)
from alongside.areas.people.rules.merging.shapes import PERSON, Change, Row, Side
from alongside.areas.people.rules.merging.tables import BY_MODEL
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

PARTED = "people.parted"


@dataclass(frozen=True, slots=True)
class Apart:
    """What somebody decided about two records that were joined.

    Attributes:
        reason: How they know that they are two people.
        theirs: What was recorded since and goes with the parted record: table and key, with a
            colon between.
        seen: What was recorded since that they were shown; ``None`` when nothing was.
    """

    reason: str
    theirs: Collection[str] = ()
    seen: Collection[str] | None = None


def part_people(
    actor: Actor,
    merge_id: UUID,
    apart: Apart,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Part two records again: each has back what it had, and what was recorded since goes where
    the user says.

    Returns:
        The join that was undone.

    Raises:
        NotPermitted: Only a liaison lead parts records.
        Refused: ``unmerge.not_here``, ``unmerge.parted_already``, ``unmerge.later_join``,
            ``unmerge.changed_meanwhile``, ``unmerge.holds_one_already`` or ``merge.reason``.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "person.part")
        reason = check_reason(apart.reason)
        merge = _locked(merge_id)
        ledger = ledger_of(merge)
        _check_later(merge, ledger)
        since = rows_since(merge, ledger)
        names = {f"{label}:{row.key}" for label, rows in since.items() for row in rows}
        if apart.seen is not None and names - set(apart.seen):
            raise Refused(
                "unmerge.changed_meanwhile",
                "Something was recorded while you were reading.",
                next_step="Look at what was recorded since, and say whose it is.",
            )
        parting = Parting(merge.kept_id, merge.other_id, actor.user_id, now)
        _give_back(parting, ledger, sides_since(BY_MODEL, ledger, since, theirs=apart.theirs))
        file_people([merge.kept_id, merge.other_id])
        merge.parted_at, merge.parted_by_id, merge.parted_reason = now, actor.user_id, reason
        merge.save(update_fields=["parted_at", "parted_by", "parted_reason"])
        both = (merge.kept_id, merge.other_id)
        close_pair(actor, *both, answer=Answer.DIFFERENT, words=reason, now=now)
        _tell(actor, merge, ledger, now=now, request_key=request_key)
        return merge.pk

    return once(actor, request_key, work)


def _locked(merge_id: UUID) -> PersonMerge:
    merge = PersonMerge.objects.select_for_update().filter(pk=merge_id).first()
    if merge is None:
        raise Refused("unmerge.not_here", "There is no such join.", next_step="Open the person.")
    if merge.parted_at is not None:
        raise Refused("unmerge.parted_already", "These records were parted already.")
    locked_pair(merge.kept_id, merge.other_id)
    return merge


def _check_later(merge: PersonMerge, ledger: Mapping[str, Sequence[Change]]) -> None:
    touched = {(label, one.key) for label, of in ledger.items() for one in of if one.changes}
    last = merge.rows.aggregate(last=Max("pk"))["last"]
    later = MergedRow.objects.filter(
        changed=True, merge__parted_at=None, pk__gt=last, row_key__in={key for _, key in touched}
    )
    check_partable(touched, set(later.values_list("table", "row_key")))


def _give_back(
    parting: Parting,
    ledger: Mapping[str, Sequence[Change]],
    since: Mapping[str, Sequence[Row]],
) -> None:
    kept = UUID(str(parting.kept))
    for label, table in BY_MODEL.items():
        present = {row.key: row.values for row in rows_of(table, kept, Side.KEPT)}
        changes = part(
            table,
            ledger=ledger.get(label, ()),
            present=present,
            since=since.get(label, ()),
            parting=parting,
        )
        _write(label, changes)
    _write(PERSON, restored(ledger[PERSON], _people(ledger[PERSON])))


def _people(ledger: Sequence[Change]) -> dict[str, dict[str, object]]:
    columns = {name for line in ledger for name in line.after}
    rows = Person.objects.filter(pk__in=[line.key for line in ledger]).values("pk", *columns)
    return {str(row["pk"]): row for row in rows}


def _write(label: str, changes: Sequence[Change]) -> None:
    """Write changes: what leaves the standing record goes first, so that its places are free."""
    gone = [change for change in changes if change.side is Side.OTHER]
    try:
        with transaction.atomic():
            write_changes(label, gone)
            write_changes(label, [change for change in changes if change.side is Side.KEPT])
    except IntegrityError as error:
        what = BY_MODEL[label].what.lower() if label in BY_MODEL else model_of(label).__name__
        raise Refused(
            "unmerge.holds_one_already",
            f"The parted record has one like this already: {what}.",
            next_step="Leave what was recorded since with the record that stands.",
        ) from error


def _tell(
    actor: Actor,
    merge: PersonMerge,
    ledger: Mapping[str, Sequence[Change]],
    *,
    now: datetime,
    request_key: UUID | None,
) -> None:
    entry = Entry(
        Op.ALTERATION,
        "people.part_people",
        Ref("person_merge", merge.pk),
        also=(Ref("person", merge.kept_id), Ref("person", merge.other_id)),
        fields=tuple(sorted(ledger)),
    )
    record(actor, entry, now=now, request_key=request_key)
    send(PARTED, {"merge": str(merge.pk)}, now=now)
