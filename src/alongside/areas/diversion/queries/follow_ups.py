"""Whom somebody has to come back to after custody or court: what is owed, and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.areas.diversion.models import Episode
from alongside.areas.diversion.queries.custody_list import LONGEST_STAY
from alongside.areas.diversion.queries.list_lines import (
    NOTHING,
    HearingLine,
    OwedLine,
    PersonLine,
    next_hearings,
    stories,
)
from alongside.areas.diversion.queries.looking import leave_to_look, log_list
from alongside.areas.diversion.queries.own_sites import HELD
from alongside.areas.diversion.queries.referral_lines import ReferralLine
from alongside.areas.diversion.queries.referrals import ageing_referrals
from alongside.areas.diversion.rules.dots import dots
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.reports_asked import reports_asked, tightest
from alongside.areas.diversion.rules.timeline import Timeline
from alongside.areas.people.queries import PersonLabel, labels
from alongside.foundation.audit.record import Ref
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date

MOST: Final = 150
AHEAD: Final = timedelta(days=7)
WITHOUT_A_DATE: Final = 50


@dataclass(frozen=True, slots=True)
class FollowUps:
    """What is to be come back to.

    Attributes:
        overdue: Due before now.
        today: Due later today.
        ahead: Due in the next seven days.
        undated: Owed without a time, longest waiting first.
        more: Whether there are more with a time than are shown.
        unanswered: Referrals that wait for a service, longest overdue first.
    """

    overdue: tuple[PersonLine, ...]
    today: tuple[PersonLine, ...]
    ahead: tuple[PersonLine, ...]
    undated: tuple[PersonLine, ...]
    more: bool
    unanswered: tuple[ReferralLine, ...]


def follow_ups(viewer: Actor, *, now: datetime) -> FollowUps:
    """Answer whom the viewer's service has to come back to, and keep who was shown.

    Somebody who is in custody now is on the custody list instead.

    Raises:
        NotPermitted: The role does not, or may not be shown who anybody is.
    """
    require(viewer, PERMISSIONS, "follow_ups.see")
    leave = leave_to_look(viewer, now=now)
    open_ones = _open(viewer, now)
    dated = list(
        open_ones.filter(next_due_at__lt=now + AHEAD).order_by("next_due_at", "id")[: MOST + 1]
    )
    undated = list(
        open_ones.filter(next_due_at=None)
        .exclude(next_what="")
        .order_by("next_since", "id")[:WITHOUT_A_DATE]
    )
    rows = [*dated[:MOST], *undated]
    ids = [row.id for row in rows]
    told, hearings = stories(ids), next_hearings(ids)
    people = labels(viewer, {row.person_id for row in rows}, now=now)
    lines = {row.id: _line(viewer, row, told, hearings, people=people, now=now) for row in rows}
    shown = [Ref("episode", key) for key in lines] + [Ref("person", p) for p in people]
    log_list(viewer, "diversion.follow_ups", shown, leave=leave, now=now)
    due = [(row.next_due_at or now, lines[row.id]) for row in dated[:MOST]]
    today = local_date(now)
    return FollowUps(
        overdue=tuple(line for at, line in due if at <= now),
        today=tuple(line for at, line in due if at > now and local_date(at) == today),
        ahead=tuple(line for at, line in due if at > now and local_date(at) > today),
        undated=tuple(lines[row.id] for row in undated),
        more=len(dated) > MOST,
        unanswered=tuple(ageing_referrals(viewer, now=now)[:WITHOUT_A_DATE]),
    )


def _open(viewer: Actor, now: datetime) -> QuerySet[Episode]:
    in_custody = Q(setting__in=HELD, left_custody_at=None, opened_at__gte=now - LONGEST_STAY)
    return (
        Episode.objects.filter(organisation_id=viewer.organisation_id, closed_at=None)
        .exclude(in_custody)
        .select_related("site")
    )


def _line(
    viewer: Actor,
    row: Episode,
    told: Mapping[UUID, Timeline],
    hearings: Mapping[UUID, HearingLine],
    *,
    people: Mapping[UUID, PersonLabel],
    now: datetime,
) -> PersonLine:
    label, story = people[row.person_id], told.get(row.id, NOTHING)
    hearing = hearings.get(row.id)
    at = hearing.at if hearing else None
    return PersonLine(
        person_id=row.person_id,
        name=label.full,
        age_words=label.age_words,
        young=row.age_band == "under_18",
        site_id=row.site_id,
        site_name=row.site.name,
        episode_id=row.id,
        entry_id=None,
        owed=OwedLine(row.next_what, row.next_role, row.next_since, row.next_due_at),
        dots=dots(story, whole=True),
        mine=row.owner_id == viewer.user_id,
        unseen=story.last("seen", "screened", "assessed") is None,
        arrived_at=row.opened_at,
        met_before=not row.first_time,
        hearing=hearing,
        deadline=tightest(reports_asked(story), hearing_at=at, now=now),
    )
