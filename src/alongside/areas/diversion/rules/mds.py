"""The minimum data set: its items as data, and the row that one episode comes to.

Source: DOMAIN 3.4. The national item list is not public; this is our proposal.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from alongside.areas.diversion.rules.counting import MAIN_OFFER, PRESENT, count_episode, instant
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent
from alongside.foundation.reference import code_list

TEAM_TYPE: Final = "D02"
SENT_BY: Final[Mapping[str, str]] = {
    "custody_staff": "E1",
    "voluntary_attendance_officer": "E1",
    "street_triage": "E1",
    "healthcare_in_custody": "E1",
    "court_staff": "E2",
    "solicitor": "E2",
    "probation": "E3",
    "youth_justice": "E6",
    "ld_proactive_review": "E5",
    "family": "B2",
    "self": "B1",
    "other": "M6",
}
"""The code of ``referral_source`` that stands nearest to who noticed. Ours."""
Value = str | int | date | datetime | tuple[str, ...] | None
Row = Mapping[str, Value]


class Shape(StrEnum):
    """How an item reads."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    DATE = "date"
    INSTANT = "instant"
    NUMBER = "number"
    YES_NO = "yes_no"


class Identifying(StrEnum):
    """Whether an item can tell who somebody is.

    A ``key`` is replaced by a pseudonym where people are not to be known; what tells directly,
    and what is a reference of police, is left out.
    """

    NO = ""
    KEY = "key"
    DIRECT = "direct"
    POLICE = "police"


@dataclass(frozen=True, slots=True)
class Item:
    """One item.

    Attributes:
        name: Of its column.
        title: In words.
        group: Of DOMAIN 3.4.
        shape: How it reads.
        system: Code list of a coded item.
        identifying: Whether it can tell who somebody is.
        needed: When it ought to be there; empty where it need not.
        fix: What to do where it is not.
        mhsds: Field of the Mental Health Services Data Set it stands nearest to.
    """

    name: str
    title: str
    group: str
    shape: Shape
    system: str = ""
    identifying: Identifying = Identifying.NO
    needed: str = ""
    fix: str = ""
    mhsds: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code it may hold."""
        return tuple(one.code for one in code_list(self.system).entries) if self.system else ()


@dataclass(frozen=True, slots=True)
class Mds:
    """The whole specification.

    Attributes:
        version: Of the specification.
        items: In the order of the columns.
        not_recorded: What the proposal names and the record does not hold, and why.
    """

    version: str
    items: tuple[Item, ...]
    not_recorded: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PersonPart:
    """What a row says of the person.

    Attributes:
        id: Our own identifier.
        nhs_number: Empty where it is not held.
        nhs_number_status: Code of the list.
        police_reference: PNC reference; restricted.
        born_on: When known.
        age_years: On the day they were noticed; ``None`` where not known.
        gender: Person stated gender code.
        ethnic_category: Code they chose; empty where nobody asked.
        postcode: Empty where it is not held.
        no_fixed_abode: Whether that is recorded.
        interpreter: Whether an interpreter is recorded as needed.
    """

    id: str
    nhs_number: str = ""
    nhs_number_status: str = ""
    police_reference: str = ""
    born_on: date | None = None
    age_years: int | None = None
    gender: str = ""
    ethnic_category: str = ""
    postcode: str = ""
    no_fixed_abode: bool = False
    interpreter: bool = False


@dataclass(frozen=True, slots=True)
class EpisodePart:
    """What a row says of the episode that is not in its events.

    Attributes:
        id: Our own identifier.
        provider_code: Of the service.
        site_code: Of the place.
        site_name: Its name.
        setting: Code of ``ld_setting``.
        door: By which door of the pathway.
        custody_reference: Restricted.
        offence_group: Broad group.
        first_time: Whether it is the first here.
        justice_stage: Code of ``ld_justice_stage``.
        justice_outcome: Code of ``ld_justice_outcome``.
        engagement: Code of ``ld_engagement``.
        closed_at: When it closed.
    """

    id: str
    provider_code: str
    site_code: str
    site_name: str
    setting: str
    door: str
    custody_reference: str
    offence_group: str
    first_time: bool
    justice_stage: str
    justice_outcome: str
    engagement: str
    closed_at: datetime | None


@cache
def mds() -> Mds:
    """Answer the specification."""
    text = files(__package__).joinpath("mds.toml").read_text("utf-8")
    told = tomllib.loads(text)
    return Mds(
        version=told["version"],
        items=tuple(
            Item(
                **{
                    **one,
                    "shape": Shape(one["shape"]),
                    "identifying": Identifying(one.get("identifying", "")),
                }
            )
            for one in told["items"]
        ),
        not_recorded=tuple((one["title"], one["why"]) for one in told["not_recorded"]),
    )


def row_of(person: PersonPart, episode: EpisodePart, *, timeline: Timeline, now: datetime) -> Row:
    """Answer every item of one episode, by name; what is not recorded is ``None`` or empty."""
    states = _states(timeline)
    return {
        **_of_person(person, states),
        **_of_contact(episode, timeline),
        **_of_activity(timeline, states, now),
    }


def _of_person(person: PersonPart, states: Mapping[str, str]) -> Row:
    return {
        "person_id": person.id,
        "nhs_number": person.nhs_number,
        "nhs_number_status": person.nhs_number_status,
        "police_reference": person.police_reference,
        "birth_date": person.born_on,
        "age_years": person.age_years,
        "gender": "" if person.gender == "X" else person.gender,
        "ethnic_category": person.ethnic_category,
        "postcode": person.postcode,
        "interpreter": "yes" if person.interpreter else _told(states, "language_interpreter"),
        "veteran": _told(states, "veteran"),
        "homeless": "yes" if person.no_fixed_abode else _told(states, "homeless"),
        "work_or_education_need": _told(states, "unemployment_education"),
        "care_experienced": _told(states, "care_experienced"),
    }


def _of_contact(episode: EpisodePart, timeline: Timeline) -> Row:
    noticed = next(timeline.of_kind("identified"), None)
    source = _text(noticed, "source")
    return {
        "episode_id": episode.id,
        "provider_code": episode.provider_code,
        "team_type": TEAM_TYPE,
        "site_code": episode.site_code,
        "site_name": episode.site_name,
        "setting": episode.setting,
        "door": episode.door,
        "referral_source": SENT_BY.get(source, ""),
        "noticed_by": source,
        "first_seen_at": noticed.happened_at if noticed else None,
        "first_time": "yes" if episode.first_time else "no",
        "custody_reference": episode.custody_reference,
        "offence_group": episode.offence_group,
        "justice_stage": episode.justice_stage,
        "justice_outcome": episode.justice_outcome,
        "engagement": episode.engagement,
        "closed_at": episode.closed_at,
    }


def _of_activity(timeline: Timeline, states: Mapping[str, str], now: datetime) -> Row:
    screened, assessed = timeline.last("screened"), next(timeline.of_kind("assessed"), None)
    offers = [one for one in timeline.of_kind("offered") if _text(one, "stage") in ("", MAIN_OFFER)]
    offered = offers[-1] if offers else None
    counts = count_episode(timeline, now).counts
    return {
        "vulnerabilities_asked": "yes" if states else "no",
        "vulnerabilities": tuple(sorted(code for code, how in states.items() if how in PRESENT)),
        "screened_at": screened.happened_at if screened else None,
        "screen_result": _text(screened, "result"),
        "urgency": _text(screened, "urgency"),
        "offers": len(offers),
        "offered_at": offered.happened_at if offered else None,
        "offer": _text(offered, "answer"),
        "assessed_at": (instant(assessed, "started_at") or assessed.happened_at)
        if assessed
        else None,
        "assessment_method": _text(assessed, "method"),
        "assessment_outcome": _text(assessed, "outcome"),
        "referrals_made": counts["referral.made"],
        "referrals_accepted": counts["referral.accepted"],
        "appointments_due": counts["appointment.due"],
        "appointments_attended": counts["appointment.attended"],
        "reports_asked": counts["report.asked"],
        "reports_in_time": counts["report.in_time"],
    }


def _states(timeline: Timeline) -> dict[str, str]:
    """How each vulnerability is held, as the newest entry about it says."""
    found: dict[str, str] = {}
    for one in timeline.of_kind("vulnerabilities"):
        held = one.facts.get("states")
        if isinstance(held, dict):
            found |= {str(code): str(state) for code, state in held.items()}
    return found


def _told(states: Mapping[str, str], code: str) -> str:
    """Answer yes, no or not known; not asked is not a no."""
    state = states.get(code, "")
    if state in PRESENT:
        return "yes"
    return "no" if state == "screened_negative" else ""


def _text(event: TimelineEvent | None, name: str) -> str:
    value = event.facts.get(name) if event else None
    return value if isinstance(value, str) else ""
