"""Crisis plans of the demo world: in force, replaced, out of date, taken back, draft and held."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.plans.actions.crisis_plan import (
    put_crisis_plan_in_force,
    save_crisis_plan,
    start_crisis_plan,
    withdraw_crisis_plan,
)
from alongside.areas.plans.rules.contact_plan import Capacity, PlanAgreement, latest_review
from alongside.areas.plans.rules.crisis_plan import CrisisTerms
from alongside.areas.plans.rules.crisis_plan_fields import CrisisWords, KnownRisk
from alongside.engines.sharing import AgreedBy, Purpose
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date

DAY: Final = timedelta(days=1)
FIRST_VERSION: Final = 1
TEAM: Final = CrisisWords(
    lead_name="Priya Nair, Elm community team",
    lead_phone="0191 498 0110",
    out_of_hours_name="Northmoor crisis line",
    out_of_hours_phone="0191 498 0111",
)
SAID: Final = (
    replace(
        TEAM,
        triggers="Letters about money. The week my brother died, in March.",
        early_signs="I stop sleeping and tidy the same shelf again and again.",
        helps="A slow walk by the canal. Somebody who talks about ordinary things.",
        does_not_help="Being told to calm down. Being asked the same thing by each new face.",
        advance_pointer="With my sister Jo, in the blue folder.",
        other_contacts="Jo, my sister: 0191 498 0112",
        allergies="Penicillin: throat swells",
        conditions="Epilepsy. After a fit I need an hour of quiet before I can answer.",
        diagnosis="Bipolar disorder, epilepsy",
        history="Two admissions, 2019 and 2023. Both began with nights without sleep.",
        medication="Lithium 400 mg at night; levetiracetam 500 mg twice a day",
    ),
    replace(
        TEAM,
        triggers="Crowds, and voices raised on the stairs.",
        early_signs="I stop answering my phone. I sit with my coat on.",
        helps="Sit near the door with me. Weak tea. Say what will happen next.",
        does_not_help="Hands on my shoulders. Radios turned up.",
        restraint_danger="Heart valve: held face down he may stop breathing.",
        diagnosis="Psychosis, in treatment since 2021",
        medication="Aripiprazole 15 mg in the morning",
    ),
    replace(
        TEAM,
        triggers="Evenings after seeing the children.",
        early_signs="Drinking before noon. Giving things away.",
        helps="Ring the line with me. Put music on low.",
        does_not_help="Being left in a corridor.",
        conditions="Diabetes: check sugar if confused.",
        diagnosis="Depression",
    ),
)
RISKS: Final = (
    ("May walk towards the railway when frightened. Company makes it less likely.", "Elm team"),
    ("Has taken tablets after a quarrel. Keeps them in a tin by the bed.", "Her own account"),
)
HELD: Final = replace(
    SAID[2], does_not_help="Officers should not be sent when she rings, she is a frequent caller."
)


def fill(worker: Actor, parts: Mapping[str, UUID], known: Sequence[UUID], *, now: datetime) -> None:
    """Write crisis plans with people who are known, through the area's own actions.

    Args:
        worker: The keyworker who writes them.
        parts: Whom the live shift is about, by part.
        known: Grown-ups to write plans with; fewer than wanted writes fewer.
        now: The instant the demo world is at.
    """
    _in_force(worker, parts["near_end"], SAID[0], now - 40 * DAY)
    _in_force(worker, parts["platform"], SAID[1], now - 200 * DAY)
    _in_force(worker, parts["platform"], replace(SAID[1], helps=f"{SAID[1].helps} No hurry."), now)
    _in_force(worker, parts["settled"], SAID[2], now - 400 * DAY)
    for number, person_id in enumerate(known[:6]):
        _in_force(worker, person_id, SAID[number % len(SAID)], now - (30 + 40 * number) * DAY)
    for make, person_id in zip((_withdrawn, _draft, _held), known[6:9], strict=False):
        make(worker, person_id, now)


def _write(worker: Actor, person_id: UUID, words: CrisisWords, at: datetime) -> UUID:
    plan = start_crisis_plan(worker, person_id, purpose=Purpose.CRISIS_PLAN, now=at)
    seen_on = local_date(at - 60 * DAY)
    risks = tuple(KnownRisk(said, seen_on, source) for said, source in RISKS)
    save_crisis_plan(worker, plan, (words, risks), version=FIRST_VERSION, now=at)
    return plan


def _in_force(worker: Actor, person_id: UUID, words: CrisisWords, at: datetime) -> None:
    plan = _write(worker, person_id, words, at)
    year_on = latest_review(local_date(at))
    terms = CrisisTerms(
        took_part=True,
        why_not="",
        review_on=year_on,
        ends_on=year_on + 90 * DAY,
        agreement=PlanAgreement(AgreedBy.PERSON, capacity=Capacity.PRESUMED),
    )
    put_crisis_plan_in_force(worker, plan, terms, version=FIRST_VERSION + 1, now=at)


def _withdrawn(worker: Actor, person_id: UUID, now: datetime) -> None:
    _in_force(worker, person_id, SAID[1], now - 50 * DAY)
    withdraw_crisis_plan(worker, person_id, now=now - DAY)


def _draft(worker: Actor, person_id: UUID, now: datetime) -> None:
    _write(worker, person_id, SAID[0], now - 2 * DAY)


def _held(worker: Actor, person_id: UUID, now: datetime) -> None:
    _write(worker, person_id, HELD, now - timedelta(hours=5))
