"""Groups as those see them who look: all of them, one of them, meetings ahead."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import Meeting
from alongside.areas.liaison.queries.group_members import groups_of
from alongside.areas.liaison.rules.meeting_states import MeetingState
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting on a list.

    Attributes:
        title: Such as ``Moorchester liaison group``.
        version: Grows with every change, as a calendar's sequence does.
    """

    id: UUID
    group_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    state: MeetingState
    version: int


def meetings_ahead(
    viewer: Actor, post_ids: Collection[UUID], *, now: datetime
) -> list[MeetingLine]:
    """Answer the planned meetings of the groups these posts belong to, soonest first."""
    require(viewer, PERMISSIONS, "group.see")
    return meetings_for(post_ids, since=now)


def meetings_for(
    post_ids: Collection[UUID], *, since: datetime, cancelled: bool = False
) -> list[MeetingLine]:
    """Answer the meetings of the groups these posts belong to, for a calendar without a viewer.

    Args:
        post_ids: Which posts.
        since: Those that end after this.
        cancelled: Whether cancelled ones too, so that a calendar can strike them out.
    """
    rows = Meeting.objects.filter(group_id__in=groups_of(post_ids), ends_at__gt=since)
    if not cancelled:
        rows = rows.exclude(state=MeetingState.CANCELLED)
    return [line_of(row) for row in rows.select_related("group").order_by("starts_at")]


def line_of(row: Meeting) -> MeetingLine:
    """Answer a meeting as a line; its group has been loaded with it."""
    return MeetingLine(
        id=row.id,
        group_id=row.group_id,
        title=row.group.name,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        state=MeetingState(row.state),
        version=row.version,
    )
