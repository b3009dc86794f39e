"""Requests for a person's own copy, and one request with everything held."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.areas.oversight.models import CopyRequest
from alongside.areas.oversight.queries.copy_items import holds_health, in_order, weighed_of
from alongside.areas.oversight.rules.copies import (
    FLAG_LABELS,
    HEALTH,
    OUTCOME_LABELS,
    Asker,
    Flag,
    Outcome,
    Weighed,
    opinion_is_current,
)
from alongside.areas.oversight.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.foundation.picture.copies import HeldItem, everything_held
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted, Refused


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One request in the list."""

    id: UUID
    person_id: UUID
    asked_by: str
    asker_words: str
    received_on: date
    due_on: date
    days_left: int
    released_at: datetime | None
    released_by: str
    released_to: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item held, and what was decided of it."""

    item: HeldItem
    weighed: Weighed | None
    outcome_words: str
    flag_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopyPage:
    """One request with everything held, in the order of the copy.

    Attributes:
        opinion_current: Whether the opinion on file still counts.
        opinion_needed: Whether this organisation cannot release without one.
        areas: The items, by the part of Alongside that holds them.
    """

    line: CopyLine
    authority: str
    identity_checked: str
    opinion_by: str
    opinion_post: str
    opinion_on: date | None
    opinion_words: str
    opinion_current: bool
    opinion_needed: bool
    areas: tuple[tuple[str, tuple[ItemLine, ...]], ...]
    count: int


ASKERS = {Asker.PERSON: "the person themselves", Asker.REPRESENTATIVE: "somebody acting for them"}
AREA_TITLES = {
    "people": "Who you are",
    "crisis": "When you were met",
    "plans": "Your plans",
    "oversight": "Decisions about keeping your record",
    "looks": "Who looked",
}
WHY = Why(purpose="subject_access")


def copy_requests(viewer: Actor, *, now: datetime) -> list[CopyLine]:
    """Answer requests to the viewer's organisation: waiting ones first, by day due.

    Raises:
        NotPermitted: Only information governance.
    """
    require(viewer, PERMISSIONS, "copy.ask")
    rows = CopyRequest.objects.filter(organisation_id=viewer.organisation_id).defer("released")
    lines = [_line(row, now) for row in rows.order_by("due_on", "recorded_at")[:200]]
    return sorted(lines, key=lambda line: line.released_at is not None)


def copy_page(viewer: Actor, request_id: UUID, *, now: datetime) -> CopyPage:
    """Answer one request with everything held about the person, and log that look.

    Raises:
        NotPermitted: Only a lead of the organisation that was asked.
        Refused: ``copy.not_here``.
    """
    require(viewer, PERMISSIONS, "copy.weigh")
    row = _own(viewer, request_id)
    entry = Entry(
        Op.CONSULTATION,
        "oversight.copy_page",
        Ref("person", row.person_id),
        also=(Ref("copy_request", row.id),),
        why=WHY,
    )
    record_look(viewer, entry, now=now)
    items = everything_held(row.person_id, now)
    weighed = weighed_of(row)
    today = local_date(now)
    harmful = any(Flag.SERIOUS_HARM in one.flags for one in weighed.values())
    return CopyPage(
        line=_line(row, now),
        authority=row.authority,
        identity_checked=row.identity_checked,
        opinion_by=row.opinion_by,
        opinion_post=row.opinion_post,
        opinion_on=row.opinion_on,
        opinion_words=row.opinion_words,
        opinion_current=row.opinion_on is not None and opinion_is_current(row.opinion_on, today),
        opinion_needed=harmful or (viewer.sector not in HEALTH and holds_health(items)),
        areas=_by_area(items, weighed),
        count=len(items),
    )


def copy_item(viewer: Actor, request_id: UUID, key: str, *, now: datetime) -> ItemLine:
    """Answer one item of a request.

    Raises:
        NotPermitted: Only a lead of the organisation that was asked.
        Refused: ``copy.not_here`` or ``copy.no_item``.
    """
    page = copy_page(viewer, request_id, now=now)
    for _, lines in page.areas:
        for line in lines:
            if line.item.key == key:
                return line
    raise Refused(
        "copy.no_item", "That item is no longer there.", next_step="Open the request again."
    )


def released_copy(viewer: Actor, request_id: UUID, *, now: datetime) -> dict[str, Any]:
    """Answer what was given, as it was fixed at its release.

    Raises:
        NotPermitted: Only a lead of the organisation that was asked.
        Refused: ``copy.not_here`` or ``copy.not_released``.
    """
    require(viewer, PERMISSIONS, "copy.release")
    row = _own(viewer, request_id)
    if row.released_at is None:
        raise Refused("copy.not_released", "This has not been released yet.")
    return {
        "asked_by": row.asked_by,
        "received_on": row.received_on,
        "released_at": row.released_at,
        "released_by": row.released_by_name,
        "released_to": row.released_to,
        "organisation": row.organisation.name,
        "items": [
            item | {"area": AREA_TITLES.get(item["area"], item["area"])} for item in row.released
        ],
    }


def copies_waiting(viewer: Actor) -> int:
    """Answer how many requests wait for the viewer's organisation."""
    rows = CopyRequest.objects.filter(organisation_id=viewer.organisation_id, released_at=None)
    return rows.count()


def _own(viewer: Actor, request_id: UUID) -> CopyRequest:
    row = CopyRequest.objects.filter(pk=request_id).select_related("organisation").first()
    if row is None:
        raise Refused("copy.not_here", "There is no such request.")
    if row.organisation_id != viewer.organisation_id:
        raise NotPermitted("copy.not_yours", "That organisation's own lead deals with this.")
    return row


def _line(row: CopyRequest, now: datetime) -> CopyLine:
    return CopyLine(
        id=row.id,
        person_id=row.person_id,
        asked_by=row.asked_by,
        asker_words=ASKERS[Asker(row.asker)],
        received_on=row.received_on,
        due_on=row.due_on,
        days_left=(row.due_on - local_date(now)).days,
        released_at=row.released_at,
        released_by=row.released_by_name,
        released_to=row.released_to,
    )


def _by_area(
    items: tuple[HeldItem, ...], weighed: dict[str, Weighed]
) -> tuple[tuple[str, tuple[ItemLine, ...]], ...]:
    found: dict[str, list[ItemLine]] = {}
    for item in in_order(items):
        one = weighed.get(item.key)
        line = ItemLine(
            item,
            one,
            OUTCOME_LABELS[one.outcome if one else Outcome.GIVE],
            tuple(FLAG_LABELS[flag] for flag in Flag if one and flag in one.flags),
        )
        found.setdefault(AREA_TITLES.get(item.area, item.area), []).append(line)
    return tuple((title, tuple(lines)) for title, lines in found.items())
