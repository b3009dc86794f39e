"""Shared plans and missing people on a person's page, and the links that lead to their lists."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from alongside.areas.plans.queries import herbert, missing, suicide
from alongside.areas.plans.queries.missing import MissingLine
from alongside.areas.plans.queries.suicide_rows import PlanSays
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.areas.plans.rules.missing_levels import LEVEL_LABELS, LEVEL_MEANINGS
from alongside.areas.plans.rules.missing_owed import OWED_WORDS
from alongside.areas.plans.rules.suicide import SUICIDE_LABELS, SuicideState
from alongside.engines.sharing import Category
from alongside.foundation.kit.navigation import NavItem
from alongside.foundation.picture.panels import Load, Panel, PanelBody, Place
from alongside.kernel.actor import Actor, holds


@dataclass(frozen=True, slots=True)
class MissingNow:
    """That somebody is missing, in words ready to place.

    Attributes:
        line: Where the record stands.
        level: The level somebody chose, in words.
        meaning: What that level means.
        owed: What is owed, in words.
        may_open: Whether the record's page is for this viewer.
    """

    line: MissingLine
    level: str
    meaning: str
    owed: tuple[str, ...]
    may_open: bool


@dataclass(frozen=True, slots=True)
class PlanNow:
    """A running suicide prevention plan, in words ready to place."""

    plan: PlanSays
    closing: bool
    state: str
    may_open: bool


@dataclass(frozen=True, slots=True)
class Start:
    """What the viewer may start for a person, as words and addresses."""

    ways: tuple[tuple[str, str], ...]


def load_start(viewer: Actor, person_id: UUID, _now: datetime) -> PanelBody | None:
    """Load what may be started for a person by this viewer, when there is anything."""
    offered = (
        ("missing.open", "Report them missing", "plans:missing_report"),
        ("suicide_plan.propose", "Propose a suicide prevention plan", "plans:suicide_propose"),
        ("herbert.write", "Herbert Protocol form", "plans:herbert"),
    )
    ways = tuple(
        (words, reverse(name, args=[person_id]))
        for permission, words, name in offered
        if holds(viewer, JOINT_PERMISSIONS, permission)
        and not (permission == "missing.open" and missing.is_missing(person_id))
        and not (permission == "suicide_plan.propose" and suicide.plan_of_person(person_id))
    )
    return PanelBody(Start(ways)) if ways else None


def load_missing(viewer: Actor, person_id: UUID, now: datetime) -> PanelBody | None:
    """Load that somebody is missing, when they are."""
    found = missing.missing_now(viewer, person_id, now=now)
    if found is None:
        return None
    line, may_open = found
    level = line.standing.level
    owed = tuple(OWED_WORDS[thing.kind] for thing in line.owed if thing.alert or thing.overdue)
    content = MissingNow(line, LEVEL_LABELS[level], LEVEL_MEANINGS[level], owed, may_open)
    return PanelBody(content, line.reported_at)


def load_plan(viewer: Actor, person_id: UUID, now: datetime) -> PanelBody | None:
    """Load a running suicide prevention plan; one past its end says only that it ended."""
    plan = suicide.running_plan(viewer, person_id, now=now)
    if plan is None:
        return None
    state = plan.line.state
    content = PlanNow(
        plan,
        closing=state is SuicideState.CLOSING,
        state=SUICIDE_LABELS[state],
        may_open=suicide.may_open_plan(viewer),
    )
    return PanelBody(content)


def load_own_part(_viewer: Actor, person_id: UUID, now: datetime) -> PanelBody | None:
    """Load the person's own part of a running plan."""
    part = suicide.running_own_part(person_id, now=now)
    return PanelBody(part, part.recorded_at) if part else None


def herbert_loader(category: Category) -> Load:
    """Make a loader of what a Herbert form holds of one kind of information."""

    def load(viewer: Actor, person_id: UUID, now: datetime) -> PanelBody | None:
        part = herbert.herbert_part(viewer, person_id, category, now=now)
        return PanelBody(part) if part else None

    return load


JOINT_PANELS = (
    Panel(
        "plans.missing",
        "Missing now",
        Category.RISK,
        Place.SAFETY,
        load_missing,
        "plans/joint_panel_missing.jinja",
    ),
    Panel(
        "plans.herbert",
        "Herbert Protocol: how to find and calm them",
        Category.RISK,
        Place.SAFETY,
        herbert_loader(Category.RISK),
        "plans/joint_panel_herbert.jinja",
    ),
    Panel(
        "plans.herbert_medical",
        "Herbert Protocol: medical needs",
        Category.MEDICAL_SAFETY,
        Place.SAFETY,
        herbert_loader(Category.MEDICAL_SAFETY),
        "plans/joint_panel_herbert.jinja",
    ),
    Panel(
        "plans.herbert_who",
        "Herbert Protocol: who they are and where they may go",
        Category.IDENTITY,
        Place.REST,
        herbert_loader(Category.IDENTITY),
        "plans/joint_panel_herbert.jinja",
    ),
    Panel(
        "plans.suicide_words",
        "Their own part of the suicide prevention plan",
        Category.OWN_WORDS,
        Place.WORDS,
        load_own_part,
        "plans/joint_panel_own_part.jinja",
    ),
    Panel(
        "plans.suicide",
        "Suicide prevention plan",
        Category.RISK,
        Place.SAFETY,
        load_plan,
        "plans/joint_panel_suicide.jinja",
    ),
    Panel(
        "plans.joint_start",
        "Start together with other services",
        Category.RISK,
        Place.WAYS,
        load_start,
        "plans/joint_panel_start.jinja",
    ),
)
JOINT_LINKS = (
    NavItem("Missing people", "plans:missing", roles=JOINT_PERMISSIONS["missing.list"], order=22),
    NavItem(
        "Suicide prevention plans",
        "plans:suicide_plans",
        roles=JOINT_PERMISSIONS["suicide_plan.see"],
        order=23,
    ),
    NavItem(
        "Herbert forms",
        "plans:herbert_holding",
        roles=JOINT_PERMISSIONS["herbert.choose_holding"],
        order=70,
    ),
)
