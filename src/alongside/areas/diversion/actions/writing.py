"""The one place where events are written and what follows from them is worked out."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.actions.configured import door_of
from alongside.areas.diversion.models import Episode, EpisodeEvent
from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.facts import (
    Facts,
    check_happened_at,
    check_not_before,
    kind_of,
    stored_facts,
)
from alongside.areas.diversion.rules.pathway import project
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.kit.story_order import next_place
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

IN_CUSTODY, IN_COURT = "P4", "P5"
BY_LINK = "service_link"
COURTS = frozenset({"magistrates", "crown", "youth_court"})


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event about to be recorded.

    Attributes:
        kind: Code from ``rules.kinds.KINDS``.
        happened_at: When it happened.
        facts: What is said of it, by the names its kind allows.
    """

    kind: str
    happened_at: datetime
    facts: Facts = field(default_factory=dict)


def check_may(actor: Actor, event: NewEvent, now: datetime) -> None:
    """Refuse a kind the actor's role does not record, or a time still to come.

    Raises:
        NotPermitted: The role does not record this kind.
        Refused: ``event.unknown_kind`` or ``event.in_the_future``.
    """
    require(actor, PERMISSIONS, kind_of(event.kind).permission)
    check_happened_at(event.happened_at, now)


def locked_episode(episode_id: UUID) -> Episode:
    """Load an episode for writing, so that two writers take turns.

    Raises:
        Refused: ``episode.not_found``.
    """
    episode = Episode.objects.select_for_update().filter(pk=episode_id).first()
    if episode is None:
        raise Refused(
            "episode.not_found",
            "That episode is not here.",
            next_step="Go back to the list and open it from there.",
        )
    return episode


def append(
    actor: Actor,
    episode: Episode,
    new: NewEvent,
    *,
    now: datetime,
    supersedes: EpisodeEvent | None = None,
    reason: str = "",
) -> EpisodeEvent:
    """Write one event row. The caller audits and refreshes.

    Raises:
        Refused: ``event.unknown_fact`` or ``event.before_opening``.
    """
    check_not_before(new.kind, new.happened_at, episode.opened_at)
    return EpisodeEvent.objects.create(
        episode=episode,
        sequence=next_place(episode.events.all(), supersedes),
        kind=new.kind,
        happened_at=new.happened_at,
        recorded_at=now,
        recorded_by_id=actor.user_id,
        recorded_as=actor.role,
        organisation_id=actor.organisation_id,
        facts=stored_facts(kind_of(new.kind), new.facts),
        supersedes=supersedes,
        correction_reason=reason,
    )


def audit_event(
    actor: Actor, event: EpisodeEvent, *, action: str, now: datetime, request_key: UUID | None
) -> None:
    """Write the audit row of one event: names of facts, never what they say."""
    episode = event.episode
    entry = Entry(
        Op.ALTERATION if event.supersedes_id else Op.COLLECTION,
        action,
        Ref("episode_event", event.id),
        also=(Ref("episode", episode.id), Ref("person", episode.person_id)),
        fields=(event.kind, *sorted(event.facts)),
        why=Why(purpose=purpose_of(episode)),
    )
    record(actor, entry, now=now, request_key=request_key)


def purpose_of(episode: Episode) -> str:
    """Answer what an episode is written for: custody (P4) or a court (P5)."""
    return IN_COURT if episode.setting in COURTS else IN_CUSTODY


def timeline_of(episode: Episode) -> Timeline:
    """Read the events that stand, in the order they happened."""
    rows = EpisodeEvent.objects.filter(episode=episode, superseded_by=None).exclude(kind="undone")
    return Timeline.of(
        TimelineEvent(row.kind, row.happened_at, row.recorded_at, row.facts, row.id, row.sequence)
        for row in rows
    )


def case_of(episode: Episode) -> Case:
    """Read an episode as rules read it."""
    return Case(
        timeline_of(episode),
        door=door_of(episode.door),
        setting=episode.setting,
        age_band=episode.age_band,
    )


def refresh(episode: Episode) -> None:
    """Work out again everything that follows from an episode's events."""
    columns = asdict(project(case_of(episode)))
    episode.version += 1
    Episode.objects.filter(pk=episode.pk).update(**columns, version=episode.version)


def append_by_link(
    episode: Episode, new: NewEvent, *, organisation_id: UUID, now: datetime
) -> EpisodeEvent:
    """Write what a service without an account said by its link. The caller audits and refreshes."""
    return EpisodeEvent.objects.create(
        episode=episode,
        sequence=next_place(episode.events.all()),
        kind=new.kind,
        happened_at=new.happened_at,
        recorded_at=now,
        recorded_by=None,
        recorded_as=BY_LINK,
        organisation_id=organisation_id,
        facts=stored_facts(kind_of(new.kind), new.facts),
    )
