"""Somebody leaves custody."""

from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.actions.custody_lists import IN_CUSTODY
from alongside.areas.diversion.actions.writing import NewEvent, append, audit_event, refresh
from alongside.areas.diversion.models import CustodyEntry, DeskLink, Episode
from alongside.areas.diversion.queries.own_sites import own_site
from alongside.areas.diversion.rules.facts import check_happened_at
from alongside.areas.diversion.rules.justice import LEFT_TO
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


def leave_custody(
    actor: Actor,
    entry_id: UUID,
    *,
    to: str,
    at: datetime,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record that somebody left custody, on the list and in their episode where they have one.

    Returns:
        The entry.

    Raises:
        NotPermitted: The role may not.
        Refused: ``custody.not_there``, ``custody.left_before``, ``justice.unknown_code`` or
            ``event.in_the_future``.
    """
    require(actor, PERMISSIONS, "custody_list.keep")
    check_happened_at(at, now)

    def work() -> UUID:
        entry = locked_entry(actor, entry_id)
        if at < entry.arrived_at:
            raise Refused("custody.left_before", "They left after they arrived.", field="at")
        write_leaving(actor, entry, to=to, at=at, now=now)
        audit = Entry(
            Op.ALTERATION,
            "diversion.leave_custody",
            Ref("custody_entry", entry.id),
            also=(Ref("person", entry.person_id),),
            fields=("left_at", "left_to"),
            why=Why(purpose=IN_CUSTODY),
        )
        record(actor, audit, now=now, request_key=request_key)
        return entry.id

    return once(actor, request_key, work)


def locked_entry(actor: Actor, entry_id: UUID) -> CustodyEntry:
    """Load somebody in custody for writing.

    Raises:
        Refused: ``custody.not_there`` where they left or are not at a place of the actor's.
    """
    there = CustodyEntry.objects.select_for_update().filter(pk=entry_id, left_at=None)
    entry = there.first()
    if entry is None:
        raise not_there()
    own_site(actor, entry.site_id)
    return entry


def not_there() -> Refused:
    """Say that somebody is not in custody any more."""
    return Refused(
        "custody.not_there",
        "They are not on the custody list now.",
        next_step="Look at the list again: somebody else may have recorded that they left.",
    )


def write_leaving(
    actor: Actor, entry: CustodyEntry, *, to: str, at: datetime, now: datetime
) -> None:
    """Write that somebody left; in their episode too, where one is open. The caller audits."""
    if to not in LEFT_TO:
        raise Refused("justice.unknown_code", "Say where they went.", field="to")
    end_entry(entry, to=to, at=at)
    episode = open_episode(entry.person_id, entry.site_id)
    if episode is None or episode.left_custody_at is not None:
        return
    event = append(actor, episode, NewEvent("left_custody", at, {"to": to}), now=now)
    audit_event(actor, event, action="diversion.leave_custody", now=now, request_key=None)
    refresh(episode)


def end_entry(entry: CustodyEntry, *, to: str, at: datetime) -> None:
    """Take somebody off the custody list; an arrest at the desk is no longer awaited."""
    CustodyEntry.objects.filter(pk=entry.pk).update(
        left_at=max(at, entry.arrived_at), left_to=to, version=entry.version + 1
    )
    DeskLink.objects.filter(person_id=entry.person_id, way="arrest", settled_at=None).update(
        settled_at=at
    )


def open_episode(person_id: UUID, site_id: UUID) -> Episode | None:
    """Load for writing the newest episode of somebody at a place that is not closed."""
    found = Episode.objects.select_for_update().filter(
        person_id=person_id, site_id=site_id, closed_at=None
    )
    return found.order_by("-opened_at").first()
