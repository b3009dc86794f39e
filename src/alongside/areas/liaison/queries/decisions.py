"""The decisions of a group, as somebody looks back for why something is done as it is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import Decision
from alongside.areas.liaison.queries.group_rows import group_for
from alongside.areas.liaison.rules.meeting_states import MeetingState
from alongside.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """One decision that stands.

    Attributes:
        agreed: Whether the minutes it stands in are agreed.
    """

    number: int
    words: str
    why: str
    about: str
    meeting_id: UUID
    met_at: datetime
    agreed: bool


def decisions_of(
    viewer: Actor, group_id: UUID, *, now: datetime
) -> tuple[str, tuple[DecidedLine, ...]]:
    """Answer the name of a group and its decisions, newest first.

    Whoever does not belong to the group sees those in agreed minutes.

    Raises:
        NotPermitted: The role sees no groups.
        Refused: ``group.not_found``.
    """
    group, part = group_for(viewer, group_id, now=now)
    rows = Decision.objects.filter(group=group, struck_at=None).select_related("item__meeting")
    if not part.reads_all:
        rows = rows.filter(item__meeting__state=MeetingState.AGREED)
    lines = (
        DecidedLine(
            row.number,
            row.words,
            row.why,
            row.item.title,
            row.item.meeting_id,
            row.item.meeting.starts_at,
            row.item.meeting.state == MeetingState.AGREED,
        )
        for row in rows.order_by("-number")
    )
    return group.name, tuple(lines)
