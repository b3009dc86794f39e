"""A scheme on one page: its cohorts, services and patterns, and what stands in the way."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from alongside.areas.placements.models import (
    Learner,
    PlacementCohort,
    PlacementPlan,
    PlacementScheme,
    PlacementService,
    PlannedStay,
)
from alongside.areas.placements.queries.documents import scheme_document
from alongside.areas.placements.queries.scheme_facts import (
    CohortFacts,
    PatternFacts,
    SchemeHead,
    ServiceFacts,
    cohort_facts,
    head_of,
    pattern_facts,
    service_facts,
)
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.areas.placements.rules.cohorts import comes_first
from alongside.engines.scheduling.foreseeing import in_the_way
from alongside.engines.scheduling.reading import scheme_from
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class CohortLine:
    """A cohort in the list.

    Attributes:
        facts: The cohort.
        learners: How many are in it.
        planned: How many of them have a place in the plan that stands.
        over: Whether its days are over.
        missing: What stands in the way of planning it, in sentences.
        unvetted: How many have no date for the records the scheme needs.
    """

    facts: CohortFacts
    learners: int
    planned: int
    over: bool
    missing: tuple[str, ...]
    unvetted: int


@dataclass(frozen=True, slots=True)
class SchemePage:
    """A scheme as its coordinator sees it.

    Attributes:
        head: The scheme itself.
        cohorts: The next first, then those over.
        kinds: Services that take part, by kind.
        left: Services that no longer do.
        patterns: By name.
        plan_number: The plan that stands; ``None`` where there is none.
        plan_published_at: When it was published.
    """

    head: SchemeHead
    cohorts: tuple[CohortLine, ...]
    kinds: tuple[tuple[str, tuple[ServiceFacts, ...]], ...]
    left: tuple[ServiceFacts, ...]
    patterns: tuple[PatternFacts, ...]
    plan_number: int | None
    plan_published_at: datetime | None


def scheme_page(viewer: Actor, scheme_id: UUID, *, now: datetime) -> SchemePage:
    """Answer a scheme with its parts.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``scheme.not_found``.
    """
    scheme = scheme_for(viewer, scheme_id)
    rows = scheme.services.prefetch_related("shifts", "buddies").order_by("kind", "name")
    services = [service_facts(row) for row in rows]
    plan = PlacementPlan.objects.filter(scheme=scheme, state="published").first()
    here = [one for one in services if one.left_at is None]
    return SchemePage(
        head=head_of(scheme),
        cohorts=cohort_lines(scheme, today=local_date(now)),
        kinds=tuple(
            (kind, tuple(group)) for kind, group in groupby(here, key=lambda one: one.kind)
        ),
        left=tuple(one for one in services if one.left_at is not None),
        patterns=tuple(pattern_facts(row) for row in scheme.patterns.order_by("name")),
        plan_number=plan.number if plan else None,
        plan_published_at=plan.published_at if plan else None,
    )


def cohort_lines(
    scheme: PlacementScheme, *, today: date, only: UUID | None = None
) -> tuple[CohortLine, ...]:
    """Answer the cohorts of a scheme, the next first; one of them where it is named."""
    rows = scheme.cohorts.select_related("pattern")
    if only is not None:
        rows = rows.filter(pk=only)
    listed = sorted(rows, key=lambda row: comes_first((row.first_on, row.last_on), today))
    learners = Learner.objects.filter(cohort__in=listed, withdrawn_at=None)
    counts = Counter(learners.values_list("cohort_id", flat=True))
    unvetted = Counter(learners.filter(vetted_on=None).values_list("cohort_id", flat=True))
    placed = _placed(scheme)
    return tuple(
        CohortLine(
            facts=cohort_facts(row),
            learners=counts[row.id],
            planned=placed[row.id],
            over=row.last_on < today,
            missing=() if row.last_on < today else _missing(scheme, row),
            unvetted=unvetted[row.id] if scheme.records_needed else 0,
        )
        for row in listed
    )


def _placed(scheme: PlacementScheme) -> Mapping[UUID, int]:
    stays = PlannedStay.objects.filter(
        plan__scheme=scheme, plan__state="published", learner__withdrawn_at=None
    )
    who: Iterable[tuple[UUID, UUID]] = stays.values_list("learner__cohort_id", "learner_id")
    return Counter(cohort for cohort, _ in set(who))


def _missing(scheme: PlacementScheme, cohort: PlacementCohort) -> tuple[str, ...]:
    """Say in sentences what keeps a cohort from being planned, as the planning engine finds it."""
    if not PlacementService.objects.filter(scheme=scheme, left_at=None).exists():
        return ("No service takes part yet.",)
    if not cohort.learners.filter(withdrawn_at=None).exists():
        return ("Nobody is in it yet.",)
    try:
        return in_the_way(scheme_from(scheme_document(scheme, cohorts=[cohort.id])))
    except Refused as refused:
        return (str(refused),)
