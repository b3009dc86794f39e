"""When a contact plan is in force, and what has to be so before it is shared.

Source: DOMAIN 6.1, 2.4 and 5.6; Mental Capacity Act 2005 s1 to s6.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from alongside.areas.plans.rules.contact_fields import FIELD, Owner, PlanWords, all_said
from alongside.engines.sharing import AgreedBy
from alongside.kernel.actor import OWN_DOOR, Role
from alongside.kernel.local_time import from_local, local_date, say_date
from alongside.kernel.refusal import NotPermitted, Refused

MOST_PEOPLE: Final = 6


class PlanState(StrEnum):
    """Where one making of a plan stands."""

    DRAFT = "draft"
    SHARED = "shared"
    EXPIRED = "expired"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"


class Happening(StrEnum):
    """What moves a plan from one state to the next."""

    SHARE = "share"
    SET_ASIDE = "set_aside"
    REVIEW_PASSED = "review_passed"
    REPLACE = "replace"
    WITHDRAW = "withdraw"
    PUT_BACK = "put_back"


TRANSITIONS: Final[Mapping[tuple[PlanState, Happening], PlanState]] = {
    (PlanState.DRAFT, Happening.SHARE): PlanState.SHARED,
    (PlanState.DRAFT, Happening.SET_ASIDE): PlanState.SET_ASIDE,
    (PlanState.SHARED, Happening.REVIEW_PASSED): PlanState.EXPIRED,
    (PlanState.SHARED, Happening.REPLACE): PlanState.REPLACED,
    (PlanState.SHARED, Happening.WITHDRAW): PlanState.WITHDRAWN,
    (PlanState.EXPIRED, Happening.REPLACE): PlanState.REPLACED,
    (PlanState.EXPIRED, Happening.WITHDRAW): PlanState.WITHDRAWN,
    (PlanState.WITHDRAWN, Happening.PUT_BACK): PlanState.SHARED,
}
STATE_LABELS: Final[Mapping[PlanState, str]] = {
    PlanState.DRAFT: "draft",
    PlanState.SHARED: "shared",
    PlanState.EXPIRED: "out of date",
    PlanState.REPLACED: "replaced",
    PlanState.WITHDRAWN: "withdrawn",
    PlanState.SET_ASIDE: "set aside",
}
KEPT_STATES: Final = tuple(state for state in PlanState if state is not PlanState.EXPIRED)
"""States that are written down. Being out of date is worked out at each look."""
ENDED: Final = (PlanState.REPLACED, PlanState.WITHDRAWN, PlanState.SET_ASIDE)


class MadeHow(StrEnum):
    """How a plan was made."""

    SELF = "self"
    WITH_WORKER = "with_worker"
    BY_CARER = "by_carer"


class Permission(StrEnum):
    """What somebody to ring may be told, as the person says."""

    TELL = "tell"
    RING = "ring"
    DANGER = "danger"
    NEVER = "never"


PERMISSION_WORDS: Final[Mapping[Permission, str]] = {
    Permission.TELL: "Ring them, and tell them what is happening",
    Permission.RING: "Ring them, but only say that I need them",
    Permission.DANGER: "Ring them only if my life is in danger",
    Permission.NEVER: "Please do not ring them",
}


class Capacity(StrEnum):
    """What is recorded of whether the person could decide about sharing."""

    PRESUMED = "presumed"
    ASSESSED = "assessed"
    LACKS = "lacks"


CAPACITY_WORDS: Final[Mapping[Capacity, str]] = {
    Capacity.PRESUMED: "They can decide this: nothing says otherwise",
    Capacity.ASSESSED: "They can decide this: it was assessed",
    Capacity.LACKS: "They cannot decide this now",
}


@dataclass(frozen=True, slots=True)
class PersonToRing:
    """Somebody to ring for the person, in their order.

    Attributes:
        name: What they are called.
        relation: Who they are to the person; may be empty.
        phone: Their number; may be empty only where they are not to be rung.
        permission: What they may be told.
    """

    name: str
    relation: str
    phone: str
    permission: Permission


@dataclass(frozen=True, slots=True)
class PlanAgreement:
    """Who agreed that a plan is shared, and what is recorded of capacity.

    Attributes:
        agreed_by: Whose word it is.
        agreed_name: Who, where it is not the person.
        understands: How the young person was judged to understand (Gillick); for a child alone.
        capacity: Whether the person could decide this.
        decision: The decision it was assessed for.
        assessed_by: Who assessed it.
        assessed_on: When.
    """

    agreed_by: AgreedBy = AgreedBy.PERSON
    agreed_name: str = ""
    understands: str = ""
    capacity: Capacity = Capacity.PRESUMED
    decision: str = ""
    assessed_by: str = ""
    assessed_on: date | None = None


def next_state(state: PlanState, happening: Happening) -> PlanState:
    """Answer where a plan stands after something happened.

    Raises:
        Refused: ``plan.cannot``, where the table has no row.
    """
    after = TRANSITIONS.get((state, happening))
    if after is None:
        raise Refused(
            "plan.cannot",
            f"This plan is {STATE_LABELS[state]}, so that cannot be done with it.",
            next_step="Open the person's page again and start from there.",
        )
    return after


def standing(state: PlanState, review_on: date | None, now: datetime) -> PlanState:
    """Answer where a plan stands at an instant: a shared one past its review is out of date.

    Source: DOMAIN 6.1 test: due 1 June, today 2 June, out of date.
    """
    if state is PlanState.SHARED and review_on is not None and local_date(now) > review_on:
        return next_state(state, Happening.REVIEW_PASSED)
    return state


def over_at(review_on: date) -> datetime:
    """Answer the instant at which a plan is out of date: midnight after its review day."""
    return from_local(datetime.combine(review_on + timedelta(days=1), time(0)))


def made_how(role: Role) -> MadeHow:
    """Answer how a plan is made by who acts: by the person, a carer, or with a worker."""
    return {Role.PERSON: MadeHow.SELF, Role.CARER: MadeHow.BY_CARER}.get(role, MadeHow.WITH_WORKER)


def latest_review(today: date) -> date:
    """Answer the last day a plan shared today may be left until its review: 12 months on."""
    try:
        return today.replace(year=today.year + 1)
    except ValueError:
        return date(today.year + 1, 2, 28)


def check_review(review_on: date | None, today: date) -> date:
    """Refuse a review day that has passed or is more than 12 months ahead.

    Raises:
        Refused: ``plan.review_missing``, ``plan.review_passed`` or ``plan.review_too_far``.

    Source: DOMAIN 6.1.
    """
    last = latest_review(today)
    if review_on is None:
        raise Refused("plan.review_missing", "Choose a day to look at it again.", field="review_on")
    if review_on <= today:
        raise Refused(
            "plan.review_passed",
            "The day to look at it again has to be after today.",
            field="review_on",
        )
    if review_on > last:
        raise Refused(
            "plan.review_too_far",
            "A plan is looked at again within 12 months.",
            next_step=f"Choose {say_date(last)} or sooner.",
            field="review_on",
        )
    return review_on


def check_owned(role: Role, names: Collection[str]) -> None:
    """Refuse fields that do not exist, and the team's fields by the person's own door.

    Raises:
        Refused: ``plan.no_such_field``.
        NotPermitted: ``plan.team_writes_this``.
    """
    if unknown := [name for name in names if name not in FIELD]:
        raise Refused("plan.no_such_field", f"A plan has no part called {unknown[0][:40]}.")
    theirs = [name for name in names if FIELD[name].owner is Owner.TEAM]
    if role in OWN_DOOR and theirs:
        raise NotPermitted(
            "plan.team_writes_this",
            "Your care team writes this part.",
            next_step="Ask them to put it right.",
        )


def check_says_something(words: PlanWords) -> None:
    """Refuse to share a plan without a word of the person's own.

    Raises:
        Refused: ``plan.says_nothing``.

    Source: DOMAIN 2.4: a plan needs the person's contribution.
    """
    own = [t for name, t in all_said(words).items() if FIELD[name].owner is Owner.PERSON and t]
    if not own:
        raise Refused(
            "plan.says_nothing",
            "There is nothing in the person's own words yet.",
            next_step="Write at least one thing that helps.",
            field="first_words",
        )


def check_people(people: Collection[PersonToRing]) -> None:
    """Refuse somebody to ring who has no name, or no number though they are to be rung.

    Raises:
        Refused: ``plan.person_name``, ``plan.person_phone`` or ``plan.too_many_people``.
    """
    if len(people) > MOST_PEOPLE:
        raise Refused("plan.too_many_people", f"Choose up to {MOST_PEOPLE} people.", field="name_1")
    for number, person in enumerate(people, 1):
        if not person.name.strip():
            raise Refused("plan.person_name", "Write their name.", field=f"name_{number}")
        if not person.phone.strip() and person.permission is not Permission.NEVER:
            raise Refused("plan.person_phone", "Write their number.", field=f"phone_{number}")


def check_agreement(agreement: PlanAgreement, *, child: bool, role: Role) -> None:
    """Refuse to share before it is recorded who agreed, and how they could.

    Args:
        agreement: What is recorded.
        child: Whether the person is, or may be, under 18.
        role: Who shares it.

    Raises:
        Refused: A code beginning ``plan.`` with the field to fill in.

    Source: DOMAIN 6.1: capacity recorded; a child's plan carries who agreed.
    """
    if child and role in OWN_DOOR:
        raise Refused(
            "plan.child_shares_with_worker",
            "Somebody who works with you has to be there when this is shared.",
            next_step="It is kept. Ask your keyworker to go through it with you.",
        )
    _check_whose_word(agreement, child=child)
    lacks = agreement.capacity is Capacity.LACKS
    for_them = agreement.agreed_by in (AgreedBy.ATTORNEY, AgreedBy.BEST_INTERESTS)
    if agreement.agreed_by is not AgreedBy.PARENT and lacks is not for_them:
        raise Refused(
            "plan.capacity_and_agreement",
            "Somebody who can decide agrees for themselves; for somebody who cannot, an attorney "
            "or a best-interests decision does.",
            field="capacity",
        )
    if agreement.capacity is not Capacity.PRESUMED:
        _check_assessed(agreement)


def _check_whose_word(agreement: PlanAgreement, *, child: bool) -> None:
    by = agreement.agreed_by
    if by is AgreedBy.PARENT and not child:
        raise Refused(
            "plan.not_a_child",
            "A parent agrees only for somebody under 18.",
            field="agreed_by",
        )
    if by in (AgreedBy.PARENT, AgreedBy.ATTORNEY) and not agreement.agreed_name.strip():
        raise Refused("plan.agreed_name", "Write who agreed.", field="agreed_name")
    if by is AgreedBy.PERSON and child and not agreement.understands.strip():
        raise Refused(
            "plan.understands",
            "Write how you know that they understand what is shared and with whom.",
            field="understands",
        )


def _check_assessed(agreement: PlanAgreement) -> None:
    for name, given in (
        ("decision", agreement.decision.strip()),
        ("assessed_by", agreement.assessed_by.strip()),
        ("assessed_on", agreement.assessed_on),
    ):
        if not given:
            raise Refused(
                "plan.capacity_record",
                "Write which decision was assessed, who assessed it and when.",
                field=name,
            )


class Stage(StrEnum):
    """How near a plan's review is, for whoever is reminded of it: once at each stage."""

    DUE = "due"
    OVERDUE = "overdue"


REMIND_BEFORE: Final = timedelta(days=30)


def review_stage(review_on: date, today: date) -> Stage | None:
    """Answer whether a review is overdue, due within 30 days, or not near yet."""
    if today > review_on:
        return Stage.OVERDUE
    return Stage.DUE if review_on - today <= REMIND_BEFORE else None
