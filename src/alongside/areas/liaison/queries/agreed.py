"""Agreed actions as those see them who look at where they were agreed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

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


def actions_of(viewer: Actor, origin: Origin, origin_id: UUID, *, today: date) -> list[AgreedLine]:
    """Answer what was agreed at one place, such as one review, in the order it was agreed."""
    require(viewer, PERMISSIONS, "action.see")
    rows = AgreedAction.objects.filter(origin=origin, origin_id=origin_id)
    return [line_of(row, today=today) for row in rows.select_related("owner").order_by("number")]


def line_of(row: AgreedAction, *, today: date) -> AgreedLine:
    """Answer a row as a line; its owner has been loaded with it."""
    return AgreedLine(
        id=row.id,
        number=row.number,
        words=row.words,
        owner_id=row.owner_id,
        owner=row.owner.title,
        priority=Priority(row.priority),
        due_on=row.due_on,
        state=AgreedState(row.state),
        late=row.state == AgreedState.OPEN and row.due_on < today,
        escalated=row.escalated_at is not None,
    )
