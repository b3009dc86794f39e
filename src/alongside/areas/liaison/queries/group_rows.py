"""Rows of groups and meetings as actions and queries load them, with the viewer's part in them."""

from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import AgendaItem, LiaisonGroup, Meeting
from alongside.areas.liaison.queries.group_members import part_of_viewer
from alongside.areas.liaison.rules.membership import Part
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


def group_for(
    viewer: Actor, group_id: UUID, *, now: datetime, lock: bool = False
) -> tuple[LiaisonGroup, Part]:
    """Answer a group and the viewer's part in it.

    Raises:
        NotPermitted: The role sees no groups.
        Refused: ``group.not_found``.
    """
    require(viewer, PERMISSIONS, "group.see")
    rows = LiaisonGroup.objects.filter(pk=group_id)
    row = (rows.select_for_update() if lock else rows).first()
    if row is None:
        raise Refused(
            "group.not_found", "There is no such group.", next_step="Choose it from the list."
        )
    return row, part_of_viewer(viewer, row, now=now)


def meeting_for(
    viewer: Actor, meeting_id: UUID, *, now: datetime, lock: bool = False
) -> tuple[Meeting, Part]:
    """Answer a meeting with its group, and the viewer's part in it.

    Raises:
        NotPermitted: The role sees no groups.
        Refused: ``meeting.not_found``.
    """
    require(viewer, PERMISSIONS, "group.see")
    rows = Meeting.objects.filter(pk=meeting_id).select_related("group")
    row = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if row is None:
        raise Refused(
            "meeting.not_found",
            "There is no such meeting.",
            next_step="Choose it from the page of its group.",
        )
    return row, part_of_viewer(viewer, row.group, now=now)


def item_for(
    viewer: Actor, item_id: UUID, *, now: datetime, lock: bool = False
) -> tuple[AgendaItem, Meeting, Part]:
    """Answer an item of an agenda, its meeting, and the viewer's part in it.

    The meeting is what is locked: what is done to an item waits for what is done to its meeting.

    Raises:
        NotPermitted: The role sees no groups.
        Refused: ``agenda.not_on_it``.
    """
    require(viewer, PERMISSIONS, "group.see")
    row = AgendaItem.objects.filter(pk=item_id, dropped_at=None).first()
    if row is None:
        raise Refused(
            "agenda.not_on_it",
            "That is not on the agenda any more.",
            next_step="Open the meeting again to see its agenda.",
        )
    meeting, part = meeting_for(viewer, row.meeting_id, now=now, lock=lock)
    return row, meeting, part
