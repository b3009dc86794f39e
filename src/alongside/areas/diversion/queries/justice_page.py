"""Where a case stands with police and courts: hearings, decisions, and where they went."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.models import DeskLink, Episode, EpisodeEvent, Hearing
from alongside.areas.diversion.queries.list_lines import HearingLine, hearing_line
from alongside.areas.diversion.queries.looking import leave_to_look, log_look
from alongside.areas.diversion.queries.own_sites import check_theirs
from alongside.areas.diversion.rules import kinds_justice
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.people.queries import labels
from alongside.foundation.audit.record import Ref
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class JusticeEvent:
    """One decision, as it was recorded.

    Attributes:
        kind: A code of ``rules.kinds_justice``.
        label: How the story names it.
        happened_at: When.
        facts: What is said of it.
        by: Who recorded it.
    """

    kind: str
    label: str
    happened_at: datetime
    facts: Mapping[str, object]
    by: str


@dataclass(frozen=True, slots=True)
class JusticePage:
    """A case.

    Attributes:
        episode_id: The episode.
        person_id: Who.
        name: How they are named.
        age_words: Such as ``34``.
        young: Whether they are on the path for under 18s.
        site_name: Where it began.
        opened_at: When it began.
        setting: A code of ``ld_setting``.
        next_what: What is owed next; empty when nothing is.
        next_due_at: By when.
        hearings: Newest first.
        events: What was decided, newest first.
        closed: Whether the episode is closed.
    """

    episode_id: UUID
    person_id: UUID
    name: str
    age_words: str
    young: bool
    site_name: str
    opened_at: datetime
    setting: str
    next_what: str
    next_due_at: datetime | None
    hearings: tuple[HearingLine, ...]
    events: tuple[JusticeEvent, ...]
    closed: bool


def justice_page(viewer: Actor, episode_id: UUID, *, now: datetime) -> JusticePage:
    """Answer where a case stands, and keep that the viewer was shown it.

    Raises:
        NotPermitted: The role does not, or may not be shown who anybody is.
        Refused: ``episode.not_found``.
    """
    require(viewer, PERMISSIONS, "justice.record")
    leave = leave_to_look(viewer, now=now)
    episode = Episode.objects.select_related("site").filter(pk=episode_id).first()
    if episode is None:
        raise Refused("episode.not_found", "That episode is not here.")
    check_theirs(viewer, episode)
    label = labels(viewer, [episode.person_id], now=now)[episode.person_id]
    refs = (Ref("episode", episode.id), Ref("person", episode.person_id))
    log_look(viewer, "diversion.justice", refs, leave=leave, now=now)
    own = episode.next_role in ("", viewer.role.value) or viewer.role.value != "custody_officer"
    return JusticePage(
        episode_id=episode.id,
        person_id=episode.person_id,
        name=label.full,
        age_words=label.age_words,
        young=episode.age_band == "under_18",
        site_name=episode.site.name,
        opened_at=episode.opened_at,
        setting=episode.setting,
        next_what=episode.next_what if own else "",
        next_due_at=episode.next_due_at if own else None,
        hearings=_hearings(episode),
        events=_events(viewer, episode),
        closed=episode.closed_at is not None,
    )


@dataclass(frozen=True, slots=True)
class HearingToChange:
    """A hearing that a form is about to change.

    Attributes:
        line: What it says now.
        site_id: At which court.
        episode_id: Of which episode.
    """

    line: HearingLine
    site_id: UUID
    episode_id: UUID


def hearing_to_change(viewer: Actor, hearing_id: UUID) -> HearingToChange:
    """Answer a hearing for a form that changes it; shows nobody.

    Raises:
        NotPermitted: The role does not.
        Refused: ``hearing.not_found`` or ``episode.not_found``.
    """
    require(viewer, PERMISSIONS, "justice.record")
    row = Hearing.objects.select_related("site", "episode__site").filter(pk=hearing_id).first()
    if row is None:
        raise Refused("hearing.not_found", "That hearing is not here.")
    check_theirs(viewer, row.episode)
    return HearingToChange(hearing_line(row), row.site_id, row.episode_id)


@dataclass(frozen=True, slots=True)
class DeskSide:
    """Where an episode joins the desk's story.

    Attributes:
        way: ``arrest`` or ``section_136``.
        happened_at: When.
    """

    way: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class CourtSide:
    """What an episode's page shows of police and court.

    Attributes:
        hearings: Newest first.
        desk: Where it joins the desk's story.
    """

    hearings: tuple[HearingLine, ...]
    desk: tuple[DeskSide, ...]


def court_side(viewer: Actor, episode_id: UUID) -> CourtSide:
    """Answer the hearings of an episode, for its page, which decides and logs the look.

    Raises:
        NotPermitted: The role does not look at episodes.
    """
    require(viewer, PERMISSIONS, "episode.see")
    rows = Hearing.objects.filter(episode_id=episode_id).select_related("site").order_by("-at")
    links = DeskLink.objects.filter(episode_id=episode_id).order_by("happened_at")
    return CourtSide(
        tuple(hearing_line(row) for row in rows),
        tuple(DeskSide(link.way, link.happened_at) for link in links),
    )


def _hearings(episode: Episode) -> tuple[HearingLine, ...]:
    rows = Hearing.objects.filter(episode=episode).select_related("site").order_by("-at")
    return tuple(hearing_line(row) for row in rows)


def _events(viewer: Actor, episode: Episode) -> tuple[JusticeEvent, ...]:
    """What the viewer's role may record, it may see: custody sees no plan of the service's own."""
    labels_of = {
        kind.code: kind.label
        for kind in kinds_justice.KINDS
        if viewer.role in PERMISSIONS[kind.permission]
    }
    rows = (
        EpisodeEvent.objects.filter(episode=episode, kind__in=labels_of, superseded_by=None)
        .select_related("recorded_by")
        .order_by("-happened_at", "-sequence")
    )
    return tuple(
        JusticeEvent(
            row.kind, labels_of[row.kind], row.happened_at, row.facts, row.recorded_by.display_name
        )
        for row in rows
    )
