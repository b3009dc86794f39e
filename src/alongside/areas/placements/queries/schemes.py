"""The schemes a coordinator works with, as a list."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from alongside.areas.placements.queries.seeing import schemes_for
from alongside.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class SchemeLine:
    """One scheme in the list.

    Attributes:
        id: The scheme.
        name: As people say it.
        run_by: Short name of the organisation that runs it.
        partner: Short name of the one it is run for; empty where there is none.
        learner_word: What those on placement are called.
        services: How many take part now.
        learners: How many are to be placed or were.
        ended_at: When it ended; ``None`` while it runs.
    """

    id: UUID
    name: str
    run_by: str
    partner: str
    learner_word: str
    services: int
    learners: int
    ended_at: datetime | None


def schemes_to_list(viewer: Actor) -> tuple[SchemeLine, ...]:
    """Answer the viewer's schemes: those that run, by name, then those that ended.

    Raises:
        NotPermitted: The role sees no schemes.
    """
    rows = (
        schemes_for(viewer)
        .select_related("organisation", "partner")
        .annotate(
            services_in=Count("services", filter=Q(services__left_at=None), distinct=True),
            learners_in=Count("learners", filter=Q(learners__withdrawn_at=None), distinct=True),
        )
        .order_by("name")
    )
    lines = [
        SchemeLine(
            id=row.id,
            name=row.name,
            run_by=row.organisation.short_name,
            partner=row.partner.short_name if row.partner else "",
            learner_word=row.learner_word,
            services=row.services_in,
            learners=row.learners_in,
            ended_at=row.ended_at,
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda line: line.ended_at is not None))
