"""When somebody may be taken on or passed to a colleague."""

from uuid import UUID

import pytest

from alongside.areas.diversion.rules.owning import check_colleague, check_may_change_hands
from alongside.kernel.refusal import Conflict, Refused

FERN, HOPE = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(("owner", "shown"), [(None, None), (FERN, FERN)])
def test_hands_change_where_the_page_showed_who_looks_after_them(owner, shown) -> None:
    check_may_change_hands(closed=False, owner=owner, shown=shown)


@pytest.mark.parametrize(
    ("owner", "name", "said"),
    [(HOPE, "Hope", "Hope looks after them now"), (None, "", "Nobody looks after them now")],
)
def test_a_page_out_of_date_says_who_looks_after_them_now(owner, name, said) -> None:
    with pytest.raises(Conflict, match=said) as refused:
        check_may_change_hands(closed=False, owner=owner, shown=FERN, owner_name=name)
    assert refused.value.code == "owner.changed"


def test_nobody_has_to_look_after_what_is_closed() -> None:
    with pytest.raises(Refused, match="closed") as refused:
        check_may_change_hands(closed=True, owner=None, shown=None)
    assert refused.value.code == "owner.closed"


def test_only_a_colleague_is_passed_to() -> None:
    check_colleague(FERN, [FERN])
    with pytest.raises(Refused, match="Choose a colleague"):
        check_colleague(HOPE, [FERN])
