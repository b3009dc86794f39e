"""Three years of the fictional county's own history, and questions put to it.

The history is what a force would import from its earlier spreadsheet. A change is planted in it,
twelve months before the demo's today: from then on fewer uses, so that the question about it has
something to find. It stops where the desk's own record begins to hold as much.
"""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.crisis.actions.importing import Force, PastUse, import_history
from alongside.areas.crisis.rules.history import PastDetention
from alongside.areas.insight import actions
from alongside.areas.insight.actions import NewQuestion
from alongside.areas.insight.rules.asking import Method
from alongside.areas.people.actions.bulk import UnnamedPerson
from alongside.kernel.actor import Actor
from alongside.kernel.months import last_whole_month

MONTHS: Final = 36
CHANGED: Final = 12
LIVE: Final = 18
A_MONTH: Final = 54
A_MONTH_BESIDE_LIVE: Final = 46
FEWER: Final = 0.7
PLACES: Final = {
    "health_based_pos": 49,
    "emergency_department": 42,
    "private_dwelling": 2,
    "other_hospital": 6,
    "police_station": 1,
}
TRANSPORT: Final = {"police_vehicle": 51, "ambulance": 35, "other_health_vehicle": 8, "other": 6}
ENDS: Final = {
    "assessed_community_followup": 45,
    "detained_s2": 22,
    "assessed_no_admission_no_followup": 18,
    "admitted_informal": 9,
    "no_mental_disorder": 4,
    "detained_s3": 2,
}


def fill(
    statistician: Actor, leads: Mapping[str, Actor], *, scale: float, now: datetime, seed: int
) -> None:
    """Import the history and put two questions, one answered and one waiting.

    Args:
        statistician: Of the force.
        leads: Who asks: ``analyst`` and ``liaison_lead``.
        scale: Part of the whole history to make; 1 for all of it.
        now: The instant the demo world is at.
        seed: Decides every choice.
    """
    rng = random.Random(seed)
    force = Force(statistician.organisation_id, statistician.organisation_name)
    uses = [past_use(rng, at, number) for number, at in enumerate(_instants(rng, scale, now))]
    import_history(statistician, uses, force=force, now=now)
    if scale == 1:
        _ask(statistician, leads, now)


def _instants(rng: random.Random, scale: float, now: datetime) -> list[datetime]:
    found = []
    for back in range(MONTHS, 0, -1):
        month = last_whole_month(now).plus(1 - back)
        usual = A_MONTH if back > LIVE else A_MONTH_BESIDE_LIVE
        many = usual * scale * (FEWER if back <= CHANGED else 1)
        for _ in range(max(0, round(rng.gauss(many, many**0.5)))):
            found.append(month.starts_at + timedelta(minutes=rng.randrange(month.days * 1440)))
    return [at for at in found if at < now - timedelta(hours=72)]


def past_use(rng: random.Random, at: datetime, number: int) -> PastUse:
    """Make one use of section 136 that is over."""
    place, transport = _pick(rng, PLACES), _pick(rng, TRANSPORT)
    left = at + timedelta(minutes=rng.randint(8, 45))
    arrived = left + timedelta(minutes=rng.randint(8, 50))
    handover = arrived + timedelta(minutes=max(5, round(rng.lognormvariate(3.9, 0.55))))
    examined = handover + timedelta(minutes=round(rng.lognormvariate(5.1, 0.5)))
    interviewed = examined + timedelta(minutes=rng.randint(15, 110))
    ended = min(
        interviewed + timedelta(minutes=rng.randint(10, 200)), arrived + timedelta(hours=23)
    )
    past = PastDetention(
        key=f"demo-history-{number}",
        origin=f"demo history, row {number + 1}",
        power_used_at=at,
        reference=f"NM-H{number:05d}",
        place_words="Moorchester",
        place_type="street",
        ambulance_asked=rng.random() < 0.7,
        left_scene_at=left,
        transport=transport,
        police_vehicle_reason="not_requested" if transport == "police_vehicle" else "",
        arrived_at=arrived,
        place_of_safety_type=place,
        police_station_reason="conditions_met" if place == "police_station" else "",
        consulted="yes" if rng.random() < 0.72 else "no_not_practicable",
        handover_at=handover,
        examined_at=examined,
        interviewed_at=interviewed,
        ended_at=min(ended, max(interviewed, arrived + timedelta(hours=23))),
        end_reason=_pick(rng, ENDS),
        arrested_too=False,
    )
    age = rng.randint(18, 79)
    person = UnnamedPerson(
        description=f"Person, about {age}",
        age_low=age - 2,
        age_high=age + 2,
        as_of=at.date(),
        local_reference=f"H{rng.randrange(1500):04d}",
    )
    return PastUse(past, person)


def _pick(rng: random.Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def _ask(statistician: Actor, leads: Mapping[str, Actor], now: datetime) -> None:
    """Put one question a year ago, before anything was seen, and look; put another now."""
    area: UUID = statistician.organisation_id
    start = last_whole_month(now).plus(1 - CHANGED)
    asked = NewQuestion(
        change="a nurse in the control room, day and night",
        measure="uses",
        area_id=area,
        locality="",
        start=start,
        months_after=CHANGED,
        method=Method(),
        seen_before=False,
    )
    beforehand = start.starts_at - timedelta(days=20)
    made = actions.register_question(statistician, asked, now=beforehand)
    actions.look_at_answer(statistician, made, now=now - timedelta(hours=2))
    waiting = NewQuestion(
        change="a second suite at Westbeck",
        measure="handover",
        area_id=area,
        locality="",
        start=last_whole_month(now).plus(3),
        months_after=12,
        method=Method(slope=True),
        seen_before=False,
    )
    actions.register_question(leads["analyst"], waiting, now=now - timedelta(hours=1))
