"""Sets the agenda of a meeting: puts things on it, in order, and takes them off with a reason."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.actions.group_keeping import next_item
from alongside.areas.liaison.models import AgendaItem, AskedUpward, Meeting
from alongside.areas.liaison.queries.agenda_due import due_for
from alongside.areas.liaison.queries.group_rows import item_for, meeting_for
from alongside.areas.liaison.rules.agenda import Due, check_drop, check_item, moved, not_yet_on
from alongside.areas.liaison.rules.meeting_states import MeetingState, state_after
from alongside.areas.liaison.rules.meeting_words import ItemKind
from alongside.areas.liaison.rules.membership import check_keeps, check_member
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor

MEETING = "hub_meeting"
ITEM = "agenda_item"
DROPPED = "liaison.asking_dropped"


@dataclass(frozen=True, slots=True)
class NewItem:
    """What somebody brings to a meeting.

    Attributes:
        title: One line of the agenda.
        why: What the meeting is asked for.
    """

    title: str
    why: str = ""


def bring_item(
    actor: Actor,
    meeting_id: UUID,
    new: NewItem,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Put something on an agenda, as a member of the group.

    Raises:
        NotPermitted: They do not belong to the group.
        Refused: ``meeting.not_found``, ``meeting.not_now``, ``agenda.no_title`` or
            ``words.tell_who``.
    """

    def work() -> UUID:
        meeting, part = meeting_for(actor, meeting_id, now=now, lock=True)
        check_member(part)
        state_after(MeetingState(meeting.state), "set_agenda")
        check_item(new.title)
        check_tells_nobody(new.title, field="title")
        check_tells_nobody(new.why, field="why")
        due = Due(ItemKind.BROUGHT, new.title.strip(), why=new.why.strip())
        row = place_due(actor, meeting, [due], now=now)[0]
        entry = Entry(
            Op.COLLECTION,
            "liaison.bring_item",
            Ref(ITEM, row.id),
            also=(Ref(MEETING, meeting.id),),
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def take_in(
    actor: Actor,
    meeting_id: UUID,
    keys: Collection[str],
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Put on an agenda what has fallen due since it was made.

    Args:
        actor: Who keeps the meeting.
        meeting_id: Which.
        keys: Of what is due, as ``rules.agenda.Due.key``; what is not due any more is left out.
        now: The instant.
        request_key: Of the form.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``meeting.not_found`` or ``meeting.not_now``.
    """

    def work() -> UUID:
        meeting, part = meeting_for(actor, meeting_id, now=now, lock=True)
        check_keeps(part)
        state_after(MeetingState(meeting.state), "set_agenda")
        due = not_yet_on(
            due_for(actor, meeting.group, before=meeting.starts_at),
            meeting.items.values_list("kind", "about_id", "title"),
        )
        wanted = [one for one in due if one.key in keys]
        rows = place_due(actor, meeting, wanted, now=now)
        also = tuple(Ref(ITEM, row.id) for row in rows)
        entry = Entry(Op.COLLECTION, "liaison.take_in_due", Ref(MEETING, meeting.id), also=also)
        record(actor, entry, now=now, request_key=request_key)
        return meeting.id

    return once(actor, request_key, work)


def place_due(
    actor: Actor, meeting: Meeting, due: Iterable[Due], *, now: datetime
) -> list[AgendaItem]:
    """Put what is due at the end of an agenda, in the caller's transaction."""
    place = next_item(meeting)
    rows = [
        AgendaItem(
            meeting=meeting,
            place=place + at,
            kind=one.kind,
            title=one.title,
            why=one.why,
            about_id=one.about_id,
            asked_by_id=one.asked_by,
            added_by_id=actor.user_id,
            added_at=now,
        )
        for at, one in enumerate(due)
    ]
    AgendaItem.objects.bulk_create(rows)
    for row in rows:
        if row.kind == ItemKind.ESCALATED and row.about_id:
            AskedUpward.objects.filter(pk=row.about_id).update(placed=row)
    return rows


def move_item(
    actor: Actor, item_id: UUID, *, to: int, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Put an item at another place, counted from 1.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``agenda.not_on_it`` or ``meeting.not_now``.
    """

    def work() -> UUID:
        item, meeting, part = item_for(actor, item_id, now=now, lock=True)
        check_keeps(part)
        state_after(MeetingState(meeting.state), "set_agenda")
        rows = {row.id: row for row in meeting.items.filter(dropped_at=None).order_by("place")}
        for place, one in enumerate(moved(list(rows), item.id, to=to), start=1):
            rows[one].place = place
        AgendaItem.objects.bulk_update(rows.values(), ["place"])
        _note(actor, "liaison.move_item", item, now=now, request_key=request_key)
        return meeting.id

    return once(actor, request_key, work)


def drop_item(
    actor: Actor, item_id: UUID, why: str, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Take an item off an agenda, with the reason; a locality group that asked is told.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``agenda.not_on_it``, ``meeting.not_now``, ``agenda.drop_why`` or
            ``words.tell_who``.
    """

    def work() -> UUID:
        item, meeting, part = item_for(actor, item_id, now=now, lock=True)
        check_keeps(part)
        state_after(MeetingState(meeting.state), "set_agenda")
        check_drop(ItemKind(item.kind), why)
        check_tells_nobody(why, field="why")
        item.dropped_at, item.dropped_why = now, why.strip()
        item.save(update_fields=["dropped_at", "dropped_why"])
        _note(actor, "liaison.drop_item", item, now=now, request_key=request_key)
        if item.asked_by_id:
            send(DROPPED, {"item": str(item.id)}, now=now)
        return meeting.id

    return once(actor, request_key, work)


def _note(
    actor: Actor, action: str, item: AgendaItem, *, now: datetime, request_key: UUID | None
) -> None:
    # The meeting is the subject, so that the form sent twice answers it again.
    also = (Ref(ITEM, item.id),)
    entry = Entry(Op.ALTERATION, action, Ref(MEETING, item.meeting_id), also=also)
    record(actor, entry, now=now, request_key=request_key)
