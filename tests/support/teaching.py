"""A course in the small world, with a session of it next week and one that is over."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from alongside.areas.liaison.models import TrainingCourse, TrainingSession
from alongside.kernel.actor import Actor, Role
from tests.support.hub import Hub, hub_in
from tests.support.world import NOW, make_world

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True)
class Teaching:
    """Who teaches and learns.

    Attributes:
        hub: The small world with its hub.
        course: De-escalation, for officers and nurses, which counts for a year.
        ahead: A session of it in a week, with two places.
        now_on: One that has just begun.
    """

    hub: Hub
    course: TrainingCourse
    ahead: TrainingSession
    now_on: TrainingSession

    @property
    def lead(self) -> Actor:
        return self.hub.lead

    def __getitem__(self, role: Role) -> Actor:
        return self.hub.world[role]


def teaching() -> Teaching:
    """Make it, in the tables as they are."""
    hub = hub_in(make_world())
    course = TrainingCourse.objects.create(
        title="De-escalation",
        what_for="To calm a room with words.",
        roles=["response_officer", "triage_clinician"],
        lasts_months=12,
        minutes=180,
        led_by="A nurse and somebody who has been restrained",
        organisation_id=hub.world.trust,
        added_by_id=hub.lead.user_id,
        added_at=NOW - 400 * DAY,
    )
    return Teaching(
        hub, course, session_of(course, hub.lead.user_id), session_of(course, hub.lead.user_id, -1)
    )


def session_of(course: TrainingCourse, user_id: UUID, hours: int = 7 * 24) -> TrainingSession:
    """A session that starts in so many hours and lasts three."""
    starts_at = NOW + hours * HOUR
    return TrainingSession.objects.create(
        course=course,
        starts_at=starts_at,
        ends_at=starts_at + 3 * HOUR,
        where="Room 2, Beacon House",
        places=2,
        code_key="0123456789abcdef" * 2,
        planned_by_id=user_id,
        planned_at=NOW - 30 * DAY,
    )
