"""A repair beside today's plan: who moves, who has no place, and where that leaves each ward."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.placements.models import (
    LeftOut,
    PlacementPlan,
    PlacementScheme,
    PlannedStay,
    TooBusy,
)
from alongside.areas.placements.queries.plan_reading import plan_for, standing_plan
from alongside.areas.placements.queries.seeing import scheme_for, schemes_for
from alongside.areas.placements.queries.ward_page import BusyLine, busy_line
from alongside.areas.placements.rules.busy import Days
from alongside.areas.placements.rules.change_words import change_words
from alongside.areas.placements.rules.changes import LEAVES, Change, change_from
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

Where = tuple[UUID, date, date]


@dataclass(frozen=True, slots=True)
class Stay:
    """Where somebody is, as one side of a comparison."""

    service: str
    first_on: date
    last_on: date
    from_time: str
    to_time: str
    buddy: str


@dataclass(frozen=True, slots=True)
class Move:
    """One commitment that changes; ``after`` is ``None`` where there is nowhere to go."""

    learner_id: UUID
    learner: str
    has_account: bool
    before: Stay | None
    after: Stay | None
    under_way: bool


@dataclass(frozen=True, slots=True)
class Seats:
    """Who is at one service in one stretch of days, on both sides."""

    service: str
    first_on: date
    last_on: date
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoPlace:
    """Somebody the mended plan cannot place, and why."""

    learner: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RepairPage:
    """A repair, as it is decided on.

    Attributes:
        proved: Whether no plan changes fewer commitments.
        overtaken: Whether another plan was published since, so that it cannot stand.
        untouched: How many keep everything as it is.
        busy: The ward's word "too busy" that it answers, or ``None``.
    """

    plan_id: UUID
    scheme_id: UUID
    scheme: str
    learner_word: str
    state: str
    version: int
    change: Change
    change_words: str
    proved: bool
    seconds: float
    moves: tuple[Move, ...]
    seats: tuple[Seats, ...]
    no_place: tuple[NoPlace, ...]
    untouched: int
    overtaken: bool
    busy: BusyLine | None


def repair_page(viewer: Actor, plan_id: UUID, *, now: datetime) -> RepairPage:
    """Answer a repair beside the plan it would take the place of.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``plan.not_found`` or ``repair.not_one``.
    """
    plan = plan_for(viewer, plan_id)
    first = plan.events.filter(kind="repair").first()
    if first is None or plan.parent_id is None:
        raise Refused("repair.not_one", "That plan was not made by a repair.")
    change = change_from(first.facts["change"])
    scheme = plan.scheme
    standing = standing_plan(scheme)
    before, after = _rows(plan.parent_id), _rows(plan.id)
    moves = _moves(before, after, local_date(now))
    if change.kind == LEAVES:
        moves = tuple(one for one in moves if one.learner != change.learner)
    hit = {one.learner_id for one in moves}
    everybody = {one.learner_id for one in (*before, *after) if one.last_on >= local_date(now)}
    return RepairPage(
        plan.id,
        scheme.id,
        scheme.name,
        scheme.learner_word,
        plan.state,
        plan.version,
        change,
        _words(scheme, change),
        bool(first.facts["proved"]),
        plan.took_seconds,
        moves,
        _seats(before, after),
        _no_place(plan),
        len(everybody - hit),
        plan.state == "draft" and (standing is None or standing.id != plan.parent_id),
        _busy_of(change),
    )


def _rows(plan_id: UUID) -> list[PlannedStay]:
    rows = PlannedStay.objects.filter(plan_id=plan_id)
    return list(rows.select_related("learner", "service", "buddy").order_by("first_on"))


def _where(stay: PlannedStay) -> tuple[object, ...]:
    return stay.service_id, stay.first_on, stay.last_on


def _moves(
    before: Iterable[PlannedStay], after: Iterable[PlannedStay], today: date
) -> tuple[Move, ...]:
    old, new = _by_learner(before), _by_learner(after)
    moves = []
    for learner in sorted(
        {**old, **new}, key=lambda key: (old.get(key) or new[key])[0].learner.name
    ):
        stood, stands = old.get(learner, []), new.get(learner, [])
        gone = [one for one in stood if _where(one) not in map(_where, stands)]
        come = [one for one in stands if _where(one) not in map(_where, stood)]
        begun = any(one.first_on <= today for one in stood)
        for one in gone:
            match = next((other for other in come if other.kind == one.kind), None)
            if match is not None:
                come.remove(match)
            moves.append(_move(one, match, begun))
        moves += [_move(None, one, begun) for one in come]
    return tuple(moves)


def _by_learner(rows: Iterable[PlannedStay]) -> dict[UUID, list[PlannedStay]]:
    found: dict[UUID, list[PlannedStay]] = defaultdict(list)
    for one in rows:
        found[one.learner_id].append(one)
    return found


def _move(before: PlannedStay | None, after: PlannedStay | None, under_way: bool) -> Move:
    about = before or after
    if about is None:
        raise ValueError("a move has one side at least")
    learner = about.learner
    return Move(
        learner.id,
        learner.name,
        learner.user_id is not None,
        _stay(before),
        _stay(after),
        under_way,
    )


def _stay(row: PlannedStay | None) -> Stay | None:
    if row is None:
        return None
    buddy = row.buddy.name if row.buddy else ""
    return Stay(row.service.name, row.first_on, row.last_on, row.from_time, row.to_time, buddy)


def _seats(before: list[PlannedStay], after: list[PlannedStay]) -> tuple[Seats, ...]:
    """Every service and stretch where the two sides differ."""
    sides: dict[Where, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    names: dict[UUID, str] = {}
    for number, rows in enumerate((before, after)):
        for one in rows:
            names[one.service_id] = one.service.name
            sides[one.service_id, one.first_on, one.last_on][number].append(one.learner.name)
    return tuple(
        Seats(names[where[0]], where[1], where[2], tuple(sorted(old)), tuple(sorted(new)))
        for where, (old, new) in sorted(
            sides.items(), key=lambda item: (item[0][1], names[item[0][0]])
        )
        if sorted(old) != sorted(new)
    )


def _no_place(plan: PlacementPlan) -> tuple[NoPlace, ...]:
    rows = LeftOut.objects.filter(plan=plan).select_related("learner").order_by("learner__name")
    return tuple(NoPlace(one.learner.name, tuple(map(str, one.reasons))) for one in rows)


def _words(scheme: PlacementScheme, change: Change) -> str:
    named = scheme.services.filter(code=change.service).first() if change.service else None
    return change_words(change, named.name if named else "", scheme.learner_word)


def _busy_of(change: Change) -> BusyLine | None:
    if not change.busy:
        return None
    row = TooBusy.objects.filter(pk=UUID(change.busy)).select_related("said_by").first()
    return busy_line(row) if row else None


@dataclass(frozen=True, slots=True)
class BusyWaiting:
    """A word "too busy" that waits for the coordinator's answer."""

    line: BusyLine
    ward: str
    code: str


@dataclass(frozen=True, slots=True)
class RepairStart:
    """What a repair starts from."""

    scheme_id: UUID
    scheme: str
    learner_word: str
    plan_stands: bool
    services: tuple[tuple[str, str], ...]
    learners: tuple[tuple[str, str], ...]
    waiting: tuple[BusyWaiting, ...]


def repair_start(viewer: Actor, scheme_id: UUID, *, now: datetime) -> RepairStart:
    """Answer what may be chosen for a repair, and which wards wait for an answer.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``scheme.not_found``.
    """
    scheme = scheme_for(viewer, scheme_id)
    today = local_date(now)
    plan = standing_plan(scheme)
    placed = PlannedStay.objects.filter(
        plan=plan, last_on__gte=today, learner__withdrawn_at=None
    ).order_by("learner__name")
    services = scheme.services.filter(left_at=None).order_by("name")
    return RepairStart(
        scheme.id,
        scheme.name,
        scheme.learner_word,
        plan is not None,
        tuple((one.code, one.name) for one in services),
        tuple(
            (name, name) for name in dict.fromkeys(placed.values_list("learner__name", flat=True))
        ),
        busy_waiting(scheme, today=today),
    )


def busy_waiting(scheme: PlacementScheme, *, today: date) -> tuple[BusyWaiting, ...]:
    """Answer the words "too busy" of a scheme that nobody has answered, the first days first."""
    rows = TooBusy.objects.filter(
        service__scheme=scheme, taken_back_at=None, answered_at=None, last_on__gte=today
    ).select_related("service", "said_by")
    return tuple(
        BusyWaiting(busy_line(one), one.service.name, one.service.code)
        for one in rows.order_by("first_on", "service__name")
    )


@dataclass(frozen=True, slots=True)
class BusyWord:
    """A word "too busy", by the ward that said it."""

    scheme_id: UUID
    ward: str
    days: Days


def busy_word(viewer: Actor, busy_id: UUID) -> BusyWord:
    """Answer a word "too busy" of one of the viewer's schemes.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``busy.not_found``.
    """
    rows = TooBusy.objects.filter(service__scheme__in=schemes_for(viewer).values("pk"))
    row = rows.select_related("service").filter(pk=busy_id).first()
    if row is None:
        raise Refused("busy.not_found", "That is not of one of your wards.")
    return BusyWord(row.service.scheme_id, row.service.name, Days(row.first_on, row.last_on))
