"""The crisis plan's parts of a person's page, each under its own sharing decision."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.plans.queries.crisis_plan import (
    CrisisLine,
    CrisisNow,
    crisis_plan_now,
    risks_of,
)
from alongside.areas.plans.rules.crisis_plan import CrisisState
from alongside.areas.plans.rules.crisis_plan_fields import WHO_TO_RING, KnownRisk, fields_of
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.engines.sharing import Category
from alongside.foundation.picture.panels import Panel, PanelBody, Place
from alongside.foundation.picture.reading import read_once
from alongside.kernel.actor import Actor, holds

STYLE = "plans/crisis_plan.css"


@dataclass(frozen=True, slots=True)
class CrisisPart:
    """One part of a crisis plan.

    Attributes:
        plan: When it was made, and until when it holds.
        lines: What it says.
    """

    plan: CrisisNow
    lines: tuple[CrisisLine, ...]


@dataclass(frozen=True, slots=True)
class CrisisRisks:
    """Known risks in plain words."""

    risks: tuple[KnownRisk, ...]
    today: date


@dataclass(frozen=True, slots=True)
class CrisisContacts:
    """Who leads on care, and who answers at other times."""

    lead_name: str
    lead_phone: str
    out_of_hours_name: str
    out_of_hours_phone: str
    other: str


@dataclass(frozen=True, slots=True)
class CrisisWays:
    """What the viewer may do. Says nothing of whether there is a plan."""

    person_id: UUID


def _plan(person_id: UUID, now: datetime) -> CrisisNow | None:
    return read_once(("plans.crisis", person_id), lambda: crisis_plan_now(person_id, now))


def load_words(_viewer: Actor, person_id: UUID, now: datetime) -> PanelBody | None:
    """Load what the plan says first, that it is out of date, or that it was taken back."""
    plan = _plan(person_id, now)
    if plan is None:
        return None
    fields = tuple(f for f in fields_of(Category.OWN_WORDS) if f.name not in WHO_TO_RING)
    lines = plan.lines(fields) if plan.state is CrisisState.IN_FORCE else ()
    return PanelBody(CrisisPart(plan, lines), plan.dates.in_force_at)


def load_medical(_viewer: Actor, person_id: UUID, now: datetime) -> PanelBody | None:
    """Load urgent medical safety, while the plan is in force."""
    return _part(Category.MEDICAL_SAFETY, person_id, now)


def load_clinical(_viewer: Actor, person_id: UUID, now: datetime) -> PanelBody | None:
    """Load diagnosis, history and medication, while the plan is in force."""
    return _part(Category.CLINICAL, person_id, now)


def _part(category: Category, person_id: UUID, now: datetime) -> PanelBody | None:
    plan = _plan(person_id, now)
    if plan is None or not plan.in_force or not (lines := plan.lines(fields_of(category))):
        return None
    return PanelBody(CrisisPart(plan, lines), plan.dates.in_force_at)


def load_risks(_viewer: Actor, person_id: UUID, now: datetime) -> PanelBody | None:
    """Load known risks, while the plan is in force."""
    plan = _plan(person_id, now)
    if plan is None or not plan.in_force or not (risks := risks_of(plan.version_id)):
        return None
    return PanelBody(CrisisRisks(risks, now.date()), plan.dates.in_force_at)


def load_contacts(_viewer: Actor, person_id: UUID, now: datetime) -> PanelBody | None:
    """Load whom to ring; out of date, only who answers at other times."""
    plan = _plan(person_id, now)
    if plan is None or plan.state is CrisisState.WITHDRAWN:
        return None
    words = plan.words
    contacts = CrisisContacts(
        words.lead_name,
        words.lead_phone,
        words.out_of_hours_name,
        words.out_of_hours_phone,
        words.other_contacts,
    )
    return PanelBody(contacts, plan.dates.in_force_at)


def load_ways(viewer: Actor, person_id: UUID, _now: datetime) -> PanelBody | None:
    """Load the link for whoever may write a plan with the person."""
    if not holds(viewer, PERMISSIONS, "crisis_plan.write"):
        return None
    return PanelBody(CrisisWays(person_id))


CRISIS_PANELS = (
    Panel(
        "plans.crisis_words",
        "Crisis plan",
        Category.OWN_WORDS,
        Place.WORDS,
        load_words,
        "plans/panels/crisis_words.jinja",
        STYLE,
    ),
    Panel(
        "plans.crisis_medical",
        "Urgent medical safety, from the crisis plan",
        Category.MEDICAL_SAFETY,
        Place.SAFETY,
        load_medical,
        "plans/panels/crisis_part.jinja",
        STYLE,
    ),
    Panel(
        "plans.crisis_risks",
        "Known risks, from the crisis plan",
        Category.RISK,
        Place.SAFETY,
        load_risks,
        "plans/panels/crisis_risks.jinja",
        STYLE,
    ),
    Panel(
        "plans.crisis_contacts",
        "Who to ring, from the crisis plan",
        Category.OWN_WORDS,
        Place.WHO_TO_RING,
        load_contacts,
        "plans/panels/crisis_contacts.jinja",
        STYLE,
    ),
    Panel(
        "plans.crisis_clinical",
        "Clinical part of the crisis plan",
        Category.CLINICAL,
        Place.REST,
        load_clinical,
        "plans/panels/crisis_part.jinja",
        STYLE,
    ),
    Panel(
        "plans.ways_crisis",
        "Their crisis plan",
        Category.IDENTITY,
        Place.WAYS,
        load_ways,
        "plans/panels/crisis_ways.jinja",
        STYLE,
    ),
)
