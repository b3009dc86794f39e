"""A person's own copy: days, opinions, and what may be held back (DOMAIN 5.6)."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.areas.oversight.rules.copies import (
    Asker,
    Flag,
    Outcome,
    ReleaseFacts,
    Weighed,
    add_months,
    check_received,
    check_release,
    check_weighed,
    due_on,
    lines_given,
    months_old,
    opinion_is_current,
)
from alongside.kernel.actor import Sector
from alongside.kernel.refusal import Refused

TODAY = date(2026, 6, 10)
HARM = Weighed(Outcome.WITHHOLD, frozenset({Flag.SERIOUS_HARM}), "It would harm them.")
THIRD = Weighed(
    Outcome.REDACT, frozenset({Flag.THIRD_PARTY}), "It names a neighbour.", frozenset({"Words"})
)
FACTS = ReleaseFacts(
    sector=Sector.POLICE,
    holds_health=True,
    opinion_on=date(2026, 3, 1),
    weighed=(),
    looked_at_all=True,
)


@pytest.mark.parametrize(
    ("came", "due"),
    [
        (date(2026, 6, 10), date(2026, 7, 10)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 11, 30), date(2026, 12, 30)),
    ],
)
def test_a_month_is_the_same_day_or_the_last_one(came: date, due: date) -> None:
    assert due_on(came) == due


@pytest.mark.parametrize(
    ("given", "current", "months"),
    [
        (date(2025, 12, 10), True, 6),
        (date(2025, 12, 9), False, 6),
        (date(2025, 11, 10), False, 7),
        (date(2026, 6, 10), True, 0),
        (date(2026, 6, 11), False, 0),
    ],
)
def test_an_opinion_counts_for_six_months(given: date, current: bool, months: int) -> None:
    assert opinion_is_current(given, TODAY) is current
    assert months_old(given, TODAY) == months
    assert add_months(given, 0) == given


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, ""),
        ({"looked_at_all": False}, "copy.not_looked_at"),
        ({"opinion_on": None}, "copy.opinion_needed"),
        ({"opinion_on": date(2025, 11, 10)}, "copy.opinion_old"),
        ({"opinion_on": date(2026, 6, 11)}, "copy.opinion_old"),
        ({"opinion_on": None, "holds_health": False}, ""),
        ({"opinion_on": None, "sector": Sector.MENTAL_HEALTH_TRUST}, ""),
        ({"opinion_on": None, "sector": Sector.AMBULANCE, "weighed": (THIRD,)}, ""),
        ({"opinion_on": None, "sector": Sector.ACUTE_TRUST, "weighed": (HARM,)},
         "copy.opinion_needed"),
        ({"opinion_on": None, "holds_health": False, "weighed": (HARM,)}, "copy.opinion_needed"),
        ({"opinion_on": None, "sector": Sector.COUNCIL}, "copy.opinion_needed"),
        ({"opinion_on": None, "sector": Sector.RAILWAY_POLICE}, "copy.opinion_needed"),
    ],
)  # fmt: skip
def test_police_release_no_health_copy_without_an_opinion(
    changed: dict[str, object], code: str
) -> None:
    facts = replace(FACTS, **changed)  # type: ignore[arg-type]
    if not code:
        check_release(facts, TODAY)
        return
    with pytest.raises(Refused) as refused:
        check_release(facts, TODAY)
    assert refused.value.code == code


def test_an_opinion_of_seven_months_ago_needs_a_new_one() -> None:
    with pytest.raises(Refused, match="7 months old, so a new opinion is needed"):
        check_release(replace(FACTS, opinion_on=date(2025, 11, 10)), TODAY)


@pytest.mark.parametrize(
    ("weighed", "code"),
    [
        (Weighed(Outcome.GIVE), ""),
        (HARM, ""),
        (THIRD, ""),
        (Weighed(Outcome.WITHHOLD, frozenset(), "Because."), "copy.no_flag"),
        (replace(HARM, why=" "), "copy.no_reason"),
        (replace(THIRD, parts=frozenset()), "copy.no_parts"),
        (replace(THIRD, parts=frozenset({"Other"})), "copy.no_parts"),
    ],
)
def test_nothing_is_held_back_without_ground_and_reason(weighed: Weighed, code: str) -> None:
    if not code:
        check_weighed(weighed, ["Words", "When"])
        return
    with pytest.raises(Refused) as refused:
        check_weighed(weighed, ["Words", "When"])
    assert refused.value.code == code


def test_what_is_taken_out_is_marked_and_never_hidden() -> None:
    lines = (("When", "Monday"), ("Words", "Mr Pike said"))
    assert lines_given(lines, None) == lines
    assert lines_given(lines, Weighed(Outcome.GIVE)) == lines
    given = dict(lines_given(lines, THIRD))
    assert given["When"] == "Monday"
    assert given["Words"] == "Taken out. Says something about somebody else."
    assert lines_given(lines, HARM) == (("Held back", "Could seriously harm somebody's health."),)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, ""),
        ({"asker": Asker.REPRESENTATIVE, "authority": "Signed permission"}, ""),
        ({"received_on": date(2026, 6, 11)}, "copy.received_later"),
        ({"identity": " "}, "copy.identity"),
        ({"asker": Asker.REPRESENTATIVE}, "copy.authority"),
    ],
)
def test_who_may_ask(changed: dict[str, object], code: str) -> None:
    terms: dict[str, object] = {
        "received_on": TODAY,
        "identity": "Passport",
        "asker": Asker.PERSON,
        "authority": "",
        "today": TODAY,
    } | changed
    received = terms.pop("received_on")
    if not code:
        check_received(received, **terms)  # type: ignore[arg-type]
        return
    with pytest.raises(Refused) as refused:
        check_received(received, **terms)  # type: ignore[arg-type]
    assert refused.value.code == code
