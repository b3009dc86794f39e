"""Which hours of the week a place is covered, and since when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.diversion.rules.coverage import (
    DAY,
    WEEK,
    day_words,
    length,
    milestones,
    outside,
    span_words,
    spans_of,
    week_cover,
    within,
)
from alongside.areas.diversion.rules.coverage_drawing import (
    MapPoint,
    Town,
    WeekRow,
    coverage_map,
    week_grid,
)
from alongside.kernel.refusal import Refused

EVERY_DAY = [[day, "08:00", "20:00"] for day in range(7)]
FIRST, LAST = date(2024, 1, 1), date(2026, 1, 1)


def test_a_suite_covered_twelve_hours_a_day_is_half_covered():
    cover = week_cover("custody", EVERY_DAY)
    assert cover.share == 0.5
    assert span_words(cover.gaps) == "Mon to Sun 00:00 to 08:00, 20:00 to 24:00"
    assert day_words(cover.covered, 0) == "08:00 to 20:00"


def test_a_court_needs_nobody_at_night_and_nobody_extra_is_counted():
    cover = week_cover("magistrates", EVERY_DAY)
    assert cover.share == 1
    assert span_words(cover.gaps) == "none"
    assert length(cover.open) == 44 * 60
    assert week_cover("crown", []).share == 0


def test_a_kind_of_place_not_listed_is_open_in_the_day():
    assert week_cover("library", EVERY_DAY).share == 1


def test_a_night_runs_into_the_next_day_and_sunday_night_into_monday():
    assert spans_of([[0, "20:00", "02:00"]]) == ((20 * 60, DAY + 120),)
    assert spans_of([[6, "22:00", "06:00"]]) == ((0, 360), (WEEK - 120, WEEK))
    assert spans_of([[0, "00:00", "24:00"], [1, "00:00", "24:00"]]) == ((0, 2 * DAY),)


def test_days_alike_are_said_together():
    night = [[day, "00:00", "24:00"] for day in (0, 1, 4)]
    assert span_words(spans_of(night)) == "Mon to Tue all day; Fri all day"


@pytest.mark.parametrize(
    "wrong", [["Mon", "08:00", "20:00"], [7, "08:00", "20:00"], [0, "8am", "20:00"], [0, "08:00"],
              [0, "08:00", "25:00"]],
)  # fmt: skip
def test_hours_that_are_not_hours_are_refused(wrong):
    with pytest.raises(Refused) as refused:
        spans_of([wrong])
    assert refused.value.code == "hours.not_understood"


SPANS = st.lists(
    st.tuples(st.integers(0, WEEK - 1), st.integers(1, DAY)).map(
        lambda one: (one[0], min(one[0] + one[1], WEEK))
    ),
    max_size=8,
)


@given(SPANS, SPANS)
def test_covered_and_left_add_up_to_open(opened, there):
    opened = within(((0, WEEK),), opened)
    assert length(within(opened, there)) + length(outside(opened, there)) == length(opened)


def test_milestones_are_the_days_when_half_three_quarters_and_all_were_covered():
    starts = [FIRST, date(2024, 6, 1), date(2025, 3, 1), LAST]
    told = {one.words: one.on for one in milestones(starts, LAST)}
    assert told == {
        "Half of places": date(2024, 6, 1),
        "Three quarters of places": date(2025, 3, 1),
        "All places": LAST,
    }
    assert [one.on for one in milestones([*starts, None], LAST)] == [date(2025, 3, 1), LAST, None]
    assert milestones(starts, FIRST)[0].on is None


def point(number: int, latitude: float, share: float | None) -> MapPoint:
    return MapPoint(number, f"Place {number}", latitude, -1.5, number % 2 == 1, share)


def test_the_map_has_a_row_for_each_place_and_no_mark_lies_on_another():
    points = [point(1, 54.0, 0.5), point(2, 54.0, None), point(3, 54.2, 1.0)]
    towns = [Town("Ninewells", 54.1, -1.9), Town("Hidden", 54.0, -1.5), Town("Far away", 50.0, 9.0)]
    drawn = coverage_map(points, towns)
    assert drawn is not None
    assert drawn.rows == ((1, "Place 1", "50 %"), (2, "Place 2", "none"), (3, "Place 3", "100 %"))
    assert [name in drawn.svg for name in ("Ninewells", "Hidden", "Far away")] == [
        True,
        False,
        False,
    ]
    assert "2 of 3 places" in drawn.says
    assert coverage_map([], towns) is None


def test_many_places_in_one_town_are_still_all_drawn():
    drawn = coverage_map([point(number, 54.0, 1.0) for number in range(90)], [])
    assert drawn is not None
    assert drawn.svg.count("<rect") + drawn.svg.count("<circle") == 90


def test_the_week_is_drawn_for_each_place():
    cover = week_cover("custody", EVERY_DAY)
    drawn = week_grid([WeekRow("1 Moorchester", cover.open, cover.covered)])
    assert drawn is not None
    assert "1 Moorchester" in drawn.svg
    assert week_grid([]) is None
