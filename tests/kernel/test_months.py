"""Months as England keeps them."""

from datetime import UTC, datetime

import pytest

from alongside.kernel.months import (
    Month,
    check_span,
    last_whole_month,
    month_of,
    read_month,
)
from alongside.kernel.refusal import Refused

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)


def test_a_month_is_the_one_on_the_clock_in_england():
    assert month_of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == Month(2026, 7)
    assert Month(2026, 7).starts_at == datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
    assert last_whole_month(NOW) == Month(2026, 5)


def test_months_are_counted_over_the_turn_of_a_year():
    assert [str(one) for one in Month(2025, 11).until(Month(2026, 2))] == [
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]
    assert Month(2026, 2).until(Month(2026, 1)) == []
    assert (Month(2024, 2).days, Month(2026, 12).days) == (29, 31)
    assert Month(2026, 6).words == "June 2026"


@pytest.mark.parametrize("text", ["June", "2026-13", "2026-00", "26-06", "1066-10", ""])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(Refused) as refused:
        read_month(text, field="first")
    assert (refused.value.code, refused.value.field) == ("month.not_understood", "first")


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (Month(2026, 2), Month(2026, 1), "month.backwards"),
        (Month(2026, 1), Month(2026, 6), "month.not_over"),
        (Month(2000, 1), Month(2026, 5), "month.too_many"),
    ],
)
def test_months_that_cannot_be_shown_are_refused(first, last, code):
    with pytest.raises(Refused) as refused:
        check_span(first, last, NOW)
    assert refused.value.code == code


def test_months_that_are_over_may_be_shown():
    check_span(Month(2024, 6), Month(2026, 5), NOW)


def test_a_month_is_read_as_it_is_written():
    assert read_month(" 2026-06 ", field="first") == Month(2026, 6)
