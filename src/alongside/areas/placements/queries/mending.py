"""Today's plan and its scheme as the engine mends them: what is over stands apart."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from alongside.areas.placements.models import (
    Learner,
    PlacementPlan,
    PlacementScheme,
    PlacementService,
    PlannedStay,
)
from alongside.areas.placements.queries import documents
from alongside.engines.scheduling.plan_reading import plan_from
from alongside.engines.scheduling.reading import scheme_from
from alongside.engines.scheduling.result import Plan, Unplaced
from alongside.engines.scheduling.scheme import Scheme

FOR_EVER = "2199-12-31"


@dataclass(frozen=True, slots=True)
class ToMend:
    """What a repair works on.

    Attributes:
        document: The scheme as it is now with everybody and every service the plan names.
        scheme: That, with only those whose rotation is not over.
        plan: Their stays, and who of them has no place.
        over: Rows of stays that stand as they are.
    """

    document: dict[str, Any]
    scheme: Scheme
    plan: Plan
    over: tuple[PlannedStay, ...]


def to_mend(scheme: PlacementScheme, plan: PlacementPlan, *, today: date) -> ToMend:
    """Answer what a repair of a plan works on.

    Only those whom the plan places or leaves out are in it: a cohort not yet planned is not
    planned by mending. Somebody who withdrew keeps what is over and nothing else.

    Raises:
        Refused: ``scheme.…`` where the scheme as it is now cannot be read.
    """
    rows = list(PlannedStay.objects.filter(plan=plan).select_related("learner", "service"))
    people = {one.learner_id for one in rows}
    waiting = set(plan.left_out.values_list("learner_id", flat=True))
    document = _whole_document(scheme, people | waiting)
    ends: dict[str, date] = {}
    for one in rows:
        name = one.learner.name
        ends[name] = max(ends.get(name, one.last_on), one.last_on)
    gone = {one.learner.name for one in rows if one.learner.withdrawn_at is not None}
    living = {name for name, end in ends.items() if end >= today and name not in gone}
    stuck = plan.left_out.filter(learner__withdrawn_at=None, learner__cohort__last_on__gte=today)
    living |= set(stuck.values_list("learner__name", flat=True))
    whole = scheme_from(document)
    kept = [one for one in rows if one.learner.name not in living and one.last_on < today]
    part = replace(whole, officers=tuple(one for one in whole.officers if one.name in living))
    return ToMend(document, part, _part_of(plan, part, living), tuple(kept))


def _part_of(plan: PlacementPlan, scheme: Scheme, living: Collection[str]) -> Plan:
    """A plan as far as some officers go; whoever has begun and has no more may still wait."""
    document = documents.plan_document(plan)
    rows = [one for one in document["assignments"] if one["officer"] in living]
    read = plan_from({**document, "assignments": rows}, scheme)
    waiting = [one for one in document["unplaced"] if one["officer"] in living]
    return replace(
        read,
        unplaced=tuple(
            Unplaced(one["officer"], tuple(map(str, one["reasons"]))) for one in waiting
        ),
    )


def _whole_document(scheme: PlacementScheme, people: set[Any]) -> dict[str, Any]:
    """The scheme with those who withdrew and services that left, as far as a plan names them."""
    cohorts = set(Learner.objects.filter(pk__in=people).values_list("cohort_id", flat=True))
    document = documents.scheme_document(scheme, cohorts=cohorts)
    named = Learner.objects.filter(pk__in=people)
    names = set(named.values_list("name", flat=True))
    document["officers"] = [one for one in document["officers"] if one["name"] in names]
    left = named.filter(withdrawn_at__isnull=False).select_related("cohort")
    document["officers"] += [documents.learner_document(one) for one in left.order_by("name")]
    used = PlacementService.objects.filter(
        scheme=scheme, left_at__isnull=False, stays__learner__in=people
    )
    for row in used.distinct().prefetch_related("shifts", "buddies").order_by("name"):
        shut = documents.service_document(row)
        day = row.left_at.date().isoformat() if row.left_at else FOR_EVER
        shut["closed"] = [*shut["closed"], {"from": day, "to": FOR_EVER}]
        document["services"].append(shut)
    return document
