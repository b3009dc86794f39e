"""Every planted difference between two ledgers is found and classed, and hardly any that is not."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from alongside.engines.matching.made_up.ledgers import LEDGER, PLANTED, ledgers
from alongside.engines.matching.reconcile.differences import Kind, Tolerances
from alongside.engines.matching.reconcile.episodes import read_episodes
from alongside.engines.matching.reconcile.reading import (
    check_asked,
    key_of_a_desk,
    named_ledger,
)
from alongside.engines.matching.reconcile.reconciling import reconcile
from alongside.kernel.refusal import Refused

SEED = 11
KEY = key_of_a_desk()
ASKED = ("record=record",)
MIDDAY = datetime(2026, 6, 10, 12)
SOMEBODY = {"given": "Niamh", "family": "O'Doherty", "sex": "F", "born_on": "1973-09-17"}


def ledger(name, rows):
    cells = [(n, tuple(row.get(title) for title in LEDGER)) for n, row in enumerate(rows, 2)]
    return named_ledger(name, LEDGER, cells, asked=ASKED, key=KEY)


def use(record, **changes):
    minutes = {"used_at": -40, "arrived_at": 0, "handed_over_at": 60, "ended_at": 500}
    times = {name: MIDDAY + timedelta(minutes=after) for name, after in minutes.items()}
    row = {"record": record, "section": "136", "place": "Larch suite", "area": "Westmoor"}
    return SOMEBODY | row | times | {"recorded_at": MIDDAY + timedelta(hours=3)} | changes


def kinds(police, health, **options):
    found = reconcile(ledger("police.csv", police), ledger("health.csv", health), **options)
    return [(one.kind, one.police, one.health) for one in found.differences]


@pytest.fixture(scope="module")
def made():
    return ledgers(3000, seed=SEED)


@pytest.fixture(scope="module")
def found(made):
    return reconcile(ledger("police.csv", made.police), ledger("health.csv", made.health))


def test_uses_are_matched_one_to_one_and_hardly_any_falsely(made, found):
    pairs = set(found.pairs)
    assert len(pairs - made.pairs) <= 0.001 * len(pairs)
    assert len(pairs & made.pairs) >= 0.97 * len(made.pairs)
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)


@pytest.mark.parametrize("kind", PLANTED)
def test_at_least_95_in_100_of_what_was_planted_are_recovered(made, found, kind):
    planted = {one for one in made.planted if one[0] == kind}
    said = {(one.kind.value, one.police, one.health) for one in found.differences}
    assert len(planted) >= 60
    assert len(planted & said) >= 0.95 * len(planted)


def test_the_order_of_rows_does_not_matter(made, found):
    turned = reconcile(
        ledger("police.csv", made.police[::-1]), ledger("health.csv", made.health[::-1])
    )
    assert len(set(turned.pairs) ^ set(found.pairs)) <= 0.002 * len(found.pairs)


def test_the_counts_add_up(found):
    only = Counter(one.kind for one in found.differences)
    left_over = found.health_rows - len(found.pairs)
    extra = [one for one in found.differences if one.kind in (Kind.DUPLICATE, Kind.TRANSFER_TWICE)]
    assert only[Kind.ONLY_HEALTH] + sum(bool(one.health) for one in extra) == left_over
    assert found.counts()[Kind.ONLY_POLICE] == only[Kind.ONLY_POLICE]


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, None),
        ({"section": "135"}, Kind.WRONG_SECTION),
        ({"handed_over_at": None}, Kind.MISSED_HANDOVER),
        ({"area": "Eastholm"}, Kind.OUT_OF_AREA),
        ({"recorded_at": MIDDAY + timedelta(hours=73)}, Kind.LATE_ENTRY),
        ({"recorded_at": MIDDAY + timedelta(hours=72)}, None),
        ({"arrived_at": MIDDAY + timedelta(minutes=15)}, None),
        ({"arrived_at": MIDDAY + timedelta(minutes=16)}, Kind.TIMES),
        ({"given": "Neve", "postcode": "LS1 1AA"}, None),
    ],
)
def test_one_difference_is_told_and_nothing_else(changes, kind):
    expected = [(kind, "P1", "H1")] if kind else []
    assert kinds([use("P1")], [use("H1", **changes)]) == expected


def test_a_difference_that_is_not_there_is_not_told():
    wrong = kinds([use("P1")], [use("H1", section="135")])
    assert (Kind.TIMES, "P1", "H1") not in wrong
    assert kinds([use("P1")], [use("H1", section="135")]) != []


def test_several_differences_of_one_use_are_all_told():
    other = use("H1", section="135", handed_over_at=None, area="Eastholm")
    assert {kind for kind, _police, _health in kinds([use("P1")], [other])} == {
        Kind.WRONG_SECTION,
        Kind.MISSED_HANDOVER,
        Kind.OUT_OF_AREA,
    }


def test_a_row_entered_twice_is_no_second_use():
    again = use("H2", arrived_at=MIDDAY + timedelta(minutes=5))
    assert kinds([use("P1")], [use("H1"), again]) == [(Kind.DUPLICATE, "", "H2")]


def test_a_transfer_is_no_second_use():
    moved = use("H2", arrived_at=MIDDAY + timedelta(hours=9), place="Harbour suite")
    assert kinds([use("P1")], [use("H1"), moved]) == [(Kind.TRANSFER_TWICE, "", "H2")]


def test_two_uses_of_one_person_are_two():
    after = {
        name: MIDDAY + timedelta(days=3, minutes=minutes)
        for name, minutes in {"used_at": -40, "arrived_at": 0, "handed_over_at": 60,
                              "ended_at": 500, "recorded_at": 200}.items()
    }  # fmt: skip
    assert kinds([use("P1"), use("P2", **after)], [use("H1"), use("H2", **after)]) == []


def test_somebody_else_at_that_time_is_somebody_else():
    other = use("H1", given="Piotr", family="Nowak", sex="M", born_on="1990-01-02")
    assert kinds([use("P1")], [other]) == [
        (Kind.ONLY_POLICE, "P1", ""),
        (Kind.ONLY_HEALTH, "", "H1"),
    ]


def test_a_place_elsewhere_explains_a_row_in_one_ledger_only():
    elsewhere = use("P1", area="Eastholm", recorded_at=MIDDAY + timedelta(days=9))
    other = use("H1", given="Piotr", family="Nowak", sex="M", born_on="1990-01-02")
    assert kinds([elsewhere], [other])[:3] == [
        (Kind.ONLY_POLICE, "P1", ""),
        (Kind.OUT_OF_AREA, "P1", ""),
        (Kind.LATE_ENTRY, "P1", ""),
    ]


def test_the_tolerance_is_a_choice():
    late = use("H1", arrived_at=MIDDAY + timedelta(minutes=16))
    assert kinds([use("P1")], [late], allowed=Tolerances(times=timedelta(minutes=20))) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [("2026-06-10 14:20", datetime(2026, 6, 10, 14, 20)),
     ("10/06/2026 14:20", datetime(2026, 6, 10, 14, 20)),
     ("2026-06-10T13:20:00+00:00", datetime(2026, 6, 10, 14, 20)), ("", None)],
)  # fmt: skip
def test_times_are_read_as_they_are_written(written, read):
    assert read_episodes("a.csv", ("2",), {"arrived_at": (written,)})[0].at == read


@pytest.mark.parametrize(
    ("columns", "code", "says"),
    [
        ({"place": ("x",)}, "ledger.times", "a.csv: no column is known"),
        ({"arrived_at": ("soon",)}, "ledger.time", "a.csv: row 2: arrived_at is 'soon'."),
        ({"used_at": ("",), "section": ("2",)}, "ledger.section", "row 2: section is '2'."),
    ],
)
def test_a_ledger_that_cannot_be_read_is_one_clear_line(columns, code, says):
    with pytest.raises(Refused) as refused:
        read_episodes("a.csv", ("2",), columns)
    assert refused.value.code == code
    assert says in str(refused.value)


def test_a_column_that_neither_file_has_is_refused():
    with pytest.raises(Refused) as refused:
        check_asked(["place=where"], {"p.csv": ["a"], "h.csv": ["b"]})
    assert "neither p.csv nor h.csv has a column 'where'" in str(refused.value)
    with pytest.raises(Refused):
        check_asked(["place"], {"p.csv": ["place"]})
