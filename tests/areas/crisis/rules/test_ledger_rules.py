"""A difference between ledgers is given, settled with a reason and opened again, in that order."""

from uuid import UUID

import pytest

from alongside.areas.crisis.rules.ledgers import (
    COLUMNS,
    KINDS,
    REASONS,
    Standing,
    check_fresh,
    check_kind,
    check_may_give,
    check_may_reopen,
    check_may_settle,
    read_columns,
)
from alongside.engines.matching.batch.roles.role import Role
from alongside.engines.matching.reconcile.differences import WORDS
from alongside.engines.matching.reconcile.episodes import FACTS
from alongside.kernel.refusal import Conflict, Refused

ONE, OTHER = UUID(int=1), UUID(int=2)
AMONG = frozenset({ONE, OTHER})
OPEN = Standing(3, ONE, settled=False)
SETTLED = Standing(4, ONE, settled=True)


def test_what_may_be_done_is_not_refused():
    check_fresh(OPEN, 3)
    check_fresh(OPEN, None)
    check_may_give(OPEN, OTHER, AMONG)
    check_may_settle(OPEN, next(iter(REASONS)))
    check_may_reopen(SETTLED, "The trust changed it back")
    check_kind(next(iter(KINDS)))


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (lambda: check_may_give(SETTLED, OTHER, AMONG), "difference.settled"),
        (lambda: check_may_give(OPEN, UUID(int=3), AMONG), "difference.no_such_owner"),
        (lambda: check_may_give(OPEN, ONE, AMONG), "difference.theirs"),
        (lambda: check_may_settle(SETTLED, "police_put_right"), "difference.settled"),
        (lambda: check_may_settle(OPEN, "forgotten"), "difference.no_such_reason"),
        (lambda: check_may_reopen(OPEN, "why"), "difference.open"),
        (lambda: check_may_reopen(SETTLED, "  "), "difference.why"),
        (lambda: check_kind("colour"), "difference.no_such_kind"),
    ],
)
def test_what_may_not_be_done_is_refused_in_words(check, code):
    with pytest.raises(Refused) as refused:
        check()
    assert refused.value.code == code


def test_a_step_on_a_page_overtaken_is_a_conflict():
    with pytest.raises(Conflict):
        check_fresh(OPEN, 2)


def test_the_kinds_are_those_of_the_engine_in_its_words():
    assert {kind.value: words for kind, words in WORDS.items()} == KINDS


def test_what_a_column_may_hold_is_what_the_engine_knows():
    assert set(FACTS) < set(COLUMNS.values())
    assert set(COLUMNS.values()) <= {*FACTS, *Role}


def test_columns_are_read_one_a_line():
    assert read_columns(" Arrived  at= Time of  arrival \n\nNHS number = No.\n") == (
        ("arrived_at", "Time of arrival"),
        ("identifier", "No."),
    )
    assert read_columns("") == ()


@pytest.mark.parametrize("line", ["when", "arrived at", "arrived at =", "= Title", "hour = Title"])
def test_a_line_that_names_no_column_is_refused_by_its_number(line):
    with pytest.raises(Refused, match="Line 2 does not say") as refused:
        read_columns(f"section = S\n{line}")
    assert (refused.value.code, refused.value.field) == ("ledgers.columns", "columns")
