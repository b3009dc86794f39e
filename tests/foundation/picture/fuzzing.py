"""Canaries in every kind of information, and the people whose pages are walked."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.people import actions as people
from alongside.areas.people.queries import OwnWords
from alongside.engines.sharing import (
    ANYBODY,
    Category,
    Consent,
    Expiry,
    Objection,
    Outcome,
    PersonFacts,
    Purpose,
)
from alongside.foundation.picture import panels
from alongside.foundation.picture.actions import (
    SeniorAnswer,
    ask_senior,
    break_glass,
    decide_justification,
)
from alongside.foundation.picture.deciding import ABOUT_A_PERSON, decisions_for, policy_at
from alongside.foundation.picture.openings import openings_for
from alongside.foundation.picture.panels import Panel, PanelBody, Place
from alongside.foundation.picture.rules import HarmTest
from alongside.kernel.actor import Actor, Role
from alongside.kernel.period import Period
from tests.support.world import NOW, on_duty

CANARIES: Final = {
    Category.IDENTITY: ("canary-given", "canary-street"),
    Category.OWN_WORDS: ("canary-said", "canary-panel-c"),
    Category.RISK: ("canary-panel-r",),
    Category.MEDICAL_SAFETY: ("canary-need", "canary-panel-m"),
    Category.CLINICAL: ("canary-panel-d",),
    Category.OFFENCE: ("1981/0000034U", "canary-panel-o"),
    Category.SAFEGUARDING: ("canary-panel-s",),
    Category.VICTIM: ("canary-panel-v",),
}
"""What is planted of each kind: in rows of the people's record, and in panels of our own."""
WEEK: Final = timedelta(days=7)
SHOWN_BY: Final = "people/panels/words.jinja"
WEIGHED: Final = HarmTest("serious_harm", "A fall", "Them", "Tonight", "Nothing else", "tell")


NO_FACTS: Final = PersonFacts()


@dataclass(frozen=True)
class Walked:
    """One person in one state, and the extra facts that put them there."""

    state: str
    person_id: UUID
    facts: PersonFacts = NO_FACTS


def plant(category: Category, *, holding: Category | None = None, name: str = "") -> None:
    """Register a panel with a canary of a kind, under that kind or, wrongly, another."""
    canary = CANARIES[holding or category][-1]

    def load(_viewer, _person_id, _now):
        return PanelBody(OwnWords(canary, "", "", NOW), NOW)

    panels.register(
        Panel(name or f"fuzz.{category}", "Planted", category, Place.REST, load, SHOWN_BY)
    )


def met(officer: Actor, nurse: Actor, *, age: int | None) -> UUID:
    """Add somebody with canaries in the people's record."""
    person = people.add_person(
        officer,
        people.NewPerson(
            given=CANARIES[Category.IDENTITY][0],
            family="Marsh",
            sex="1",
            born_on=date(NOW.year - age, 1, 1) if age is not None else None,
            address=people.NewAddress("1 canary-street, Skelby", "ZN6 1AB"),
            needs=(people.NewNeed("hearing", CANARIES[Category.MEDICAL_SAFETY][0]),),
        ),
        now=NOW,
    )
    said = CANARIES[Category.OWN_WORDS][0]
    people.record_words(nurse, person, text=said, helps="", worse="", now=NOW)
    number = CANARIES[Category.OFFENCE][0]
    people.add_identifier(officer, person, kind="pnc_id", value=number, now=NOW)
    return person


def states(officer: Actor, nurse: Actor) -> list[Walked]:
    """Answer a person in each state that can change an answer."""
    kinds = sorted(ABOUT_A_PERSON)
    held, over = Period(NOW - WEEK), Period(NOW - WEEK, NOW - timedelta(days=1))

    def consents(period: Period) -> PersonFacts:
        return PersonFacts(
            consents=frozenset(Consent(None, kind, period, ANYBODY) for kind in kinds)
        )

    adult = met(officer, nurse, age=34)
    return [
        Walked("adult", adult),
        Walked("child", met(officer, nurse, age=15)),
        Walked("age not known", met(officer, nurse, age=None)),
        Walked("consent", adult, consents(held)),
        Walked("withdrawn", adult, consents(over)),
        Walked(
            "objection",
            adult,
            PersonFacts(objections=frozenset(Objection(kind, held, ANYBODY) for kind in kinds)),
        ),
        Walked(
            "expired",
            adult,
            PersonFacts(
                consents=consents(held).consents,
                expiries=frozenset(Expiry(kind, NOW - WEEK) for kind in kinds),
            ),
        ),
        Walked("glass broken", met(officer, nurse, age=35)),
        Walked("justified", met(officer, nurse, age=36)),
    ]


def decided(actor: Actor, purpose: Purpose, walked: Walked) -> dict[Category, Outcome]:
    """Answer the decision for somebody, straight from the engine."""
    answers = decisions_for(
        actor,
        panels.facts_about(walked.person_id, NOW),
        purpose,
        now=NOW,
        openings=openings_for(actor, walked.person_id, purpose=purpose, now=NOW),
    )
    return {part.category: part.outcome for part in answers.parts}


def open_all(actor: Actor, purpose: Purpose, walked: Walked, seniors: list[Actor]) -> int:
    """Break glass, or ask and be allowed, wherever somebody may; answer how much was opened."""
    outcomes = decided(actor, purpose, walked)
    asked = {"purpose": purpose, "now": NOW}
    if walked.state == "glass broken":
        wanted = [kind for kind, out in outcomes.items() if out is Outcome.NEEDS_BREAK_GLASS]
        if wanted:
            reason = "Needed now, to keep them safe"
            break_glass(actor, walked.person_id, categories=wanted, reason=reason, **asked)
        return len(wanted)
    needs = [kind for kind, out in outcomes.items() if out is Outcome.NEEDS_JUSTIFICATION]
    for kind in needs:
        made = ask_senior(
            actor, walked.person_id, category=kind, need="Somebody may be hurt", **asked
        )
        senior = next(
            one
            for one in seniors
            if policy_at(NOW).may_justify(one.role, one.sector, kind)
            and one.user_id != actor.user_id
        )
        decide_justification(senior, made, SeniorAnswer(allow=True, test=WEIGHED), now=NOW)
    return len(needs)


def spare_seniors(world) -> list[Actor]:
    """Answer senior people of each kind, apart from those whose pages are walked."""
    return [
        on_duty(Role.DOCTOR, world.trust, name="Spare doctor"),
        on_duty(Role.LIAISON_LEAD, world.trust, name="Spare lead"),
        on_duty(Role.AMHP, world.council, name="Spare AMHP"),
        on_duty(Role.POLICE_SUPERVISOR, world.police, name="Spare inspector"),
    ]


def leaks(text: str, allowed: set[Category]) -> list[str]:
    """Answer the canaries of kinds that are held back found in a text."""
    return [
        canary
        for kind, planted in CANARIES.items()
        if kind not in allowed
        for canary in planted
        if canary in text
    ]


def missing(text: str, allowed: set[Category]) -> list[str]:
    """Answer the canaries of kinds that are shown not found in a text: a blind walk."""
    return [canary for kind in allowed for canary in CANARIES[kind] if canary not in text]
