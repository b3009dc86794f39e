"""Takes the minutes of a meeting, closes it, and has them agreed at a later one."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.liaison.models import (
    Attendance,
    Meeting,
    MinutesCorrection,
    MinuteWords,
)
from alongside.areas.liaison.queries.group_members import posts_on
from alongside.areas.liaison.queries.group_rows import item_for, meeting_for
from alongside.areas.liaison.queries.posts import holders_of
from alongside.areas.liaison.rules.meeting_states import MeetingState, state_after
from alongside.areas.liaison.rules.meeting_words import Attended
from alongside.areas.liaison.rules.membership import check_keeps
from alongside.areas.liaison.rules.minutes import (
    LaterMeeting,
    check_agreed_in,
    check_correction,
    check_minutes,
    check_typed_on,
)
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

MEETING: Final = "hub_meeting"
HELD: Final = "liaison.meeting_held"
AGREED: Final = "liaison.minutes_agreed"
CORRECTED: Final = "liaison.minutes_corrected"


def save_minutes(
    actor: Actor,
    item_id: UUID,
    words: str,
    *,
    upon: int,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Save the minutes of one item; what stood before is kept.

    Args:
        actor: Who takes the minutes.
        item_id: Of the agenda.
        words: All of them.
        upon: The number they were typed on; 0 for none.
        now: The instant.
        request_key: Of this saving, the same however often it is sent.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``agenda.not_on_it``, ``meeting.not_now``, ``minutes.too_long`` or
            ``words.tell_who``.
        Conflict: ``minutes.changed`` when somebody else saved minutes of it first.
    """

    def work() -> UUID:
        item, meeting, part = item_for(actor, item_id, now=now, lock=True)
        check_keeps(part)
        state_after(MeetingState(meeting.state), "write_minutes")
        check_minutes(words)
        check_tells_nobody(words, field="words")
        last = item.minutes.select_related("by").order_by("-number").first()
        if last is not None and last.words == words:
            return item.id
        if last is not None:
            check_typed_on(upon, number=last.number, theirs=last.words, by=last.by.display_name)
        number = 1 + (last.number if last else 0)
        row = MinuteWords.objects.create(
            item=item, number=number, words=words, by_id=actor.user_id, saved_at=now
        )
        subject = Ref("agenda_item", item.id)
        also = (Ref(MEETING, meeting.id), Ref("minute_words", row.id))
        entry = Entry(Op.COLLECTION, "liaison.save_minutes", subject, also=also)
        record(actor, entry, now=now, request_key=request_key)
        return item.id

    return once(actor, request_key, work)


def note_attendance(
    actor: Actor,
    meeting_id: UUID,
    attended: Mapping[UUID, Attended],
    *,
    also_there: str = "",
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Note who was there, who sent apologies, and who else came.

    Args:
        actor: Who takes the minutes.
        meeting_id: Which.
        attended: By member post; whoever holds it at the meeting is kept with it.
        also_there: Others, in words.
        now: The instant.
        request_key: Of the form.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``meeting.not_found``, ``meeting.not_now``, ``attendance.post`` or
            ``words.tell_who``.
    """

    def work() -> UUID:
        meeting, part = meeting_for(actor, meeting_id, now=now, lock=True)
        check_keeps(part)
        state_after(MeetingState(meeting.state), "write_minutes")
        check_tells_nobody(also_there, field="also_there")
        _check_members(meeting, attended)
        holders = holders_of(list(attended), now=meeting.starts_at)
        for post, how in attended.items():
            Attendance.objects.update_or_create(
                meeting=meeting,
                post_id=post,
                defaults={"attended": how, "holder_id": holders.get(post)},
            )
        meeting.also_there = also_there.strip()
        meeting.save(update_fields=["also_there"])
        _note(actor, "liaison.note_attendance", meeting, now=now, request_key=request_key)
        return meeting.id

    return once(actor, request_key, work)


def _check_members(meeting: Meeting, posts: Iterable[UUID]) -> None:
    day = local_date(meeting.starts_at)
    if not set(posts) <= set(posts_on([meeting.group_id], today=day)[meeting.group_id]):
        raise Refused(
            "attendance.post",
            "One of these posts does not belong to this group on that day.",
            next_step="Open the meeting again to see its members.",
        )


def hold_meeting(
    actor: Actor, meeting_id: UUID, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Say that a meeting was held; the draft minutes go to its members.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``meeting.not_found``, ``meeting.not_now`` or ``meeting.not_begun``.
    """

    def work() -> UUID:
        meeting, part = meeting_for(actor, meeting_id, now=now, lock=True)
        check_keeps(part)
        meeting.state = state_after(MeetingState(meeting.state), "hold")
        if meeting.starts_at > now:
            raise Refused(
                "meeting.not_begun",
                "This meeting has not begun.",
                next_step="Say that it was held once it was; or cancel it.",
            )
        meeting.held_at, meeting.version = now, meeting.version + 1
        meeting.save(update_fields=["state", "held_at", "version"])
        _note(actor, "liaison.hold_meeting", meeting, now=now, request_key=request_key)
        send(HELD, {"meeting": str(meeting.id), "by": str(actor.user_id)}, now=now)
        return meeting.id

    return once(actor, request_key, work)


def agree_minutes(
    actor: Actor,
    meeting_id: UUID,
    later_id: UUID,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Have minutes agreed at a later meeting; from then on nothing in them is changed.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``meeting.not_found``, ``meeting.not_now``, ``minutes.which_meeting`` or
            ``minutes.too_soon``.
    """

    def work() -> UUID:
        meeting, part = meeting_for(actor, meeting_id, now=now, lock=True)
        check_keeps(part)
        meeting.state = state_after(MeetingState(meeting.state), "agree")
        later, _ = meeting_for(actor, later_id, now=now)
        facts = LaterMeeting(later.group_id, later.starts_at, MeetingState(later.state))
        check_agreed_in(meeting.group_id, meeting.starts_at, facts, now=now)
        meeting.agreed_at, meeting.agreed_in = now, later
        meeting.agreed_by_id, meeting.version = actor.user_id, meeting.version + 1
        meeting.save(update_fields=["state", "agreed_at", "agreed_in", "agreed_by", "version"])
        _note(actor, "liaison.agree_minutes", meeting, now=now, request_key=request_key)
        send(AGREED, {"meeting": str(meeting.id), "by": str(actor.user_id)}, now=now)
        return meeting.id

    return once(actor, request_key, work)


def correct_minutes(
    actor: Actor,
    meeting_id: UUID,
    words: str,
    *,
    why: str,
    item_id: UUID | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Add a correction to agreed minutes, which stay as they are.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``meeting.not_found``, ``meeting.not_now``, ``correction.no_words``,
            ``correction.no_why``, ``correction.item`` or ``words.tell_who``.
    """

    def work() -> UUID:
        meeting, part = meeting_for(actor, meeting_id, now=now, lock=True)
        check_keeps(part)
        state_after(MeetingState(meeting.state), "correct")
        check_correction(words, why)
        check_tells_nobody(words, field="words")
        check_tells_nobody(why, field="why")
        if item_id and not meeting.items.filter(pk=item_id).exists():
            raise Refused("correction.item", "Choose an item of this meeting.", field="item")
        row = MinutesCorrection.objects.create(
            meeting=meeting,
            item_id=item_id,
            words=words.strip(),
            why=why.strip(),
            by_id=actor.user_id,
            at=now,
        )
        entry = Entry(
            Op.ALTERATION,
            "liaison.correct_minutes",
            Ref("minutes_correction", row.id),
            also=(Ref(MEETING, meeting.id),),
        )
        record(actor, entry, now=now, request_key=request_key)
        send(CORRECTED, {"meeting": str(meeting.id), "by": str(actor.user_id)}, now=now)
        return row.id

    return once(actor, request_key, work)


def _note(
    actor: Actor, action: str, meeting: Meeting, *, now: datetime, request_key: UUID | None
) -> None:
    also = (Ref("liaison_group", meeting.group_id),)
    entry = Entry(Op.ALTERATION, action, Ref(MEETING, meeting.id), also=also)
    record(actor, entry, now=now, request_key=request_key)
