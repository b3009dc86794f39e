"""Facts out of JSON: what is taken, and what is refused in words that name the field."""

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from alongside.engines.law import (
    AdultFacts,
    CandidateKind,
    ExtensionFacts,
    LocationFacts,
    LocationType,
    PeriodFacts,
    PoliceStationFacts,
)
from alongside.engines.law.questions import QUESTIONS, PeriodQuestion
from alongside.engines.law.reading import read_facts, read_json, shown, slots
from alongside.kernel.refusal import Refused

NOW = "2026-06-10T14:20"
PERIOD = {"power": "s136", "mode": "removed", "now": NOW}


def refused(question: type, given: object) -> Refused:
    with pytest.raises(Refused) as caught:
        read_facts(question, given)
    assert "\n" not in str(caught.value)
    return caught.value


def test_each_kind_of_value_is_read() -> None:
    facts = read_facts(
        AdultFacts,
        {
            "event_at": NOW,
            "date_of_birth": "1990-01-01",
            "age_years": 36.0,
            "could_be_under_18": False,
            "candidate": {"kind": "relative", "age_years": 44},
        },
    )
    assert facts.event_at == datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
    assert facts.date_of_birth == date(1990, 1, 1)
    assert (facts.age_years, type(facts.age_years)) == (36, int)
    assert facts.candidate is not None
    assert facts.candidate.kind is CandidateKind.RELATIVE
    text = read_facts(PoliceStationFacts, {"event_at": NOW, "risk_description": " shouting "})
    assert text.risk_description == "shouting"


def test_a_fact_left_out_or_null_is_not_recorded() -> None:
    left_out, null = (
        read_facts(ExtensionFacts, given) for given in ({}, {"hours": None, "by": None})
    )
    assert left_out == null == ExtensionFacts()


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"power": "s135(2)"}, "power", '"s135(2)" is not one of s136, s135(1)'),
        ({"power": 136}, "power", "136 is not one of"),
        ({"power": None}, "power", "null is not one of"),
        ({"mode": ["kept"]}, "mode", "is not one of"),
        ({"now": None}, "now", "null is not a date and time"),
        ({"now": 20260610}, "now", "20260610 is not a date and time"),
        ({"now": "2026-06-10"}, "now", "is not a date and time"),
        ({"now": "2026-03-29T01:30"}, "now", "did not happen"),
        ({"ended_at": "2026-10-25T01:30"}, "ended_at", "happened twice"),
        ({"now": "9999-01-01T00:00"}, "now", "out of range"),
        ({"arrivals": NOW}, "arrivals", "is not a list"),
        ({"arrivals": None}, "arrivals", "null is not a list"),
        ({"arrivals": [NOW, None]}, "arrivals[1]", "null is not a date and time"),
        ({"arrivals": [[NOW]]}, "arrivals[0]", "is not a date and time"),
        ({"extension": []}, "extension", "[] is not an object"),
        ({"extension": {"hours": "12"}}, "extension.hours", '"12" is not a number'),
        ({"extension": {"hours": True}}, "extension.hours", "true is not a number"),
        ({"extension": {"hours": float("inf")}}, "extension.hours", "sensible size"),
        ({"extension": {"hours": float("nan")}}, "extension.hours", "sensible size"),
        ({"extension": {"hours": 10**400}}, "extension.hours", "sensible size"),
        ({"extension": {"hours": 10**5000}}, "extension.hours", "this int is not"),
        ({"extension": {"given": NOW}}, "extension.given", "Did you mean given_at?"),
        ({"extension": {"at_police_station": "no"}}, "extension.at_police_station", "true or"),
        ({"extension": {"at_police_station": 0}}, "extension.at_police_station", "true or"),
        ({"turned_away": 1}, "turned_away", "true or false"),
        ({"s48_commenced": "soon"}, "s48_commenced", "is not a date like"),
        ({"s48_commenced": 5}, "s48_commenced", "is not a date like"),
        ({"s48_commenced": "0001-01-01"}, "s48_commenced", "is not a date like"),
        ({"arival": []}, "arival", "Did you mean arrivals?"),
        ({"\ud800": 1}, "\ud800", "Known here: power, mode, now"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_name(
    given: dict[str, object], field: str, words: str
) -> None:
    error = refused(PeriodQuestion, PERIOD | given)
    assert error.field == field
    assert words in str(error)
    assert field == "\ud800" or str(error).startswith(f"{field}: ")
    assert str(error).isascii()


@pytest.mark.parametrize("name", ["power", "mode", "now"])
def test_a_needed_fact_left_out_is_named(name: str) -> None:
    error = refused(PeriodQuestion, {key: PERIOD[key] for key in PERIOD if key != name})
    assert str(error) == f"{name}: needed, and not given."


@pytest.mark.parametrize("given", [None, 3, "s136", True, [PERIOD]])
def test_only_an_object_holds_facts(given: object) -> None:
    assert "is not an object of facts" in str(refused(PeriodQuestion, given))


@pytest.mark.parametrize(("years", "words"), [(-1, "from 0 to 130"), (131, "from 0 to 130")])
def test_an_age_is_a_persons(years: int, words: str) -> None:
    assert words in str(refused(AdultFacts, {"event_at": NOW, "age_years": years}))


def test_an_age_is_whole_years() -> None:
    assert "whole number" in str(refused(AdultFacts, {"event_at": NOW, "age_years": 17.5}))


@pytest.mark.parametrize("text", [17, "x" * 10_001])
def test_text_is_text_of_a_sensible_length(text: object) -> None:
    given = {"event_at": NOW, "risk_description": text}
    error = refused(PoliceStationFacts, given)
    assert "risk_description" in str(error)
    assert len(str(error)) < 200


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("{", "line 1, column 2"),
        ('{"a": NaN}', "NaN is not a number"),
        ("[-Infinity]", "-Infinity is not a number"),
        ('{"a": 1, "b": 2, "b": 3}', 'the key "b" is given twice'),
        ("[" * 200_000, "nested too deeply"),
        ("9" * 6000, "not JSON"),
    ],
)
def test_what_is_not_strict_json_is_refused(text: str, words: str) -> None:
    with pytest.raises(Refused) as caught:
        read_json(text)
    assert caught.value.code == "json.not_json"
    assert words in str(caught.value)


def test_a_number_too_large_for_a_float_is_refused_later_by_its_field() -> None:
    given = read_json('{"hours": 1e999}')
    assert "hours" in str(refused(ExtensionFacts, given))


def test_a_value_is_shown_short_and_safe() -> None:
    assert len(shown("x" * 1000)) == 60
    assert shown("\ud800") == '"\\ud800"'


def test_the_contracts_keys_are_all_taken() -> None:
    contract = {
        "power", "mode", "power_used_at", "arrivals", "kept_at", "entered_at", "extension",
        "ended_at", "now",
    }  # fmt: skip
    assert contract <= {slot.name for slot in slots(PeriodQuestion)}
    extension = {
        "given_at", "hours", "by", "reason", "at_police_station", "assessment_at_station",
        "authorised_rank",
    }  # fmt: skip
    assert extension == {slot.name for slot in slots(ExtensionFacts)}


def test_no_fact_of_the_engines_clock_is_out_of_reach() -> None:
    reachable = {slot.name for slot in slots(PeriodQuestion)} | {"extensions"}
    assert {entry.name for entry in fields(PeriodFacts)} <= reachable


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_every_fact_is_described(question: object) -> None:
    assert all(slot.says for slot in slots(question.facts))  # type: ignore[attr-defined]


def test_codes_are_read_as_their_members() -> None:
    facts = read_facts(LocationFacts, {"place_type": "park"})
    assert facts.place_type is LocationType.PARK
