"""What cannot be right in the minimum data set is said, with what to do about it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from alongside.areas.diversion.rules.mds import _states, mds
from alongside.areas.diversion.rules.mds_quality import (
    BEFORE_NOTICED,
    INVALID,
    NOT_IN_LIST,
    Quality,
    issues_of,
)
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent

AT = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)


def row(**told: object) -> dict[str, object]:
    """A row of which nothing is told but this."""
    empty = {item.name: None for item in mds().items}
    return {**empty, "first_seen_at": AT, **told}


def invalid(given: dict[str, object]) -> set[tuple[str, str]]:
    return {(one.item, one.fix) for one in issues_of(given, mds()) if one.what == INVALID}


def test_a_step_before_they_were_noticed_cannot_be_right():
    early = AT - timedelta(minutes=1)
    assert invalid(row(screened_at=early)) == {("screened_at", BEFORE_NOTICED)}
    assert invalid(row(screened_at=AT)) == set()


def test_a_code_of_no_list_cannot_be_right():
    found = invalid(row(setting="somewhere", vulnerabilities=("drugs", "bad_luck")))
    assert found == {("setting", NOT_IN_LIST), ("vulnerabilities", NOT_IN_LIST)}
    assert invalid(row(setting="custody", vulnerabilities=("drugs",))) == set()


def test_what_is_wrong_is_added_up_and_no_row_is_kept():
    quality = Quality(mds())
    quality.add(row(setting="somewhere"))
    quality.add(row(setting="custody"))
    assert quality.rows == 2


def test_an_entry_that_names_no_states_says_nothing_of_any():
    def entry(facts: dict[str, object]) -> TimelineEvent:
        return TimelineEvent("vulnerabilities", AT, AT, facts, uuid4())

    told = Timeline.of([entry({}), entry({"states": {"drugs": "known"}})])
    assert _states(told) == {"drugs": "known"}
