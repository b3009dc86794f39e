"""The contact plan in force, for panels that have been decided on already, and for its sheet."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.plans.models import ContactPlan
from alongside.areas.plans.queries.contact_rows import last_version, people_of, words_of
from alongside.areas.plans.rules.contact_fields import PlanField, PlanWords, fields_of
from alongside.areas.plans.rules.contact_plan import (
    PERMISSION_WORDS,
    MadeHow,
    PersonToRing,
    PlanState,
    standing,
)
from alongside.engines.sharing import Category
from alongside.kernel.local_time import local_date

MADE_WORDS = {
    MadeHow.SELF: "Made by them",
    MadeHow.WITH_WORKER: "Made with {name}",
    MadeHow.BY_CARER: "Made for them by {name}, whom they allowed to",
}


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What one field says.

    Attributes:
        name: The field.
        label: As the person says it.
        text: Never empty.
    """

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class RingLine:
    """Somebody to ring, in the person's order.

    Attributes:
        may_ring: Whether the person allows it at all.
        permission: What they may be told, in words.
    """

    name: str
    relation: str
    phone: str
    may_ring: bool
    permission: str


@dataclass(frozen=True, slots=True)
class CareLine:
    """The care team, and who answers at other times."""

    team: str
    phone: str
    hours: str
    out_of_hours_name: str
    out_of_hours_phone: str


@dataclass(frozen=True, slots=True)
class PlanInForce:
    """A contact plan as it stands at an instant.

    Attributes:
        id: The plan.
        state: ``SHARED``, ``EXPIRED`` or ``WITHDRAWN``.
        shared_at: When it was shared.
        review_on: The day to look at it again.
        ended_at: When it was taken back.
        made: Who made it, in words.
        agreed_by: Whose word it is.
        agreed_name: Who agreed, where it was not the person.
        words: Nothing unless ``SHARED``.
        people: Nothing unless ``SHARED``.
        care: Out of date, only who answers at other times; taken back, nothing.
        medical_agreed: Whether urgent medical safety may go with it.
    """

    id: UUID
    state: PlanState
    shared_at: datetime
    review_on: date
    ended_at: datetime | None
    made: str
    agreed_by: str
    agreed_name: str
    words: PlanWords
    people: tuple[PersonToRing, ...]
    care: CareLine
    medical_agreed: bool

    def lines(self, fields: tuple[PlanField, ...]) -> tuple[SaidLine, ...]:
        """Answer what these fields say, in order, leaving out those that say nothing."""
        return tuple(
            SaidLine(field.name, field.label, text)
            for field in fields
            if (text := getattr(self.words, field.name))
        )

    def medical(self) -> tuple[SaidLine, ...]:
        """Answer urgent medical safety, where the person agreed that it goes with the plan."""
        return self.lines(fields_of(Category.MEDICAL_SAFETY)) if self.medical_agreed else ()

    def to_ring(self) -> tuple[RingLine, ...]:
        """Answer whom to ring, and what they may be told."""
        return tuple(
            RingLine(
                person.name,
                person.relation,
                person.phone,
                may_ring=person.permission != "never",
                permission=PERMISSION_WORDS[person.permission],
            )
            for person in self.people
        )


def plan_in_force(person_id: UUID, now: datetime) -> PlanInForce | None:
    """Answer the person's plan, that it is out of date, or that they took it back.

    Nothing of a plan taken back is loaded; that it was is said until the day it would have been
    looked at again. Of a plan out of date only the line for emergencies is.
    """
    plan = (
        ContactPlan.objects.filter(
            person_id=person_id, state__in=(PlanState.SHARED, PlanState.WITHDRAWN)
        )
        .select_related("started_by")
        .order_by("-shared_at")
        .first()
    )
    if plan is None or plan.shared_at is None or plan.review_on is None:
        return None
    state = standing(PlanState(plan.state), plan.review_on, now)
    if state is PlanState.WITHDRAWN and local_date(now) > plan.review_on:
        return None
    return _in_force(plan, plan.shared_at, plan.review_on, state)


def _in_force(
    plan: ContactPlan, shared_at: datetime, review_on: date, state: PlanState
) -> PlanInForce:
    words = PlanWords()
    people: tuple[PersonToRing, ...] = ()
    if state is not PlanState.WITHDRAWN:
        last = last_version(plan)
        words = words_of(last)
        people = people_of(last) if state is PlanState.SHARED else ()
    return PlanInForce(
        id=plan.id,
        state=state,
        shared_at=shared_at,
        review_on=review_on,
        ended_at=plan.ended_at,
        made=made_words(plan),
        agreed_by=plan.agreed_by,
        agreed_name=plan.agreed_name,
        words=words if state is PlanState.SHARED else PlanWords(),
        people=people,
        care=_care(words, state),
        medical_agreed=plan.medical_agreed,
    )


def _care(words: PlanWords, state: PlanState) -> CareLine:
    late = (words.out_of_hours_name, words.out_of_hours_phone)
    if state is PlanState.SHARED:
        return CareLine(words.care_team, words.care_team_phone, words.care_team_hours, *late)
    return CareLine("", "", "", *late)


def made_words(plan: ContactPlan) -> str:
    """Say how a plan was made. Its writer is loaded with it."""
    return MADE_WORDS[MadeHow(plan.made_how)].format(name=plan.started_by.display_name)
