"""Where something found leads, and who may be led there. Wiring names them at start."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.kernel.actor import Actor, holds


@dataclass(frozen=True, slots=True)
class _Address:
    name: str
    permission: str


_ADDRESSES: Final[dict[SearchKind, _Address]] = {}


def lead_to(kind: SearchKind, name: str, *, permission: str = "knowledge.find") -> None:
    """Name the page of one kind, and who may read it.

    Args:
        kind: What is found.
        name: The address by name, such as ``liaison:answer``; takes the id of what is found.
        permission: Of the hub's table; nobody without it finds this kind.
    """
    _ADDRESSES[kind] = _Address(name, permission)


def address_of(kind: SearchKind, entry_id: UUID) -> str:
    """Answer where something found leads."""
    return reverse(_ADDRESSES[kind].name, args=[entry_id])


def kinds_for(viewer: Actor) -> frozenset[SearchKind]:
    """Answer which kinds a viewer may find."""
    return frozenset(
        kind
        for kind, address in _ADDRESSES.items()
        if holds(viewer, PERMISSIONS, address.permission)
    )
