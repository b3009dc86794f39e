"""Saves what somebody wrote in their workbook, and hands it in; sent twice, it is kept once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.placements.actions.own_writing import keep_trace, locked_own
from alongside.areas.placements.models import Learner, WorkbookEntry
from alongside.areas.placements.queries.own_workbook import standing_of
from alongside.areas.placements.rules.workbook import (
    Saved,
    Standing,
    check_hand_in,
    check_words,
    section_named,
)
from alongside.foundation.audit.record import Op, Ref
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Typed:
    """What a device sends.

    Attributes:
        section: Of the workbook.
        words: All that stands on the page.
        upon: The number it was typed on; 0 for none.
        settles: Numbers from other devices that were looked at and are taken in.
        draft_key: The device's own key of this saving, the same however often it is sent.
        hand_in: Whether it is handed in.
        written_at: When it was typed, as the device says.
    """

    section: str
    words: str
    upon: int
    draft_key: UUID
    settles: tuple[int, ...] = ()
    hand_in: bool = False
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What a device learns once its words are kept.

    Attributes:
        number: The number these words are kept under.
        standing: How the section stands now.
    """

    number: int
    standing: Standing


def save_words(actor: Actor, learner_id: UUID, typed: Typed, *, now: datetime) -> Kept:
    """Keep what was typed, and hand it in where that is asked.

    Words from two devices are both kept; which stands is for whoever wrote them to choose.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.not_yours``, ``workbook.no_section``, ``workbook.too_long``; and when
            handing in ``workbook.empty``, ``workbook.two_devices`` or ``words.tell_who``.
    """
    section_named(typed.section)
    check_words(typed.words)
    with transaction.atomic():
        row = locked_own(actor, learner_id, now=now)
        sent = WorkbookEntry.objects.filter(learner=row, draft_key=typed.draft_key).first()
        if sent is not None:
            return Kept(sent.number, standing_of(row.id, sent.section))
        stands = standing_of(row.id, typed.section)
        if typed.hand_in:
            check_hand_in(typed.words, _unsettled(stands, typed))
            check_tells_nobody(typed.words, field="words")
        number = _same(stands, typed) or _add(actor, row, typed, now=now)
        return Kept(number, standing_of(row.id, typed.section))


def _unsettled(stands: Standing, typed: Typed) -> tuple[Saved, ...]:
    """Answer what other devices wrote that these words neither stand on nor take in."""
    known = {typed.upon, *typed.settles}
    ends = (*([stands.newest] if stands.newest else []), *stands.others)
    return tuple(
        one for one in ends if one.number not in known and one.words not in ("", typed.words)
    )


def _same(stands: Standing, typed: Typed) -> int:
    """Answer the number under which the very same is kept already; 0 where it is not."""
    newest = stands.newest
    if newest is None or newest.number != typed.upon or typed.settles:
        return 0
    same = newest.words == typed.words and newest.handed_in >= typed.hand_in
    return newest.number if same else 0


def _add(actor: Actor, row: Learner, typed: Typed, *, now: datetime) -> int:
    last = row.workbook.filter(section=typed.section).order_by("-number").first()
    number = last.number + 1 if last else 1
    # A device may name a number that never was, or one yet to come: it then stands on nothing.
    upon = typed.upon if 0 < typed.upon < number else 0
    entry = WorkbookEntry.objects.create(
        learner=row,
        section=typed.section,
        number=number,
        upon=upon,
        settles=[one for one in typed.settles if 0 < one < number],
        words=typed.words,
        handed_in=typed.hand_in,
        written_at=min(typed.written_at or now, now),
        saved_at=now,
        draft_key=typed.draft_key,
    )
    action = "hand_in_workbook" if typed.hand_in else "save_workbook"
    subject = Ref("workbook_entry", entry.id)
    keep_trace(
        actor,
        Op.COLLECTION,
        action,
        subject=subject,
        learner_id=row.id,
        now=now,
        fields=(typed.section,),
    )
    return number
