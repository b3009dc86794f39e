"""What waits for a keyworker: plans they helped make, by date due. Nobody is put in order of need.

Each list is read in one query, however long it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from alongside.areas.people.queries import PersonLabel, labels
from alongside.areas.plans.models import ContactPlan, CrisisPlan, MissingRecord, WordingReview
from alongside.areas.plans.rules.contact_plan import PlanState, Stage, review_stage
from alongside.areas.plans.rules.crisis_plan import CrisisState
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.areas.plans.rules.wording import WORDED_LABELS, WordedKind
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.foundation.picture.deciding import require_category
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date

FOR_PLANS: Final = Purpose.CRISIS_PLAN
Row = tuple[WordedKind, UUID, UUID, date]
"""Kind of plan, person, plan, and the day to look at it again."""
DraftRow = tuple[WordedKind, UUID, UUID, datetime]
"""Kind of plan, person, plan, and when it was started."""


@dataclass(frozen=True, slots=True)
class PlanToReview:
    """A plan in use that the viewer helped make.

    Attributes:
        kind: Which kind of plan.
        plan: What that kind is called.
        person: Whose it is.
        review_on: The day to look at it again.
        stage: Whether that is near or past; ``None`` when it is not near yet.
    """

    kind: WordedKind
    plan: str
    person: PersonLabel
    review_on: date
    stage: Stage | None


@dataclass(frozen=True, slots=True)
class DraftAtHand:
    """A draft the viewer started.

    Attributes:
        plan_id: The draft.
        phrases_held: How many of its phrases wait for somebody to look at them.
    """

    kind: WordedKind
    plan: str
    plan_id: UUID
    person: PersonLabel
    started_at: datetime
    phrases_held: int


@dataclass(frozen=True, slots=True)
class MissingAtHand:
    """Somebody whose plan the viewer helped make, and who is missing or not known to be well."""

    record_id: UUID
    person: PersonLabel
    reported_at: datetime
    found_at: datetime | None


@dataclass(frozen=True, slots=True)
class MyPlans:
    """What waits for a keyworker.

    Attributes:
        missing: Missing now, the longest first.
        held: Drafts with words held back, the oldest first.
        drafts: Other drafts, the oldest first.
        to_review: Plans in use, by the day to look at them again.
    """

    missing: tuple[MissingAtHand, ...]
    held: tuple[DraftAtHand, ...]
    drafts: tuple[DraftAtHand, ...]
    to_review: tuple[PlanToReview, ...]


def my_plans(viewer: Actor, *, now: datetime) -> MyPlans:
    """Answer the plans a keyworker helped make, what is unfinished and what is due; log the look.

    Raises:
        NotPermitted: The role has no such list, or no agreement lets it look for this purpose.
    """
    require(viewer, PERMISSIONS, "plans.mine")
    ground = require_category(viewer, FOR_PLANS, Category.IDENTITY, now=now).ground
    in_use, drafts = _in_use(viewer), _drafts(viewer)
    helped = {person_id for _, person_id, *_ in (*in_use, *drafts)}
    missing = _missing(viewer, helped, now)
    named = labels(viewer, helped, now=now)
    _log(viewer, "plans.my_plans", helped, Why(FOR_PLANS, ground), now=now)
    at_hand = _draft_lines(drafts, named)
    return MyPlans(
        missing=tuple(
            MissingAtHand(row.id, named[row.person_id], row.reported_at, row.found_at)
            for row in missing
        ),
        held=tuple(line for line in at_hand if line.phrases_held),
        drafts=tuple(line for line in at_hand if not line.phrases_held),
        to_review=_review_lines(in_use, named, local_date(now)),
    )


def _in_use(viewer: Actor) -> list[Row]:
    mine = Q(started_by_id=viewer.user_id)
    contact = ContactPlan.objects.filter(
        mine | Q(shared_by_id=viewer.user_id), state=PlanState.SHARED
    )
    crisis = CrisisPlan.objects.filter(
        mine | Q(in_force_by_id=viewer.user_id), state=CrisisState.IN_FORCE
    )
    return [
        (kind, person_id, plan_id, review_on)
        for kind, rows in ((WordedKind.CONTACT_PLAN, contact), (WordedKind.CRISIS_PLAN, crisis))
        for person_id, plan_id, review_on in rows.values_list("person_id", "id", "review_on")
        if review_on is not None
    ]


def _drafts(viewer: Actor) -> list[DraftRow]:
    contact = ContactPlan.objects.filter(started_by_id=viewer.user_id, state=PlanState.DRAFT)
    crisis = CrisisPlan.objects.filter(started_by_id=viewer.user_id, state=CrisisState.DRAFT)
    return [
        (kind, *row)
        for kind, rows in ((WordedKind.CONTACT_PLAN, contact), (WordedKind.CRISIS_PLAN, crisis))
        for row in rows.values_list("person_id", "id", "started_at")
    ]


def _missing(viewer: Actor, helped: Iterable[UUID], now: datetime) -> list[MissingRecord]:
    """Answer who of these is missing, by a decision and a log entry of its own."""
    ground = require_category(viewer, Purpose.MISSING, Category.RISK, now=now).ground
    rows = MissingRecord.objects.filter(closed_at=None, person_id__in=helped)
    found = list(rows.order_by("reported_at"))
    if found:
        people = [row.person_id for row in found]
        _log(viewer, "plans.my_missing", people, Why(Purpose.MISSING, ground), now=now)
    return found


def _log(viewer: Actor, page: str, people: Iterable[UUID], why: Why, *, now: datetime) -> None:
    entry = Entry(
        Op.CONSULTATION,
        page,
        also=tuple(Ref("person", person_id) for person_id in people),
        fields=(Category.IDENTITY,) if why.purpose == FOR_PLANS else (Category.RISK,),
        why=why,
    )
    record_look(viewer, entry, now=now)


def _draft_lines(rows: Sequence[DraftRow], named: dict[UUID, PersonLabel]) -> list[DraftAtHand]:
    held: dict[UUID, int] = {}
    waiting = WordingReview.objects.filter(plan_id__in=[row[2] for row in rows], outcome="")
    for plan_id in waiting.values_list("plan_id", flat=True).filter(hits__isnull=False):
        held[plan_id] = held.get(plan_id, 0) + 1
    lines = [
        DraftAtHand(
            kind, WORDED_LABELS[kind], plan_id, named[person_id], started_at, held.get(plan_id, 0)
        )
        for kind, person_id, plan_id, started_at in rows
    ]
    return sorted(lines, key=lambda line: (line.started_at, str(line.plan_id)))


def _review_lines(
    rows: Sequence[Row], named: dict[UUID, PersonLabel], today: date
) -> tuple[PlanToReview, ...]:
    lines = [
        PlanToReview(
            kind, WORDED_LABELS[kind], named[person_id], review_on, review_stage(review_on, today)
        )
        for kind, person_id, _, review_on in rows
    ]
    return tuple(sorted(lines, key=lambda line: (line.review_on, str(line.person.id))))
