"""Which posts belong to a group now, and what somebody's part in it is."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.areas.liaison.models import GroupMember, LiaisonGroup
from alongside.areas.liaison.queries.posts import posts_held
from alongside.areas.liaison.rules.membership import GroupFacts, Part, part_in
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, holds
from alongside.kernel.local_time import local_date


def posts_on(group_ids: Collection[UUID], *, today: date | None = None) -> dict[UUID, list[UUID]]:
    """Answer the posts that belong to each group, its chair first.

    Args:
        group_ids: Which groups.
        today: On which day; ``None`` for memberships that have no end.
    """
    groups = LiaisonGroup.objects.filter(pk__in=set(group_ids))
    found: dict[UUID, list[UUID]] = {
        group.id: [one for one in (group.chair_id, group.minute_taker_id) if one]
        for group in groups
    }
    rows = members_now(today).filter(group_id__in=found).order_by("since_on", "added_at")
    for row in rows:
        found[row.group_id].append(row.post_id)
    return {group: list(dict.fromkeys(posts)) for group, posts in found.items()}


def groups_of(post_ids: Collection[UUID]) -> list[UUID]:
    """Answer the groups these posts belong to now, chair or minute them, that have not ended."""
    posts = set(post_ids)
    member = Q(members__post_id__in=posts, members__until_on=None)
    office = Q(chair_id__in=posts) | Q(minute_taker_id__in=posts)
    rows = LiaisonGroup.objects.filter(member | office, ended_at=None)
    return list(rows.order_by("name").values_list("id", flat=True).distinct())


def members_now(today: date | None) -> QuerySet[GroupMember]:
    """Answer memberships that run on a day; those without an end when ``None``."""
    if today is None:
        return GroupMember.objects.filter(until_on=None)
    running = Q(until_on=None) | Q(until_on__gt=today)
    return GroupMember.objects.filter(running, since_on__lte=today)


def part_of_viewer(viewer: Actor, group: LiaisonGroup, *, now: datetime) -> Part:
    """Answer the viewer's part in a group."""
    today = local_date(now)
    ids = [group.id, *([group.senior_id] if group.senior_id else [])]
    rows = members_now(today).filter(group_id__in=ids).values_list("group_id", "post_id")
    own = frozenset(post for at, post in rows if at == group.id)
    above = frozenset(post for at, post in rows if at != group.id)
    facts = GroupFacts(group.chair_id, group.minute_taker_id, own, above)
    held = posts_held(viewer.user_id, now=now) if viewer.on_duty else []
    return part_in(facts, held, role_keeps=holds(viewer, PERMISSIONS, "meeting.keep"))
