"""Contact plans of the demo world: shared, old, due, out of date, taken back, draft and held."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.plans.actions.choices import record_choice
from alongside.areas.plans.actions.contact_drafting import (
    save_contact_words,
    save_people_to_ring,
    start_contact_plan,
)
from alongside.areas.plans.actions.contact_offers import note_may_need_plan, record_plan_offer
from alongside.areas.plans.actions.contact_sharing import (
    NewSharing,
    share_contact_plan,
    withdraw_contact_plan,
)
from alongside.areas.plans.demo_words import CARE, HELD, RING, SAID
from alongside.areas.plans.rules.choices import ChoiceKind, NewChoice
from alongside.areas.plans.rules.contact_offers import Answer
from alongside.areas.plans.rules.contact_plan import Capacity, PlanAgreement, latest_review
from alongside.engines.sharing import AgreedBy, Category, Purpose
from alongside.foundation.accounts.queries import organisations
from alongside.kernel.actor import Actor, Sector
from alongside.kernel.local_time import local_date

DAY: Final = timedelta(days=1)
BETWEEN: Final = timedelta(minutes=10)
PLANS: Final = 36
THEY_AGREED: Final = PlanAgreement()


@dataclass(frozen=True, slots=True)
class _Made:
    """How one plan of the demo is made."""

    person_id: UUID
    said: Mapping[str, str]
    at: datetime
    review_on: date
    not_them: frozenset[UUID] = frozenset()
    agreement: PlanAgreement = THEY_AGREED


def fill(
    worker: Actor, parts: Mapping[str, UUID], known: Sequence[UUID], *, now: datetime, seed: int
) -> None:
    """Make contact plans with people who are known, and what they chose about sharing.

    Args:
        worker: The keyworker who sits beside them.
        parts: Whom the live shift is about, by part.
        known: Grown-ups to make plans with; fewer than wanted makes fewer plans.
        now: The instant the demo world is at.
        seed: The same seed makes the same plans.
    """
    rng = random.Random(seed)
    _live(worker, parts, now)
    for number, person_id in enumerate(known[:PLANS]):
        made = _plan(number, person_id, now, rng)
        if number % 6 == 5:
            _share(worker, _older(made))
        _share(worker, made)
        _answered(worker, person_id, Answer.ACCEPTED, made.at - DAY)
    _standing(worker, known[PLANS : PLANS + 4], now)
    _offers(worker, known[PLANS + 4 :], now)


def _live(worker: Actor, parts: Mapping[str, UUID], now: datetime) -> None:
    """The people of this shift: two with a plan in force, one who took it back, one child."""
    at = now - 20 * DAY
    for number, part in enumerate(("near_end", "moved", "platform")):
        made = _Made(parts[part], SAID[number], at, latest_review(local_date(at)))
        _share(worker, made)
    withdraw_contact_plan(worker, parts["moved"], now=now - 2 * DAY)
    understands = PlanAgreement(understands="He said back who will see it and what for.")
    at = now - timedelta(hours=3)
    child = _Made(parts["child"], SAID[3], at, latest_review(local_date(at)), agreement=understands)
    _share(worker, child)


def _plan(number: int, person_id: UUID, now: datetime, rng: random.Random) -> _Made:
    """Spread plans over eight months; a few come up for review, a few say not them."""
    due_soon = number % 9 == 8
    at = now - (345 if due_soon else rng.randrange(10, 240)) * DAY
    review = latest_review(local_date(at)) - (DAY * rng.randrange(0, 60) * (not due_soon))
    police = {row.id for row in organisations((Sector.POLICE, Sector.RAILWAY_POLICE))}
    not_them = frozenset(police if number % 7 == 3 else set())
    agreement = THEY_AGREED
    if number == 4:
        agreement = _best_interests(at)
    return _Made(person_id, SAID[number % len(SAID)], at, review, not_them, agreement)


def _best_interests(at: datetime) -> PlanAgreement:
    return PlanAgreement(
        agreed_by=AgreedBy.BEST_INTERESTS,
        capacity=Capacity.LACKS,
        decision="Whether the control room may read what helps her",
        assessed_by="Dr Ruth Adeyemi",
        assessed_on=local_date(at),
    )


def _older(made: _Made) -> _Made:
    """The plan before: shared two months earlier, with fewer words."""
    said = {name: made.said[name] for name in ("first_words", "worse")}
    at = made.at - 60 * DAY
    return _Made(made.person_id, said, at, latest_review(local_date(at)))


def _standing(worker: Actor, known: Sequence[UUID], now: datetime) -> None:
    """One out of date, one taken back, one draft, one whose words are being looked at."""
    makers = (_expired, _withdrawn, _draft, _held)
    for make, person_id in zip(makers, known, strict=False):
        make(worker, person_id, now)


def _expired(worker: Actor, person_id: UUID, now: datetime) -> None:
    at = now - 395 * DAY
    _share(worker, _Made(person_id, SAID[4], at, latest_review(local_date(at))))


def _withdrawn(worker: Actor, person_id: UUID, now: datetime) -> None:
    at = now - 30 * DAY
    _share(worker, _Made(person_id, SAID[5], at, latest_review(local_date(at))))
    withdraw_contact_plan(worker, person_id, now=now - DAY)


def _draft(worker: Actor, person_id: UUID, now: datetime) -> None:
    _write(worker, person_id, SAID[0], now - 3 * DAY)


def _held(worker: Actor, person_id: UUID, now: datetime) -> None:
    at = now - timedelta(hours=2)
    _share(worker, _Made(person_id, HELD, at, latest_review(local_date(at))))


def _offers(worker: Actor, known: Sequence[UUID], now: datetime) -> None:
    """Others who may be at risk: some thinking, some who said no, some not offered yet."""
    answers = (*(Answer.DECLINED,) * 6, *(Answer.ACCEPTED,) * 8, *(None,) * 5)
    for person_id, answer in zip(known, answers, strict=False):
        _answered(worker, person_id, answer, now - 50 * DAY)
    for person_id in known[len(answers) : len(answers) + 9]:
        note_may_need_plan(worker, person_id, now=now - 20 * DAY)
    police = next(iter(organisations((Sector.POLICE,))), None)
    if police is not None:
        no = NewChoice(ChoiceKind.OBJECTION, str(police.id), Category.OWN_WORDS)
        for person_id in known[len(answers) + 9 : len(answers) + 12]:
            record_choice(worker, person_id, [no], now=now - 10 * DAY)


def _answered(worker: Actor, person_id: UUID, answer: Answer | None, at: datetime) -> None:
    record_plan_offer(worker, person_id, answer=answer, now=at)


def _write(
    worker: Actor, person_id: UUID, said: Mapping[str, str], at: datetime
) -> tuple[UUID, int]:
    plan = start_contact_plan(worker, person_id, purpose=Purpose.CRISIS_PLAN, now=at)
    version = save_contact_words(worker, plan, {**CARE, **said}, version=1, now=at)
    return plan, version


def _share(worker: Actor, made: _Made) -> None:
    plan, version = _write(worker, made.person_id, made.said, made.at)
    few = 1 + len(made.said) % len(RING)
    version = save_people_to_ring(worker, plan, RING[:few], version=version, now=made.at + BETWEEN)
    sharing = NewSharing(
        recipients={row.id: row.id not in made.not_them for row in organisations()},
        review_on=made.review_on,
        agreement=made.agreement,
        medical_agreed=len(made.said) % 3 != 0,
    )
    share_contact_plan(worker, plan, sharing, version=version, now=made.at + 2 * BETWEEN)
