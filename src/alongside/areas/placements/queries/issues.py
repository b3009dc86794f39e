"""The issue log of a scheme, and one issue with its story."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.placements.models import PlacementIssue
from alongside.areas.placements.queries.coordinators import COORDINATES
from alongside.areas.placements.queries.own_rows import issue_for
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.areas.placements.rules.issues import KINDS, OPEN, SETTLED, may_say
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.queries import people_holding
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date

SHOWS: Mapping[str, str] = {
    "open": "Open",
    "mine": "Mine",
    "overdue": "Overdue",
    "nobody": "Nobody’s yet",
    "settled": "Settled",
}
"""What the log may be narrowed to."""


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One issue on the log."""

    id: UUID
    kind_words: str
    words: str
    about: str
    raised_by: str
    raised_at: datetime
    owner: str
    due_on: date | None
    overdue: bool
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class IssueLog:
    """The log of a scheme, narrowed, and how many each narrowing holds."""

    scheme_id: UUID
    scheme: str
    show: str
    lines: tuple[IssueLine, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class IssueSaid:
    """One entry of an issue's story."""

    kind: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class IssuePage:
    """One issue."""

    line: IssueLine
    scheme_id: UUID
    scheme: str
    version: int
    story: tuple[IssueSaid, ...]
    may_say: tuple[str, ...]
    owners: tuple[tuple[str, str], ...]
    owner_id: UUID | None


def issue_log(viewer: Actor, scheme_id: UUID, show: str, *, now: datetime) -> IssueLog:
    """Answer the issues of a scheme.

    Args:
        viewer: A coordinator of it.
        scheme_id: Which.
        show: A key of ``SHOWS``; the open ones for anything else.
        now: What is overdue by.

    Raises:
        NotPermitted: The role sees no issues.
        Refused: ``scheme.not_found``.
    """
    require(viewer, PERMISSIONS, "issue.see")
    scheme = scheme_for(viewer, scheme_id)
    chosen = show if show in SHOWS else "open"
    today = local_date(now)
    every = PlacementIssue.objects.filter(scheme=scheme)
    narrowed = {one: _narrowed(every, one, viewer, today) for one in SHOWS}
    order = "-settled_at" if chosen == "settled" else "raised_at"
    rows = narrowed[chosen].select_related("learner", "service", "raised_by", "owner")
    return IssueLog(
        scheme.id,
        scheme.name,
        chosen,
        tuple(_line(one, today) for one in rows.prefetch_related("events").order_by(order)),
        {one: found.count() for one, found in narrowed.items()},
    )


def _narrowed(
    rows: QuerySet[PlacementIssue], show: str, viewer: Actor, today: date
) -> QuerySet[PlacementIssue]:
    if show == "settled":
        return rows.filter(state=SETTLED)
    rows = rows.filter(state=OPEN)
    if show == "mine":
        return rows.filter(owner_id=viewer.user_id)
    if show == "overdue":
        return rows.filter(due_on__lt=today)
    return rows.filter(owner=None) if show == "nobody" else rows


def _line(row: PlacementIssue, today: date) -> IssueLine:
    about = [row.learner.name if row.learner else "", row.service.name if row.service else ""]
    first = min(row.events.all(), key=lambda one: one.sequence, default=None)
    return IssueLine(
        row.id,
        KINDS.get(row.kind, row.kind),
        first.words if first else "",
        ", ".join(one for one in about if one),
        row.raised_by.display_name,
        row.raised_at,
        row.owner.display_name if row.owner else "",
        row.due_on,
        row.state == OPEN and row.due_on is not None and row.due_on < today,
        row.settled_at,
    )


def issue_page(viewer: Actor, issue_id: UUID, *, now: datetime) -> IssuePage:
    """Answer one issue with its story.

    Raises:
        NotPermitted: The role sees no issues.
        Refused: ``issue.not_found``.
    """
    require(viewer, PERMISSIONS, "issue.see")
    row = issue_for(viewer, issue_id)
    sides = {one.short_name for one in (row.scheme.organisation, row.scheme.partner) if one}
    return IssuePage(
        _line(row, local_date(now)),
        row.scheme_id,
        row.scheme.name,
        row.version,
        tuple(
            IssueSaid(one.kind, one.words, one.by.display_name, one.at)
            for one in row.events.select_related("by").order_by("sequence")
        ),
        may_say(row.state),
        tuple(
            (str(one.user_id), f"{one.name}, {one.organisation}")
            for one in people_holding(COORDINATES)
            if one.organisation in sides
        ),
        row.owner_id,
    )


def open_issue_count(scheme_id: UUID) -> int:
    """Answer how many issues of a scheme are open; the caller has asked who looks."""
    return PlacementIssue.objects.filter(scheme_id=scheme_id, state=OPEN).count()


@dataclass(frozen=True, slots=True)
class IssueChoices:
    """Where an issue may be, and whom it may be about."""

    services: tuple[tuple[str, str], ...]
    learners: tuple[tuple[str, str], ...]


def issue_choices(viewer: Actor, scheme_id: UUID) -> IssueChoices:
    """Answer the services and learners of a scheme, to choose from.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``scheme.not_found``.
    """
    scheme = scheme_for(viewer, scheme_id)
    services = scheme.services.filter(left_at=None).order_by("name")
    learners = scheme.learners.filter(withdrawn_at=None).order_by("name")
    return IssueChoices(
        tuple((str(one.id), one.name) for one in services),
        tuple((str(one.id), one.name) for one in learners),
    )


@dataclass(frozen=True, slots=True)
class OwnIssue:
    """What somebody raised themselves, and whether it is settled."""

    kind_words: str
    words: str
    raised_at: datetime
    settled_at: datetime | None


def own_raised(viewer: Actor) -> tuple[OwnIssue, ...]:
    """Answer the issues the viewer raised themselves, the newest first.

    Raises:
        NotPermitted: The role raises none.
    """
    require(viewer, PERMISSIONS, "issue.raise")
    rows = PlacementIssue.objects.filter(raised_by_id=viewer.user_id).prefetch_related("events")
    found = []
    for row in rows.order_by("-raised_at")[:20]:
        line = _line(row, local_date(row.raised_at))
        found.append(OwnIssue(line.kind_words, line.words, line.raised_at, line.settled_at))
    return tuple(found)
