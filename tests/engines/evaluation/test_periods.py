"""Times in a column: read in the ways people write them, put in order, placed on an even scale."""

import pytest

from alongside.engines.evaluation.periods import Step, read_periods
from alongside.kernel.refusal import Refused


def read(*words):
    return read_periods(words, where=lambda row: f"row {row + 2}")


@pytest.mark.parametrize(
    ("words", "step", "index"),
    [
        (("2024-01", "2024-02", "2024-03"), Step.MONTH, (1, 2, 3)),
        (("2024-01-01", "2024-02-01", "2024-04-01"), Step.MONTH, (1, 2, 4)),
        (("2024-01-31", "2024-02-29", "2024-03-31"), Step.MONTH, (1, 2, 3)),
        (("Jan 2024", "february 2024"), Step.MONTH, (1, 2)),
        (("2024-Q1", "2024-Q2", "2024-Q4"), Step.QUARTER, (1, 2, 4)),
        (("2024-01-05", "2024-01-12", "2024-01-26"), Step.WEEK, (1, 2, 4)),
        (("2024-01-05", "2024-01-06", "2024-01-08"), Step.DAY, (1, 2, 4)),
        (("05/01/2024", "06/01/2024"), Step.DAY, (1, 2)),
        (("2019", "2020", "2021"), Step.YEAR, (1, 2, 3)),
        (("2019/20", "2020/21"), Step.YEAR, (1, 2)),
        (("1999/00", "2000/01"), Step.YEAR, (1, 2)),
        (("1", "2", "3"), Step.NUMBER, (1, 2, 3)),
        (("0", "1", "2"), Step.NUMBER, (1, 2, 3)),
        (("10", "20", "40"), Step.NUMBER, (1, 2, 4)),
        (("2020-04-01", "2021-04-01"), Step.YEAR, (1, 2)),
        (("202311", "202312", "202401"), Step.MONTH, (1, 2, 3)),
        (("20240101", "20240108", "20240115"), Step.WEEK, (1, 2, 3)),
        (("202311", "202350"), Step.NUMBER, (1, 2)),
        (("Jan-24", "Feb-24"), Step.MONTH, (1, 2)),
        (("01/2024", "02/2024"), Step.MONTH, (1, 2)),
        (("2024/01", "2024/03"), Step.MONTH, (1, 3)),
        (("1 Jan 2024", "1 Feb 2024"), Step.MONTH, (1, 2)),
        (("01-Jan-24", "01-Feb-24"), Step.MONTH, (1, 2)),
        (("01.01.2024", "01.02.2024"), Step.MONTH, (1, 2)),
        (("01-01-2024", "02-01-2024"), Step.DAY, (1, 2)),
        (("2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z"), Step.MONTH, (1, 2)),
        (("2024-W01", "2024-W02"), Step.WEEK, (1, 2)),
        (("Q4 2023", "Q1 2024"), Step.QUARTER, (1, 2)),
        (("2009-10", "2010-11", "2011-12", "2012-13"), Step.YEAR, (1, 2, 3, 4)),
        (("0.0", "1.0"), Step.NUMBER, (1, 2)),
    ],
)
def test_times_are_read_as_people_write_them(words, step, index):
    periods = read(*words)
    assert (periods.step, periods.index) == (step, index)
    assert periods.missing == index[-1] - len(index)


def test_rows_are_put_in_order_with_their_values():
    periods = read("2024-03", "2024-01", "2024-02")
    assert periods.labels == ("2024-01", "2024-02", "2024-03")
    assert periods.sorted([30, 10, 20]) == [10, 20, 30]
    assert periods.months == (1, 2, 3)


@pytest.mark.parametrize(
    ("words", "text", "place"),
    [
        (("2024-01", "2024-02", "2024-03"), "2024-02", 1),
        (("2024-01", "2024-02", "2024-03"), "2024-02-15", 1),
        (("2024-01-05", "2024-01-12", "2024-01-19"), "2024-01-10", 1),
        (("2019", "2020", "2021"), "2021", 2),
        (("2019/20", "2020/21"), "2020/21", 1),
        (("2010-11", "2011-12", "2012-13"), "2011-12", 1),
        (("202311", "202312", "202401"), "2023-12", 1),
        (("2024-W01", "2024-W02"), "2024-W02", 1),
        (("2024 Q1", "2024 Q2"), "2024-04", 1),
        (("2020-04-01", "2021-04-01"), "2021-04-01", 1),
        (("1", "2", "37"), "37", 2),
    ],
)
def test_a_time_is_placed_among_the_periods(words, text, place):
    assert read(*words).place_of(text, name="--intervention") == place


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("2024-01",), "period.few"),
        (("2024-01", "spring"), "period.unreadable"),
        (("2024-13", "2024-12"), "period.unreadable"),
        (("2019/21", "2020/21"), "period.unreadable"),
        (("ma 2024", "jan 2024"), "period.unreadable"),
        (("2024-01", "2024"), "period.mixed"),
        (("2024-01", "2024-01"), "period.twice"),
    ],
)
def test_times_that_cannot_be_read_are_refused(words, code):
    with pytest.raises(Refused) as refused:
        read(*words)
    assert refused.value.code == code
    assert "row" in refused.value.message or code == "period.few"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2030-01", "period.outside"),
        ("2024-01", "period.outside"),
        ("2024", "period.unlike"),
        ("soon", "period.unreadable"),
    ],
)
def test_a_time_outside_or_of_another_kind_is_refused(text, code):
    with pytest.raises(Refused) as refused:
        read("2024-01", "2024-02", "2024-03").place_of(text, name="--intervention")
    assert refused.value.code == code
