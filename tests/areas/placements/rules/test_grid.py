"""What each cell of the calendar says, and the words of a plan."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.areas.placements.rules.differences import differences
from alongside.areas.placements.rules.grid import (
    Busy,
    KeptStay,
    Laid,
    officer_rows,
    service_rows,
    weeks_between,
)
from alongside.areas.placements.rules.plan_words import (
    Quality,
    by_reason,
    cost_change,
    cost_lines,
    days_words,
    quality_sentence,
    week_words,
)
from alongside.engines.scheduling.scheme import Service, Span
from tests.areas.placements.rules.test_moving import ANN, at, officer, scheme, week

NAMES = {
    "cert": "Recovery team",
    "home": "Home treatment",
    "larch": "Larch Ward",
    "rowan": "Rowan Ward",
    "old": "Old Ward",
}
WEEKS = (week(0), week(1))
ANNS = (at("Ann", "cert", 0), at("Ann", "larch", 1))


def laid(*stays, of=None, **more):
    kept = [KeptStay(str(n), one) for n, one in enumerate(stays)]
    return Laid(of or scheme(ANN), kept, WEEKS, NAMES, **more)


def cells(given, name):
    rows = {row.name: row for row in service_rows(given, {})}
    return rows[name].cells


def test_services_are_by_kind_then_by_name_with_two_slots_a_cell():
    rows = service_rows(laid(*ANNS), {"cert": "key"})
    assert [row.group for row in rows] == ["community", "community", "ward", "ward"]
    assert rows[1].key == "key"
    first, second = cells(laid(*ANNS), "Recovery team")
    assert ([one.officer for one in first.chips], first.free) == (["Ann"], 1)
    assert (first.says, second.says) == (("One seat free.",), ("Two seats free.",))


def test_full_too_full_shut_and_busy_are_said():
    stays = [at(name, "larch", 1) for name in ("Ann", "Ben", "Cat")]
    people = scheme(*(officer(one.officer) for one in stays))
    (_, full) = cells(laid(*stays[:2], of=people), "Larch Ward")
    assert (full.says, full.free) == (("Full: it takes two at once.",), 0)
    (_, over) = cells(laid(*stays, of=people), "Larch Ward")
    assert over.says == ("Three are placed; it takes two at once.",)
    assert over.clash
    busy = laid(*stays[:2], of=people, busy=[Busy("larch", week(1), week(1), 1)])
    (_, fewer) = cells(busy, "Larch Ward")
    assert fewer.says == (
        "It says it takes one in these days.",
        "Two are placed; it takes one at once.",
    )
    shut = Service("larch", "Larch Ward", "ward", closed=(Span(week(0), week(1)),))
    first, second = cells(laid(stays[0], of=people.with_service(shut)), "Larch Ward")
    assert (first.shut, first.says) == (True, ("Nobody can come this week.",))
    assert second.says == (
        "Shut on Mon 22 June 2026.",
        "One seat free.",
        "Ann finds it shut at Larch Ward from 22 June 2026.",
    )
    many = Service("larch", "Larch Ward", "ward", seats=9)
    (none, _) = cells(laid(of=people.with_service(many)), "Larch Ward")
    assert none.says == ("9 seats free.",)


def test_a_service_or_an_officer_who_left_is_said():
    old = replace(at("Ann", "larch", 0), service="old")
    (left, _) = cells(laid(old), "Old Ward")
    assert left.says == (
        "This service has left the scheme.",
        "This service takes nobody any more.",
    )
    (gone, _) = cells(laid(at("Zed", "cert", 0)), "Recovery team")
    assert "Zed is no longer in the scheme." in gone.says


def test_a_draft_marks_what_differs_and_where_it_was():
    after = (ANNS[0], at("Ann", "rowan", 1), at("Ben", "cert", 0))
    people = scheme(ANN, officer("Ben"))
    given = laid(*after, of=people, changes=differences(ANNS, after))
    (_, rowan) = cells(given, "Rowan Ward")
    assert (rowan.chips[0].mark, rowan.chips[0].was[:10]) == ("moved", "Larch Ward")
    (_, larch) = cells(given, "Larch Ward")
    assert larch.gone == ("Ann",)
    (cert, _) = cells(given, "Recovery team")
    assert [(one.officer, one.mark) for one in cert.chips] == [("Ann", ""), ("Ben", "come")]
    keys = {"Ann": "a", "Ben": "b"}
    ann, ben = officer_rows(given, keys, {"Ann": "June", "Ben": "June"})
    assert ann.cells[1].gone == ("Larch Ward",)
    assert ben.cells[0].chips[0].service == "Recovery team"


def test_a_row_of_an_officer_says_leave():
    away = officer("Ann", leave=(Span(week(1), week(1) + timedelta(days=1)),))
    (ann, zed) = officer_rows(laid(*ANNS, of=scheme(away)), {"Ann": "a", "Zed": "z"}, {})
    assert ann.cells[1].says[0] == "On leave Mon 22 to Tue 23 June 2026."
    assert ann.cells[1].clash
    assert zed.cells[1].chips == ()


def test_three_days_of_a_week_are_said():
    three = replace(ANNS[0], end=week(0) + timedelta(days=2), from_time="", buddy="Noor")
    (cell, _) = cells(laid(three), "Recovery team")
    assert cell.chips[0].days == "Mon 15 to Wed 17 June 2026"
    assert cell.chips[0].details == "Mon 15 to Wed 17 June 2026, with Noor"


def test_weeks_and_days_are_said_as_people_say_them():
    assert weeks_between(date(2026, 6, 17), date(2026, 6, 22)) == (week(0), week(1))
    assert week_words(date(2026, 6, 29)) == "29 June to 3 July"
    assert week_words(week(0)) == "15 to 19 June"
    assert days_words(date(2026, 6, 29), date(2026, 7, 3)) == "Mon 29 June to Fri 3 July 2026"
    assert days_words(week(0), week(0)) == "Mon 15 June 2026"


@pytest.mark.parametrize(
    ("quality", "words"),
    [
        (Quality("optimal", 0, 0, 0, 0, False), "Everybody is placed, and no plan meets more"),
        (Quality("optimal", 0, 0, 0, 0, True), "no plan beside what is published meets more"),
        (Quality("impossible", 9, 9, 2, 0, False), "2 people left without a place: it is proved"),
        (Quality("feasible", 10, 9, 0, 0, False), "less than 9 to its 10 (10.0% less)"),
        (Quality("feasible", 0, 0, 1, 0, False), "1 person left without a place. The best plan"),
        (Quality("optimal", 0, 0, 0, 1, False), "Changed by hand, so nothing is claimed"),
    ],
)
def test_no_more_is_claimed_of_a_plan_than_is_known(quality, words):
    assert words in quality_sentence(quality)


def test_wishes_not_met_are_counted_and_compared_in_words():
    weights = {"preference": 4, "repeat": 6}
    assert cost_lines({"preference": 8, "fairness": 0}, weights) == (
        "2 at a service other than one they asked for",
    )
    assert cost_change({"repeat": 6}, {"preference": 4}) == (
        "More at a service other than one they asked for; fewer at a service they know already."
    )
    assert cost_change({"repeat": 6}, {}) == "Fewer at a service they know already."
    assert cost_change({}, {}) == "It meets as many wishes as before."
    assert by_reason([("A", ("x",)), ("B", ()), ("C", ("x",))]) == (
        ("x", ("A", "C")),
        ("Nobody said why.", ("B",)),
    )
