"""Notice somebody: open an episode."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.actions.configured import doors
from alongside.areas.diversion.actions.telling import RECEIVED
from alongside.areas.diversion.actions.writing import NewEvent, append, audit_event, refresh
from alongside.areas.diversion.models import Episode, Site
from alongside.areas.diversion.rules.age_bands import age_band
from alongside.areas.diversion.rules.doors import check_door, door_at
from alongside.areas.diversion.rules.facts import check_happened_at
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.steps import check_step
from alongside.areas.people.queries import birth_facts
from alongside.foundation.audit.keys import standing_key
from alongside.foundation.audit.once import once
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Identified:
    """Who was noticed, where and why.

    Attributes:
        person_id: Who.
        site_id: Where.
        door: By which door of the pathway, such as ``liaison_and_diversion``; empty for the one
            that the place has.
        identified_at: When.
        source: Who noticed: a code of the list ``ld_source``.
        reason: Why, in a few words; may be empty.
        offence_group: What they are suspected of, in a broad group; may be empty.
        custody_reference: The custody record's number; may be empty.
    """

    person_id: UUID
    site_id: UUID
    door: str
    identified_at: datetime
    source: str
    reason: str = ""
    offence_group: str = ""
    custody_reference: str = ""


def identify_person(
    actor: Actor, said: Identified, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Open an episode for somebody who was noticed.

    Returns:
        The episode; the same one when the same form is sent again.

    Raises:
        NotPermitted: The role may not.
        Refused: ``site.not_found``, ``event.in_the_future``, ``door.unknown``,
            ``door.which``, ``door.other_setting``, ``door.other_source`` or ``step.not_in_list``.
    """
    require(actor, PERMISSIONS, "episode.identify")
    said = replace(said, person_id=standing_key(said.person_id))
    check_happened_at(said.identified_at, now)

    def work() -> UUID:
        episode = _open(actor, said, now)
        facts = {
            "source": said.source,
            "reason": said.reason,
            "offence_group": said.offence_group,
        }
        check_step("identified", facts)
        event = append(actor, episode, NewEvent("identified", said.identified_at, facts), now=now)
        audit_event(
            actor, event, action="diversion.identify_person", now=now, request_key=request_key
        )
        refresh(episode)
        if actor.organisation_id != episode.organisation_id:
            send(RECEIVED, {"episode": str(episode.id)}, now=now)
        # The key of the form answers with the event, whose episode is the answer.
        return event.id

    made = once(actor, request_key, work)
    return Episode.objects.values_list("pk", flat=True).get(events=made)


def _open(actor: Actor, said: Identified, now: datetime) -> Episode:
    site = Site.objects.filter(pk=said.site_id, active=True).first()
    if site is None:
        raise Refused("site.not_found", "Choose where they are.", field="site")
    door = door_at(doors(), said.door, setting=site.kind)
    check_door(door, setting=site.kind, source=said.source)
    birth = birth_facts(said.person_id)
    return Episode.objects.create(
        person_id=said.person_id,
        organisation_id=site.provider_id or actor.organisation_id,
        opened_by_id=actor.user_id,
        opened_at=said.identified_at,
        recorded_at=now,
        door=door.code,
        setting=site.kind,
        site=site,
        custody_reference=said.custody_reference,
        offence_group=said.offence_group,
        age_band=age_band(
            born_on=birth.date_of_birth,
            age_low=birth.age_low,
            on=local_date(said.identified_at),
        ),
        first_time=not Episode.objects.filter(person_id=said.person_id).exists(),
        stage="identified",
        identified_at=said.identified_at,
    )
