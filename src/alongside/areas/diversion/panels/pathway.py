"""Episodes on a person's page: that one is open is a matter of risk, an assessment is clinical."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.diversion.queries.person import (
    Assessment,
    PersonEpisode,
    last_assessment,
    person_episodes,
)
from alongside.engines.sharing import Category
from alongside.foundation.picture.panels import Panel, PanelBody, Place
from alongside.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Episodes:
    """A person's episodes, newest first."""

    lines: tuple[PersonEpisode, ...]


def load_open(viewer: Actor, person_id: UUID, _now: datetime) -> PanelBody | None:
    """Load the episodes that are open, when any is."""
    lines = person_episodes(viewer, person_id, still_open=True)
    return PanelBody(Episodes(lines), lines[0].opened_at) if lines else None


def load_closed(viewer: Actor, person_id: UUID, _now: datetime) -> PanelBody | None:
    """Load the episodes that were closed, when there are any."""
    lines = person_episodes(viewer, person_id, still_open=False)
    return PanelBody(Episodes(lines), lines[0].opened_at) if lines else None


def load_assessment(_viewer: Actor, person_id: UUID, _now: datetime) -> PanelBody | None:
    """Load the last assessment and the needs held, when there are any."""
    found: Assessment | None = last_assessment(person_id)
    return PanelBody(found, found.at or found.needs_at) if found else None


PANELS: Final = (
    Panel(
        "diversion.open",
        "Liaison and Diversion: open now",
        Category.RISK,
        Place.SAFETY,
        load_open,
        "diversion/pathway/panel_episodes.jinja",
    ),
    Panel(
        "diversion.closed",
        "Liaison and Diversion: earlier",
        Category.RISK,
        Place.REST,
        load_closed,
        "diversion/pathway/panel_episodes.jinja",
    ),
    Panel(
        "diversion.assessment",
        "Liaison and Diversion: assessment and needs",
        Category.CLINICAL,
        Place.REST,
        load_assessment,
        "diversion/pathway/panel_assessment.jinja",
    ),
)
