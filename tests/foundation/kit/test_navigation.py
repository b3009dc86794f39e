"""Links across the top: those that fit in the row, the rest under More."""

import pytest

from alongside.foundation.kit.navigation import ROOM, SPACE, NavLink, in_the_row

FIT = ROOM // (len("page 0") + SPACE)


def links(count, *, here=None, told=None):
    return [
        NavLink(f"page {at}", f"/{at}/", here=at == here, count=3 if at == told else 0)
        for at in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, FIT])
def test_links_that_fit_all_stand_in_the_row(count):
    found = in_the_row(links(count))
    assert (len(found.row), found.more) == (count, ())


def test_the_last_links_wait_under_more():
    found = in_the_row(links(FIT + 1))
    assert [link.label for link in found.more] == [f"page {FIT}"]


def test_the_page_one_is_on_and_what_one_is_told_of_are_never_hidden():
    given = [*links(10, here=9, told=8), NavLink("x" * ROOM, "/x/", here=False, count=0)]
    found = in_the_row(given)
    row = [link.label for link in found.row]
    assert {"page 8", "page 9"} <= set(row)
    assert row == sorted(row)
    assert [link.label for link in (*found.row, *found.more)] != [link.label for link in given]
    assert set(found.row) | set(found.more) == set(given)
    assert "x" * ROOM in {link.label for link in found.more}


def test_a_short_link_takes_the_room_a_long_one_left():
    given = [NavLink("a" * 60, "/a/", here=False, count=0)]
    given += [NavLink("b" * 40, "/b/", here=False, count=0)]
    given += [NavLink("c" * 10, "/c/", here=False, count=0)]
    found = in_the_row(given)
    assert [link.href for link in found.row] == ["/a/", "/c/"]
    assert [link.href for link in found.more] == ["/b/"]
