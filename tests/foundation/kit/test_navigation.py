"""Links across the top: those that fit in the row, the rest under More."""

import pytest

from alongside.foundation.kit.navigation import ROW, NavLink, in_the_row


def links(count, *, here=None, told=None):
    return [
        NavLink(f"page {at}", f"/{at}/", here=at == here, count=3 if at == told else 0)
        for at in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, ROW])
def test_links_that_fit_all_stand_in_the_row(count):
    found = in_the_row(links(count))
    assert (len(found.row), found.more) == (count, ())


def test_the_last_links_wait_under_more():
    found = in_the_row(links(ROW + 3))
    assert [link.label for link in found.more] == [f"page {at}" for at in range(ROW, ROW + 3)]


def test_the_page_one_is_on_and_what_one_is_told_of_are_never_hidden():
    found = in_the_row(links(ROW + 3, here=ROW + 2, told=ROW + 1))
    row = [link.label for link in found.row]
    assert {f"page {ROW + 1}", f"page {ROW + 2}"} <= set(row)
    assert len(found.row) == ROW
    assert row == sorted(row, key=lambda label: int(label.split()[1]))
    assert len(found.more) == 3
