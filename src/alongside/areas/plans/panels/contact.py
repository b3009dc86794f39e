"""The contact plan's parts of a person's page: their words, medical safety, whom to ring."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.plans.queries.contact import (
    CareLine,
    PlanInForce,
    RingLine,
    SaidLine,
    plan_in_force,
)
from alongside.areas.plans.rules.contact_fields import FIELD, SECTIONS, fields_in
from alongside.areas.plans.rules.contact_plan import PlanState
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.engines.sharing import Category
from alongside.foundation.picture.panels import Panel, PanelBody, Place
from alongside.foundation.picture.reading import read_once
from alongside.kernel.actor import Actor, holds

FIRST = ("first_words", "helps", "worse", "words_to_avoid")
CALLED = ("preferred_name", "pronouns", "language")
STYLE = "plans/contact.css"


@dataclass(frozen=True, slots=True)
class Called:
    """A part of the plan under one heading."""

    title: str
    lines: tuple[SaidLine, ...]


@dataclass(frozen=True, slots=True)
class ContactWords:
    """The person's own words, as they are read in the first ten seconds.

    Attributes:
        state: ``shared``, ``expired`` or ``withdrawn``.
        made: Who made it, and who agreed where that was not the person.
        called: What they like to be called, their pronouns and language.
        first: The large words: what to know, what helps, what makes it worse, words to avoid.
        rest: Everything else they say, by part.
        ring: Whom to ring, for a page that shows only this.
        care: The care team; out of date, only who answers at other times.
    """

    state: str
    shared_at: datetime
    review_on: date
    ended_at: datetime | None
    made: str
    called: tuple[SaidLine, ...]
    first: dict[str, str]
    rest: tuple[Called, ...]
    ring: tuple[RingLine, ...]
    care: CareLine


@dataclass(frozen=True, slots=True)
class MedicalSafety:
    """Urgent medical safety, as the care team wrote it and the person agreed."""

    lines: tuple[SaidLine, ...]
    shared_at: datetime


@dataclass(frozen=True, slots=True)
class WhoToRing:
    """Whom to ring, in the person's order, and their care team."""

    ring: tuple[RingLine, ...]
    care: CareLine


@dataclass(frozen=True, slots=True)
class ContactWays:
    """What the viewer may do about a contact plan. Says nothing of whether there is one.

    Attributes:
        may_write: Whether they may make one with the person; anybody may take one back for them.
    """

    person_id: UUID
    may_write: bool


def _plan(person_id: UUID, now: datetime) -> PlanInForce | None:
    return read_once(("plans.contact", person_id), lambda: plan_in_force(person_id, now))


def load_words(_viewer: Actor, person_id: UUID, now: datetime) -> PanelBody | None:
    """Load the person's own words, that they are out of date, or that they were taken back."""
    plan = _plan(person_id, now)
    return PanelBody(_words(plan), plan.shared_at) if plan else None


def load_medical(_viewer: Actor, person_id: UUID, now: datetime) -> PanelBody | None:
    """Load urgent medical safety of the plan in force."""
    plan = _plan(person_id, now)
    if plan is None or not (lines := plan.medical()):
        return None
    return PanelBody(MedicalSafety(lines, plan.shared_at), plan.shared_at)


def load_who_to_ring(_viewer: Actor, person_id: UUID, now: datetime) -> PanelBody | None:
    """Load whom to ring, while the plan is in force."""
    plan = _plan(person_id, now)
    if plan is None or plan.state is not PlanState.SHARED:
        return None
    anybody = plan.people or plan.care.team or plan.care.out_of_hours_phone
    return PanelBody(WhoToRing(plan.to_ring(), plan.care), plan.shared_at) if anybody else None


def load_ways(viewer: Actor, person_id: UUID, _now: datetime) -> PanelBody | None:
    """Load links for whoever may make a plan with the person, or take one back for them."""
    if not holds(viewer, PERMISSIONS, "contact_plan.withdraw"):
        return None
    return PanelBody(ContactWays(person_id, holds(viewer, PERMISSIONS, "contact_plan.write")))


def _words(plan: PlanInForce) -> ContactWords:
    shown = {*FIRST, *CALLED}
    rest = tuple(
        Called(SECTIONS[section], lines)
        for section in ("me", "seen", "near", "home")
        if (lines := plan.lines(tuple(f for f in fields_in(section) if f.name not in shown)))
    )
    agreed = f". Agreed by {plan.agreed_name}" if plan.agreed_name else ""
    return ContactWords(
        state=plan.state.value,
        shared_at=plan.shared_at,
        review_on=plan.review_on,
        ended_at=plan.ended_at,
        made=f"{plan.made}{agreed}",
        called=plan.lines(tuple(FIELD[name] for name in CALLED)),
        first={name: text for name in FIRST if (text := getattr(plan.words, name))},
        rest=rest,
        ring=plan.to_ring(),
        care=plan.care,
    )


CONTACT_PANELS = (
    Panel(
        "plans.contact",
        "In their own words",
        Category.OWN_WORDS,
        Place.WORDS,
        load_words,
        "plans/panels/contact_words.jinja",
        STYLE,
    ),
    Panel(
        "plans.contact_medical",
        "Urgent medical safety",
        Category.MEDICAL_SAFETY,
        Place.SAFETY,
        load_medical,
        "plans/panels/contact_medical.jinja",
        STYLE,
        theirs_to_give=True,
    ),
    Panel(
        "plans.contact_ring",
        "Who to ring",
        Category.OWN_WORDS,
        Place.WHO_TO_RING,
        load_who_to_ring,
        "plans/panels/contact_ring.jinja",
        STYLE,
    ),
    Panel(
        "plans.contact_ways",
        "Their contact plan",
        Category.IDENTITY,
        Place.WAYS,
        load_ways,
        "plans/panels/contact_ways.jinja",
        STYLE,
    ),
)
