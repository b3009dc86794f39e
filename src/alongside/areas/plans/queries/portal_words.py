"""The person's own words, as they stand on the person's own pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.people.queries.words import words_in_force
from alongside.areas.plans.models import ContactPlan
from alongside.areas.plans.queries.choices import choices_in_force, recipients
from alongside.areas.plans.queries.contact_pages import draft_of
from alongside.areas.plans.queries.contact_rows import last_version, people_of, words_of
from alongside.areas.plans.queries.doors import OwnDoor, authors, door_of
from alongside.areas.plans.rules.contact_fields import FIELDS, Owner, PlanField, PlanWords
from alongside.areas.plans.rules.contact_plan import PersonToRing, PlanState, standing
from alongside.areas.plans.rules.doors import Allowance, check_allowed
from alongside.engines.sharing import Category
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.kernel.actor import Actor, Sector

UNDO_FOR: Final = timedelta(hours=1)
WHO_IS_ASKED: Final = (
    *(Sector.POLICE, Sector.RAILWAY_POLICE, Sector.MENTAL_HEALTH_TRUST, Sector.AMBULANCE),
    *(Sector.ACUTE_TRUST, Sector.COUNCIL, Sector.CHARITY),
)
SECTOR_SAYS: Final = {
    Sector.POLICE: "Police officers, and nurses in the control room",
    Sector.RAILWAY_POLICE: "Police on trains and at stations",
    Sector.MENTAL_HEALTH_TRUST: "Mental health nurses and doctors",
    Sector.AMBULANCE: "Ambulance crews",
    Sector.ACUTE_TRUST: "Hospital and A&E staff",
    Sector.COUNCIL: "Social workers and the crisis team of the council",
    Sector.CHARITY: "People who work for this charity",
}


@dataclass(frozen=True, slots=True)
class MyWords:
    """Where the person's words stand.

    Attributes:
        state: ``none``, ``short`` (a worker wrote a few words down), ``shared``, ``expired`` or
            ``withdrawn``.
        plan_id: The plan shared last; ``None`` when there never was one.
        words: What it says; nothing when taken back.
        people: Whom to ring.
        shared_at: Since when.
        review_on: When to look at them again.
        ended_at: When they were taken back.
        written_by: Who wrote them, as the reader would say; empty when not known.
        may_undo: Whether they were taken back a moment ago and can be put back as they were.
        draft_id: Words begun and not shared yet.
        yes_to: How many services may see them.
    """

    state: str
    plan_id: UUID | None
    words: PlanWords
    people: tuple[PersonToRing, ...]
    shared_at: datetime | None
    review_on: date | None
    ended_at: datetime | None
    written_by: str
    may_undo: bool
    draft_id: UUID | None
    yes_to: int

    @property
    def any_shown(self) -> bool:
        """Whether there is something to read and to print."""
        return self.state in ("short", "shared", "expired")

    def said(self, owner: Owner = Owner.PERSON) -> list[tuple[PlanField, str]]:
        """Answer what is said by the person, or by their care team, in order."""
        pairs = [(field, str(getattr(self.words, field.name))) for field in FIELDS]
        return [(field, text) for field, text in pairs if text and field.owner is owner]


@dataclass(frozen=True, slots=True)
class SeesLine:
    """One service and what the person said about it.

    Attributes:
        id: The service.
        name: Its name.
        says: Who that is, in plain words.
        answer: ``yes``, ``no``, or empty where nothing was said.
    """

    id: UUID
    name: str
    says: str
    answer: str


def my_words(viewer: Actor, *, now: datetime) -> MyWords:
    """Answer where the person's words stand.

    Raises:
        NotPermitted: They came by no open door, or may not read the words.
    """
    door = door_of(viewer, now=now)
    check_allowed(door.facts, Allowance.SEE_WORDS)
    plan = (
        ContactPlan.objects.filter(
            person_id=door.person_id, state__in=(PlanState.SHARED, PlanState.WITHDRAWN)
        )
        .order_by("-shared_at")
        .first()
    )
    draft = draft_of(viewer, door.person_id) if door.may(Allowance.WRITE_WORDS) else None
    return _from_plan(viewer, plan, draft, now) if plan else _without_plan(door, draft)


def read_my_words(viewer: Actor, *, now: datetime) -> MyWords:
    """Answer the person's words to be read; a carer's reading is kept where the person sees it.

    Raises:
        NotPermitted: They came by no open door, or may not read the words.
    """
    mine = my_words(viewer, now=now)
    door = door_of(viewer, now=now)
    if mine.any_shown and not door.is_own:
        entry = Entry(
            Op.CONSULTATION,
            "plans.read_my_words",
            Ref("person", door.person_id),
            fields=(f"{Category.OWN_WORDS}:shown",),
            why=Why(gateway="consent_common_law", regime="general"),
        )
        record_look(viewer, entry, now=now)
    return mine


def who_sees(viewer: Actor, *, now: datetime) -> list[SeesLine]:
    """Answer each service and whether the person said yes or no to it.

    Raises:
        NotPermitted: They came by no open door, or may not read the words.
    """
    door = door_of(viewer, now=now)
    answers = _answers(viewer, door, now)
    services = sorted(recipients(), key=lambda row: (WHO_IS_ASKED.index(row.sector), row.name))
    return [
        SeesLine(row.id, row.name, SECTOR_SAYS[row.sector], answers.get(str(row.id), ""))
        for row in services
    ]


def _answers(viewer: Actor, door: OwnDoor, now: datetime) -> Mapping[str, str]:
    lines = choices_in_force(viewer, door.person_id, now=now)
    return {
        line.recipient_id: "yes" if line.yes else "no"
        for line in lines
        if line.category is Category.OWN_WORDS and line.purpose is None
    }


def _from_plan(viewer: Actor, plan: ContactPlan, draft: UUID | None, now: datetime) -> MyWords:
    state = standing(PlanState(plan.state), plan.review_on, now)
    gone = state is PlanState.WITHDRAWN
    last = None if gone else last_version(plan)
    by = authors(viewer, [plan.started_by_id])
    lines = choices_in_force(viewer, plan.person_id, now=now)
    return MyWords(
        state=state.value,
        plan_id=plan.id,
        words=words_of(last) if last else PlanWords(),
        people=people_of(last) if last else (),
        shared_at=plan.shared_at,
        review_on=plan.review_on,
        ended_at=plan.ended_at,
        written_by=by.get(plan.started_by_id, "a worker, with you"),
        may_undo=gone and plan.ended_at is not None and now - plan.ended_at < UNDO_FOR,
        draft_id=draft,
        yes_to=sum(1 for x in lines if x.yes and x.category is Category.OWN_WORDS),
    )


def _without_plan(door: OwnDoor, draft: UUID | None) -> MyWords:
    short = words_in_force(door.person_id)
    words = PlanWords()
    if short:
        words = PlanWords(first_words=short.text, helps=short.helps, worse=short.worse)
    return MyWords(
        state="short" if short else "none",
        plan_id=None,
        words=words,
        people=(),
        shared_at=short.shared_at if short else None,
        review_on=None,
        ended_at=None,
        written_by="a worker, with you" if short else "",
        may_undo=False,
        draft_id=draft,
        yes_to=0,
    )
