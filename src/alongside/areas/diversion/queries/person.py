"""A person's episodes, for their page, which decides what is shown and logs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.actions.configured import door_of
from alongside.areas.diversion.actions.writing import case_of
from alongside.areas.diversion.models import Episode, EpisodeEvent
from alongside.areas.diversion.queries.story import states_of
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.stages import Stage, words_for_custody
from alongside.areas.diversion.rules.steps import FOUND
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.picture.reading import read_once
from alongside.foundation.reference import code_list
from alongside.kernel.actor import Actor, Role, holds


@dataclass(frozen=True, slots=True)
class PersonEpisode:
    """An episode as a person's page names it, the same for everybody who may see that it is.

    Attributes:
        episode_id: The episode.
        opened_at: When they were noticed.
        closed_at: When it was closed.
        site: Where.
        door: By which way in.
        service: Which service keeps it.
        standing: Whether they were seen; never what was asked, answered or declined.
        next_role: Who owes the next thing; empty where nobody does.
        may_open: Whether its page is for this viewer.
    """

    episode_id: UUID
    opened_at: datetime
    closed_at: datetime | None
    site: str
    door: str
    service: str
    standing: str
    next_role: str
    may_open: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """The last assessment, and the needs that are held.

    Attributes:
        at: When; ``None`` where only needs are recorded.
        method: How they met.
        outcome: How it ended.
        by: Who assessed them.
        words: What they found.
        needs: Those to be reckoned with, in words.
        needs_at: When needs were last spoken of.
        episode_id: The episode.
    """

    at: datetime | None
    method: str
    outcome: str
    by: str
    words: str
    needs: tuple[str, ...]
    needs_at: datetime | None
    episode_id: UUID


def _rows(person_id: UUID) -> list[Episode]:
    rows = Episode.objects.filter(person_id=person_id).select_related("site", "organisation")
    return read_once(
        ("diversion.episodes", person_id), lambda: list(rows.order_by("-opened_at")[:12])
    )


def person_episodes(
    viewer: Actor, person_id: UUID, *, still_open: bool
) -> tuple[PersonEpisode, ...]:
    """Answer a person's open or closed episodes, newest first."""
    may = holds(viewer, PERMISSIONS, "episode.see")
    return tuple(
        PersonEpisode(
            episode_id=row.id,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            site=row.site.name,
            door=door_of(row.door).title,
            service=row.organisation.short_name,
            standing=words_for_custody(Stage(row.stage)),
            next_role=ROLE_LABELS[Role(row.next_role)] if row.next_role else "",
            may_open=may,
        )
        for row in _rows(person_id)
        if (row.closed_at is None) is still_open
    )


def last_assessment(person_id: UUID) -> Assessment | None:
    """Answer the last assessment and the needs held, from the newest episode that has either."""
    for row in _rows(person_id):
        held = {c for c, state in states_of(case_of(row)).items() if state in FOUND}
        event = _last(row, "assessed")
        if event is None and not held:
            continue
        needs = _last(row, "vulnerabilities")
        facts: Mapping[str, object] = event.facts if event else {}
        display = code_list("ld_vulnerability").display
        return Assessment(
            at=event.happened_at if event else None,
            method=_said("ld_assessment_method", facts.get("method")),
            outcome=_said("ld_assessment_outcome", facts.get("outcome")),
            by=str(facts.get("practitioner") or (event.recorded_by.display_name if event else "")),
            words=str(facts.get("words") or ""),
            needs=tuple(display(code) for code in sorted(held)),
            needs_at=needs.happened_at if needs else None,
            episode_id=row.id,
        )
    return None


def _last(row: Episode, kind: str) -> EpisodeEvent | None:
    rows = EpisodeEvent.objects.filter(episode=row, kind=kind, superseded_by=None)
    return rows.select_related("recorded_by").order_by("-happened_at", "-sequence").first()


def _said(system: str, code: object) -> str:
    return code_list(system).display(str(code)) if code else ""
