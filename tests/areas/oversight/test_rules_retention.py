"""Retention clocks, with the numbers of DOMAIN 5.6."""

from datetime import date

import pytest

from alongside.areas.oversight.rules.retention import (
    CLOCKS,
    Due,
    Record,
    RetentionFacts,
    add_years,
    check_decision,
    check_hold,
    disposal,
    erased_from,
    hidden_from,
    usual_record,
)
from alongside.kernel.actor import Sector
from alongside.kernel.refusal import Refused

LAST = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("record", "facts", "on"),
    [
        # DOMAIN 5.6 tests.
        (Record.MENTAL_HEALTH, {"last_contact_on": LAST}, date(2046, 3, 1)),
        (Record.MENTAL_HEALTH, {"died_on": date(2026, 5, 5)}, date(2036, 5, 5)),
        (
            Record.MENTAL_HEALTH,
            {"last_contact_on": LAST, "died_on": date(2026, 5, 5)},
            date(2036, 5, 5),
        ),
        (Record.GENERAL_HEALTH, {"last_contact_on": date(2024, 2, 29)}, date(2032, 2, 29)),
        (Record.PROGRAMME, {"last_contact_on": date(2024, 2, 29)}, date(2027, 2, 28)),
        # Children: to the 25th birthday, the 26th if 17 at the end, or 20 years if longer.
        (
            Record.CHILDREN,
            {"last_contact_on": date(2026, 3, 1), "born_on": date(2024, 1, 1)},
            date(2049, 1, 1),
        ),
        (
            Record.CHILDREN,
            {"last_contact_on": date(2026, 3, 1), "born_on": date(2008, 6, 1)},
            date(2046, 3, 1),
        ),
        (
            Record.CHILDREN,
            {"last_contact_on": date(2026, 3, 1)},
            date(2046, 3, 1),
        ),
        (Record.POLICE_GROUP_1, {"born_on": date(1990, 5, 5)}, date(2090, 5, 5)),
        (Record.POLICE_GROUP_2, {"last_contact_on": LAST}, date(2036, 3, 1)),
        (Record.POLICE_GROUP_3, {"last_contact_on": LAST}, date(2032, 3, 1)),
        (Record.POLICE_GROUP_4, {"last_contact_on": LAST}, None),
        (Record.DIVERSION, {"last_contact_on": LAST}, date(2034, 3, 1)),
        (Record.DRUG_INTERVENTION, {"last_contact_on": LAST}, date(2029, 3, 1)),
        (Record.PLAN_COPY, {"review_on": date(2026, 7, 1)}, date(2027, 7, 1)),
        (Record.MENTAL_HEALTH, {}, None),
        (Record.GENERAL_HEALTH, {"died_on": date(2026, 5, 5)}, None),
    ],
)
def test_from_when_a_record_may_go(record: Record, facts: dict[str, date], on: date | None) -> None:
    assert disposal(record, RetentionFacts(**facts)).on == on


def test_a_childs_record_is_kept_to_the_26th_birthday_of_somebody_who_was_17(monkeypatch) -> None:
    # With a 20-year rule the birthday never counts for somebody of 17; a shorter one shows it.
    from dataclasses import replace

    from alongside.areas.oversight.rules import retention

    shorter = {**CLOCKS, Record.CHILDREN: replace(CLOCKS[Record.CHILDREN], years=1)}
    monkeypatch.setattr(retention, "CLOCKS", shorter)
    born = date(2008, 6, 1)
    for ended, birthday in (
        (date(2025, 5, 31), date(2033, 6, 1)),
        (date(2025, 6, 1), date(2034, 6, 1)),
        (date(2026, 5, 31), date(2034, 6, 1)),
        (date(2026, 6, 1), date(2033, 6, 1)),
    ):
        facts = RetentionFacts(last_contact_on=ended, born_on=born)
        assert disposal(Record.CHILDREN, facts).on == birthday


def test_a_hold_stops_every_disposal() -> None:
    for record in Record:
        facts = RetentionFacts(
            last_contact_on=date(1900, 1, 1), born_on=date(1900, 1, 1), held=True
        )
        due = disposal(record, facts)
        assert due.held
        assert not due.is_due(date(2199, 1, 1))


@pytest.mark.parametrize(("today", "due"), [(date(2046, 2, 28), False), (date(2046, 3, 1), True)])
def test_due_from_its_day(today: date, due: bool) -> None:
    facts = RetentionFacts(last_contact_on=LAST)
    assert disposal(Record.MENTAL_HEALTH, facts).is_due(today) is due


def test_29_february_is_28_february_in_a_common_year() -> None:
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert erased_from(date(2024, 2, 29)) == date(2025, 2, 28)
    assert hidden_from(date(2026, 7, 1)) == date(2026, 7, 1)


def test_every_clock_says_where_it_comes_from() -> None:
    assert set(CLOCKS) == set(Record)
    assert all(clock.source and clock.rule and clock.words for clock in CLOCKS.values())
    assert {usual_record(sector) for sector in Sector} == {
        Record.POLICE_GROUP_3,
        Record.MENTAL_HEALTH,
        Record.GENERAL_HEALTH,
    }


@pytest.mark.parametrize(
    ("cause", "words", "code"),
    [("whim", "No", "legal_hold.cause"), ("inquest", " ", "legal_hold.reason")],
)
def test_a_hold_has_a_cause(cause: str, words: str, code: str) -> None:
    check_hold("inquest", "41/26")
    with pytest.raises(Refused) as refused:
        check_hold(cause, words)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("due", "decided", "reason", "code"),
    [
        (Due(LAST, "8 years."), "dispose", "Its time is over", ""),
        (Due(LAST, "8 years.", held=True), "keep", "A hold", ""),
        (Due(None, "Not known."), "keep", "Still in care", ""),
        (Due(LAST, "8 years."), "dispose", " ", "retention.no_reason"),
        (Due(LAST, "8 years.", held=True), "dispose", "Over", "retention.held"),
        (Due(date(2026, 6, 11), "8 years."), "dispose", "Over", "retention.too_early"),
        (Due(None, "Not known."), "dispose", "Over", "retention.too_early"),
    ],
)
def test_what_may_be_decided(due: Due, decided: str, reason: str, code: str) -> None:
    today = date(2026, 6, 10)
    if not code:
        check_decision(due, decided=decided, reason=reason, today=today)
        return
    with pytest.raises(Refused) as refused:
        check_decision(due, decided=decided, reason=reason, today=today)
    assert refused.value.code == code
