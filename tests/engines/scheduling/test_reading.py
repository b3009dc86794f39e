"""A scheme as data: what each field may say, and one clear line for what it may not."""

import copy
from datetime import date

import pytest

from alongside.engines.scheduling.reading import scheme_from
from alongside.engines.scheduling.scheme import Part, Pattern, Span
from alongside.kernel.refusal import Refused

DOCUMENT = {
    "name": "Northmoor",
    "day": "08:00-20:00",
    "weights": {"repeat": "9"},
    "patterns": [{"name": "unit", "parts": "unit 3", "any_order": "no"}],
    "services": [
        {
            "code": "u1",
            "kind": "unit",
            "seats": "1",
            "closed": "2026-03-02; 2026-W12",
            "teaches": "a; b",
        },
        {
            "name": "Unit two",
            "code": "u2",
            "kind": "unit",
            "opens": [{"from": date(2026, 3, 2), "to": "2026-03-31"}],
        },
    ],
    "buddies": [{"service": "u1", "name": "Nurse A", "load": 2, "away": "2026-03-09/2026-03-13"}],
    "shifts": [{"service": "u1", "name": "early", "starts": "08:00", "ends": "15:30"}],
    "cohorts": [{"name": "March", "from": "2026-03-02", "to": "2026-03-27", "officers": ["PC A"]}],
    "officers": [{"name": "PC B", "prefers": "u1;u2", "leave": "2026-03-02 to 2026-03-06"}],
}


def spoilt(path: str, value: object) -> dict:
    document = copy.deepcopy(DOCUMENT)
    at = document
    *steps, last = path.split(".")
    for step in steps:
        at = at[int(step) if step.isdigit() else step]
    at[last] = value
    return document


def test_words_as_in_a_csv_file_and_values_as_in_toml_read_the_same():
    scheme = scheme_from(DOCUMENT)
    first, second = scheme.services
    assert scheme.day == ("08:00", "20:00")
    assert scheme.weights.repeat == 9
    assert first.closed == (
        Span(date(2026, 3, 2), date(2026, 3, 2)),
        Span(date(2026, 3, 16), date(2026, 3, 22)),
    )
    assert (first.seats, first.teaches, first.name) == (1, frozenset({"a", "b"}), "u1")
    assert (first.buddies[0].load, first.shifts[0].ends) == (2, "15:30")
    assert second.opens == (Span(date(2026, 3, 2), date(2026, 3, 31)),)
    assert scheme.cohorts[0].pattern == Pattern("unit", (Part("unit", 3),), any_order=False)
    assert [one.name for one in scheme.officers] == ["PC B", "PC A"]
    assert scheme.officers[0].leave == (Span(date(2026, 3, 2), date(2026, 3, 6)),)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("services.0.seats", "two", "services, row 1 (u1): seats is 'two'"),
        ("services.0.seats", 0, "Give one from 1 to 50."),
        ("services.0.seats", True, "seats is 'True'"),
        ("services.0.seets", 2, "services, row 1 (u1): 'seets' is not a field."),
        ("services.0.kind", "", "services, row 1 (u1): kind is missing."),
        ("services.0.closed", "2 March", "closed has '2 March', not a date."),
        ("services.0.closed", "2026-W60", "has week 60 of 2026"),
        ("services.0.closed", "2026-03-06/2026-03-02", "ends on 2026-03-02, before it begins"),
        ("services.1.code", "u1", "services: 'u1' is there twice."),
        ("services.0.shifts", "early", "shifts has to be a list."),
        ("shifts.0.starts", "07:00", "runs from 07:00 to 15:30"),
        ("shifts.0.starts", "8am", "starts is '8am', not a time."),
        ("buddies.0.service", "u9", "buddies, row 1 (Nurse A): service names 'u9'"),
        ("cohorts.0.pattern", "other", "pattern names 'other', which is not there."),
        ("cohorts.0.from", "", "cohorts, row 1 (March): from is missing."),
        ("cohorts.0.to", "2026-02-01", "to is 2026-02-01, before 2026-03-02."),
        ("officers.0.cohort", "June", "officers (PC B): cohort names 'June'"),
        ("officers.0.prefers", "u7", "officers (PC B): prefers names 'u7'"),
        ("officers.0.name", "PC A", "officers: 'PC A' is there twice."),
        ("patterns.0.parts", "", "patterns, row 1 (unit): parts is missing."),
        ("patterns.0.parts", "unit 9", "days is '9'"),
        ("officers", [], None),
        ("services", [], "The scheme has no services."),
        ("services", "many", "'services' has to be a list of tables."),
        ("weights", "high", "'weights' has to be a table."),
        ("day", "08:00", "needs a start and an end."),
        ("day", "20:00-08:00", "ends at 08:00, not after 20:00."),
        ("colour", "blue", "the scheme: 'colour' is not a field."),
    ],
)
def test_what_cannot_be_read_is_one_line_that_says_where_and_what_to_do(path, value, words):
    document = spoilt(path, value)
    if words is None:
        assert [one.name for one in scheme_from(document).officers] == ["PC A"]
        return
    with pytest.raises(Refused) as refused:
        scheme_from(document)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
