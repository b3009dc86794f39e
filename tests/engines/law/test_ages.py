"""Age on the day: DOMAIN R1.15."""

from datetime import date

import pytest

from alongside.engines.law import age_on, age_reading

DAY = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2008, 6, 11), date(2026, 6, 10), 17),
        (date(2008, 6, 10), date(2026, 6, 10), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 28), 19),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2026, 6, 10), date(2026, 6, 10), 0),
    ],
)
def test_a_birthday_counts_from_its_start_and_29_february_from_1_march(
    born: date, day: date, years: int
) -> None:
    assert age_on(born, day) == years


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(ValueError, match="before the date of birth"):
        age_on(date(2026, 6, 11), DAY)


@pytest.mark.parametrize(
    ("known", "is_child"),
    [
        ({"date_of_birth": date(2008, 6, 11)}, True),
        ({"date_of_birth": date(2008, 6, 10)}, False),
        ({"age_years": 17}, True),
        ({"age_years": 18}, False),
        ({"could_be_under_18": True}, True),
        ({"could_be_under_18": False}, False),
        ({}, None),
        # A recorded birthday settles it; an estimate does not when they may be under 18.
        ({"date_of_birth": date(2000, 1, 1), "could_be_under_18": True}, False),
        (
            {"date_of_birth": date(2000, 1, 1), "could_be_under_18": True, "age_estimated": True},
            True,
        ),
        ({"age_years": 19, "age_estimated": True}, False),
        ({"date_of_birth": date(2027, 1, 1), "age_years": 40}, None),
    ],
)
def test_anybody_who_may_be_under_18_is_treated_as_a_child(
    known: dict[str, object], is_child: bool | None
) -> None:
    reading = age_reading(DAY, **known)  # type: ignore[arg-type]
    assert reading.is_child is is_child
    assert bool(reading.missing) is (is_child is None)


def test_a_birthday_outranks_an_age() -> None:
    assert age_reading(DAY, date_of_birth=date(2000, 1, 1), age_years=12).years == 26
