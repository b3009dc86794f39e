"""Eighteen months that have already happened, roughly in the shapes published for 2023/24.

Emergency department 42 %, police vehicle 51 %, ambulance 35 %, police station 1 % (DOMAIN 2.1).
"""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from alongside.areas.crisis.demo import words
from alongside.areas.crisis.demo.cast import Cast
from alongside.areas.crisis.demo.playing import Story, place_facts
from alongside.kernel.actor import Role

HOUR_WEIGHTS = (7, 6, 5, 4, 3, 2, 2, 2, 3, 4, 4, 5, 5, 5, 6, 6, 7, 8, 9, 10, 11, 11, 10, 9)
FIRST_PLACES = {
    "calder_royal": 24,
    "st_aidans": 18,
    "larch": 36,
    "curlew": 17,
    "harbour_house": 4,
    "moorchester_station": 1,
}
TRANSPORT = {
    "police_vehicle": 51,
    "ambulance": 35,
    "other_health_vehicle": 6,
    "other": 3,
    "not_known": 5,
}
VEHICLE_REASONS = {
    "ambulance_not_within_30_minutes": 52,
    "not_requested": 18,
    "risk_assessment": 14,
    "crew_refused": 4,
    "ambulance_retasked": 8,
    "other": 4,
}
ENDS = {
    "assessed_community_followup": 40,
    "detained_s2": 22,
    "admitted_informal": 17,
    "assessed_no_admission_no_followup": 11,
    "no_mental_disorder": 5,
    "detained_s3": 2,
    "released_other_medical": 2,
    "lapsed_period_expired": 1,
}
KINDS_OF_PLACE = {
    "street": 34,
    "park": 12,
    "bridge": 10,
    "railway": 8,
    "shop": 6,
    "emergency_department": 7,
    "communal_hallway": 6,
    "own_home": 12,
    "driveway_one_home": 2,
    "hostel_lounge": 3,
}
SETTLED = {
    "own_team": 26,
    "crisis_service": 20,
    "home_with_support": 22,
    "voluntary": 22,
    "advice": 10,
}


def fill_history(
    cast: Cast,
    people: Sequence[UUID],
    *,
    contacts: int,
    months: int,
    now: datetime,
    seed: int,
    progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Play closed contacts over the months before now, through the actions.

    Args:
        cast: Who plays.
        people: Who is met; some several times, most once.
        contacts: How many contacts.
        months: How far back.
        now: The instant the demo world is at.
        seed: Decides every choice.
        progress: Told how many contacts are done.
    """
    rng = random.Random(seed)
    start = now - timedelta(days=30 * months)
    met = sorted(_moment(rng, start, now - timedelta(hours=40)) for _ in range(contacts - 1))
    met.append(_over_a_clock_change(now))
    for number, (met_at, person) in enumerate(
        zip(sorted(met), _whom(rng, people, contacts), strict=True)
    ):
        with transaction.atomic():
            _play(rng, cast, met_at, person, now)
        progress(number + 1)


def _moment(rng: random.Random, start: datetime, end: datetime) -> datetime:
    days = (end - start).days
    hour = rng.choices(range(24), HOUR_WEIGHTS)[0]
    at = start + timedelta(days=rng.randrange(days))
    return min(end, at.replace(hour=hour, minute=rng.randrange(60), second=0, microsecond=0))


def _over_a_clock_change(now: datetime) -> datetime:
    """The evening before the latest autumn change that is over by now."""
    year = now.year if now >= datetime(now.year, 11, 1, tzinfo=now.tzinfo) else now.year - 1
    last_day = datetime(year, 10, 31, tzinfo=now.tzinfo)
    sunday = last_day - timedelta(days=(last_day.weekday() + 1) % 7)
    return sunday - timedelta(hours=8)


def _whom(rng: random.Random, people: Sequence[UUID], contacts: int) -> list[UUID]:
    often = rng.sample(list(people), max(1, len(people) // 12))
    return [rng.choice(often if rng.random() < 0.28 else people) for _ in range(contacts)]


def _pick(rng: random.Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def _play(rng: random.Random, cast: Cast, met_at: datetime, person: UUID, now: datetime) -> None:
    railway = rng.random() < 0.12
    officer = rng.choice(cast.railway if railway else cast.roles[Role.RESPONSE_OFFICER])
    kind = "railway" if railway else _pick(rng, KINDS_OF_PLACE)
    name, latitude, longitude = rng.choice(cast.scenes)
    story = Story(cast, rng, officer, met_at, now)
    source = (
        "railway" if railway else _pick(rng, {"street": 60, "triage_car": 25, "control_room": 15})
    )
    story.open(words=name, place_type=kind, source=source, where=(latitude, longitude))
    story.name(person)
    story.step(
        met_at + timedelta(minutes=4), "happening", danger=rng.random() < 0.3,
        injuries=rng.random() < 0.2, words=rng.choice(words.HAPPENING),
    )  # fmt: skip
    talked_at = met_at + timedelta(minutes=rng.randint(6, 15))
    _talk(rng, story, talked_at)
    decided_at = talked_at + timedelta(minutes=rng.randint(8, 25))
    if rng.random() < 0.42 and kind != "own_home":
        _detain(rng, story, decided_at)
    else:
        story.step(
            talked_at + timedelta(minutes=5), "alternative",
            what=_pick(rng, {"own_team": 4, "crisis_line": 3, "family": 3, "crisis_cafe": 2}),
            result="worked",
        )  # fmt: skip
        settled = _pick(rng, SETTLED)
        story.decide(decided_at, settled, reasons=rng.choice(words.CHOSEN))
        story.step(decided_at + timedelta(minutes=20), "closed", outcome=settled)


def _talk(rng: random.Random, story: Story, at: datetime) -> None:
    if rng.random() < 0.84:
        story.step(
            at, "consultation", consulted="yes", consultee="nurse", method="phone",
            consultee_name="Leila Farouk", started_at=at - timedelta(minutes=4), ended_at=at,
            advice=rng.choice(words.ADVICE),
        )  # fmt: skip
    else:
        reason = rng.choice(("urgency", "nobody_reachable", "no_signal"))
        story.step(at, "consultation", consulted="no_not_practicable", no_consult_reason=reason)


def _detain(rng: random.Random, story: Story, at: datetime) -> None:
    story.decide(at, "section_136", reasons=rng.choice(words.REASONS))
    place = story.cast.places[_pick(rng, FIRST_PLACES)]
    transport = _pick(rng, TRANSPORT)
    how: dict[str, object] = {"transport": transport}
    asked = transport == "ambulance" or rng.random() < 0.75
    if transport == "police_vehicle":
        asked = asked and rng.random() < 0.8
        reason = _pick(rng, VEHICLE_REASONS) if asked else "not_requested"
        if rng.random() > 0.03:
            how["police_vehicle_reason"] = reason
        asked = reason != "not_requested"
    if asked:
        told = rng.choice((15, 20, 25)) if transport == "ambulance" else rng.choice((45, 70, 90))
        story.step(at + timedelta(minutes=2), "ambulance_requested", told_minutes=told)
    if transport == "ambulance":
        at += timedelta(minutes=rng.randint(12, 40))
        story.step(at, "ambulance_arrived")
    left = at + timedelta(minutes=rng.randint(4, 18))
    story.step(left, "left_scene", place_name=place.name, **how)
    arrived = left + timedelta(minutes=rng.randint(8, 42))
    if place.type == "police_station":
        how["police_station_reason"] = "conditions_met"
    story.step(arrived, "arrived", **place_facts(place), **how)
    _at_place(rng, story, arrived)


def _at_place(rng: random.Random, story: Story, arrived: datetime) -> None:
    wait = round(rng.lognormvariate(3.7, 0.55))
    story.step(arrived + timedelta(minutes=5), "handover_offered")
    story.step(arrived + timedelta(minutes=max(8, wait)), "handover_accepted")
    story.step(arrived + timedelta(minutes=18), "rights_given", orally=True, in_writing=True)
    told = arrived + timedelta(minutes=max(20, wait + 5))
    story.step(told, "doctor_told")
    story.step(told + timedelta(minutes=3), "amhp_told")
    seen = told + timedelta(minutes=round(rng.lognormvariate(4.9, 0.6)))
    seen = min(seen, arrived + timedelta(hours=20))
    story.step(seen, "examination_started", doctor_name="Dr Ruth Adeyemi")
    end = _pick(rng, ENDS)
    disorder = end != "no_mental_disorder"
    story.step(seen + timedelta(minutes=35), "examination_completed", mental_disorder=disorder)
    done = seen + timedelta(minutes=40)
    if disorder:
        story.step(seen + timedelta(minutes=50), "interview_started", amhp_name="Wanda Peel")
        done = seen + timedelta(minutes=95)
        story.step(done, "interview_completed", amhp_name="Wanda Peel")
    if end == "lapsed_period_expired":
        ended = arrived + timedelta(hours=24, minutes=rng.randint(5, 200))
    else:
        ended = min(done + timedelta(minutes=rng.randint(5, 150)), arrived + timedelta(hours=23))
    story.step(max(ended, done), "ended", reason=end)
