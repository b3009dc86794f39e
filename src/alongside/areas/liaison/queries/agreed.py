"""Agreed actions as those see them who look at where they were agreed, or who do them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, When

from alongside.areas.liaison.models import AgreedAction
from alongside.areas.liaison.rules.agreed import AgreedState, Origin, Priority
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """One action.

    Attributes:
        owner: The title of the post that owns it.
        late: Whether it is open past its day.
        escalated: Whether the senior group has it.
        why: The reason behind it; may be empty.
        group: The group that watches over it; may be empty.
        evidence: What shows that it is done; empty until it is.
    """

    id: UUID
    number: int
    words: str
    owner_id: UUID
    owner: str
    priority: Priority
    due_on: date
    state: AgreedState
    late: bool
    escalated: bool
    why: str
    group: str
    origin: Origin
    evidence: str


def actions_of(viewer: Actor, origin: Origin, origin_id: UUID, *, today: date) -> list[AgreedLine]:
    """Answer what was agreed at one place, such as one review, in the order it was agreed."""
    require(viewer, PERMISSIONS, "action.see")
    rows = AgreedAction.objects.filter(origin=origin, origin_id=origin_id)
    return lines_of(rows.order_by("number"), today=today)


def actions_of_group(viewer: Actor, group_id: UUID, *, today: date) -> list[AgreedLine]:
    """Answer the open actions a group watches over, the most pressing first."""
    require(viewer, PERMISSIONS, "action.see")
    rows = AgreedAction.objects.filter(group_id=group_id, state=AgreedState.OPEN)
    return lines_of(most_pressing(rows), today=today)


def escalated_to(viewer: Actor, group_id: UUID, *, today: date) -> list[AgreedLine]:
    """Answer the open actions that a senior group was asked to look at, longest waiting first."""
    require(viewer, PERMISSIONS, "action.see")
    rows = AgreedAction.objects.filter(escalated_to_id=group_id, state=AgreedState.OPEN)
    return lines_of(rows.order_by("escalated_at", "number"), today=today)


def open_actions(viewer: Actor, post_ids: Collection[UUID], *, today: date) -> list[AgreedLine]:
    """Answer the open actions these posts own, the most pressing first."""
    require(viewer, PERMISSIONS, "action.see")
    rows = AgreedAction.objects.filter(owner__in=set(post_ids), state=AgreedState.OPEN)
    return lines_of(most_pressing(rows), today=today)


def most_pressing(rows: QuerySet[AgreedAction]) -> QuerySet[AgreedAction]:
    """Order by priority, then by day."""
    order = Case(
        *(When(priority=code.value, then=place) for place, code in enumerate(Priority)),
        output_field=IntegerField(),
    )
    return rows.order_by(order, "due_on", "number")


def lines_of(rows: QuerySet[AgreedAction], *, today: date) -> list[AgreedLine]:
    """Answer rows as lines, in one query."""
    return [line_of(row, today=today) for row in rows.select_related("owner", "group")]


def line_of(row: AgreedAction, *, today: date) -> AgreedLine:
    """Answer a row as a line; its owner and group have been loaded with it."""
    is_open = row.state == AgreedState.OPEN
    return AgreedLine(
        id=row.id,
        number=row.number,
        words=row.words,
        owner_id=row.owner_id,
        owner=row.owner.title,
        priority=Priority(row.priority),
        due_on=row.due_on,
        state=AgreedState(row.state),
        late=is_open and row.due_on < today,
        escalated=is_open and row.escalated_at is not None,
        why=row.why,
        group=row.group.name if row.group is not None else "",
        origin=Origin(row.origin),
        evidence=row.evidence,
    )
