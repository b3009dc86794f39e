"""From one list's codes to another's."""

import pytest

from alongside.foundation.reference import (
    NotMapped,
    UnknownCode,
    UnknownMapping,
    code_list,
    code_mapping,
    codes_mapped_to,
    map_code,
    mappings,
)

# DOMAIN 4.9: PNC force code to the last two digits of the ONS area code.
FORCES = {
    "01": "01", "02": "01", "03": "02", "04": "03", "05": "04", "06": "05", "07": "06",
    "10": "07", "11": "08", "12": "09", "13": "10", "14": "11", "16": "12", "17": "13",
    "20": "14", "21": "15", "22": "16", "23": "17", "30": "18", "31": "19", "32": "20",
    "33": "21", "34": "22", "35": "23", "36": "24", "37": "25", "40": "26", "41": "27",
    "42": "28", "43": "29", "44": "30", "45": "31", "46": "32", "47": "33", "48": "34",
    "50": "35", "52": "36", "53": "37", "54": "38", "55": "39",
}  # fmt: skip
WALES = {"60": "North Wales", "61": "Gwent", "62": "South Wales", "63": "Dyfed-Powys"}


@pytest.mark.parametrize("name", mappings())
def test_every_mapping_loads(name):
    assert code_mapping(name).pairs


@pytest.mark.parametrize(("force", "area"), FORCES.items())
def test_a_force_has_the_area_of_the_table_under_the_same_name(force, area):
    mapped = map_code("police_force_to_area", force)
    assert mapped == f"E230000{area}"
    name = code_list("police_force").display(force)
    assert name.startswith(code_list("police_force_area").display(mapped))


@pytest.mark.parametrize(("force", "name"), WALES.items())
def test_a_welsh_force_has_the_area_of_its_name(force, name):
    assert code_list("police_force").display(force) == name
    mapped = map_code("police_force_to_area", force)
    assert code_list("police_force_area").display(mapped) == name


def test_the_british_transport_police_has_no_area_and_none_is_made_up():
    with pytest.raises(NotMapped) as caught:
        map_code("police_force_to_area", "93")
    assert str(caught.value) == (
        "British Transport Police (93) has no counterpart in police_force_area."
    )


def test_the_way_back_gives_both_codes_of_the_metropolitan_police():
    assert codes_mapped_to("police_force_to_area", "E23000001") == ("01", "02")


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("health_based_pos", "health_based_place_of_safety"),
        ("emergency_department", "emergency_department"),
        ("private_dwelling", "private_home"),
        ("police_station", "police_station"),
        ("other_hospital", "other"),
        ("care_home_or_independent_hospital", "other"),
        ("social_care_residential", "other"),
        ("other_suitable_place", "other"),
        ("not_known", "not_known"),
    ],
)
def test_a_place_of_safety_has_its_category_in_the_return(kind, place):
    assert map_code("place_of_safety_type_to_return", kind) == place


@pytest.mark.parametrize(
    ("mapping", "pairs"),
    [
        ("gender_criminal_justice_to_pnc", {"0": "U", "1": "M", "2": "F", "9": "U"}),
        ("gender_stated_to_fhir", {"1": "male", "2": "female", "9": "other", "X": "unknown"}),
        ("gender_stated_to_pnc", {"1": "M", "2": "F", "9": "U", "X": "U"}),
        ("gender_stated_to_return", {"1": "male", "2": "female", "9": "other", "X": "not_known"}),
    ],
)
def test_a_gender_code_has_its_counterpart(mapping, pairs):
    assert dict(code_mapping(mapping).pairs) == pairs


@pytest.mark.parametrize("group", ["white_gypsy_traveller", "white_roma", "arab"])
def test_a_2021_group_that_the_older_list_lacks_is_not_turned_into_another(group):
    with pytest.raises(NotMapped):
        map_code("ethnic_group_2021_to_ethnic_category", group)


def test_chinese_moves_from_asian_to_other_between_the_lists():
    assert map_code("ethnic_group_2021_to_ethnic_category", "asian_chinese") == "R"


def test_a_mapping_or_code_that_is_not_there_is_named():
    with pytest.raises(UnknownMapping, match="no mapping called 'x'"):
        map_code("x", "A")
    with pytest.raises(UnknownCode, match="has no code 'I'"):
        map_code("ethnic_category_to_return", "I")
    with pytest.raises(UnknownCode, match="has no code 'blue'"):
        codes_mapped_to("ethnic_category_to_return", "blue")
