"""One service, one cohort, or one officer of a scheme, each on a page of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db import models

from alongside.areas.placements.models import (
    Learner,
    PlacementCohort,
    PlacementPattern,
    PlacementService,
    PlannedStay,
    ServiceBuddy,
)
from alongside.areas.placements.queries.scheme_facts import (
    BuddyLine,
    CohortFacts,
    PatternFacts,
    SchemeHead,
    ServiceFacts,
    buddy_line,
    cohort_facts,
    head_of,
    learner_facts,
    pattern_facts,
    service_facts,
)
from alongside.areas.placements.queries.scheme_page import CohortLine, cohort_lines
from alongside.areas.placements.queries.seeing import scheme_for, scheme_not_found
from alongside.areas.placements.rules.learners import LearnerFacts
from alongside.areas.placements.rules.stretches import stretch_words
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date

Row = TypeVar("Row", bound=models.Model)


def _part(viewer: Actor, rows: type[Row], row_id: UUID) -> tuple[SchemeHead, Row]:
    found = rows._default_manager.filter(pk=row_id).first()
    scheme = scheme_for(viewer, getattr(found, "scheme_id", row_id))
    if found is None:
        raise scheme_not_found()
    return head_of(scheme), found


@dataclass(frozen=True, slots=True)
class ServicePage:
    """A service, and who is planned there next."""

    scheme: SchemeHead
    facts: ServiceFacts
    stays: tuple["StayLine", ...]


@dataclass(frozen=True, slots=True)
class StayLine:
    """One stay in the plan that stands.

    Attributes:
        learner_id: Who.
        learner: Their name.
        service_id: Where.
        service: Its name.
        kind: Which part of the pattern.
        first_on: First day.
        last_on: Last day.
        hours: Such as ``early, 08:00 to 15:30``; empty where the plan names none.
        buddy: Who looks after them; empty where the plan names nobody.
    """

    learner_id: UUID
    learner: str
    service_id: UUID
    service: str
    kind: str
    first_on: date
    last_on: date
    hours: str
    buddy: str


def service_page(viewer: Actor, service_id: UUID, *, now: datetime) -> ServicePage:
    """Answer a service with who comes from today on, by the plan that stands.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``scheme.not_found``.
    """
    head, row = _part(viewer, PlacementService, service_id)
    stays = _stays().filter(service=row, last_on__gte=local_date(now))
    return ServicePage(head, service_facts(row), tuple(map(_stay_line, stays)))


def _stays() -> models.QuerySet[PlannedStay]:
    return (
        PlannedStay.objects.filter(plan__state="published", learner__withdrawn_at=None)
        .select_related("learner", "service", "buddy")
        .order_by("first_on", "learner__name")
    )


def _stay_line(row: PlannedStay) -> StayLine:
    times = f"{row.from_time} to {row.to_time}" if row.from_time and row.to_time else ""
    hours = times if row.shift in ("", times) else ", ".join(filter(None, (row.shift, times)))
    return StayLine(
        learner_id=row.learner_id,
        learner=row.learner.name,
        service_id=row.service_id,
        service=row.service.name,
        kind=row.kind,
        first_on=row.first_on,
        last_on=row.last_on,
        hours=hours,
        buddy=row.buddy.name if row.buddy else "",
    )


@dataclass(frozen=True, slots=True)
class LearnerLine:
    """Somebody in a cohort: who, where they go by the plan that stands, what is not there yet."""

    id: UUID
    name: str
    calling: str
    stays: tuple[StayLine, ...]
    vetted_on: date | None
    account: bool


@dataclass(frozen=True, slots=True)
class CohortPage:
    """A cohort with those in it.

    Attributes:
        scheme: What it is part of.
        line: The cohort, and what stands in the way.
        learners: Those in it, by name.
        withdrawn: Those who do not come, with why.
    """

    scheme: SchemeHead
    line: CohortLine
    learners: tuple[LearnerLine, ...]
    withdrawn: tuple[tuple[str, str], ...]


def cohort_page(viewer: Actor, cohort_id: UUID, *, now: datetime) -> CohortPage:
    """Answer a cohort with those in it.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``scheme.not_found``.
    """
    head, row = _part(viewer, PlacementCohort, cohort_id)
    stays: dict[UUID, list[StayLine]] = {}
    for stay in _stays().filter(learner__cohort=row):
        stays.setdefault(stay.learner_id, []).append(_stay_line(stay))
    people = list(row.learners.order_by("name"))
    return CohortPage(
        scheme=head,
        line=cohort_lines(row.scheme, today=local_date(now), only=row.id)[0],
        learners=tuple(
            LearnerLine(
                id=one.id,
                name=one.name,
                calling=one.calling,
                stays=tuple(stays.get(one.id, ())),
                vetted_on=one.vetted_on,
                account=one.user_id is not None,
            )
            for one in people
            if one.withdrawn_at is None
        ),
        withdrawn=tuple((one.name, one.withdrawn_why) for one in people if one.withdrawn_at),
    )


@dataclass(frozen=True, slots=True)
class LearnerPage:
    """Somebody on placement, as their coordinator sees them.

    Attributes:
        id: Who.
        version: Of their row, for a form.
        scheme: What they are part of.
        cohort: Their cohort.
        facts: What a plan is made from.
        stays: Where they go by the plan that stands.
        services: Names of services by code, to say codes by.
        user_id: Their account; ``None`` where they have none.
        withdrawn_at: When they were withdrawn.
        withdrawn_why: Why.
    """

    id: UUID
    version: int
    scheme: SchemeHead
    cohort: CohortFacts
    facts: LearnerFacts
    stays: tuple[StayLine, ...]
    services: Mapping[str, str]
    user_id: UUID | None
    withdrawn_at: datetime | None
    withdrawn_why: str

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """What is said of them, as label and words; what is not said is left out."""
        facts, names = self.facts, self.services
        hours = " ".join(
            filter(
                None,
                (
                    facts.from_time and f"from {facts.from_time}",
                    facts.to_time and f"to {facts.to_time}",
                ),
            )
        )
        pairs = (
            ("Rank or profession", facts.calling),
            ("Days they cannot", "\n".join(stretch_words(one) for one in facts.leave)),
            ("Hours they can", hours),
            ("What they want to learn", ", ".join(facts.wants)),
            ("Would like to go to", _named(facts.prefers, names)),
            ("Has been to before", _named(facts.earlier, names)),
            ("Must not go to", _named(facts.excluded, names)),
            ("Marks", ", ".join(facts.conflicts)),
        )
        return tuple((label, words) for label, words in pairs if words)


def _named(codes: list[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in codes)


def learner_page(viewer: Actor, learner_id: UUID) -> LearnerPage:
    """Answer somebody on placement.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``scheme.not_found``.
    """
    head, row = _part(viewer, Learner, learner_id)
    services = row.scheme.services.order_by("kind", "name").values_list("code", "name")
    return LearnerPage(
        id=row.id,
        version=row.version,
        scheme=head,
        cohort=cohort_facts(row.cohort),
        facts=learner_facts(row),
        stays=tuple(map(_stay_line, _stays().filter(learner=row))),
        services=dict(services),
        user_id=row.user_id,
        withdrawn_at=row.withdrawn_at,
        withdrawn_why=row.withdrawn_why,
    )


def pattern_to_change(viewer: Actor, pattern_id: UUID) -> tuple[SchemeHead, PatternFacts]:
    """Answer a pattern and its scheme.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``scheme.not_found``.
    """
    head, row = _part(viewer, PlacementPattern, pattern_id)
    return head, pattern_facts(row)


def buddy_to_change(viewer: Actor, buddy_id: UUID) -> tuple[SchemeHead, ServiceFacts, BuddyLine]:
    """Answer somebody who looks after learners, their service and its scheme.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``scheme.not_found``.
    """
    found = ServiceBuddy.objects.filter(pk=buddy_id).select_related("service").first()
    head, service = _part(viewer, PlacementService, found.service_id if found else buddy_id)
    if found is None:
        raise scheme_not_found()
    return head, service_facts(service), buddy_line(found)
