"""The links across the top of every page, registered by each area from ``config.wiring``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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


_ITEMS: dict[str, NavItem] = {}


def register(item: NavItem) -> None:
    """Add a link, or replace the one with the same address."""
    _ITEMS[item.url_name] = item


def registered() -> list[NavItem]:
    """Answer every link in order."""
    return sorted(_ITEMS.values(), key=lambda item: (item.order, item.label))


def navigation(request: Any) -> list[NavLink]:
    """Answer the links this viewer sees; none when not signed in, or by the person's own door."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.role in OWN_DOOR:
        return []
    seen = [item for item in registered() if item.roles is None or actor.role in item.roles]
    starts = {item.url_name: item.starts or reverse(item.url_name) for item in seen}
    here = [start for start in starts.values() if request.path.startswith(start)]
    nearest = max(here, key=len, default="")
    return [
        _link(item, actor, here=bool(nearest) and starts[item.url_name] == nearest) for item in seen
    ]


def _link(item: NavItem, actor: Actor, *, here: bool) -> NavLink:
    return NavLink(
        label=item.label,
        href=reverse(item.url_name),
        here=here,
        count=item.count(actor) if item.count else 0,
    )
