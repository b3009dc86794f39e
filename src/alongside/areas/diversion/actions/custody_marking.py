"""Go through everybody in custody in one pass: seen, or not seen and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.actions.custody_leaving import not_there, open_episode
from alongside.areas.diversion.actions.custody_lists import IN_CUSTODY
from alongside.areas.diversion.actions.custody_taking import band_of
from alongside.areas.diversion.actions.identifying import Identified, identify_person
from alongside.areas.diversion.actions.writing import (
    NewEvent,
    append,
    audit_event,
    locked_episode,
    refresh,
)
from alongside.areas.diversion.models import CustodyEntry, CustodyMark, DeskLink, Episode
from alongside.areas.diversion.queries.own_sites import own_site
from alongside.areas.diversion.rules.doors import USUAL_DOOR
from alongside.areas.diversion.rules.facts import check_happened_at
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.reach_in import SEEN, check_mark
from alongside.foundation.audit.keys import standing_key
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

DOORS = {"voluntary_attendance": "voluntary_attendance"}
"""By which door somebody comes whom the service went to itself, where it is not the usual one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What came of going to one person.

    Attributes:
        person_id: Who.
        mark: ``seen`` or ``not_seen``.
        reason: Why not: a code of ``rules.reach_in.REASONS``; empty when seen.
        words: Anything to add; may be empty.
    """

    person_id: UUID
    mark: str
    reason: str = ""
    words: str = ""


def mark_custody(
    actor: Actor,
    site_id: UUID,
    marks: Sequence[Mark],
    *,
    at: datetime,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record who was seen and who was not, all of one pass together.

    Somebody seen who has no episode open here gets one, noticed by the service's own review.
    Somebody only passed by does not: no record is made of those who need none.

    Returns:
        The first of the marks.

    Raises:
        NotPermitted: The role may not.
        Refused: ``marks.none``, ``mark.…``, ``custody.not_there`` or ``event.in_the_future``.
    """
    require(actor, PERMISSIONS, "custody_list.mark")
    check_happened_at(at, now)
    for mark in marks:
        check_mark(mark.mark, mark.reason)
    if not marks:
        raise Refused("marks.none", "Nobody is marked yet.", next_step="Mark one person or more.")

    def work() -> UUID:
        own_site(actor, site_id)
        now_known = [replace(mark, person_id=standing_key(mark.person_id)) for mark in marks]
        made = [_mark(actor, site_id, mark, at=at, now=now) for mark in now_known]
        audit = Entry(
            Op.COLLECTION,
            "diversion.mark_custody",
            Ref("custody_mark", made[0].id),
            also=tuple(
                ref
                for one in made
                for ref in (Ref("custody_mark", one.id), Ref("person", one.entry.person_id))
            ),
            fields=("mark",),
            why=Why(purpose=IN_CUSTODY),
        )
        record(actor, audit, now=now, request_key=request_key)
        return made[0].id

    return once(actor, request_key, work)


def _mark(actor: Actor, site_id: UUID, mark: Mark, *, at: datetime, now: datetime) -> CustodyMark:
    episode = open_episode(mark.person_id, site_id)
    entry = _entry(actor, site_id, mark.person_id, episode, now=now)
    made = CustodyMark.objects.create(
        entry=entry,
        mark=mark.mark,
        reason=mark.reason,
        words=mark.words,
        happened_at=at,
        recorded_at=now,
        recorded_by_id=actor.user_id,
    )
    if entry.marked_at is None or entry.marked_at <= at:
        CustodyEntry.objects.filter(pk=entry.pk).update(
            mark=mark.mark,
            mark_reason=mark.reason,
            marked_at=at,
            marked_by_id=actor.user_id,
            version=entry.version + 1,
        )
    if mark.mark == SEEN and episode is None:
        episode = _open(actor, entry, at=at, now=now)
    if episode is not None:
        _tell_the_story(actor, episode, mark, at=at, now=now)
    return made


def _entry(
    actor: Actor, site_id: UUID, person_id: UUID, episode: Episode | None, *, now: datetime
) -> CustodyEntry:
    """The person's line on the custody list; made where they were noticed without one."""
    there = CustodyEntry.objects.select_for_update().filter(
        site_id=site_id, person_id=person_id, left_at=None
    )
    entry = there.first()
    if entry is not None:
        return entry
    if episode is None or episode.left_custody_at is not None:
        raise not_there()
    return CustodyEntry.objects.create(
        site_id=site_id,
        person_id=person_id,
        custody_reference=episode.custody_reference,
        arrived_at=episode.opened_at,
        age_band=band_of(person_id, episode.opened_at),
        recorded_at=now,
        recorded_by_id=actor.user_id,
    )


def _open(actor: Actor, entry: CustodyEntry, *, at: datetime, now: datetime) -> Episode:
    links = DeskLink.objects.filter(person_id=entry.person_id, way="arrest", settled_at=None)
    kind = entry.site.kind
    arrested = kind == "custody" and links.exists()
    noticed = Identified(
        person_id=entry.person_id,
        site_id=entry.site_id,
        door=DOORS.get(kind, USUAL_DOOR),
        identified_at=at,
        source="street_triage" if arrested else "ld_proactive_review",
        custody_reference=entry.custody_reference[:40],
    )
    episode = locked_episode(identify_person(actor, noticed, now=now))
    links.update(episode=episode, settled_at=at, settled_by_id=actor.user_id)
    return episode


def _tell_the_story(
    actor: Actor, episode: Episode, mark: Mark, *, at: datetime, now: datetime
) -> None:
    facts = {"words": mark.words}
    if mark.mark != SEEN:
        facts["reason"] = mark.reason
    event = append(actor, episode, NewEvent(mark.mark, at, facts), now=now)
    audit_event(actor, event, action="diversion.mark_custody", now=now, request_key=None)
    refresh(episode)
