"""Groups of the small world that meet: members by post, one meeting under way."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from alongside.areas.liaison.actions.agenda_setting import NewItem, bring_item
from alongside.areas.liaison.actions.meeting_calling import NewMeeting, call_meeting
from alongside.areas.liaison.models import AgendaItem, GroupMember, LiaisonGroup
from alongside.kernel.actor import Actor, Role
from alongside.kernel.local_time import local_date
from tests.support.hub import Hub
from tests.support.world import NOW

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Meet:
    """Who meets.

    Attributes:
        lead: Keeps every group by her role; her post takes the locality's minutes.
        chair: Holds the post that chairs the locality group; no role of his keeps groups.
        member: Holds a post that belongs to it, and keeps groups by his role.
        outsider: Sees groups, and holds no post.
        analyst: Sees no groups.
        meeting: Of the locality group, begun an hour ago, with ``item`` on its agenda.
    """

    hub: Hub
    lead: Actor
    chair: Actor
    member: Actor
    outsider: Actor
    analyst: Actor
    locality: LiaisonGroup
    senior: LiaisonGroup
    meeting: UUID
    item: UUID

    def call(self, group: LiaisonGroup, *, days: int) -> UUID:
        """Call a meeting so many days from now, at the same time of day."""
        starts_at = NOW + days * DAY - HOUR
        new = NewMeeting(starts_at, starts_at + 2 * HOUR, "Room 2")
        return call_meeting(self.lead, group.id, new, now=min(NOW, starts_at))


def meet_in(hub: Hub) -> Meet:
    """Let the groups of the hub have members, and the locality group meet."""
    locality, senior = hub.locality, hub.senior
    locality.chair_id, locality.minute_taker_id = hub.posts["amhp_lead"], hub.posts["lead"]
    locality.quorum, locality.every_weeks, locality.standing = 2, 8, "Handovers\nThe triage car"
    locality.save()
    senior.chair_id = hub.posts["police_lead"]
    senior.save()
    for group, key in ((locality, "police_lead"), (locality, "lead"), (senior, "police_lead")):
        GroupMember.objects.create(
            group=group,
            post_id=hub.posts[key],
            since_on=local_date(NOW - DAY),
            added_by_id=hub.lead.user_id,
            added_at=NOW,
        )
    starts_at = NOW - HOUR
    new = NewMeeting(starts_at, starts_at + 2 * HOUR, "Room 2")
    meeting = call_meeting(hub.lead, locality.id, new, now=NOW - DAY)
    item = bring_item(hub.lead, meeting, NewItem("The side door", "Settle it."), now=NOW - DAY)
    assert AgendaItem.objects.filter(meeting=meeting).count() == 3
    return Meet(
        hub=hub,
        lead=hub.lead,
        chair=hub.world[Role.AMHP],
        member=hub.police_lead,
        outsider=hub.nurse,
        analyst=hub.world[Role.ANALYST],
        locality=locality,
        senior=senior,
        meeting=meeting,
        item=item,
    )
