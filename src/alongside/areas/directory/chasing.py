"""Asks whoever confirmed an entry to look at it again once it goes stale.

An entry is owned by whoever last confirmed it, or by whoever took over their post. Where their
account is closed, or their role no longer lets them confirm it, the liaison leads are asked
instead; after two weeks without an answer they are asked as well, and again every two weeks.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from alongside.areas.directory.actions.confirming import ROWS, confirm_unchanged
from alongside.areas.directory.actions.writing import CHASE
from alongside.areas.directory.models import Contact, Cover
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.hours import hours_words
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.areas.directory.rules.seats import SEAT_LABELS, Seat
from alongside.foundation.accounts.queries import holders_at
from alongside.foundation.outbox import inbox, messages
from alongside.foundation.outbox.messages import Message
from alongside.foundation.outbox.one_tap import OneTap
from alongside.kernel.actor import Actor, Role

__all__ = ["CHASE", "CHASE_AGAIN_EVERY", "STILL_RIGHT", "chase", "chase_again"]
CHASE_AGAIN_EVERY: Final = timedelta(days=14)
LONGEST_TITLE: Final = 160

Follows = Callable[[UUID, datetime], UUID]
_FOLLOWED: list[Follows] = [lambda user_id, _now: user_id]


def ask_instead(follows: Follows) -> None:
    """Say who knows who is asked in the place of somebody who left their post."""
    _FOLLOWED[:] = [follows]


def chase(message: Message) -> None:
    """Ask the owner of an entry whether it is still right, unless it was confirmed since."""
    row = _asked_about(message.payload)
    if row is None:
        return
    kind = EntryKind(message.payload["kind"])
    asked = _owners(row, message.now)
    if "again" in message.payload or not asked:
        asked += holders_at({Role.LIAISON_LEAD})
    inbox.tell(asked, message, title=_title(kind, row, message.payload), link=_link(kind, row))


def chase_again(now: datetime) -> int:
    """Ask again, and the liaison leads too, where an entry has stayed stale for two weeks or more.

    Returns:
        How many entries that is.
    """
    asked = 0
    with transaction.atomic():
        for kind, rows in ROWS.items():
            stale = rows._default_manager.filter(confirm_again_at__lte=now - CHASE_AGAIN_EVERY)
            for row in stale:
                if getattr(row, "active", True):
                    _ask_again(kind, row, now)
                    asked += 1
    return asked


def _ask_again(kind: EntryKind, row: Any, now: datetime) -> None:
    times = (now - row.confirm_again_at) // CHASE_AGAIN_EVERY
    payload = {"kind": kind, "id": str(row.pk), "confirmed_at": row.confirmed_at.isoformat()}
    once_key = f"{CHASE}:{row.pk}:{row.confirmed_at.isoformat()}:{times}"
    messages.send(CHASE, payload | {"again": str(times)}, now=now, once_key=once_key)


def _asked_about(payload: dict[str, str]) -> Any:
    """Answer the entry a message asks about; ``None`` once it was confirmed or retired."""
    row = ROWS[EntryKind(payload["kind"])]._default_manager.filter(pk=UUID(payload["id"])).first()
    if row is None or row.confirmed_at != datetime.fromisoformat(payload["confirmed_at"]):
        return None
    return row if getattr(row, "active", True) else None


def _owners(row: Any, now: datetime) -> list[UUID]:
    """Answer who is asked: whoever confirmed it, or follows them in their post, while they may."""
    own = row.user if isinstance(row, Contact) else None
    owners = [own.id] if own is not None and own.is_active else []
    confirmer = _FOLLOWED[0](row.confirmed_by_id, now)
    if confirmer in holders_at(PERMISSIONS["entry.confirm"]):
        owners.append(confirmer)
    return owners


TITLES: Final[dict[EntryKind, Callable[[Any], str]]] = {
    EntryKind.PLACE: lambda row: ", ".join(part for part in (row.phone, row.address) if part),
    EntryKind.TEAM: lambda row: f"{row.phone}, {hours_words(row.hours)}",
    EntryKind.OPTION: lambda row: f"{row.phone or row.address}, {hours_words(row.hours)}",
    EntryKind.COVER: lambda row: f"{row.name}, {row.phone}",
    EntryKind.CONTACT: lambda row: f"{row.phone or row.email}, {hours_words(row.hours)}",
}
"""What each kind of entry asks about: what a reader needs to say that it is still right."""


def _title(kind: EntryKind, row: Any, payload: dict[str, str]) -> str:
    name = SEAT_LABELS[Seat(row.seat)] if kind is EntryKind.COVER else row.name
    if kind is EntryKind.CONTACT:
        name = f"{row.name}, {row.job_title}"
    asks = "Somebody rang and doubts it. Still right?" if "doubted" in payload else "Still right?"
    words = f"{asks} {name}: {TITLES[kind](row)}"
    return (
        words
        if len(words) <= LONGEST_TITLE
        else f"{words[: LONGEST_TITLE - 1]}\N{HORIZONTAL ELLIPSIS}"
    )


def _link(kind: EntryKind, row: Any) -> str:
    if kind is EntryKind.PLACE:
        return reverse("directory:place", args=[row.pk])
    if kind is EntryKind.CONTACT:
        return reverse("directory:contact", args=[row.pk])
    return reverse("directory:teams")


CHANGED_AT: Final = {
    EntryKind.PLACE: "directory:change_place",
    EntryKind.TEAM: "directory:change_team",
    EntryKind.OPTION: "directory:change_option",
    EntryKind.CONTACT: "directory:contact",
}


def _change_address(payload: dict[str, str]) -> str:
    kind, entry_id = EntryKind(payload["kind"]), UUID(payload["id"])
    if kind is EntryKind.COVER:
        return reverse("directory:set_cover", args=[Cover.objects.get(pk=entry_id).seat])
    return reverse(CHANGED_AT[kind], args=[entry_id])


def _confirm(actor: Actor, payload: dict[str, str], now: datetime) -> None:
    confirm_unchanged(
        actor,
        EntryKind(payload["kind"]),
        UUID(payload["id"]),
        confirmed_at=datetime.fromisoformat(payload["confirmed_at"]),
        now=now,
    )


STILL_RIGHT: Final = OneTap(
    words="Still right",
    act=_confirm,
    asked_still=lambda payload: _asked_about(payload) is not None,
    other_words="No longer right: change it",
    other=_change_address,
)
"""What the owner of a stale entry may answer from the message itself."""
