"""Stays of a plan as entries of a calendar, for feeds and for invitations."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from alongside.areas.placements.models import PlacementPlan, PlannedStay
from alongside.foundation.kit.calendars import CalendarEntry


def stay_entries(
    *,
    plan: PlacementPlan,
    learners: Collection[UUID] | None = None,
    services: Collection[UUID] | None = None,
    named: bool = False,
) -> tuple[CalendarEntry, ...]:
    """Answer stays of a plan as entries of a calendar.

    Args:
        plan: Which.
        learners: Of these only; of all when ``None``.
        services: At these only.
        named: Whether titles name who comes: for a ward's calendar, not for an officer's own.
    """
    numbered = _numbered(_stays(plan, learners=learners))
    sequence = published_count(plan)
    return tuple(
        _stay_entry(stay, number, sequence=sequence, named=named)
        for stay, number in numbered
        if services is None or stay.service_id in services
    )


def published_count(plan: PlacementPlan) -> int:
    """Answer how many plans of a scheme were published up to this one: it only grows."""
    earlier = PlacementPlan.objects.filter(scheme_id=plan.scheme_id, published_at__isnull=False)
    if plan.published_at is not None:
        earlier = earlier.filter(published_at__lte=plan.published_at)
    return earlier.count()


def changed_entries(
    plan: PlacementPlan,
    before: PlacementPlan | None,
    *,
    learners: Collection[UUID] | None = None,
    services: Collection[UUID] | None = None,
    named: bool = False,
) -> tuple[CalendarEntry, ...]:
    """Answer only what a plan changes: new and changed stays, and those that fell away.

    Args:
        plan: That was published.
        before: That stood before; ``None`` for none.
        learners: As in ``stay_entries``.
        services: As in ``stay_entries``.
        named: As in ``stay_entries``.
    """
    options = {"learners": learners, "services": services, "named": named}
    now_there = {one.uid: one for one in stay_entries(plan=plan, **options)}  # type: ignore[arg-type]
    were = (
        {one.uid: one for one in stay_entries(plan=before, **options)}  # type: ignore[arg-type]
        if before is not None
        else {}
    )
    sequence = published_count(plan)
    changed = [
        one
        for uid, one in now_there.items()
        if uid not in were or replace(were[uid], sequence=sequence) != one
    ]
    gone = [
        replace(one, sequence=sequence, cancelled=True)
        for uid, one in were.items()
        if uid not in now_there
    ]
    return (*changed, *gone)


def _stays(plan: PlacementPlan, *, learners: Collection[UUID] | None) -> Iterable[PlannedStay]:
    rows = PlannedStay.objects.filter(plan=plan).select_related("learner", "service", "buddy")
    if learners is not None:
        rows = rows.filter(learner_id__in=list(learners))
    return rows.order_by("learner__name", "kind", "first_on")


def _numbered(stays: Iterable[PlannedStay]) -> Iterator[tuple[PlannedStay, int]]:
    """Number the stays of each learner at each kind of service, so that one keeps its name."""
    seen: dict[tuple[UUID, str], int] = {}
    for stay in stays:
        key = (stay.learner_id, stay.kind)
        seen[key] = seen.get(key, 0) + 1
        yield stay, seen[key]


def _stay_entry(stay: PlannedStay, number: int, *, sequence: int, named: bool) -> CalendarEntry:
    service = stay.service
    who = f"{stay.learner.name}: " if named else ""
    notes = [
        f"Ask for {service.ask_for}." if service.ask_for else "",
        f"Your buddy is {stay.buddy.name}." if stay.buddy and not named else "",
        f"Buddy: {stay.buddy.name}." if stay.buddy and named else "",
        f"Ring {service.phone}." if service.phone else "",
    ]
    return CalendarEntry(
        uid=f"{stay.learner_id}.{stay.kind}.{number}@placements.alongside".replace(" ", "-"),
        title=f"{who}{service.name}",
        where=service.where or service.name,
        sequence=sequence,
        first_on=stay.first_on,
        last_on=stay.last_on,
        from_time=stay.from_time,
        to_time=stay.to_time,
        note=" ".join(filter(None, notes)),
    )
