"""Joining two records that are about one person. Nothing is lost, and it can be undone exactly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from alongside.areas.people.actions.changing import keep_past, save_details
from alongside.areas.people.actions.filing import file_people
from alongside.areas.people.actions.merging_writing import (
    locked_pair,
    write_changes,
    write_ledger,
)
from alongside.areas.people.actions.pairing import close_pair
from alongside.areas.people.models import Person, PersonMerge
from alongside.areas.people.queries.merging_rows import (
    PERSON_COLUMNS,
    both_rows,
    seen_mark,
    standing_first,
)
from alongside.areas.people.rules.merging.evidence import check_reason
from alongside.areas.people.rules.merging.pairs import Answer
from alongside.areas.people.rules.merging.settling import (
    Joining,
    check_joinable,
    clashes,
    settle,
)
from alongside.areas.people.rules.merging.shapes import PERSON, Change, Side
from alongside.areas.people.rules.merging.tables import BY_MODEL
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.foundation.picture.holding import kinds_held
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Conflict, Refused

JOINED = "people.joined"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What somebody decided about two records.

    Attributes:
        reason: How they know that both are about one person.
        chosen: Whose row is to be current, by the name of what both hold; the standing one's else.
        seen: The mark of what they were shown; empty when nothing was.
    """

    reason: str
    chosen: Mapping[str, Side] = field(default_factory=dict)
    seen: str = ""


def merge_people(
    actor: Actor,
    agreed: Agreed,
    *,
    one: UUID,
    another: UUID,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Join two records that are about one person.

    Everything of the one is put with the other, and a ledger keeps what each row said before.
    Its key leads to the standing one for ever.

    Returns:
        The join.

    Raises:
        NotPermitted: Only a liaison lead joins records.
        Conflict: ``merge.changed_meanwhile``.
        Refused: ``merge.same_record``, ``merge.joined_already``, ``merge.open_on_both`` or
            ``merge.reason``.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "person.merge")
        reason = check_reason(agreed.reason)
        kept, other = _check_pair(one, another)
        changes = _settled(actor, kept, other, agreed, now=now)
        merge = PersonMerge.objects.create(
            kept=kept,
            other=other,
            merged_at=now,
            merged_by_id=actor.user_id,
            controller_id=actor.organisation_id,
            reason=reason,
        )
        for label, of in changes.items():
            write_changes(label, of)
        own = _join_keys(kept, other)
        own += _choose_details(actor, kept, other, agreed.chosen, now=now)
        file_people([kept.pk, other.pk])
        write_ledger(merge, changes | {PERSON: own})
        close_pair(actor, kept.pk, other.pk, answer=Answer.SAME, words=reason, now=now)
        _tell(actor, merge, changes, now=now, request_key=request_key)
        return merge.pk

    return once(actor, request_key, work)


def _settled(
    actor: Actor, kept: Person, other: Person, agreed: Agreed, *, now: datetime
) -> dict[str, list[Change]]:
    """Work out what every row of both records is to say."""
    rows = both_rows(kept.pk, other.pk)
    if agreed.seen and agreed.seen != seen_mark(rows, (kept, other)):
        raise Conflict(
            "merge.changed_meanwhile",
            "One of the records changed while you were reading.",
            theirs={},
            next_step="Look at both again, then join them.",
        )
    for label, table in BY_MODEL.items():
        check_joinable(clashes(table, rows[label], now))
    held = {
        Side.KEPT: kinds_held(actor, kept.pk, now),
        Side.OTHER: kinds_held(actor, other.pk, now),
    }
    joining = Joining(kept.pk, other.pk, actor.user_id, now, agreed.chosen, held)
    return {label: settle(BY_MODEL[label], of, joining) for label, of in rows.items()}


def _check_pair(first: UUID, second: UUID) -> tuple[Person, Person]:
    if first == second:
        raise Refused("merge.same_record", "This is one record already.")
    both = locked_pair(first, second)
    if any(person.merged_into_id for person in both.values()):
        raise Refused(
            "merge.joined_already",
            "One of these records was joined to another already.",
            next_step="Open the person and look at which records were joined.",
        )
    return standing_first(both[first], both[second])


def _join_keys(kept: Person, other: Person) -> list[Change]:
    """Let the key, and every key that led to it, lead to the standing one."""
    leading = list(Person.objects.filter(merged_into=other).values_list("pk", flat=True))
    Person.objects.filter(pk__in=[*leading, other.pk]).update(merged_into=kept)
    before = {other.pk: None} | dict.fromkeys(leading, other.pk)
    return [
        Change(str(key), Side.OTHER, {"merged_into_id": was}, {"merged_into_id": kept.pk})
        for key, was in before.items()
    ]


def _choose_details(
    actor: Actor, kept: Person, other: Person, chosen: Mapping[str, Side], *, now: datetime
) -> list[Change]:
    """Write the other record's sex, ethnic group or description where somebody chose it."""
    wanted = {
        name: getattr(other, name)
        for name in PERSON_COLUMNS
        if chosen.get(name) is Side.OTHER and getattr(other, name) != getattr(kept, name)
    }
    if not wanted:
        return []
    before = {name: getattr(kept, name) for name in wanted}
    keep_past(actor, kept, now=now)
    for name, value in wanted.items():
        setattr(kept, name, value)
    save_details(kept)
    return [Change(str(kept.pk), Side.KEPT, before, wanted)]


def _tell(
    actor: Actor,
    merge: PersonMerge,
    changes: Mapping[str, list[Change]],
    *,
    now: datetime,
    request_key: UUID | None,
) -> None:
    touched = [label for label, of in changes.items() if any(one.changes for one in of)]
    entry = Entry(
        Op.COMBINATION,
        "people.merge_people",
        Ref("person_merge", merge.pk),
        also=(Ref("person", merge.kept_id), Ref("person", merge.other_id)),
        fields=tuple(sorted(touched)),
    )
    record(actor, entry, now=now, request_key=request_key)
    send(JOINED, {"merge": str(merge.pk)}, now=now)
