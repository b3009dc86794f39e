"""A group of the county that meets, for the addresses of pages and the journey of one."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import timezone

from alongside.areas.liaison.actions.group_joining import add_member
from alongside.areas.liaison.actions.group_keeping import NewGroup, create_group, write_terms
from alongside.areas.liaison.actions.meeting_calling import NewMeeting, call_meeting
from alongside.areas.liaison.actions.papers import NewPaper, add_paper
from alongside.areas.liaison.models import AgendaItem, GroupMember, LiaisonGroup, Post, PostHolding
from alongside.kernel.actor import Actor, Role
from alongside.kernel.local_time import local_date
from tests.support.county import County

if TYPE_CHECKING:
    from tests.support.known import Known

HOUR: Final = timedelta(hours=1)
PLACE: Final = "County Hall"


def county_meets(county: County) -> tuple[UUID, UUID]:
    """Let a locality group meet since ten minutes ago, and the senior group in a week."""
    now = timezone.now()
    tess = county.on_duty("tess_holloway", Role.LIAISON_LEAD)
    carys = county.on_duty("carys_vaughan", Role.POLICE_SUPERVISOR)
    lead = _held(tess, "Clinical police liaison lead", tess, now)
    police = _held(tess, "Police mental-health lead", carys, now)
    above = NewGroup("Senior group", "senior", None, police, lead, standing="Numbers")
    senior = create_group(tess, above, now=now)
    new = NewGroup("Moorchester group", "locality", senior, police, lead, 2, 8, "Handovers")
    group = create_group(tess, new, now=now)
    begun = NewMeeting(now - HOUR / 6, now + HOUR, PLACE)
    week = timedelta(weeks=1)
    return (
        call_meeting(tess, group, begun, now=now),
        call_meeting(tess, senior, NewMeeting(now + week, now + week + HOUR, PLACE), now=now),
    )


def _held(lead: Actor, title: str, holder: Actor, now: datetime) -> UUID:
    """Open a post that somebody holds."""
    post = Post.objects.create(
        organisation_id=holder.organisation_id, title=title, opened_at=now - HOUR
    )
    PostHolding.objects.create(
        post=post,
        user_id=holder.user_id,
        from_at=now - HOUR,
        recorded_by_id=lead.user_id,
        recorded_at=now,
    )
    return post.id


def _group(known: "Known") -> UUID:
    """The group whose meeting it is, with terms and a member that may leave."""
    lead, now = known.county.actor("tess_holloway"), timezone.now()
    known["meeting"]
    group = LiaisonGroup.objects.get(name="Moorchester group")
    write_terms(lead, group.id, "## What we are for\n\nTo mend handovers.", why="", now=now)
    add_member(lead, group.id, group.chair_id, since_on=local_date(now), now=now)
    return group.id


def _paper(known: "Known") -> UUID:
    lead = known.county.actor("tess_holloway")
    new = NewPaper("What was counted", "| | Before |\n|---|---:|\n| Calls | 31 |")
    return add_paper(lead, known["meeting"], new, now=timezone.now())


def _seat(known: "Known") -> UUID:
    return GroupMember.objects.get(group=known["group"]).id


def _item(known: "Known") -> UUID:
    return AgendaItem.objects.filter(meeting=known["meeting"]).first().id


MEETINGS: Final[Mapping[str, Callable[["Known"], object]]] = {
    "meeting": lambda known: county_meets(known.county)[0],
    "group": _group,
    "seat": _seat,
    "paper": _paper,
    "item": _item,
}
