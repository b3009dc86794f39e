"""The links across the top of every page, registered by each area from ``config.wiring``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from alongside.kernel.actor import OWN_DOOR, Actor, Role


@dataclass(frozen=True, slots=True)
class NavItem:
    """One link.

    Attributes:
        label: Words of the link.
        url_name: Address, such as ``crisis:desk``.
        roles: Who sees it; ``None`` is everybody signed in.
        order: Lower comes first.
        count: Answers a number to show beside it, such as unread messages; ``None`` for none.
        starts: Paths that start so count as being here; the link's own path when empty.
    """

    label: str
    url_name: str
    roles: frozenset[Role] | None = None
    order: int = 50
    count: Callable[[Actor], int] | None = None
    starts: str = ""


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link ready to place."""

    label: str
    href: str
    here: bool
    count: int


@dataclass(frozen=True, slots=True)
class Navigation:
    """The links of one viewer.

    Attributes:
        row: In the row, in order.
        more: Under *More*; empty when all fit.
    """

    row: tuple[NavLink, ...]
    more: tuple[NavLink, ...]


ROOM: Final = 76
"""Letters that fit in the row of a desk's screen; the rest wait under *More*."""
SPACE: Final = 3
"""Letters that the space around a link, or a number beside it, takes."""

_ITEMS: dict[tuple[str, frozenset[Role] | None], NavItem] = {}


def register(item: NavItem) -> None:
    """Add a link, or replace the one with the same address for the same roles."""
    _ITEMS[item.url_name, item.roles] = item


def registered() -> list[NavItem]:
    """Answer every link in order."""
    return sorted(_ITEMS.values(), key=lambda item: (item.order, item.label))


def navigation(request: Any) -> Navigation:
    """Answer the links this viewer sees; none when not signed in, or by the person's own door.

    Those that fit stand in the row; the rest wait under *More*, but never the page one is on,
    nor what somebody has to be told of.
    """
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.role in OWN_DOOR:
        return Navigation((), ())
    seen = [item for item in registered() if item.roles is None or actor.role in item.roles]
    starts = {item.url_name: item.starts or reverse(item.url_name) for item in seen}
    here = [start for start in starts.values() if request.path.startswith(start)]
    nearest = max(here, key=len, default="")
    return in_the_row(
        [
            _link(item, actor, here=bool(nearest) and starts[item.url_name] == nearest)
            for item in seen
        ]
    )


def in_the_row(links: Sequence[NavLink]) -> Navigation:
    """Part links into those in the row and those under *More*.

    The page one is on and what one has to be told of come first, then the rest in order, as long
    as there is room.
    """
    if sum(_room(link) for link in links) <= ROOM:
        return Navigation(tuple(links), ())
    left, row = ROOM, []
    for link in sorted(links, key=lambda link: not (link.here or link.count)):
        if _room(link) <= left:
            left -= _room(link)
            row.append(link)
    return Navigation(
        tuple(link for link in links if link in row),
        tuple(link for link in links if link not in row),
    )


def _room(link: NavLink) -> int:
    return len(link.label) + SPACE + (SPACE if link.count else 0)


def _link(item: NavItem, actor: Actor, *, here: bool) -> NavLink:
    return NavLink(
        label=item.label,
        href=reverse(item.url_name),
        here=here,
        count=item.count(actor) if item.count else 0,
    )
