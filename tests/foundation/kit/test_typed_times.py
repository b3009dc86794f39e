"""Times typed into boxes and the instants they mean."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.kit.forms import LocalDateField, LocalDateTimeField, PlainForm
from alongside.foundation.kit.typed_times import TypedTime, instant_meant, posted


class Asked(PlainForm):
    """A form with one time and one day."""

    at = LocalDateTimeField(label="When did you get there?")
    born_on = LocalDateField(label="Date of birth", required=False)


def typed(day="10", month="6", year="2026", time="14:20", which=""):
    """What a browser posts for ``at``."""
    parts = {"day": day, "month": month, "year": year, "time": time, "which": which}
    return {f"at_{part}": value for part, value in parts.items()}


def words_for(form, field="at"):
    """The error codes and words of one field."""
    form.is_valid()
    return [(e.code, e.message) for e in form.errors.as_data().get(field, [])]


@given(
    st.datetimes(datetime(1930, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC)),
)
def test_any_minute_shown_in_the_boxes_and_posted_back_is_the_same_instant(instant):
    to_the_minute = instant.replace(second=0, microsecond=0)
    form = Asked(posted("at", to_the_minute))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == to_the_minute


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_any_day_shown_in_the_boxes_and_posted_back_is_the_same_day(day):
    sent = {
        "born_on_day": str(day.day),
        "born_on_month": f"{day.month:02}",
        "born_on_year": str(day.year),
    }
    form = Asked(posted("at", datetime(2026, 6, 10, 13, 20, tzinfo=UTC)) | sent)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born_on"] == day


def test_a_time_on_the_wall_in_summer_is_an_hour_ahead_of_utc():
    form = Asked(typed())
    assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2026, 6, 10, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize("time", ["14:20", "1420", "14.20", "14h20"])
def test_a_time_may_be_typed_the_ways_people_type_it(time):
    form = Asked(typed(time=time))
    assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2026, 6, 10, 13, 20, tzinfo=UTC)


def test_two_figures_of_a_year_mean_this_century():
    form = Asked(typed(year="26"))
    assert form.is_valid()
    assert form.cleaned_data["at"].year == 2026


@pytest.mark.parametrize(
    ("wrong", "code", "words"),
    [
        ({"time": ""}, "time.incomplete", "The time is missing"),
        ({"day": ""}, "time.incomplete", "needs a day"),
        ({"day": "", "month": ""}, "time.incomplete", "needs a day and month"),
        ({"day": "31", "month": "2"}, "time.not_a_date", "31/2/2026 is not a date"),
        ({"day": "tenth"}, "time.not_a_date", "is not a date"),
        ({"day": "²"}, "time.not_a_date", "is not a date"),
        ({"year": "1066"}, "time.out_of_range", "1066 is out of range"),
        ({"time": "24:00"}, "time.not_a_clock_time", "24-hour clock"),
        ({"time": "half two"}, "time.not_a_clock_time", "Write it like 14:20"),
        ({"time": "12:75"}, "time.not_a_clock_time", "24-hour clock"),
    ],
)
def test_a_wrong_time_is_refused_in_words_that_say_how_to_mend_it(wrong, code, words):
    [(found, said)] = words_for(Asked(typed(**wrong)))
    assert found == code
    assert words in said


def test_a_time_the_clocks_skipped_is_refused_and_the_likely_one_offered():
    [(code, words)] = words_for(Asked(typed("29", "3", "2026", "01:30")))
    assert code == "time.did_not_happen"
    assert "Did you mean 02:30?" in words


def test_a_time_that_happened_twice_is_asked_about_and_the_answer_decides():
    clash = ("25", "10", "2026", "01:30")
    [(code, words)] = words_for(Asked(typed(*clash)))
    assert code == "time.happened_twice"
    assert "Choose which one it was" in words
    first, second = (instant_meant(TypedTime(*clash, which)) for which in "01")
    assert second - first == timedelta(hours=1)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_an_answer_to_which_one_is_ignored_where_there_was_only_one():
    form = Asked(typed(which="1"))
    assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2026, 6, 10, 13, 20, tzinfo=UTC)


def test_empty_boxes_are_missing_where_needed_and_nothing_where_not():
    form = Asked(typed("", "", "", ""))
    assert words_for(form) == [("required", "Answer: When did you get there?")]
    assert form.cleaned_data["born_on"] is None


def test_a_form_shown_and_sent_back_untouched_has_not_changed():
    shown = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    form = Asked(posted("at", shown), initial={"at": shown})
    assert not form.has_changed()
    assert Asked(typed(), initial={"at": shown}).has_changed()
