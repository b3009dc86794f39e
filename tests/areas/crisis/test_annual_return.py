"""The annual return against DOMAIN T2.1: the ten cases with the table's own numbers and words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.areas.crisis.rules import annual_return as rules
from alongside.areas.crisis.rules import annual_return_mhsds as mhsds
from alongside.areas.crisis.rules.annual_return import PersonAtUse, Use, return_row, use_of
from alongside.areas.crisis.rules.annual_return_quality import CHECKS, Severity, issues
from alongside.areas.crisis.rules.annual_return_shape import shape
from alongside.areas.crisis.rules.annual_return_table import COLUMNS, ForceCodes, cells
from alongside.areas.crisis.rules.timeline import Timeline, TimelineEvent
from alongside.foundation.reference import code_list
from alongside.kernel.local_time import parse_instant

USED = parse_instant("2026-03-10T20:00")
NOW = USED + timedelta(days=60)
ADULT = PersonAtUse(date_of_birth=date(1990, 5, 1), sex="2", ethnicity_self="A")
FORCE = ForceCodes("Northmoor Police", "11", "E23000008")


def event(kind: str, minutes: int = 0, **facts: object) -> TimelineEvent:
    at = USED + timedelta(minutes=minutes)
    return TimelineEvent(kind, at, at, facts)


def story(*events: TimelineEvent, mode: str = "removed", **used: object) -> Timeline:
    return Timeline.of([event("power_used", power="s136", mode=mode, **used), *events])


def told(timeline: Timeline, person: PersonAtUse = ADULT):
    use = use_of(timeline)
    assert use is not None
    row = return_row(use, person)
    found = {issue.code: issue.severity for issue in issues(use, row, person, now=NOW)}
    return row, found


def arrived(place_type: str, minutes: int = 40, **facts: object) -> TimelineEvent:
    return event("arrived", minutes, place_type=place_type, **facts)


ED, SUITE, STATION = "emergency_department", "health_based_pos", "police_station"


def test_case_1_emergency_department_then_suite_is_an_emergency_department():
    row, _ = told(story(arrived(ED), arrived(SUITE, 300)))
    assert row.place == "emergency_department"


def test_case_2_already_in_the_emergency_department_and_kept_has_no_transport():
    row, found = told(story(mode="kept", place_type=ED))
    assert (row.place, row.transport) == ("emergency_department", "none")
    assert "return.no_transport" not in found


def test_case_3_ambulance_asked_for_and_told_70_minutes():
    row, found = told(
        story(event("ambulance_requested", 5, told_minutes=70),
              event("left_scene", 20, transport="police_vehicle"), arrived(SUITE))
    )  # fmt: skip
    assert row.vehicle_reason == "ambulance_not_within_30_minutes"
    assert row.ambulance_requested == "yes"
    assert "return.vehicle_without_reason" not in found


@pytest.mark.parametrize(
    ("used", "left"),
    [
        ({"ambulance_asked": False}, {}),
        ({}, {"police_vehicle_reason": "not_requested"}),
    ],
)
def test_case_4_police_car_and_ambulance_never_asked_for(used, left):
    row, found = told(
        story(event("left_scene", 10, transport="police_vehicle", **left), arrived(SUITE), **used)
    )
    assert (row.ambulance_requested, row.vehicle_reason) == ("no", "not_requested")
    assert not [code for code, severity in found.items() if severity != Severity.WARNING]


def test_case_5_police_car_and_no_reason_is_an_error_at_the_return():
    row, found = told(story(event("left_scene", 10, transport="police_vehicle"), arrived(SUITE)))
    assert row.vehicle_reason == ""
    assert found["return.vehicle_without_reason"] == Severity.ERROR


def test_case_6_ambulance_and_a_reason_is_an_error():
    left = event("left_scene", 10, transport="ambulance", police_vehicle_reason="crew_refused")
    _, found = told(story(left, arrived(SUITE)))
    assert found["return.reason_without_vehicle"] == Severity.ERROR


def test_case_7_a_child_at_a_police_station_is_critical():
    child = PersonAtUse(date_of_birth=date(2008, 3, 11), sex="1", ethnicity_self="A")
    row, found = told(
        story(arrived(STATION, police_station_reason="conditions_met", transport="ambulance")),
        child,
    )
    assert (row.age, row.place) == (17, "police_station")
    assert found["return.child_at_police_station"] == Severity.CRITICAL


def test_case_8_the_same_person_twice_in_the_year_is_two_rows():
    rows = [told(story(arrived(ED)))[0], told(story(arrived(SUITE)))[0]]
    assert shape(rows)[0].shares[0].of == 2


@pytest.mark.parametrize(
    ("local", "year"),
    [
        ("2026-03-31T23:30", "2025/26"),
        ("2026-03-31T23:59", "2025/26"),
        ("2026-04-01T00:00", "2026/27"),
        ("2026-03-31T23:00Z", "2026/27"),
    ],
)
def test_case_9_the_year_is_the_local_april_to_march(local, year):
    used = Use(power="s136", kept=False, used_at=parse_instant(local))
    assert return_row(used, ADULT).year == year


@pytest.mark.parametrize("code", ["Z", "99"])
def test_case_10_not_stated_in_the_return_and_two_codes_inside(code):
    row, found = told(story(arrived(ED)), PersonAtUse(ethnicity_self=code))
    assert (row.ethnicity_self, row.ethnicity_self_code) == ("not_stated", code)
    assert "return.no_ethnicity" not in found
    assert code not in cells(row, FORCE, "r")


def test_nobody_having_asked_is_said_and_is_not_a_refusal():
    row, found = told(story(arrived(ED)), PersonAtUse())
    assert (row.ethnicity_self, row.ethnicity_officer) == ("not_stated", "")
    assert found["return.no_ethnicity"] == Severity.WARNING


@pytest.mark.parametrize(
    ("code", "group"),
    [("B", "white"), ("D", "mixed"), ("L", "asian"), ("P", "black"), ("R", "chinese_or_other"),
     ("A1", "white")],
)  # fmt: skip
def test_ethnicity_maps_to_the_groups_of_the_return(code, group):
    row, _ = told(story(arrived(ED)), PersonAtUse(ethnicity_self=code, ethnicity_officer=code))
    assert (row.ethnicity_self, row.ethnicity_officer) == (group, group)


@pytest.mark.parametrize(
    ("place_type", "place"),
    [
        ("private_dwelling", "private_home"),
        ("other_hospital", "other"),
        ("care_home_or_independent_hospital", "other"),
        ("social_care_residential", "other"),
        ("other_suitable_place", "other"),
        ("police_station", "police_station"),
        ("health_based_pos", "health_based_place_of_safety"),
        ("", "not_known"),
    ],
)
def test_place_types_map_as_the_table_says(place_type, place):
    assert told(story(arrived(place_type)))[0].place == place


def test_a_door_that_turned_them_away_was_not_used():
    row, _ = told(story(event("turned_away", 20, place_type=SUITE), arrived(ED)))
    assert row.place == "emergency_department"


def test_a_place_without_an_arrival_time_is_still_the_first_place():
    assert told(story(place_type=ED))[0].place == "emergency_department"


@pytest.mark.parametrize(
    ("person", "band", "age", "estimated"),
    [
        (PersonAtUse(), "not_known", None, None),
        (PersonAtUse(date_of_birth=date(2008, 3, 10)), "18_and_over", 18, False),
        (PersonAtUse(date_of_birth=date(2008, 3, 11)), "under_18", 17, False),
        (PersonAtUse(date_of_birth=date(2027, 1, 1)), "not_known", None, None),
        (PersonAtUse(age_low=40, age_high=40, as_of=date(2026, 3, 10)), "18_and_over", 40, True),
        (PersonAtUse(age_low=16, age_high=19, as_of=date(2026, 3, 10)), "not_known", None, True),
        (PersonAtUse(age_low=17, age_high=17, as_of=date(2027, 3, 10)), "under_18", 16, True),
        (PersonAtUse(age_low=16, age_high=16, as_of=date(2023, 3, 10)), "18_and_over", 19, True),
        (PersonAtUse(age_low=20, as_of=date(2026, 3, 10)), "18_and_over", None, True),
        (PersonAtUse(age_high=15, as_of=date(2026, 3, 10)), "under_18", None, True),
        (PersonAtUse(age_low=20), "not_known", None, None),
    ],
)
def test_the_age_is_that_of_the_day(person, band, age, estimated):
    row, _ = told(story(arrived(ED)), person)
    assert (row.age_band, row.age) == (band, age)
    if person.date_of_birth != date(2027, 1, 1):
        assert row.age_estimated is estimated


def test_hours_at_a_police_station_come_from_the_times():
    row, _ = told(
        story(arrived(STATION, 30), event("transfer_started", 135, place_type=SUITE),
              arrived(SUITE, 160), event("ended", 900, reason="detained_s2"))
    )  # fmt: skip
    assert row.station_hours == 1.75
    assert row.outcome == "detained_s2"


def test_hours_at_a_police_station_are_not_known_until_they_leave():
    assert told(story(arrived(STATION)))[0].station_hours is None
    assert told(story(arrived(ED), event("ended", 90, reason="not_known")))[0].station_hours is None


def test_kept_at_a_police_station_counts_from_the_use_of_the_power():
    row, _ = told(story(event("ended", 60, reason="not_known"), mode="kept", place_type=STATION))
    assert row.station_hours == 1.0


def test_a_police_station_without_an_arrival_time_has_no_hours_and_is_still_looked_at():
    child = PersonAtUse(age_low=15, age_high=15, as_of=date(2026, 3, 10))
    row, found = told(story(event("ended", 60, reason="not_known"), place_type=STATION), child)
    assert row.station_hours is None
    assert "return.child_at_police_station" in found


def test_the_consultation_that_reached_somebody_counts():
    tried = event("consultation", -10, consulted="no_not_practicable")
    reached = event("consultation", -5, consulted="yes")
    assert told(story(tried, reached))[0].consulted == "yes"
    assert told(story(tried))[0].consulted == "no_not_practicable"
    assert told(story())[0].consulted == ""


@pytest.mark.parametrize(
    ("used", "ended", "said"),
    [(True, None, "yes"), (False, True, "yes"), (None, False, "no"), (None, None, "not_known")],
)
def test_an_arrest_is_known_from_either_end(used, ended, said):
    timeline = story(event("ended", 60, reason="not_known", arrested_too=ended), arrested_too=used)
    assert told(timeline)[0].arrested_too == said


QUALITY = [
    ("return.asked_and_not_asked",
     story(event("ambulance_requested", 1),
           event("left_scene", 9, transport="police_vehicle",
                 police_vehicle_reason="not_requested"))),
    ("return.late_and_not_asked",
     story(event("left_scene", 9, transport="police_vehicle",
                 police_vehicle_reason="ambulance_not_within_30_minutes"), ambulance_asked=False)),
    ("return.told_sooner",
     story(event("ambulance_requested", 1, told_minutes=20),
           event("left_scene", 9, transport="police_vehicle",
                 police_vehicle_reason="ambulance_not_within_30_minutes"))),
    ("return.station_without_reason", story(arrived(STATION))),
    ("return.reason_without_station", story(arrived(ED, police_station_reason="conditions_met"))),
    ("return.old_station_reason", story(arrived(STATION, police_station_reason="intoxication"))),
    ("return.journey_though_kept", story(arrived(ED, transport="ambulance"), mode="kept")),
    ("return.no_journey_though_removed", story(arrived(ED, transport="none"))),
    ("return.no_transport", story(arrived(ED))),
    ("return.no_place", story()),
    ("return.no_consultation", story(arrived(ED))),
    ("return.no_end", story(arrived(ED))),
    ("return.out_of_order", story(arrived(ED, -5))),
]  # fmt: skip


@pytest.mark.parametrize(("code", "timeline"), QUALITY, ids=[code for code, _ in QUALITY])
def test_each_thing_to_look_at_is_found(code, timeline):
    assert code in told(timeline)[1]


@pytest.mark.parametrize(
    ("code", "person"),
    [
        ("return.no_age", PersonAtUse()),
        ("return.no_sex", PersonAtUse()),
        ("return.born_after", PersonAtUse(date_of_birth=date(2027, 1, 1))),
        ("return.may_be_child_at_police_station", PersonAtUse()),
    ],
)
def test_each_thing_to_look_at_in_the_person_is_found(code, person):
    assert code in told(story(arrived(STATION)), person)[1]


def test_a_whole_record_has_nothing_to_look_at():
    whole = story(
        event("consultation", -5, consulted="yes"),
        event("ambulance_requested", 2, told_minutes=15),
        event("left_scene", 25, transport="ambulance"),
        arrived(STATION, police_station_reason="conditions_met"),
        event("ended", 300, reason="admitted_informal"),
    )
    assert told(whole)[1] == {}
    running = Use(power="s135(1)", kept=True, used_at=NOW, place_type=ED)
    row = return_row(running, ADULT)
    assert issues(running, row, ADULT, now=NOW) == ()


def test_every_check_names_a_column_of_the_row():
    names = set(rules.ReturnRow.__dataclass_fields__)
    assert {field for _, _, field, _, _ in CHECKS} <= names


def test_worst_comes_first():
    order = list(Severity)
    ranks = [order.index(severity) for _, severity, *_ in CHECKS]
    assert ranks == sorted(ranks)


def test_shares_say_what_they_are_of():
    police = story(event("left_scene", 9, transport="police_vehicle"), arrived(ED))
    rows = [told(t)[0] for t in (police, story(arrived(ED)), story(arrived(SUITE)))]
    warrant = return_row(Use(power="s135(1)", kept=False, used_at=USED), ADULT)
    parts = {part.name: part for part in shape([*rows, warrant])}
    ed = next(s for s in parts["place"].shares if s.code == "emergency_department")
    assert (ed.count, ed.of, ed.per_cent, ed.published) == (2, 3, 66.7, 42)
    reasons = parts["vehicle_reason"]
    assert {share.of for share in reasons.shares} == {1}
    assert reasons.shares[-1].label == "No reason recorded"
    for part in parts.values():
        assert sum(share.count for share in part.shares) == part.shares[0].of


def test_a_share_of_nothing_is_not_a_number():
    assert {share.per_cent for part in shape([]) for share in part.shares} == {None}


def test_the_file_says_words_and_no_codes():
    row, _ = told(
        story(event("consultation", -5, consulted="yes"), arrived(STATION, transport="ambulance"),
              event("ended", 99, reason="detained_s2"))
    )  # fmt: skip
    line = dict(zip(COLUMNS, cells(row, FORCE, "NM-1"), strict=True))
    assert line["Force"] == "Northmoor Police"
    assert line["Date of use"] == "2026-03-10"
    assert line["Place of safety first used"] == "Police station"
    assert line["Health professional consulted"] == "Yes"
    assert line["Outcome"] == "Admitted under section 2"
    assert line["Hours at police station"] == 0.98
    blank = return_row(Use(power="s136", kept=False, used_at=USED), PersonAtUse())
    line = dict(zip(COLUMNS, cells(blank, FORCE, "NM-2"), strict=True))
    assert (line["Outcome"], line["Health professional consulted"]) == ("", "")


def test_no_power_no_row():
    assert use_of(Timeline.of([event("opened")])) is None


def test_the_extract_is_shaped_as_legal_status_periods():
    timeline = story(
        event("left_scene", 9, transport="ambulance"), arrived(SUITE),
        event("handover_offered", 45, police_asked_to_stay=True),
        event("ended", 600, reason="detained_s2"),
    )  # fmt: skip
    use = use_of(timeline)
    assert use is not None
    line = dict(
        zip(mhsds.COLUMNS, mhsds.cells(mhsds.legal_status_row(use, timeline), "r"), strict=True)
    )
    assert line["LegalStatusClassCode"] == "20"
    assert line["FollowingLegalStatusClassCode"] == "02"
    assert (line["StartDateLegalStatusClass"], line["StartTimeLegalStatusClass"]) == (
        "2026-03-10", "20:00:00",
    )  # fmt: skip
    assert line["EndDateLegalStatusClass"] == "2026-03-11"
    assert line["PlaceOfSafetyInd"] == "Y"
    assert line["PoliceAssistReqTime"] == "20:45:00"
    assert line["PoliceRestraintForceUsedInd"] == ""


@pytest.mark.parametrize(
    ("place_type", "indicator"), [("police_station", "N"), ("not_known", ""), ("", "")]
)
def test_the_place_of_safety_indicator(place_type, indicator):
    use = Use(power="s135(1)", kept=False, used_at=USED, place_type=place_type)
    row = mhsds.legal_status_row(use, Timeline.of([]))
    assert (row.status, row.in_place_of_safety, row.asked_at) == ("19", indicator, None)
    assert mhsds.cells(row, "r")[4:6] == ("", "")


def test_legal_status_codes_are_those_of_the_list():
    codes = code_list("legal_status")
    assert all(code in codes for code in (*mhsds.LEGAL_STATUS.values(), *mhsds.NEW_STATUS.values()))
    assert datetime(2026, 3, 10, 20, tzinfo=UTC) == USED
