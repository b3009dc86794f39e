"""What comes out of an item: a decision, an action, something asked of the senior group."""

from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.liaison.actions.agenda_setting import place_due
from alongside.areas.liaison.actions.agreeing import NewAgreed, write_agreed
from alongside.areas.liaison.actions.group_keeping import next_decision
from alongside.areas.liaison.models import (
    AskedUpward,
    Decision,
    ItemAction,
    LiaisonGroup,
    Meeting,
)
from alongside.areas.liaison.queries.group_rows import group_for, item_for
from alongside.areas.liaison.rules.agenda import Due
from alongside.areas.liaison.rules.meeting_states import MeetingState, state_after
from alongside.areas.liaison.rules.meeting_words import ItemKind
from alongside.areas.liaison.rules.membership import check_keeps
from alongside.areas.liaison.rules.minutes import check_decision
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused

ITEM: Final = "agenda_item"
ASKED: Final = "liaison.asked_upward"


def decide(
    actor: Actor,
    item_id: UUID,
    words: str,
    *,
    why: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Write down a decision and its reason; it is numbered within the group.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``agenda.not_on_it``, ``meeting.not_now``, ``decision.no_words``,
            ``decision.no_why`` or ``words.tell_who``.
    """

    def work() -> UUID:
        item, meeting, part = item_for(actor, item_id, now=now, lock=True)
        check_keeps(part)
        state_after(MeetingState(meeting.state), "write_minutes")
        check_decision(words, why)
        check_tells_nobody(words, field="words")
        check_tells_nobody(why, field="why")
        # Two meetings of one group cannot give out one number: the group is locked for it.
        group = LiaisonGroup.objects.select_for_update().get(pk=meeting.group_id)
        row = Decision.objects.create(
            group=group,
            item=item,
            number=next_decision(group),
            words=words.strip(),
            why=why.strip(),
            by_id=actor.user_id,
            decided_at=now,
        )
        entry = Entry(
            Op.COLLECTION,
            "liaison.decide",
            Ref("hub_decision", row.id),
            also=(Ref("hub_meeting", meeting.id), Ref(ITEM, item.id)),
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def strike_decision(
    actor: Actor, decision_id: UUID, why: str, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Strike out a decision that was noted wrongly, before the minutes are agreed.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``decision.not_found``, ``meeting.not_now``, ``decision.strike_why`` or
            ``words.tell_who``.
    """

    def work() -> UUID:
        row = Decision.objects.filter(pk=decision_id, struck_at=None).first()
        if row is None:
            raise Refused(
                "decision.not_found",
                "That decision was struck out already.",
                next_step="Open the minutes again to see what stands.",
            )
        _, meeting, part = item_for(actor, row.item_id, now=now, lock=True)
        check_keeps(part)
        state_after(MeetingState(meeting.state), "write_minutes")
        if not why.strip():
            raise Refused("decision.strike_why", "Say why it is struck out.", field="why")
        check_tells_nobody(why, field="why")
        row.struck_at, row.struck_why = now, why.strip()
        row.save(update_fields=["struck_at", "struck_why"])
        also = (Ref("hub_meeting", meeting.id),)
        entry = Entry(
            Op.ALTERATION, "liaison.strike_decision", Ref("hub_decision", row.id), also=also
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def agree_at_item(
    actor: Actor,
    item_id: UUID,
    new: NewAgreed,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Write down an action straight from an item; the group watches over it.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``agenda.not_on_it``, ``meeting.not_now``, ``action.no_words``, ``action.owner``
            or ``words.tell_who``.
    """

    def work() -> UUID:
        item, meeting, part = item_for(actor, item_id, now=now, lock=True)
        check_keeps(part)
        state_after(MeetingState(meeting.state), "write_minutes")
        check_tells_nobody(new.words, field="words")
        check_tells_nobody(new.why, field="why")
        action = write_agreed(actor, new, now=now, request_key=request_key)
        ItemAction.objects.create(item=item, action_id=action)
        return action

    return once(actor, request_key, work)


def ask_senior(
    actor: Actor,
    item_id: UUID,
    title: str,
    *,
    why: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Ask the senior group: it stands on the agenda of its next meeting, with the reason.

    Where no meeting is planned it waits, and stands on the next one that is called.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``agenda.not_on_it``, ``asked.no_senior``, ``asked.no_title``, ``asked.no_why``,
            ``asked.already`` or ``words.tell_who``.
    """

    def work() -> UUID:
        item, meeting, part = item_for(actor, item_id, now=now, lock=True)
        check_keeps(part)
        senior, _ = group_for(actor, _above(meeting.group), now=now, lock=True)
        _check_asking(title, why)
        if item.asked.filter(senior=senior).exists():
            raise Refused("asked.already", "The senior group was asked about this already.")
        row = AskedUpward.objects.create(
            item=item,
            senior=senior,
            title=title.strip(),
            why=why.strip(),
            asked_by_id=actor.user_id,
            asked_at=now,
        )
        _place(actor, row, meeting.group_id, now=now)
        entry = Entry(
            Op.COLLECTION,
            "liaison.ask_senior",
            Ref("asked_upward", row.id),
            also=(Ref(ITEM, item.id), Ref("liaison_group", senior.id)),
        )
        record(actor, entry, now=now, request_key=request_key)
        send(ASKED, {"asked": str(row.id), "by": str(actor.user_id)}, now=now)
        return row.id

    return once(actor, request_key, work)


def _above(group: LiaisonGroup) -> UUID:
    if group.senior_id is None:
        raise Refused(
            "asked.no_senior",
            "No senior group stands above this one.",
            next_step="Change the group to say which one does.",
        )
    return group.senior_id


def _check_asking(title: str, why: str) -> None:
    if not title.strip():
        raise Refused("asked.no_title", "Say in one line what is asked.", field="title")
    if not why.strip():
        raise Refused(
            "asked.no_why",
            "Say why the senior group has to look at it.",
            next_step="What was tried, and what only they can do?",
            field="why",
        )
    check_tells_nobody(title, field="title")
    check_tells_nobody(why, field="why")


def _place(actor: Actor, row: AskedUpward, asked_by: UUID, *, now: datetime) -> None:
    ahead = Meeting.objects.select_for_update().filter(
        group_id=row.senior_id, state=MeetingState.PLANNED, starts_at__gt=now
    )
    following = ahead.order_by("starts_at").first()
    if following is not None:
        due = Due(ItemKind.ESCALATED, row.title, row.id, row.why, asked_by)
        place_due(actor, following, [due], now=now)
