"""List a hearing, move it, record what the court decided, or take it out of the list."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.actions.report_writing import follow_hearing
from alongside.areas.diversion.actions.writing import (
    NewEvent,
    append,
    audit_event,
    check_may,
    locked_episode,
    refresh,
)
from alongside.areas.diversion.models import EpisodeEvent, Hearing
from alongside.areas.diversion.queries.own_sites import check_theirs, courts
from alongside.areas.diversion.rules.facts import Facts
from alongside.areas.diversion.rules.hearings import PURPOSES, RESULTS, state_after
from alongside.foundation.audit.once import once
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Conflict, Refused


@dataclass(frozen=True, slots=True)
class NewHearing:
    """A hearing to be listed.

    Attributes:
        site_id: At which court.
        at: When it starts.
        purpose: A code of ``rules.hearings.PURPOSES``.
    """

    site_id: UUID
    at: datetime
    purpose: str


def list_hearing(
    actor: Actor,
    episode_id: UUID,
    new: NewHearing,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """List a hearing.

    Returns:
        The event of it; the same one when the same form is sent again.

    Raises:
        NotPermitted: The role may not.
        Refused: ``episode.not_found``, ``hearing.no_court`` or ``hearing.purpose``.
    """
    listed = NewEvent("hearing_listed", now)
    check_may(actor, listed, now)
    _check_court(new.site_id)
    if new.purpose not in PURPOSES:
        raise Refused("hearing.purpose", "Say what the hearing is for.", field="purpose")

    def work() -> UUID:
        episode = locked_episode(episode_id)
        check_theirs(actor, episode)
        hearing = Hearing.objects.create(
            episode=episode, site_id=new.site_id, at=new.at, purpose=new.purpose
        )
        facts = {
            "hearing_id": hearing.id,
            "site_id": new.site_id,
            "at": new.at,
            "purpose": new.purpose,
        }
        event = append(actor, episode, replace(listed, facts=facts), now=now)
        return _kept(actor, event, now, request_key)

    return once(actor, request_key, work)


def move_hearing(
    actor: Actor,
    hearing_id: UUID,
    *,
    site_id: UUID,
    at: datetime,
    reason: str,
    version: int,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Move a hearing to another time or court; reports for it are due when it now starts.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``hearing.changed`` where somebody moved or settled it first.
        Refused: ``hearing.not_found``, ``hearing.settled`` or ``hearing.no_court``.
    """
    _check_court(site_id)
    facts: Facts = {"hearing_id": hearing_id, "site_id": site_id, "at": at, "reason": reason}
    moved = NewEvent("hearing_moved", now, facts)
    changed = {"site_id": site_id, "at": at}
    return _change(
        actor, hearing_id, moved, changed, version=version, now=now, request_key=request_key
    )


def hold_hearing(
    actor: Actor,
    hearing_id: UUID,
    *,
    result: str,
    next_words: str,
    held_at: datetime,
    version: int,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record that a hearing was held and what the court decided.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``hearing.changed`` where somebody moved or settled it first.
        Refused: ``hearing.not_found``, ``hearing.settled``, ``hearing.result`` or
            ``event.in_the_future``.
    """
    if result not in RESULTS:
        raise Refused("hearing.result", "Say what the court decided.", field="result")
    facts: Facts = {"hearing_id": hearing_id, "result": result, "next": next_words}
    held = NewEvent("hearing_held", held_at, facts)
    changed = {"result": result, "next_words": next_words, "settled_at": held_at}
    return _change(
        actor, hearing_id, held, changed, version=version, now=now, request_key=request_key
    )


def vacate_hearing(
    actor: Actor,
    hearing_id: UUID,
    *,
    words: str,
    version: int,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Take a hearing out of the list.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``hearing.changed`` where somebody moved or settled it first.
        Refused: ``hearing.not_found`` or ``hearing.settled``.
    """
    vacated = NewEvent("hearing_vacated", now, {"hearing_id": hearing_id, "words": words})
    changed = {"settled_at": now}
    return _change(
        actor, hearing_id, vacated, changed, version=version, now=now, request_key=request_key
    )


def _change(
    actor: Actor,
    hearing_id: UUID,
    new: NewEvent,
    changed: Mapping[str, object],
    *,
    version: int,
    now: datetime,
    request_key: UUID | None,
) -> UUID:
    check_may(actor, new, now)

    def work() -> UUID:
        hearing = _locked(hearing_id)
        episode = locked_episode(hearing.episode_id)
        check_theirs(actor, episode)
        state = state_after(new.kind, hearing.state)
        if hearing.version != version:
            raise _changed(hearing)
        Hearing.objects.filter(pk=hearing.pk).update(
            **changed, state=state, version=hearing.version + 1
        )
        event = append(actor, episode, new, now=now)
        at = changed.get("at")
        if isinstance(at, datetime):
            follow_hearing(actor, hearing_id, at, now=now)
        return _kept(actor, event, now, request_key)

    return once(actor, request_key, work)


def _locked(hearing_id: UUID) -> Hearing:
    hearing = Hearing.objects.select_for_update().filter(pk=hearing_id).first()
    if hearing is None:
        raise Refused("hearing.not_found", "That hearing is not here.")
    return hearing


def _changed(hearing: Hearing) -> Conflict:
    return Conflict(
        "hearing.changed",
        "Somebody else changed this hearing while you were typing.",
        theirs={"at": hearing.at.isoformat(), "version": str(hearing.version)},
        next_step="Look at what it says now, and send yours again if it still holds.",
    )


def _check_court(site_id: UUID) -> None:
    if site_id not in {court.id for court in courts()}:
        raise Refused("hearing.no_court", "Choose a court from the list.", field="site")


def _kept(actor: Actor, event: EpisodeEvent, now: datetime, request_key: UUID | None) -> UUID:
    action = f"diversion.{event.kind}"
    audit_event(actor, event, action=action, now=now, request_key=request_key)
    refresh(event.episode)
    return event.id
