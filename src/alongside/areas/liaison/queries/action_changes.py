"""The action plan: what is open, and what has changed since last time, with who and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.liaison.models import AgreedAction, AgreedActionEvent
from alongside.areas.liaison.queries.action_list import group_choices
from alongside.areas.liaison.queries.agreed import AgreedLine, lines_of, most_pressing
from alongside.areas.liaison.queries.group_page import last_met
from alongside.areas.liaison.rules.agreed import (
    CHANGE_WORDS,
    PRIORITY_WORDS,
    AgreedState,
    Priority,
    Said,
)
from alongside.areas.liaison.rules.agreed_words import change_words
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.posts import start_of
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.local_time import local_date

USUAL: Final = timedelta(days=28)
"""How far back to look where no meeting says it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that changed.

    Attributes:
        changed: From what to what; may be empty.
        why: The reason, the evidence, or what is asked; may be empty.
        by: Who; empty where a missed day did it by itself.
    """

    action_id: UUID
    number: int
    words: str
    owner: str
    said: Said
    changed: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ChangesOfKind:
    """Everything that changed in one way, oldest first."""

    said: Said
    title: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class PlanPart:
    """The open actions of one priority, in the order of their days."""

    priority: Priority
    title: str
    lines: tuple[AgreedLine, ...]


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """An action plan.

    Attributes:
        group: The group's name; empty for every group together.
        since: From when on changes are shown.
        last_met_at: When the group last met; ``None`` where it did not, or for all.
        since_meeting: Whether ``since`` is that meeting.
    """

    group_id: UUID | None
    group: str
    groups: tuple[tuple[UUID, str], ...]
    parts: tuple[PlanPart, ...]
    changes: tuple[ChangesOfKind, ...]
    since: datetime
    last_met_at: datetime | None
    since_meeting: bool
    may_agree: bool


def action_plan(
    viewer: Actor, group_id: UUID | None = None, *, since_on: date | None = None, now: datetime
) -> ActionPlan:
    """Answer a group's action plan, or that of all.

    Args:
        viewer: Who looks.
        group_id: Which group; all of them, and what no group watches over, when ``None``.
        since_on: From which day on changes are shown; the group's last meeting when ``None``, or
            four weeks where it did not meet.
        now: The instant.

    Raises:
        NotPermitted: The role sees no actions.
    """
    require(viewer, PERMISSIONS, "action.see")
    names = dict(group_choices())
    chosen = group_id if group_id in names else None
    met = last_met(chosen, before=now) if chosen is not None else None
    since = start_of(since_on) if since_on is not None else met or now - USUAL
    rows = AgreedAction.objects.filter(state=AgreedState.OPEN)
    if chosen is not None:
        rows = rows.filter(group_id=chosen)
    lines = lines_of(most_pressing(rows), today=local_date(now))
    return ActionPlan(
        group_id=chosen,
        group=names[chosen] if chosen is not None else "",
        groups=tuple(names.items()),
        parts=tuple(_part(priority, lines) for priority in Priority),
        changes=changes_since(viewer, chosen, since=since, now=now),
        since=since,
        last_met_at=met,
        since_meeting=since_on is None and met is not None,
        may_agree=holds(viewer, PERMISSIONS, "action.agree"),
    )


def changes_since(
    viewer: Actor, group_id: UUID | None, *, since: datetime, now: datetime
) -> tuple[ChangesOfKind, ...]:
    """Answer what changed in a group's actions, or in all, kind by kind; empty where nothing did.

    Raises:
        NotPermitted: The role sees no actions.
    """
    require(viewer, PERMISSIONS, "action.see")
    rows = AgreedActionEvent.objects.filter(happened_at__gt=since, happened_at__lte=now)
    if group_id is not None:
        rows = rows.filter(action__group_id=group_id)
    found = _by_kind(rows)
    return tuple(
        ChangesOfKind(said, title, tuple(found[said]))
        for said, title in CHANGE_WORDS.items()
        if said in found
    )


def _by_kind(rows: QuerySet[AgreedActionEvent]) -> Mapping[Said, list[Changed]]:
    found: dict[Said, list[Changed]] = {}
    told = rows.select_related("action__owner", "by").order_by("happened_at", "sequence")
    for event in told.exclude(kind=Said.NOTED):
        said = Said(event.kind)
        found.setdefault(said, []).append(_changed(event, said))
    return found


def _changed(event: AgreedActionEvent, said: Said) -> Changed:
    action = event.action
    return Changed(
        action_id=action.id,
        number=action.number,
        words=action.words,
        owner=action.owner.title,
        said=said,
        changed=change_words(said, event.was, event.now_is),
        why=action.why if said is Said.AGREED else event.words,
        by=event.by.display_name if event.by is not None else "",
        at=event.happened_at,
    )


def _part(priority: Priority, lines: list[AgreedLine]) -> PlanPart:
    own = tuple(line for line in lines if line.priority is priority)
    return PlanPart(priority, PRIORITY_WORDS[priority], own)
