"""Calls a meeting with an agenda made of what is due, moves it, or cancels it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.liaison.actions.agenda_setting import place_due
from alongside.areas.liaison.actions.group_keeping import GROUP, check_runs
from alongside.areas.liaison.models import AskedUpward, LiaisonGroup, Meeting
from alongside.areas.liaison.queries.agenda_due import due_for
from alongside.areas.liaison.queries.group_rows import group_for, meeting_for
from alongside.areas.liaison.rules.agenda import not_yet_on
from alongside.areas.liaison.rules.meeting_states import MeetingState, state_after
from alongside.areas.liaison.rules.membership import check_keeps
from alongside.areas.liaison.rules.minutes import check_times
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import say
from alongside.kernel.refusal import Conflict, Refused

MEETING: Final = "hub_meeting"
CALLED: Final = "liaison.meeting_called"
MOVED: Final = "liaison.meeting_moved"
CANCELLED: Final = "liaison.meeting_cancelled"


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """When and where a group meets.

    Attributes:
        place: Where, or how to join.
    """

    starts_at: datetime
    ends_at: datetime
    place: str


def call_meeting(
    actor: Actor,
    group_id: UUID,
    new: NewMeeting,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Call a meeting; what is due stands on its agenda, and the members are told.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``group.not_found``, ``group.ended``, ``meeting.times``, ``meeting.no_place`` or
            ``meeting.same_time``.
    """

    def work() -> UUID:
        group, part = group_for(actor, group_id, now=now, lock=True)
        check_keeps(part)
        check_runs(group)
        _check(group, new)
        row = Meeting.objects.create(
            group=group,
            starts_at=new.starts_at,
            ends_at=new.ends_at,
            place=new.place.strip(),
            called_by_id=actor.user_id,
            called_at=now,
        )
        due = not_yet_on(due_for(actor, group, before=new.starts_at), ())
        place_due(actor, row, due, now=now)
        _note(actor, Op.COLLECTION, "liaison.call_meeting", row, now=now, request_key=request_key)
        send(CALLED, {"meeting": str(row.id), "by": str(actor.user_id)}, now=now)
        return row.id

    return once(actor, request_key, work)


def move_meeting(
    actor: Actor,
    meeting_id: UUID,
    new: NewMeeting,
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Let a meeting be at another time or place, and tell the members.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``meeting.not_found``, ``meeting.not_now``, or as for ``call_meeting``.
        Conflict: ``meeting.changed`` when somebody else changed it first.
    """

    def work() -> UUID:
        row, part = meeting_for(actor, meeting_id, now=now, lock=True)
        check_keeps(part)
        state_after(MeetingState(row.state), "move")
        if version is not None and version != row.version:
            raise Conflict(
                "meeting.changed",
                "Somebody else moved this meeting while you wrote.",
                theirs={
                    "When does it begin?": say(row.starts_at),
                    "When does it end?": say(row.ends_at),
                    "Where, or how to join?": row.place,
                },
                next_step="Look at both, then save what you want to keep.",
            )
        _check(row.group, new, but=row.id)
        row.starts_at, row.ends_at, row.place = new.starts_at, new.ends_at, new.place.strip()
        row.version += 1
        row.save(update_fields=["starts_at", "ends_at", "place", "version"])
        _note(actor, Op.ALTERATION, "liaison.move_meeting", row, now=now, request_key=request_key)
        send(MOVED, {"meeting": str(row.id), "by": str(actor.user_id)}, now=now)
        return row.id

    return once(actor, request_key, work)


def cancel_meeting(
    actor: Actor, meeting_id: UUID, why: str, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Cancel a meeting with a reason, and tell the members.

    What a locality group asked goes back to wait for the next meeting.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``meeting.not_found``, ``meeting.not_now`` or ``meeting.cancel_why``.
    """

    def work() -> UUID:
        row, part = meeting_for(actor, meeting_id, now=now, lock=True)
        check_keeps(part)
        row.state = state_after(MeetingState(row.state), "cancel")
        if not why.strip():
            raise Refused("meeting.cancel_why", "Say why it is cancelled.", field="why")
        row.cancelled_why, row.version = why.strip(), row.version + 1
        row.save(update_fields=["state", "cancelled_why", "version"])
        AskedUpward.objects.filter(placed__meeting=row).update(placed=None)
        _note(actor, Op.ALTERATION, "liaison.cancel_meeting", row, now=now, request_key=request_key)
        send(CANCELLED, {"meeting": str(row.id), "by": str(actor.user_id)}, now=now)
        return row.id

    return once(actor, request_key, work)


def _check(group: LiaisonGroup, new: NewMeeting, but: UUID | None = None) -> None:
    check_times(new.starts_at, new.ends_at)
    if not new.place.strip():
        raise Refused("meeting.no_place", "Say where it is, or how to join.", field="place")
    same = Meeting.objects.filter(group=group, starts_at=new.starts_at)
    found = same.exclude(state=MeetingState.CANCELLED).values_list("id", flat=True).first()
    if found is not None and found != but:
        raise Refused(
            "meeting.same_time",
            "This group meets at that time already.",
            next_step="Choose another time.",
            field="starts_at",
        )


def _note(
    actor: Actor, op: Op, action: str, row: Meeting, *, now: datetime, request_key: UUID | None
) -> None:
    entry = Entry(op, action, Ref(MEETING, row.id), also=(Ref(GROUP, row.group_id),))
    record(actor, entry, now=now, request_key=request_key)
