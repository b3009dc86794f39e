"""This area's part of a person's page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.people.queries.identity import Identity, NeedLine, NumberLine
from alongside.areas.people.queries.identity import identity as identity_of
from alongside.areas.people.queries.identity import needs as needs_of
from alongside.areas.people.queries.identity import police_numbers as police_numbers_of
from alongside.areas.people.queries.merging_history import JoinLine, joins_of
from alongside.areas.people.queries.words import words_in_force
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.engines.sharing import Category
from alongside.foundation.picture.panels import Panel, PanelBody, Place
from alongside.kernel.actor import Actor, holds

IDENTITY = "people.identity"


@dataclass(frozen=True, slots=True)
class Needs:
    """What somebody needs so that they can understand and be understood."""

    lines: tuple[NeedLine, ...]


@dataclass(frozen=True, slots=True)
class PoliceNumbers:
    """Numbers that only police services use."""

    lines: tuple[NumberLine, ...]


@dataclass(frozen=True, slots=True)
class Joins:
    """Records that were found to be this person's.

    Attributes:
        lines: Newest first.
        may_part: Whether the viewer may part them again.
    """

    lines: tuple[JoinLine, ...]
    may_part: bool


def load_words(_viewer: Actor, person_id: UUID, _now: datetime) -> PanelBody | None:
    """Load the person's own words, unless they took them back."""
    words = words_in_force(person_id)
    return PanelBody(words, words.shared_at) if words else None


def load_needs(_viewer: Actor, person_id: UUID, _now: datetime) -> PanelBody | None:
    """Load communication needs, when there are any."""
    lines = needs_of(person_id)
    return PanelBody(Needs(lines), lines[0].recorded_at) if lines else None


def load_identity(_viewer: Actor, person_id: UUID, now: datetime) -> PanelBody | None:
    """Load who the person is."""
    found: Identity = identity_of(person_id, now)
    return PanelBody(found, headline=found.label.full)


def load_police_numbers(_viewer: Actor, person_id: UUID, _now: datetime) -> PanelBody | None:
    """Load police numbers, when there are any."""
    lines = police_numbers_of(person_id)
    return PanelBody(PoliceNumbers(lines)) if lines else None


def load_joins(viewer: Actor, person_id: UUID, _now: datetime) -> PanelBody | None:
    """Load which records were joined to this one, when any were."""
    lines = joins_of(person_id)
    body = Joins(lines, holds(viewer, PERMISSIONS, "person.part"))
    return PanelBody(body) if lines else None


PANELS = (
    Panel(
        "people.words",
        "In their own words",
        Category.OWN_WORDS,
        Place.WORDS,
        load_words,
        "people/panels/words.jinja",
    ),
    Panel(
        "people.needs",
        "What they need to understand and be understood",
        Category.MEDICAL_SAFETY,
        Place.SAFETY,
        load_needs,
        "people/panels/needs.jinja",
    ),
    Panel(
        IDENTITY,
        "Who they are",
        Category.IDENTITY,
        Place.REST,
        load_identity,
        "people/panels/identity.jinja",
    ),
    Panel(
        "people.police_numbers",
        "Police numbers",
        Category.OFFENCE,
        Place.REST,
        load_police_numbers,
        "people/panels/police_numbers.jinja",
    ),
    Panel(
        "people.joins",
        "Records joined",
        Category.IDENTITY,
        Place.REST,
        load_joins,
        "people/panels/joins.jinja",
    ),
)
