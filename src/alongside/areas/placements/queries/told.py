"""What a published plan changed, for whoever was told of it: their own part of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.placements.models import (
    Learner,
    PlacementPlan,
    PlacementService,
    PlanEvent,
    ServiceBuddy,
)
from alongside.areas.placements.queries.icalendar import changed_entries
from alongside.areas.placements.queries.plan_page import stay_words
from alongside.areas.placements.queries.plan_reading import plan_for, plan_not_found, standing_plan
from alongside.areas.placements.queries.plan_touched import changes_of
from alongside.areas.placements.rules.differences import Difference
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.engines.scheduling.result import Assignment
from alongside.foundation.kit.calendars import CANCEL, REQUEST, CalendarEntry, calendar_text
from alongside.kernel.actor import Actor, Role, require
from alongside.kernel.refusal import Refused

STOOD: Final = ("published", "superseded")


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One stay that changed.

    Attributes:
        who: Whose.
        own: Whether it is the viewer's own.
        before: Where and when it was; empty for a new one.
        after: Where and when it is; empty where there is none any more.
    """

    who: str
    own: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a plan changed for a viewer.

    Attributes:
        plan_id: The plan.
        scheme_id: Its scheme.
        scheme: Name of its scheme.
        number: Its number there.
        published_at: Since when it stands.
        newer: The plan that stands now, where that is another.
        lines: What changed for the viewer, by name.
        changed: Whether there is an invitation for what is new or changed.
        fell_away: Whether there is one for what fell away.
        role: In what role the viewer was told.
    """

    plan_id: UUID
    scheme_id: UUID
    scheme: str
    number: int
    published_at: datetime
    newer: UUID | None
    lines: tuple[ToldLine, ...]
    changed: bool
    fell_away: bool
    role: Role


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a plan that is a viewer's: their own stays, their services, or all."""

    learners: frozenset[UUID] | None
    services: frozenset[UUID] | None


def told(viewer: Actor, plan_id: UUID) -> Told:
    """Answer what a published plan changed for the viewer.

    Raises:
        NotPermitted: The role has no part in placements.
        Refused: ``plan.not_found``, also where no part of it is the viewer's.
    """
    plan, before, part = _found(viewer, plan_id)
    names = {row.code: row.name for row in PlacementService.objects.filter(scheme=plan.scheme_id)}
    own = set(Learner.objects.filter(user_id=viewer.user_id).values_list("name", flat=True))
    changes = _of_part(part, changes_of(plan, before))
    entries = _entries(plan, before, part)
    standing = standing_plan(plan.scheme)
    newer = standing.id if standing is not None and standing.id != plan.id else None
    return Told(
        plan.id,
        plan.scheme_id,
        plan.scheme.name,
        plan.number,
        plan.published_at or plan.made_at,
        newer,
        tuple(
            ToldLine(
                one.officer,
                viewer.role is Role.LEARNER and one.officer in own,
                stay_words(one.before, names),
                stay_words(one.after, names),
            )
            for one in changes
        ),
        any(not one.cancelled for one in entries),
        any(one.cancelled for one in entries),
        viewer.role,
    )


def invitation(viewer: Actor, plan_id: UUID, *, cancelled: bool, now: datetime) -> bytes:
    """Answer an invitation to what a plan changed for the viewer, or the end of what fell away.

    Raises:
        NotPermitted: The role has no part in placements.
        Refused: ``plan.not_found``, or ``invitation.empty`` where there is nothing to invite to.
    """
    plan, before, part = _found(viewer, plan_id)
    entries = [one for one in _entries(plan, before, part) if one.cancelled is cancelled]
    if not entries:
        raise Refused(
            "invitation.empty",
            "This plan has nothing of that kind for your calendar.",
            next_step="Go back to what changed.",
        )
    method = CANCEL if cancelled else REQUEST
    return calendar_text(entries, name=plan.scheme.name, method=method, now=now)


def _found(viewer: Actor, plan_id: UUID) -> tuple[PlacementPlan, PlacementPlan | None, _Part]:
    require(viewer, PERMISSIONS, "plan.told")
    plans = PlacementPlan.objects.select_related("scheme")
    plan = plans.filter(pk=plan_id, state__in=STOOD).first()
    if plan is None:
        raise plan_not_found()
    part = _part_of(viewer, plan)
    event = PlanEvent.objects.filter(plan=plan, kind="published").first()
    earlier = event.facts.get("before") if event else ""
    before = plans.filter(pk=UUID(earlier)).first() if earlier else None
    return plan, before, part


def _part_of(viewer: Actor, plan: PlacementPlan) -> _Part:
    if viewer.role is Role.PLACEMENT_COORDINATOR:
        plan_for(viewer, plan.id)
        return _Part(None, None)
    if viewer.role is Role.PLACEMENT_BUDDY:
        rows = ServiceBuddy.objects.filter(user_id=viewer.user_id, service__scheme=plan.scheme_id)
        part = _Part(None, frozenset(rows.values_list("service_id", flat=True)))
    else:
        own = Learner.objects.filter(user_id=viewer.user_id, scheme=plan.scheme_id)
        part = _Part(frozenset(own.values_list("id", flat=True)), None)
    if not part.learners and not part.services:
        raise plan_not_found()
    return part


def _entries(
    plan: PlacementPlan, before: PlacementPlan | None, part: _Part
) -> tuple[CalendarEntry, ...]:
    return changed_entries(
        plan,
        before,
        learners=part.learners,
        services=part.services,
        named=part.learners is None,
    )


def _of_part(part: _Part, changes: Iterable[Difference]) -> list[Difference]:
    if part.learners is not None:
        rows = Learner.objects.filter(pk__in=part.learners)
        names = set(rows.values_list("name", flat=True))
        return [one for one in changes if one.officer in names]
    if part.services is not None:
        there = PlacementService.objects.filter(pk__in=part.services)
        codes = set(there.values_list("code", flat=True))
        return [one for one in changes if any(stay.service in codes for stay in _sides(one))]
    return list(changes)


def _sides(one: Difference) -> Iterable[Assignment]:
    return [stay for stay in (one.before, one.after) if stay is not None]
