"""Puts papers before a meeting: words, or a page of this site."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import MeetingPaper
from alongside.areas.liaison.queries.group_rows import meeting_for
from alongside.areas.liaison.rules.agenda import check_paper
from alongside.areas.liaison.rules.meeting_states import MeetingState, state_after
from alongside.areas.liaison.rules.membership import check_member
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import NotPermitted, Refused


@dataclass(frozen=True, slots=True)
class NewPaper:
    """Something to read beforehand.

    Attributes:
        words: In Markdown; empty where there is a link.
        link: A page of this site; empty where there are words.
        item_id: The item it belongs to, or ``None``.
    """

    title: str
    words: str = ""
    link: str = ""
    item_id: UUID | None = None


def add_paper(
    actor: Actor,
    meeting_id: UUID,
    new: NewPaper,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Put a paper before a meeting, as a member of the group.

    Raises:
        NotPermitted: They do not belong to the group.
        Refused: ``meeting.not_found``, ``meeting.not_now``, ``paper.item``, ``words.tell_who`` or
            what ``rules.agenda.check_paper`` says.
    """

    def work() -> UUID:
        meeting, part = meeting_for(actor, meeting_id, now=now, lock=True)
        check_member(part)
        state_after(MeetingState(meeting.state), "set_agenda")
        check_paper(new.title, words=new.words, link=new.link)
        check_tells_nobody(f"{new.title}\n{new.words}", field="words")
        if new.item_id and not meeting.items.filter(pk=new.item_id, dropped_at=None).exists():
            raise Refused("paper.item", "That is not on this agenda any more.", field="item")
        row = MeetingPaper.objects.create(
            meeting=meeting,
            item_id=new.item_id,
            title=new.title.strip(),
            words=new.words.strip(),
            link=new.link.strip(),
            added_by_id=actor.user_id,
            added_at=now,
        )
        entry = Entry(
            Op.COLLECTION,
            "liaison.add_paper",
            Ref("meeting_paper", row.id),
            also=(Ref("hub_meeting", meeting.id),),
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def take_paper_back(
    actor: Actor, paper_id: UUID, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Take a paper back before the meeting; whoever put it there or keeps the meeting may.

    Returns:
        The meeting.

    Raises:
        NotPermitted: They did neither.
        Refused: ``paper.not_found`` or ``meeting.not_now``.
    """

    def work() -> UUID:
        row = MeetingPaper.objects.filter(pk=paper_id, taken_back_at=None).first()
        if row is None:
            raise Refused(
                "paper.not_found",
                "That paper was taken back.",
                next_step="Open the meeting again to see its papers.",
            )
        meeting, part = meeting_for(actor, row.meeting_id, now=now, lock=True)
        if not part.keeps and row.added_by_id != actor.user_id:
            raise NotPermitted(
                "not_permitted.paper",
                "Only whoever put a paper there takes it back.",
                next_step="Ask them, the chair or the minute-taker.",
            )
        state_after(MeetingState(meeting.state), "set_agenda")
        row.taken_back_at = now
        row.save(update_fields=["taken_back_at"])
        entry = Entry(
            Op.ALTERATION,
            "liaison.take_paper_back",
            Ref("hub_meeting", meeting.id),
            also=(Ref("meeting_paper", row.id),),
        )
        record(actor, entry, now=now, request_key=request_key)
        return meeting.id

    return once(actor, request_key, work)
