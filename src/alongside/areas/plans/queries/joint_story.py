"""The entries of a shared record as lines to read, and the decision and log entry of each look."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from alongside.areas.people.queries import PersonLabel, labels
from alongside.areas.plans.models.joint_event import JointEvent
from alongside.areas.plans.rules.joint_story import StoryEvent
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.foundation.picture.compose import look_at
from alongside.foundation.picture.deciding import require_category
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import NotPermitted

Loaded = TypeVar("Loaded")


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry that stands, and what it stands in the place of.

    Attributes:
        id: To correct it by.
        event: What it says.
        by: Who recorded it.
        role: In which role, in words.
        service: For which organisation.
        first_said: When the first version said it happened; ``None`` when never corrected.
        correction_reason: Why it was corrected; empty when never.
    """

    id: UUID
    event: StoryEvent
    by: str
    role: str
    service: str
    first_said: datetime | None
    correction_reason: str


def story_event(row: JointEvent) -> StoryEvent:
    """Read one row as the rules take it."""
    return StoryEvent(
        row.kind,
        row.happened_at,
        row.recorded_at,
        row.recorded_as,
        str(row.organisation_id),
        row.facts,
        sequence=row.sequence,
    )


def entry_line(row: JointEvent) -> EntryLine:
    """Read a row, joined to ``recorded_by``, ``organisation`` and ``supersedes``, as a line."""
    return EntryLine(
        id=row.id,
        event=story_event(row),
        by=row.recorded_by.display_name,
        role=ROLE_LABELS[Role(row.recorded_as)],
        service=row.organisation.short_name,
        first_said=row.supersedes.happened_at if row.supersedes else None,
        correction_reason=row.correction_reason,
    )


def looked_at(
    viewer: Actor,
    person_id: UUID,
    category: Category,
    *,
    purpose: Purpose,
    load: Callable[[], Loaded],
    now: datetime,
) -> Loaded:
    """Load one kind of information about a person when it may be shown, and log the look.

    Raises:
        NotPermitted: ``sharing.withheld``, with the decision's own sentence.
    """
    require_category(viewer, purpose, category, now=now, person_id=person_id)
    found = look_at(viewer, person_id, category, load=load, purpose=purpose, now=now)
    if found is None:
        raise NotPermitted("sharing.withheld", "This is held back.")
    return found


def name_of(
    viewer: Actor, person_id: UUID, *, purpose: Purpose, now: datetime
) -> PersonLabel | None:
    """Answer how a person is named, when that may be shown, and log the look."""
    return look_at(
        viewer,
        person_id,
        Category.IDENTITY,
        load=lambda: labels(viewer, [person_id], now=now).get(person_id),
        purpose=purpose,
        now=now,
    )


def log_joint_list(
    viewer: Actor, page: str, shown: Iterable[Ref], *, purpose: Purpose, ground: str, now: datetime
) -> None:
    """Keep which records a list showed to whom."""
    entry = Entry(
        Op.CONSULTATION,
        page,
        also=tuple(shown),
        fields=(Category.IDENTITY, Category.RISK),
        why=Why(purpose=purpose, gateway=ground),
    )
    record_look(viewer, entry, now=now)
