"""Appropriate adults: ask one, and say that what was found has been read."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.actions.telling import READ
from alongside.areas.diversion.actions.writing import (
    NewEvent,
    append,
    audit_event,
    check_may,
    locked_episode,
    refresh,
)
from alongside.areas.diversion.models import EpisodeEvent
from alongside.areas.diversion.rules.adults import KINDS_OF_ADULT, why_cannot_act
from alongside.engines.law import Candidate, CandidateKind
from alongside.foundation.audit.once import once
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody proposed as appropriate adult. ``None`` is not known.

    Attributes:
        name: Who.
        relation: A code of the law's ``CandidateKind``.
        phone: To ring them.
        age_years: In whole years.
        involved_in_offence: Whether they had part in it.
        is_victim: Whether they are a victim of it.
        is_witness: Whether they are a witness to it.
        received_admissions: Whether they heard admissions before acting.
        estranged_and_objected_to: Whether they are an estranged parent the child objects to.
    """

    name: str
    relation: str
    phone: str = ""
    age_years: int | None = None
    involved_in_offence: bool | None = None
    is_victim: bool | None = None
    is_witness: bool | None = None
    received_admissions: bool | None = None
    estranged_and_objected_to: bool | None = None

    def candidate(self) -> Candidate:
        """Answer them as the law takes them."""
        return Candidate(
            kind=CandidateKind(self.relation),
            age_years=self.age_years,
            involved_in_offence=self.involved_in_offence,
            is_victim=self.is_victim,
            is_witness=self.is_witness,
            received_admissions=self.received_admissions,
            estranged_and_objected_to=self.estranged_and_objected_to,
        )


def call_adult(
    actor: Actor,
    episode_id: UUID,
    proposed: Proposed,
    *,
    happened_at: datetime,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record that somebody was asked to act; where they cannot, that is recorded with the reason.

    Returns:
        The event, of kind ``adult_called`` or ``adult_refused_as``.

    Raises:
        NotPermitted: The role does not record this.
        Refused: ``adult.no_name``, ``adult.unknown_relation`` or ``episode.not_found``.

    Source: DOMAIN R2.3, R2.5, T2.2.
    """
    if not proposed.name.strip():
        raise Refused("adult.no_name", "Say who it is.", field="name")
    if proposed.relation not in KINDS_OF_ADULT:
        raise Refused("adult.unknown_relation", "Say who they are to them.", field="relation")
    why = why_cannot_act(proposed.candidate(), at=happened_at)
    facts = {**asdict(proposed), **({"why": why} if why else {})}
    step = NewEvent("adult_refused_as" if why else "adult_called", happened_at, facts)
    check_may(actor, step, now)

    def work() -> UUID:
        episode = locked_episode(episode_id)
        event = append(actor, episode, step, now=now)
        audit_event(actor, event, action="diversion.call_adult", now=now, request_key=request_key)
        refresh(episode)
        return event.id

    return once(actor, request_key, work)


def acknowledge_alert(
    actor: Actor,
    episode_id: UUID,
    *,
    words: str = "",
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record that the custody officer has read what the first look found, and tell who raised it.

    Raises:
        NotPermitted: The role does not.
        Refused: ``alert.none`` where nothing was raised.
    """
    step = NewEvent("alert_acknowledged", now, {"by": actor.name, "words": words})
    check_may(actor, step, now)

    def work() -> UUID:
        episode = locked_episode(episode_id)
        raised = (
            EpisodeEvent.objects.filter(episode=episode, kind="alert_raised", superseded_by=None)
            .order_by("-sequence")
            .first()
        )
        if raised is None:
            raise Refused("alert.none", "Nothing was raised here.")
        event = append(actor, episode, step, now=now)
        audit_event(
            actor, event, action="diversion.acknowledge_alert", now=now, request_key=request_key
        )
        refresh(episode)
        payload = {"episode": str(episode.id), "raised_by": str(raised.recorded_by_id)}
        send(READ, payload, now=now)
        return event.id

    return once(actor, request_key, work)
