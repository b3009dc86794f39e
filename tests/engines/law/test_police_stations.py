"""A police station as a place of safety: DOMAIN table T1.3, row by row."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from alongside.engines.law import (
    Clinician,
    Consulted,
    Consultee,
    DecisionMaker,
    NoConsultReason,
    OtherPlaceReason,
    PoliceStationFacts,
    Rank,
    load,
    police_station_conditions,
    with_s48_commenced,
)
from alongside.kernel.local_time import from_local


def at(text: str) -> datetime:
    return from_local(datetime.fromisoformat(text))


ADULT = PoliceStationFacts(
    event_at=at("2026-06-10T12:00"),
    date_of_birth=date(2008, 6, 10),  # 18 today
    risk_description="Hitting his head on the kerb",
    risk_imminent=True,
    risk_serious=True,
    no_other_place=True,
    no_other_place_reason=OtherPlaceReason.RISK,
    clinician=Clinician.PRESENT,
    decision_maker=DecisionMaker.CONSTABLE,
    decision_maker_rank=Rank.CONSTABLE,
    authorised_rank=Rank.INSPECTOR,
    consulted=Consulted.YES,
    consultee=Consultee.NURSE,
)
CHILD = "police_station.child"
A, B = "police_station.a_risk", "police_station.b_no_other_place"
C, D = "police_station.c_clinician", "police_station.d_authorisation"
E = "police_station.e_consultation"

T1_3 = [
    (1, {"date_of_birth": date(2008, 6, 11)}, "not_met", (CHILD,)),  # 17 years 364 days
    (2, {}, "met", ()),
    (3, {"decision_maker_rank": Rank.SERGEANT, "authorised_rank": Rank.NONE}, "not_met", (D,)),
    (4, {"decision_maker_rank": Rank.INSPECTOR, "authorised_rank": None}, "met", ()),
    (5, {"risk_imminent": False, "risk_serious": False,
         "no_other_place_reason": OtherPlaceReason.NO_CAPACITY}, "not_met", (A, B)),
    (6, {"risk_description": "shouting", "risk_imminent": None, "risk_serious": None},
     "incomplete", ()),
    (7, {"consulted": Consulted.NO_NOT_PRACTICABLE, "consultee": None,
         "no_consult_reason": NoConsultReason.URGENCY}, "met", ()),
    (8, {"clinician": Clinician.NONE}, "not_met", (C,)),
    (9, {"date_of_birth": None, "could_be_under_18": True}, "not_met", (CHILD,)),
    (10, {"date_of_birth": date(2008, 6, 11), "event_at": at("2026-06-10T12:00")},
     "not_met", (CHILD,)),
    (11, {"date_of_birth": date(2008, 6, 10), "event_at": at("2026-06-10T00:05")}, "met", ()),
]  # fmt: skip


@pytest.mark.parametrize(("row", "change", "expected", "unmet"), T1_3)
def test_the_facts_answer_as_t1_3_says(
    row: int, change: dict[str, object], expected: str, unmet: tuple[str, ...]
) -> None:
    answer = police_station_conditions(replace(ADULT, **change))  # type: ignore[arg-type]
    assert (answer.outcome, answer.unmet) == (expected, unmet)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 6, 11), "met"), (date(2026, 6, 10), "not_met"), (date(2026, 6, 9), "not_met")],
)
def test_row_12_from_commencement_it_is_no_longer_a_place_of_safety(
    day: date, expected: str
) -> None:
    answer = police_station_conditions(ADULT, parameters=with_s48_commenced(day))
    assert answer.outcome == expected
    if expected == "not_met":
        assert answer.unmet == ("police_station.in_force",)
        assert "no longer a place of safety" in answer.findings[-1].sentence


def test_one_key_with_an_end_is_enough_for_row_12() -> None:
    ended = load().with_end("pos.police_station_allowed_adult", date(2026, 6, 10))
    assert police_station_conditions(ADULT, parameters=ended).outcome == "not_met"


def test_row_6_says_what_has_to_be_recorded() -> None:
    facts = replace(ADULT, risk_imminent=None, risk_serious=None)
    assert police_station_conditions(facts).missing == ("risk_imminent", "risk_serious")
    half = replace(ADULT, risk_serious=None)
    assert police_station_conditions(half).missing == ("risk_serious",)


def test_row_7_flags_that_the_reason_is_recorded() -> None:
    facts = replace(
        ADULT,
        consulted=Consulted.NO_NOT_PRACTICABLE,
        no_consult_reason=NoConsultReason.URGENCY,
    )
    flags = [f.code for f in police_station_conditions(facts).findings if f.outcome == "flag"]
    assert flags == [f"{E}.reason"]


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"no_other_place": None}, ("no_other_place",)),
        ({"no_other_place_reason": None}, ("no_other_place_reason",)),
        ({"clinician": None}, ("clinician",)),
        ({"authorised_rank": None}, ("authorised_rank",)),
        ({"authorised_rank": Rank.SERGEANT, "decision_maker_rank": None},
         ("decision_maker_rank",)),
        ({"consulted": None}, ("consulted",)),
        ({"consulted": Consulted.NO_OTHER, "decision_maker": None, "decision_maker_rank": None},
         ("decision_maker",)),
        ({"date_of_birth": None}, ("date_of_birth",)),
    ],
)  # fmt: skip
def test_a_missing_fact_leaves_it_incomplete_and_is_named(
    change: dict[str, object], missing: tuple[str, ...]
) -> None:
    answer = police_station_conditions(replace(ADULT, **change))  # type: ignore[arg-type]
    assert (answer.outcome, answer.missing) == ("incomplete", missing)


@pytest.mark.parametrize(
    "change",
    [
        {"no_other_place": False},
        {"no_other_place_reason": OtherPlaceReason.NO_CAPACITY},
        {"no_other_place_reason": OtherPlaceReason.OTHER},
    ],
)
def test_capacity_or_another_place_never_meets_b(change: dict[str, object]) -> None:
    assert police_station_conditions(replace(ADULT, **change)).unmet == (B,)  # type: ignore[arg-type]


def test_b_cannot_flow_from_a_risk_that_is_not_there() -> None:
    assert police_station_conditions(replace(ADULT, risk_serious=False)).unmet == (A, B)


@pytest.mark.parametrize(("rank", "expected"), [(Rank.NONE, "not_met"), (Rank.INSPECTOR, "met")])
def test_an_amhp_who_decides_needs_an_inspector_and_no_consultation(
    rank: Rank, expected: str
) -> None:
    facts = replace(
        ADULT,
        decision_maker=DecisionMaker.AMHP,
        decision_maker_rank=None,
        authorised_rank=rank,
        consulted=None,
        consultee=None,
    )
    assert police_station_conditions(facts).outcome == expected


def test_before_2017_the_conditions_are_not_held_here() -> None:
    facts = replace(ADULT, event_at=at("2017-12-10T12:00"), date_of_birth=date(1980, 1, 1))
    answer = police_station_conditions(facts)
    assert answer.outcome == "incomplete"
    assert answer.findings[-1].code == "police_station.in_force"
