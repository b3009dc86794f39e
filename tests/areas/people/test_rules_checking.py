from datetime import date

import pytest

from alongside.areas.people.rules import checking
from alongside.areas.people.rules.ages import Birth
from alongside.areas.people.rules.facts import NewAddress, NewName, NewPerson
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Refused

TODAY = date(2026, 6, 10)
POLICE = {"response_officer", "police_supervisor", "custody_officer"}
HEALTH = {
    "control_room_clinician",
    "triage_clinician",
    "place_of_safety_coordinator",
    "amhp",
    "doctor",
    "liaison_lead",
    "keyworker",
    "diversion_practitioner",
    "court_link_worker",
}
DESK = POLICE | HEALTH
TABLE = {
    "person.find": DESK,
    "person.see": DESK,
    "person.print": DESK,
    "person.add": DESK,
    "person.add_in_bulk": {"force_statistics", "administrator"},
    "person.identify": DESK,
    "person.change": DESK,
    "person.add_identifier": DESK,
    "person.add_police_identifier": POLICE,
    "person.record_words": HEALTH,
    "person.withdraw_words": DESK | {"person", "carer"},
    "pair.suggest": DESK,
    "pair.decide": {"liaison_lead"},
    "person.merge": {"liaison_lead"},
    "person.part": {"liaison_lead"},
}


@pytest.mark.parametrize("permission", TABLE)
@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_what_the_table_says(permission, role):
    assert (role in PERMISSIONS[permission]) is (role.value in TABLE[permission])


def test_no_permission_is_missing_from_the_table():
    assert PERMISSIONS.keys() == TABLE.keys()


def code_of(check, *arguments):
    with pytest.raises(Refused) as refused:
        check(*arguments)
    return refused.value.code, refused.value.field


def test_a_person_needs_a_name():
    assert code_of(checking.check_name, NewName(" ", "")) == ("person.name_missing", "given")
    checking.check_name(NewName("", "Marsh"))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (NewPerson(born_on=date(2026, 6, 11)), ("person.born_in_future", "born_on")),
        (NewPerson(born_on=date(1900, 6, 9)), ("person.born_too_long_ago", "born_on")),
        (NewPerson(age_low=126), ("person.age_impossible", "age_low")),
        (NewPerson(age_high=-1), ("person.age_impossible", "age_high")),
        (NewPerson(age_low=40, age_high=30), ("person.ages_reversed", "age_low")),
    ],
)
def test_a_birth_that_cannot_be_is_refused(facts, expected):
    assert code_of(checking.check_birth, facts, TODAY) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (NewPerson(), Birth()),
        (NewPerson(born_on=TODAY), Birth(born_on=TODAY)),
        (NewPerson(born_on=date(1985, 3, 12), age_low=5), Birth(born_on=date(1985, 3, 12))),
        (NewPerson(age_low=30, age_high=40), Birth(None, 30, 40, TODAY)),
        (NewPerson(age_high=17), Birth(None, None, 17, TODAY)),
    ],
)
def test_a_birth_is_a_date_or_an_estimate_of_today(facts, expected):
    assert checking.check_birth(facts, TODAY) == expected


def test_codes_outside_their_list_are_refused():
    assert code_of(checking.check_sex, "3") == ("person.sex_unknown_code", "sex")
    assert code_of(checking.check_ethnicity, "I", "ethnicity_self")[1] == "ethnicity_self"
    assert code_of(checking.check_need, "telepathy") == ("person.need_unknown_code", "code")
    checking.check_sex("9")
    checking.check_need("bsl")


@pytest.mark.parametrize(("typed", "kept"), [("", ""), ("z", "Z"), ("A1", "A1"), ("99", "99")])
def test_ethnicity_keeps_not_asked_not_stated_and_not_known_apart(typed, kept):
    assert checking.check_ethnicity(typed, "ethnicity_self") == kept


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("nhs_number", "999 000 0018", ("9990000018", "02")),
        ("pnc_id", "81/34u", ("1981/0000034U", "")),
        ("cro_number", "65656/91H", ("065656/91H", "")),
        ("custody_record", " NC/1234/26 ", ("NC/1234/26", "")),
        ("local", " A 12 ", ("A 12", "")),
    ],
)
def test_an_identifier_is_kept_in_its_canonical_form(kind, typed, kept):
    assert checking.check_identifier(kind, typed, TODAY) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        ("nhs_number", "999 000 0019", "nhs_number"),
        ("nhs_number", "9999999999", "nhs_number"),
        ("pnc_id", "2001/0171310S", "value"),
        ("cro_number", "85227/65G", "value"),
        ("local", " ", "value"),
    ],
)
def test_an_identifier_that_cannot_exist_is_refused_at_entry(kind, typed, field):
    assert code_of(checking.check_identifier, kind, typed, TODAY) == (
        "person.identifier_impossible",
        field,
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (NewAddress("1 Mill Lane", "zn1 2ab"), NewAddress("1 Mill Lane", "ZN1 2AB")),
        (NewAddress("1 Mill Lane", "ZN1 2CC"), NewAddress("1 Mill Lane, ZN1 2CC", "")),
        (NewAddress("", "nearby"), NewAddress("nearby", "")),
        (NewAddress("1 Mill Lane", ""), NewAddress("1 Mill Lane", "")),
        (NewAddress(no_fixed_abode=True), NewAddress(no_fixed_abode=True)),
        (NewAddress("", "ZZ99 3VZ", True), NewAddress("", "ZZ99 3VZ", True)),
    ],
)
def test_a_postcode_of_the_wrong_form_stops_nothing_and_is_not_lost(given, kept):
    assert checking.canonical_address(given) == kept


def test_an_empty_address_and_a_phone_without_digits_are_refused():
    assert code_of(checking.canonical_address, NewAddress(" ", " "))[0] == "person.address_empty"
    assert code_of(checking.check_phone, "none") == ("person.phone_without_digits", "phone")
    assert checking.check_phone("+44 7700 900123") == "07700900123"
