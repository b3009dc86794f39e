"""The lists themselves: what they hold, and on which day."""

import subprocess
import sys
from datetime import date

import pytest

from alongside.foundation.reference import UnknownCode, UnknownSystem, code_list, systems


@pytest.mark.parametrize("system", systems())
def test_every_list_loads_and_says_where_it_comes_from(system):
    codes = code_list(system)
    assert codes.system == system
    assert codes.source
    assert codes.checked_on <= date(2027, 1, 1)
    assert len(codes) == len(codes.choices()) >= 1


def test_a_list_is_read_once_and_kept():
    assert code_list("transport") is code_list("transport")


def test_a_list_that_is_not_there_is_named():
    with pytest.raises(UnknownSystem) as caught:
        code_list("../settings")
    assert str(caught.value) == "There is no code list called '../settings'."


def test_a_code_that_is_not_there_is_named_with_its_list():
    with pytest.raises(UnknownCode) as caught:
        code_list("legal_status").find("11")
    assert str(caught.value) == "Mental Health Act legal status classification has no code '11'."


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        (
            date(2017, 12, 10),
            [
                "no_capacity",
                "intoxication",
                "violence",
                "refused_by_health_place",
                "none_in_area",
                "arrested_for_offence",
                "other",
                "not_known",
            ],
        ),
        (date(2017, 12, 11), ["conditions_met"]),
        (date(2026, 6, 10), ["conditions_met"]),
    ],
)
def test_only_the_conditions_can_be_the_police_station_reason_since_december_2017(day, reasons):
    assert [entry.code for entry in code_list("police_station_reason").on(day)] == reasons


def test_a_retired_code_still_has_its_words():
    assert code_list("police_station_reason").display("no_capacity") == "No room at a health place"


def test_a_list_on_a_day_forgets_codes_not_in_force():
    codes = code_list("police_station_reason").on(date(2026, 6, 10))
    assert "no_capacity" not in codes
    assert "conditions_met" in codes


def test_urgency_is_offered_in_order_of_urgency_not_of_code():
    assert [entry.code for entry in code_list("clinical_response_priority")] == list("1423")


def test_legal_status_has_no_11_and_codes_135_and_136_apart():
    codes = code_list("legal_status")
    numbers = [*range(1, 11), *range(12, 21), 31, 32, *range(35, 39), 98, 99]
    assert [entry.code for entry in codes] == [f"{number:02}" for number in numbers]
    assert [entry.code for entry in codes.in_group("Place of safety")] == ["19", "20"]


def test_groups_come_once_each_in_order():
    assert code_list("ethnic_category").groups() == ("White", "Mixed", "Asian", "Black", "Other")


def test_the_places_of_safety_are_the_nine_of_the_design():
    assert [entry.code for entry in code_list("place_of_safety_type")] == [
        "health_based_pos",
        "emergency_department",
        "other_hospital",
        "social_care_residential",
        "care_home_or_independent_hospital",
        "private_dwelling",
        "other_suitable_place",
        "police_station",
        "not_known",
    ]


@pytest.mark.parametrize(
    ("system", "size"),
    [
        ("ld_vulnerability", 34),
        ("ld_vulnerability_state", 5),
        ("ld_justice_outcome", 22),
        ("ld_engagement", 8),
        ("ld_source", 12),
        ("legal_gateway", 20),
        ("nhs_number_status", 8),
        ("police_force_area", 43),
        ("police_force", 45),
    ],
)
def test_a_list_has_as_many_codes_as_its_source(system, size):
    assert len(code_list(system)) == size


@pytest.mark.parametrize("system", systems())
def test_no_words_say_what_no_screen_may_say(system):
    for entry in code_list(system):
        words = f"{entry.display} {entry.group}".lower()
        for avoided in ("detain", "unlawful", "do not attend", "absconder", "misper"):
            assert avoided not in words


def test_the_package_needs_no_django():
    program = (
        "import sys, alongside.foundation.reference as r; r.code_list('transport');"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
