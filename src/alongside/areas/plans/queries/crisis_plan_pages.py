"""The pages on which a crisis plan is written, looked back at and compared."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.people import queries as people
from alongside.areas.people.queries.reckoning import sharing_facts as people_facts
from alongside.areas.plans.models import CrisisPlan, CrisisPlanVersion
from alongside.areas.plans.queries.contact_pages import NAME_HELD_BACK
from alongside.areas.plans.queries.crisis_plan import (
    CrisisDates,
    dates_of,
    made_words,
    risks_of,
    state_now,
    words_of,
)
from alongside.areas.plans.queries.joint_story import name_of
from alongside.areas.plans.queries.wording import HeldPhrase, held_in
from alongside.areas.plans.rules.crisis_plan import OVER, CrisisState
from alongside.areas.plans.rules.crisis_plan_fields import (
    FIELDS,
    PARTS,
    CrisisWords,
    KnownRisk,
)
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.areas.plans.rules.wording import WordedKind
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.audit.record import Entry, Op, Ref, record_look
from alongside.foundation.picture.compose import Picture, compose_part, looked_at
from alongside.foundation.picture.deciding import require_category
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import say_date
from alongside.kernel.refusal import Refused

PANELS = "plans.crisis_"
"""How the names of this plan's panels begin."""


@dataclass(frozen=True, slots=True)
class CrisisDraft:
    """A draft as its writer sees it.

    Attributes:
        version: To be sent back with each save.
        carried: Parts kept as they are in the plan in force, which the writer may not see.
        held: Phrases that keep it a draft.
        child: Whether the person is, or may be, under 18.
    """

    id: UUID
    person_id: UUID
    who: str
    version: int
    started_at: datetime
    words: CrisisWords
    risks: tuple[KnownRisk, ...]
    carried: frozenset[Category]
    held: tuple[HeldPhrase, ...]
    child: bool


@dataclass(frozen=True, slots=True)
class CrisisPage:
    """A person's crisis plan at the desk.

    Attributes:
        who: How the person is named.
        picture: Its parts, as far as the viewer may see them.
        draft_id: The viewer's own draft, if they have one.
    """

    person_id: UUID
    who: str
    picture: Picture
    draft_id: UUID | None


@dataclass(frozen=True, slots=True)
class CrisisPlanLine:
    """One plan in the history; its words are not here."""

    id: UUID
    state: CrisisState
    made: str
    dates: CrisisDates
    over_at: datetime | None


@dataclass(frozen=True, slots=True)
class CrisisChange:
    """One field in two plans, where they differ."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CrisisHistory:
    """Every plan that was in force, newest first, with what each changed.

    Attributes:
        lines: Each plan, with its changes from the one before it.
        withheld: Parts whose changes are not shown for this purpose.
    """

    lines: tuple[tuple[CrisisPlanLine, tuple[CrisisChange, ...]], ...]
    withheld: tuple[str, ...]


def crisis_draft(viewer: Actor, plan_id: UUID, *, now: datetime) -> CrisisDraft:
    """Answer a draft to its writer, and log the look. Nobody else knows of it.

    Raises:
        NotPermitted: The role may not write plans.
        Refused: ``crisis_plan.not_here``.
    """
    require(viewer, PERMISSIONS, "crisis_plan.write")
    plan = CrisisPlan.objects.filter(
        pk=plan_id, state=CrisisState.DRAFT, started_by_id=viewer.user_id
    ).first()
    if plan is None:
        raise _not_here()
    version = plan.versions.get(number=plan.version)
    carried = {
        Category.OWN_WORDS: plan.carries_words,
        Category.MEDICAL_SAFETY: plan.carries_medical,
        Category.RISK: plan.carries_risks,
        Category.CLINICAL: plan.carries_clinical,
    }
    draft = CrisisDraft(
        id=plan.id,
        person_id=plan.person_id,
        who=_named(viewer, plan.person_id, now),
        version=plan.version,
        started_at=plan.started_at,
        words=words_of(version),
        risks=risks_of(version.pk),
        carried=frozenset(kind for kind, is_carried in carried.items() if is_carried),
        held=held_in(WordedKind.CRISIS_PLAN, plan.id),
        child=people_facts(plan.person_id, now).is_child is not False,
    )
    entry = Entry(
        Op.CONSULTATION,
        "plans.crisis_draft",
        Ref("crisis_plan", plan.id),
        also=(Ref("person", plan.person_id),),
        fields=tuple(sorted(PARTS)),
    )
    record_look(viewer, entry, now=now)
    return draft


def crisis_page(
    viewer: Actor,
    person_id: UUID,
    *,
    purpose: Purpose,
    now: datetime,
    paper: bool = False,
) -> CrisisPage:
    """Answer a person's crisis plan, each part under its own decision, and log the look.

    Args:
        viewer: Somebody of the care team.
        person_id: Whose plan.
        purpose: Why.
        now: The server's instant.
        paper: Whether it is printed.

    Raises:
        NotPermitted: The role may not.
        Refused: ``crisis_plan.not_here`` where there is no such person.
    """
    require(viewer, PERMISSIONS, "crisis_plan.print" if paper else "crisis_plan.write")
    _named(viewer, person_id, now)
    named = name_of(viewer, person_id, purpose=purpose, now=now)
    who = named.full if named else NAME_HELD_BACK
    picture = compose_part(
        viewer,
        person_id,
        purpose=purpose,
        now=now,
        categories=frozenset(PARTS),
        named=PANELS,
        op=Op.PRINT if paper else Op.CONSULTATION,
    )
    draft = CrisisPlan.objects.filter(
        person_id=person_id, state=CrisisState.DRAFT, started_by_id=viewer.user_id
    ).first()
    return CrisisPage(person_id, who, picture, draft.id if draft else None)


def crisis_history(
    viewer: Actor, person_id: UUID, *, purpose: Purpose, now: datetime
) -> CrisisHistory:
    """Answer every plan that was in force and what each changed, and log the look.

    Raises:
        NotPermitted: The role may not, or the purpose does not show the person's own words.
    """
    require(viewer, PERMISSIONS, "crisis_plan.history")
    require_category(viewer, purpose, Category.OWN_WORDS, now=now, person_id=person_id)
    seen = looked_at(viewer, person_id, frozenset(PARTS), purpose=purpose, now=now)
    plans = list(
        CrisisPlan.objects.filter(person_id=person_id, in_force_at__isnull=False)
        .select_related("in_force_by", "controller")
        .order_by("in_force_at")
    )
    lines = []
    before: dict[str, str] = {}
    gone = CrisisState.WITHDRAWN
    taken_back = bool(plans) and plans[-1].state == gone
    for plan in plans:
        # What the person took back is not read again, in no plan before it either.
        readable = not taken_back and plan.state != gone
        after = _said(plan.versions.get(number=plan.version), seen) if readable else {}
        lines.append((_line(plan, now), _changes(before, after)))
        before = after
    withheld = tuple(title for kind, title in PARTS.items() if kind not in seen)
    return CrisisHistory(tuple(reversed(lines)), withheld)


def _said(version: CrisisPlanVersion, seen: frozenset[Category]) -> dict[str, str]:
    words = words_of(version)
    said = {f.label: getattr(words, f.name) for f in FIELDS if f.category in seen}
    if Category.RISK in seen:
        said[PARTS[Category.RISK]] = "\n".join(
            f"{risk.words} (last seen {say_date(risk.last_seen_on)}, {risk.source})"
            for risk in risks_of(version.pk)
        )
    return said


def _changes(before: dict[str, str], after: dict[str, str]) -> tuple[CrisisChange, ...]:
    if not before:
        return ()
    return tuple(
        CrisisChange(label, before[label], text)
        for label, text in after.items()
        if text != before[label]
    )


def _line(plan: CrisisPlan, now: datetime) -> CrisisPlanLine:
    return CrisisPlanLine(
        id=plan.id,
        state=CrisisState(plan.state) if plan.state in OVER else state_now(plan, now),
        made=made_words(plan),
        dates=dates_of(plan),
        over_at=plan.over_at,
    )


def _named(viewer: Actor, person_id: UUID, now: datetime) -> str:
    named = people.labels(viewer, [person_id], now=now)
    if person_id not in named:
        raise _not_here()
    return named[person_id].full


def _not_here() -> Refused:
    return Refused(
        "crisis_plan.not_here",
        "There is no such plan here.",
        next_step="Open the person’s page and start from there.",
    )
