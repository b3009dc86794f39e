"""Two years of episodes that are over, taken in as a service would import its earlier record.

Shapes follow the national evaluation: 88 in 100 have any vulnerability, 71 a mental health need,
52 one of alcohol or drugs. Everything else is made up, and so is everybody.

Source: RAND Europe, second evaluation of the trial schemes.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.diversion.actions.importing import PastRecord, Provider, import_episodes
from alongside.areas.diversion.demo_sites import told
from alongside.areas.diversion.rules.past_episodes import (
    PastEpisode,
    PastOffer,
    PastReferral,
    PastReport,
)
from alongside.areas.people.actions.bulk import UnnamedPerson
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date

EPISODES: Final = 2500
DAYS: Final = 730
PEOPLE: Final = 1900
ANY_NEED, MENTAL_HEALTH, SUBSTANCES = 0.88, 0.71, 0.52
YOUNG: Final = 0.12
SERVICES: Final = (
    "Community mental health team",
    "Drug and alcohol service",
    "Talking therapies",
    "Housing advice",
    "Youth justice service",
    "Learning disability team",
)
OTHER_NEEDS: Final = (
    "homeless", "trauma_aces", "adhd", "learning_disability", "autism", "finance_debt_benefits",
    "domestic_abuse_victim", "speech_language_communication", "unemployment_education", "veteran",
)  # fmt: skip
MIND: Final = ("mental_ill_health", "self_harm", "suicide_risk", "psychosis")
SOURCES: Final = {
    "custody": {"custody_staff": 46, "ld_proactive_review": 38, "healthcare_in_custody": 12,
                "self": 4},
    "court": {"court_staff": 48, "probation": 27, "solicitor": 19, "family": 6},
    "voluntary_attendance": {"voluntary_attendance_officer": 100},
}  # fmt: skip
OFFENCES: Final = {
    "violence": 30, "domestic": 13, "robbery_theft": 19, "damage": 8, "drugs": 9,
    "public_order": 11, "breach": 7, "driving": 3,
}  # fmt: skip
ENDED: Final = {
    "no_further_action": 31, "charged_bail": 18, "charged_remand": 6, "community_order": 8,
    "community_order_MHTR": 3, "fine": 9, "conditional_caution": 8, "community_resolution": 9,
    "suspended_sentence": 4, "custody": 4,
}  # fmt: skip
YOUNG_ENDED: Final = {
    "no_further_action": 40, "community_resolution": 24, "youth_caution": 21,
    "youth_rehabilitation_order": 11, "charged_bail": 4,
}  # fmt: skip
ETHNICITIES: Final = {"A": 70, "C": 6, "H": 3, "J": 4, "M": 3, "N": 3, "D": 2, "S": 2, "": 7}
WEIGHTS: Final = {
    "moorchester_custody": 44,
    "westbeck_custody": 17,
    "st_aidans_custody": 15,
    "moorchester_interviews": 8,
    "moorchester_magistrates": 13,
    "moorchester_crown": 3,
}
"""How much of the history is at each place of the county."""
Weights = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A place the history happens at.

    Attributes:
        site_id: Which.
        setting: What kind.
        weight: How much of the history is there.
        since_days: For how many days it has been covered.
    """

    site_id: UUID
    setting: str
    weight: int
    since_days: int


def county_places(sites: Mapping[str, UUID]) -> list[Place]:
    """Answer the places of the county that have a history, by their readable keys."""
    rows = told()
    return [
        Place(sites[key], rows[key]["kind"], weight, rows[key]["covered_days_ago"])
        for key, weight in WEIGHTS.items()
    ]


def fill(
    importer: Actor,
    provider: Provider,
    places: list[Place],
    *,
    now: datetime,
    seed: int,
    episodes: int = EPISODES,
    progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Import the history, and answer how many episodes were made.

    Args:
        importer: Who imports it.
        provider: Whose it is.
        places: Where it happened.
        now: The instant the demo world is at.
        seed: Decides every choice.
        episodes: How many.
        progress: Told how many are made so far.
    """
    records = history(places, now=now, seed=seed, episodes=episodes)
    done = import_episodes(importer, records, provider=provider, now=now, progress=progress)
    return done.made


def history(
    places: list[Place], *, now: datetime, seed: int, episodes: int = EPISODES
) -> Iterator[PastRecord]:
    """Make the records of a history, one after another."""
    rng = random.Random(seed)
    for number in range(episodes):
        days_ago = rng.randrange(3, DAYS)
        open_then = [one for one in places if one.since_days >= days_ago] or places
        place = rng.choices(open_then, [one.weight for one in open_then])[0]
        at = now - timedelta(days=days_ago, minutes=rng.randrange(1440))
        known_as = rng.randrange(PEOPLE)
        yield PastRecord(
            _episode(rng, place, at, now, young=_is_young(known_as), number=number),
            _person(known_as, at),
        )


def _is_young(known_as: int) -> bool:
    return known_as < PEOPLE * YOUNG


def _person(known_as: int, at: datetime) -> UnnamedPerson:
    """Make the same person of the same number, whenever they are met."""
    rng = random.Random(known_as)
    young = _is_young(known_as)
    age = rng.randint(13, 17) if young else min(79, 18 + round(rng.expovariate(1 / 16)))
    sex = rng.choices(("1", "2", "X"), (76, 22, 2))[0]
    who = "Young person" if young else {"1": "Man", "2": "Woman", "X": "Person"}[sex]
    return UnnamedPerson(
        description=f"{who} aged {age}, from an earlier record",
        sex=sex,
        age_low=age,
        age_high=age,
        as_of=local_date(at),
        ethnicity_self=_pick(rng, ETHNICITIES),
        local_reference=f"LD{known_as:05d}",
    )


def _episode(
    rng: random.Random, place: Place, at: datetime, now: datetime, *, young: bool, number: int
) -> PastEpisode:
    court = place.setting in ("magistrates", "crown")
    usual = "court" if court else "custody"
    fixed = PastEpisode(
        key=f"demo-history-{number}",
        site_id=place.site_id,
        setting=place.setting,
        identified_at=at,
        door=("voluntary_attendance" if place.setting == "voluntary_attendance"
              else "liaison_and_diversion"),
        source=_pick(rng, SOURCES.get(place.setting, SOURCES[usual])),
        offence_group=_pick(rng, OFFENCES),
        custody_reference=f"NM/{number:05d}/{at:%y}" if place.setting == "custody" else "",
    )  # fmt: skip
    return _Story(rng, fixed, now, young=young).told()


class _Story:
    """What happens in one episode, one step after another; never later than the demo's now."""

    def __init__(self, rng: random.Random, fixed: PastEpisode, now: datetime, *, young: bool):
        self.rng, self.fixed, self.young = rng, fixed, young
        self.latest = now - timedelta(hours=2)
        self.at = fixed.identified_at
        self.facts: dict[str, object] = {}

    def told(self) -> PastEpisode:
        """Tell it all."""
        if self.rng.random() < 0.91:
            self._screened()
        self.facts["closed_at"] = self._later(self.rng.randint(1, 60 * 24 * 45))
        self._ended()
        kept = {name: getattr(self.fixed, name) for name in self.fixed.__slots__}
        return PastEpisode(**(kept | self.facts))

    def _later(self, minutes: int) -> datetime:
        self.at = min(self.at + timedelta(minutes=minutes), self.latest)
        return self.at

    def _screened(self) -> None:
        rng = self.rng
        self.facts["screened_at"] = self._later(round(rng.lognormvariate(4.2, 0.7)))
        if rng.random() < 0.04:
            self.facts["screen_result"] = rng.choice(("unable", "declined"))
            return
        if rng.random() < 0.16:
            self.facts["screen_result"] = "no_need"
            return
        self.facts["screen_result"] = "need_identified"
        self.facts["urgency"] = rng.choices(("immediate", "same_day", "routine"), (8, 47, 45))[0]
        if self._offered():
            self._assessed()
            self._referred()
        if self.fixed.setting != "voluntary_attendance" and rng.random() < 0.3:
            self._reported()

    def _offered(self) -> bool:
        """Offer help; a no is taken, and help is offered again to some at the next meeting."""
        rng, offers = self.rng, []
        yes = 0.97 if self.young else 0.84
        for _ in range(2):
            at = self._later(rng.randint(3, 40))
            if rng.random() < 0.05:
                offers.append(PastOffer(at, "unable_to_ask", "Too unwell to be asked."))
            else:
                answer = "accepted" if rng.random() < yes else "declined"
                offers.append(PastOffer(at, answer))
            if offers[-1].answer == "accepted" or rng.random() < 0.6:
                break
            self._later(rng.randint(600, 4000))
        self.facts["offers"] = tuple(offers)
        return offers[-1].answer == "accepted"

    def _assessed(self) -> None:
        rng = self.rng
        usual = {"immediate": 30, "same_day": 130, "routine": 700}[str(self.facts["urgency"])]
        self.facts["assessed_at"] = self._later(round(usual * rng.lognormvariate(0, 0.8)))
        self.facts["assessment_method"] = rng.choices(("face", "video", "phone"), (78, 9, 13))[0]
        self.facts["assessment_outcome"] = rng.choices(("complete", "partial"), (88, 12))[0]
        self.facts["needs"] = self._needs()

    def _needs(self) -> tuple[str, ...]:
        rng = self.rng
        if rng.random() >= ANY_NEED:
            return ()
        found = []
        if rng.random() < MENTAL_HEALTH / ANY_NEED:
            found += rng.sample(MIND, rng.choice((1, 1, 2)))
        if rng.random() < SUBSTANCES / ANY_NEED:
            found += rng.choice((["alcohol"], ["drugs"], ["alcohol", "drugs"]))
        others = rng.sample(OTHER_NEEDS, rng.choice((0, 1, 2)) if found else 1)
        return tuple(dict.fromkeys([*found, *others]))

    def _referred(self) -> None:
        rng, made = self.rng, []
        for service in rng.sample(SERVICES, rng.choice((1, 1, 1, 2))):
            at = self._later(rng.randint(20, 300))
            status = rng.choices(("accepted", "rejected", "waiting"), (80, 12, 8))[0]
            answered = min(at + timedelta(days=rng.randint(1, 12)), self.latest)
            came_at, came = None, ""
            if status == "accepted" and rng.random() < 0.9:
                came_at = min(answered + timedelta(days=rng.randint(3, 25)), self.latest)
                came = "attended" if rng.random() < 0.68 else "did_not_attend"
            made.append(PastReferral(at, service, answered, status, came_at, came))
        self.facts["referrals"] = tuple(made)

    def _reported(self) -> None:
        rng = self.rng
        due_at = min(self.at + timedelta(hours=rng.randint(6, 300)), self.latest)
        early = timedelta(minutes=round(rng.gauss(260, 150)))
        sent_at = min(max(due_at - early, self.at), self.latest)
        level = rng.choice(("attended_only", "headline_needs", "summary_report"))
        sent = sent_at if rng.random() < 0.94 else None
        self.facts["reports"] = (PastReport(self.at, "Next hearing", due_at, sent, level),)

    def _ended(self) -> None:
        rng = self.rng
        self.facts["justice_outcome"] = _pick(rng, YOUNG_ENDED if self.young else ENDED)
        if "assessed_at" in self.facts:
            ways = ("completed", "referred_on_engaged", "referred_on_not_engaged", "lost_contact")
            self.facts["engagement"] = rng.choices(ways, (34, 38, 18, 10))[0]
        elif self.facts.get("offers"):
            self.facts["engagement"] = "declined"


def _pick(rng: random.Random, weights: Weights) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]
