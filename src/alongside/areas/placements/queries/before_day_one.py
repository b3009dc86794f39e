"""What is done and not done before day one: for those on placement and for the coordinator."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.areas.placements.models import ChecklistTick, Learner, PlacementCohort, StartHeld
from alongside.areas.placements.queries.own_learner import own_learner
from alongside.areas.placements.queries.seeing import schemes_for
from alongside.areas.placements.rules.checklist import (
    VETTING,
    Agreement,
    Done,
    Item,
    is_done,
    item_named,
    items,
    left_to_do,
    met_by,
)
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One item as somebody on placement sees it."""

    code: str
    title: str
    what: str
    done: bool
    done_on: date | None
    by_coordinator: bool
    agreement: bool


@dataclass(frozen=True, slots=True)
class OwnChecklist:
    """The checklist of one placement.

    Attributes:
        learner_id: Whose.
        cohort: Its name.
        by: The day by which all has to be done.
        lines: Every item.
        left: How many are not done.
        held_why: Why they do not start yet; empty where nothing holds them.
    """

    learner_id: UUID
    cohort: str
    by: date
    lines: tuple[ChecklistLine, ...]
    left: int
    held_why: str


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """How far one of a cohort is.

    Attributes:
        learner_id: Who.
        name: Their name.
        done: The day of each item in order; ``None`` where it is not done.
        lacking: Titles of what is not done.
        vetted: Whether the coordinator confirmed vetting.
        has_account: Whether they can tick for themselves here.
        held_why: Why they do not start yet; empty where nothing holds them.
    """

    learner_id: UUID
    name: str
    done: tuple[date | None, ...]
    lacking: tuple[str, ...]
    vetted: bool
    has_account: bool
    held_why: str

    @property
    def on_paper(self) -> bool:
        """Whether there is something that the coordinator keeps for them."""
        waits_for_us = 0 if self.vetted else 1
        return not self.has_account and len(self.lacking) > waits_for_us


@dataclass(frozen=True, slots=True)
class CohortChecklist:
    """How far a cohort is before day one."""

    cohort_id: UUID
    scheme_id: UUID
    scheme: str
    cohort: str
    word: str
    by: date
    records_needed: str
    titles: tuple[str, ...]
    rows: tuple[ChecklistRow, ...]

    @property
    def ready(self) -> int:
        """How many lack nothing."""
        return sum(not row.lacking for row in self.rows)


def done_of(learners: Collection[Learner]) -> dict[UUID, dict[str, Done]]:
    """Answer what each has done, by item."""
    done: dict[UUID, dict[str, Done]] = {row.id: {} for row in learners}
    ticks = ChecklistTick.objects.filter(learner__in=list(done), taken_back_at=None)
    for tick in ticks:
        done[tick.learner_id][tick.item] = Done(tick.done_on, tick.agreed_version)
    for row in learners:
        if row.vetted_on is not None:
            done[row.id][VETTING] = Done(row.vetted_on)
    return done


def lacking(learners: Collection[Learner]) -> dict[UUID, tuple[str, ...]]:
    """Answer the titles of what each has not done."""
    done = done_of(learners)
    return {row.id: tuple(item.title for item in left_to_do(done[row.id])) for row in learners}


def held_back(learner_ids: Collection[UUID]) -> dict[UUID, str]:
    """Answer who of these does not start yet by the coordinator's decision, and why."""
    rows = StartHeld.objects.filter(learner__in=list(learner_ids), lifted_at=None)
    return dict(rows.values_list("learner_id", "why"))


def own_checklist(viewer: Actor, learner_id: UUID | None, *, today: date) -> OwnChecklist:
    """Answer the viewer's own checklist.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.none`` or ``placement.not_yours``.
    """
    row = own_learner(viewer, learner_id, today=today)
    done = done_of([row])[row.id]
    lines = tuple(_line(item, done) for item in items())
    return OwnChecklist(
        learner_id=row.id,
        cohort=row.cohort.name,
        by=met_by(row.cohort.induction_on, row.cohort.first_on),
        lines=lines,
        left=sum(not line.done for line in lines),
        held_why=held_back([row.id]).get(row.id, ""),
    )


def _line(item: Item, done: dict[str, Done]) -> ChecklistLine:
    finished = is_done(item, done)
    return ChecklistLine(
        item.code,
        item.title,
        item.what,
        done=finished,
        done_on=done[item.code].on if finished else None,
        by_coordinator=item.by_coordinator,
        agreement=item.agreement is not None,
    )


def own_agreement(
    viewer: Actor, learner_id: UUID, code: str, *, today: date
) -> tuple[Agreement, date | None]:
    """Answer words to be agreed, and when the viewer agreed to them as they are now.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.not_yours`` or ``checklist.unknown``.
    """
    row = own_learner(viewer, learner_id, today=today)
    item = item_named(code)
    if item.agreement is None:
        raise Refused("checklist.unknown", "There is nothing to agree to here.")
    done = done_of([row])[row.id]
    return item.agreement, done[code].on if is_done(item, done) else None


def cohort_for(viewer: Actor, cohort_id: UUID, *, permission: str) -> PlacementCohort:
    """Answer the row of a cohort that the viewer works with.

    Raises:
        NotPermitted: The role may not.
        Refused: ``cohort.not_found``, also for one of other organisations.
    """
    require(viewer, PERMISSIONS, permission)
    rows = PlacementCohort.objects.select_related("scheme").filter(scheme__in=schemes_for(viewer))
    cohort = rows.filter(pk=cohort_id).first()
    if cohort is None:
        raise Refused(
            "cohort.not_found",
            "That cohort is not here.",
            next_step="Go back to the scheme and open it from there.",
        )
    return cohort


def cohort_checklist(viewer: Actor, cohort_id: UUID) -> CohortChecklist:
    """Answer how far a cohort is before day one, by name.

    Raises:
        NotPermitted: The role may not.
        Refused: ``cohort.not_found``.
    """
    cohort = cohort_for(viewer, cohort_id, permission="checklist.see")
    learners = list(cohort.learners.filter(withdrawn_at=None).order_by("name"))
    done = done_of(learners)
    held = held_back([row.id for row in learners])
    return CohortChecklist(
        cohort_id=cohort.id,
        scheme_id=cohort.scheme_id,
        scheme=cohort.scheme.name,
        cohort=cohort.name,
        word=cohort.scheme.learner_word,
        by=met_by(cohort.induction_on, cohort.first_on),
        records_needed=cohort.scheme.records_needed,
        titles=tuple(item.title for item in items()),
        rows=tuple(_row(row, done[row.id], held.get(row.id, "")) for row in learners),
    )


def _row(row: Learner, done: dict[str, Done], held_why: str) -> ChecklistRow:
    return ChecklistRow(
        learner_id=row.id,
        name=row.name,
        done=tuple(done[item.code].on if is_done(item, done) else None for item in items()),
        lacking=tuple(item.title for item in left_to_do(done)),
        vetted=row.vetted_on is not None,
        has_account=row.user_id is not None,
        held_why=held_why,
    )
