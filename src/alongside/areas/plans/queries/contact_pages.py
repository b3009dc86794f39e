"""The pages on which a contact plan is written, looked back at and compared."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, TypeVar
from uuid import UUID

from alongside.areas.people import queries as people
from alongside.areas.people.queries.reckoning import sharing_facts as people_facts
from alongside.areas.plans.models import ContactPlan, ContactPlanVersion
from alongside.areas.plans.queries.contact import made_words
from alongside.areas.plans.queries.contact_own import check_own
from alongside.areas.plans.queries.contact_rows import (
    held_phrases,
    last_version,
    may_write,
    not_here,
    people_of,
    words_of,
)
from alongside.areas.plans.queries.joint_story import name_of
from alongside.areas.plans.rules.contact_fields import FIELDS, PlanWords
from alongside.areas.plans.rules.contact_plan import (
    PERMISSION_WORDS,
    PersonToRing,
    PlanState,
    standing,
)
from alongside.areas.plans.rules.contact_wording import BarredPhrase
from alongside.areas.plans.rules.doors import Allowance
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.engines.sharing import Category, Outcome, Purpose
from alongside.foundation.audit.record import Entry, Op, Ref, record_look
from alongside.foundation.picture.compose import look_at
from alongside.foundation.picture.deciding import decision_about
from alongside.kernel.actor import OWN_DOOR, Actor, require
from alongside.kernel.refusal import NotPermitted

Loaded = TypeVar("Loaded")
NAME_HELD_BACK: Final = "Name held back"
"""How a person is called where who they are may not be shown for this purpose."""


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A draft as its writer sees it.

    Attributes:
        version: To be sent back with each save.
        medical_hidden: Medical safety is carried over unseen from the plan shared now.
        held: Phrases that keep it from being shared.
        child: Whether the person is, or may be, under 18.
    """

    id: UUID
    person_id: UUID
    who: str
    version: int
    state: PlanState
    started_at: datetime
    words: PlanWords
    people: tuple[PersonToRing, ...]
    medical_hidden: bool
    medical_agreed: bool
    held: tuple[BarredPhrase, ...]
    child: bool


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan in the history; its words are not here.

    Attributes:
        version: The version that was shared.
        state: Where it stands now.
        made: Who made it, in words.
        ended_at: When it was replaced or taken back.
        may_compare: Whether its words may be read beside another's: never once taken back, but
            by the person's own door.
    """

    id: UUID
    version: int
    state: PlanState
    made: str
    shared_at: datetime
    review_on: date
    ended_at: datetime | None
    may_compare: bool = True


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One field in two plans.

    Attributes:
        changed: Whether they say different things.
    """

    label: str
    left: str
    right: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Two plans side by side, the earlier on the left; only fields that say something."""

    left: PlanLine
    right: PlanLine
    lines: tuple[ComparedLine, ...]


@dataclass(frozen=True, slots=True)
class PlanHub:
    """Where a person's contact plan stands, for whoever may write one with them.

    Attributes:
        who: How the person is named.
        draft_id: The viewer's own draft, if they have one.
        shared: The plan in force or out of date; ``None`` when there is none, and also when the
            viewer may not see the person's own words for this purpose.
        withheld: Why nothing is told of it; empty when it is.
    """

    person_id: UUID
    who: str
    draft_id: UUID | None
    shared: PlanLine | None
    withheld: str


def contact_draft(viewer: Actor, plan_id: UUID, *, now: datetime) -> ContactDraft:
    """Answer a draft to its writer, or to the person whose it is. Nobody else knows of it.

    Raises:
        NotPermitted: The role may not write plans.
        Refused: ``plan.not_here``.
    """
    require(viewer, PERMISSIONS, "contact_plan.write")
    plan = ContactPlan.objects.filter(pk=plan_id, state=PlanState.DRAFT).first()
    if plan is None or not may_write(viewer, plan):
        raise not_here()
    check_own(viewer, plan.person_id, Allowance.WRITE_WORDS, now=now)
    last = last_version(plan)
    draft = ContactDraft(
        id=plan.id,
        person_id=plan.person_id,
        who=_named(viewer, plan.person_id, now),
        version=plan.version,
        state=PlanState(plan.state),
        started_at=plan.started_at,
        words=words_of(last),
        people=people_of(last),
        medical_hidden=plan.carries_medical,
        medical_agreed=plan.medical_agreed,
        held=held_phrases(plan.id),
        child=people_facts(plan.person_id, now).is_child is not False,
    )
    _log(viewer, "plans.contact_draft", plan, now)
    return draft


def draft_of(viewer: Actor, person_id: UUID) -> UUID | None:
    """Answer the draft this viewer has for a person; by the own door, any that is theirs."""
    drafts = ContactPlan.objects.filter(person_id=person_id, state=PlanState.DRAFT)
    if viewer.role not in OWN_DOOR:
        drafts = drafts.filter(started_by_id=viewer.user_id)
    return drafts.order_by("-started_at").values_list("id", flat=True).first()


def plan_hub(viewer: Actor, person_id: UUID, *, purpose: Purpose, now: datetime) -> PlanHub:
    """Answer where a person's contact plan stands, and log the look.

    Raises:
        NotPermitted: The role may not write plans.
        Refused: ``plan.not_here`` where there is no such person.
    """
    require(viewer, PERMISSIONS, "contact_plan.write")
    _named(viewer, person_id, now)
    named = name_of(viewer, person_id, purpose=purpose, now=now)
    who = named.full if named else NAME_HELD_BACK
    decision = decision_about(viewer, person_id, Category.OWN_WORDS, purpose=purpose, now=now)
    shared = look_at(
        viewer,
        person_id,
        Category.OWN_WORDS,
        load=lambda: _line(_shared(person_id), now),
        purpose=purpose,
        now=now,
    )
    withheld = "" if decision.outcome is Outcome.SHOWN else decision.sentence
    return PlanHub(person_id, who, draft_of(viewer, person_id), shared, withheld)


def contact_history(
    viewer: Actor, person_id: UUID, *, purpose: Purpose | None = None, now: datetime
) -> list[PlanLine]:
    """Answer every plan that was shared, newest first, and log the look.

    Raises:
        NotPermitted: The role may not, the purpose does not show the person's own words, or it
            is another person's.
    """
    require(viewer, PERMISSIONS, "contact_plan.history")

    def load() -> list[PlanLine]:
        rows = ContactPlan.objects.filter(person_id=person_id, shared_at__isnull=False)
        ordered = rows.select_related("started_by").order_by("-shared_at")
        lines = [line for row in ordered if (line := _line(row, now)) is not None]
        readable = _readable(viewer, lines)
        return [replace(line, may_compare=line.id in readable) for line in lines]

    return _allowed(viewer, person_id, Category.OWN_WORDS, load, purpose=purpose, now=now)


def compare_plans(
    viewer: Actor,
    person_id: UUID,
    *,
    left: UUID,
    right: UUID,
    purpose: Purpose | None = None,
    now: datetime,
) -> Compared:
    """Answer two of a person's plans side by side, and log the look.

    Urgent medical safety is compared only where the viewer may see it.

    Raises:
        NotPermitted: As for ``contact_history``.
        Refused: ``plan.not_here``.
    """
    require(viewer, PERMISSIONS, "contact_plan.history")
    medical = _sees_medical(viewer, person_id, purpose, now)

    def load() -> Compared:
        rows = ContactPlan.objects.filter(
            person_id=person_id, shared_at__isnull=False, pk__in=(left, right)
        )
        pair = list(rows.select_related("started_by").order_by("shared_at"))
        if len(pair) != 2:
            raise not_here()
        one, two = (_line(row, now) for row in pair)
        if one is None or two is None:
            raise not_here()
        _check_readable(viewer, person_id, (one, two))
        versions = [last_version(row) for row in pair]
        return Compared(one, two, _compared(*versions, medical=medical))

    return _allowed(viewer, person_id, Category.OWN_WORDS, load, purpose=purpose, now=now)


def _check_readable(viewer: Actor, person_id: UUID, pair: Collection[PlanLine]) -> None:
    """Refuse words that the person took back, also where other words are shared by now."""
    shared = _shared(person_id) is not None
    if viewer.role not in OWN_DOOR and (not shared or len(_kept(pair)) < len(pair)):
        raise not_here()


def _readable(viewer: Actor, lines: Collection[PlanLine]) -> frozenset[UUID]:
    """Answer which plans' words the viewer may read: none once the person took theirs back."""
    if viewer.role in OWN_DOOR:
        return frozenset(line.id for line in lines)
    shared = any(line.state in (PlanState.SHARED, PlanState.EXPIRED) for line in lines)
    return _kept(lines) if shared else frozenset()


def _kept(lines: Collection[PlanLine]) -> frozenset[UUID]:
    return frozenset(line.id for line in lines if line.state is not PlanState.WITHDRAWN)


def _compared(
    left: ContactPlanVersion, right: ContactPlanVersion, *, medical: bool
) -> tuple[ComparedLine, ...]:
    kinds = [f for f in FIELDS if medical or f.category is not Category.MEDICAL_SAFETY]
    pairs = [(f.label, getattr(left, f.name), getattr(right, f.name)) for f in kinds]
    pairs.append(("People to ring", _people_words(left), _people_words(right)))
    return tuple(ComparedLine(label, a, b, a != b) for label, a, b in pairs if a or b)


def _people_words(version: ContactPlanVersion) -> str:
    return "\n".join(
        ", ".join(filter(None, (p.name, p.relation, p.phone, PERMISSION_WORDS[p.permission])))
        for p in people_of(version)
    )


def _sees_medical(viewer: Actor, person_id: UUID, purpose: Purpose | None, now: datetime) -> bool:
    if viewer.role in OWN_DOOR:
        return True
    if purpose is None:
        return False
    kind = Category.MEDICAL_SAFETY
    decision = decision_about(viewer, person_id, kind, purpose=purpose, now=now)
    return decision.outcome is Outcome.SHOWN


def _allowed(
    viewer: Actor,
    person_id: UUID,
    category: Category,
    load: Callable[[], Loaded],
    *,
    purpose: Purpose | None,
    now: datetime,
) -> Loaded:
    """Load by the person's own door, or where the sharing decision allows; else refuse."""
    if viewer.role in OWN_DOOR:
        check_own(viewer, person_id, Allowance.SEE_WORDS, now=now)
        return load()
    if purpose is not None:
        loaded = look_at(viewer, person_id, category, load=load, purpose=purpose, now=now)
        if loaded is not None:
            return loaded
        decision = decision_about(viewer, person_id, category, purpose=purpose, now=now)
        raise NotPermitted("sharing.withheld", decision.sentence, next_step=decision.next_step)
    raise NotPermitted("sharing.withheld", "Choose why you want to see this person first.")


def _shared(person_id: UUID) -> ContactPlan | None:
    plans = ContactPlan.objects.filter(person_id=person_id, state=PlanState.SHARED)
    return plans.select_related("started_by").first()


def _line(plan: ContactPlan | None, now: datetime) -> PlanLine | None:
    if plan is None or plan.shared_at is None or plan.review_on is None:
        return None
    return PlanLine(
        id=plan.id,
        version=plan.version,
        state=standing(PlanState(plan.state), plan.review_on, now),
        made=made_words(plan),
        shared_at=plan.shared_at,
        review_on=plan.review_on,
        ended_at=plan.ended_at,
    )


def _named(viewer: Actor, person_id: UUID, now: datetime) -> str:
    named = people.labels(viewer, [person_id], now=now)
    if person_id not in named:
        raise not_here()
    return named[person_id].full


def _log(viewer: Actor, page: str, plan: ContactPlan, now: datetime) -> None:
    """Keep that somebody who works with the person opened their draft."""
    if viewer.role in OWN_DOOR:
        return
    subject = Ref("contact_plan", plan.id)
    entry = Entry(
        Op.CONSULTATION,
        page,
        subject,
        also=(Ref("person", plan.person_id),),
        fields=tuple(sorted({f.category for f in FIELDS})),
    )
    record_look(viewer, entry, now=now)
