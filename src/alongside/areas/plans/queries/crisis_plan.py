"""The crisis plan as it stands, for panels that have been decided on already."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from alongside.areas.plans.models import CrisisPlan, CrisisPlanVersion
from alongside.areas.plans.rules.crisis_plan import (
    BY_THE_DAY,
    CrisisState,
    standing,
)
from alongside.areas.plans.rules.crisis_plan_fields import CrisisField, CrisisWords, KnownRisk
from alongside.kernel.local_time import local_date


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """What one field says."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class CrisisDates:
    """Since when a plan was in force, when it is looked at again, and when it ends."""

    in_force_at: datetime
    review_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class CrisisNow:
    """A crisis plan as it stands at an instant.

    Attributes:
        id: The plan.
        version_id: What it says now.
        state: ``IN_FORCE``, ``REVIEW_PASSED``, ``ENDED`` or ``WITHDRAWN``.
        dates: Since when and until when it holds.
        over_at: When it was taken back.
        made: Who wrote it, and whether the person did so too, in words.
        words: In force, all of it; out of date or ended, only who answers at other times.
    """

    id: UUID
    version_id: int
    state: CrisisState
    dates: CrisisDates
    over_at: datetime | None
    made: str
    words: CrisisWords

    @property
    def in_force(self) -> bool:
        """Whether its words may be relied on."""
        return self.state is CrisisState.IN_FORCE

    def lines(self, fields: tuple[CrisisField, ...]) -> tuple[CrisisLine, ...]:
        """Answer what these fields say, in order, leaving out those that say nothing."""
        return tuple(
            CrisisLine(field.label, text)
            for field in fields
            if (text := getattr(self.words, field.name))
        )


def crisis_plan_now(person_id: UUID, now: datetime) -> CrisisNow | None:
    """Answer the person's crisis plan, that it is out of date, or that it was taken back.

    Nothing of a plan taken back is loaded; that it was is said until the day it would have been
    looked at again. Of a plan out of date only the line for emergencies is (DOMAIN 6.1).
    """
    version = (
        CrisisPlanVersion.objects.filter(
            plan__person_id=person_id,
            plan__state__in=(CrisisState.IN_FORCE, CrisisState.WITHDRAWN),
            number=F("plan__version"),
        )
        .select_related("plan__in_force_by", "plan__controller")
        .order_by("-plan__in_force_at")
        .first()
    )
    if version is None:
        return None
    state = state_now(version.plan, now)
    if state is CrisisState.WITHDRAWN and local_date(now) > dates_of(version.plan).review_on:
        return None
    return _now(version, state)


def state_now(plan: CrisisPlan, now: datetime) -> CrisisState:
    """Answer where a plan stands at an instant."""
    return standing(CrisisState(plan.state), now, review_on=plan.review_on, ends_on=plan.ends_on)


def dates_of(plan: CrisisPlan) -> CrisisDates:
    """Answer the dates of a plan that is, or was, in force.

    Raises:
        LookupError: It never was, which the caller has ruled out.
    """
    if plan.in_force_at is None or plan.review_on is None or plan.ends_on is None:
        raise LookupError("a draft has no dates")
    return CrisisDates(plan.in_force_at, plan.review_on, plan.ends_on)


def _now(version: CrisisPlanVersion, state: CrisisState) -> CrisisNow:
    plan = version.plan
    words = CrisisWords()
    if state is CrisisState.IN_FORCE:
        words = words_of(version)
    elif state in BY_THE_DAY:
        words = CrisisWords(
            out_of_hours_name=version.out_of_hours_name,
            out_of_hours_phone=version.out_of_hours_phone,
        )
    return CrisisNow(
        id=plan.id,
        version_id=version.pk,
        state=state,
        dates=dates_of(plan),
        over_at=plan.over_at,
        made=made_words(plan),
        words=words,
    )


def made_words(plan: CrisisPlan) -> str:
    """Say who wrote a plan, and whether the person did so too. Its people are loaded with it."""
    by = f"{plan.in_force_by.display_name}, {plan.controller.short_name}"
    if plan.took_part:
        return f"Written by {by}, with the person"
    return f"Written by {by}, without the person: {plan.why_not}"


def words_of(version: CrisisPlanVersion) -> CrisisWords:
    """Read a version's words."""
    names = CrisisWords.__dataclass_fields__
    return CrisisWords(**{name: getattr(version, name) for name in names})


def risks_of(version_id: int) -> tuple[KnownRisk, ...]:
    """Read the risks a version names, in order."""
    rows = CrisisPlanVersion.objects.get(pk=version_id).risks.order_by("position")
    return tuple(KnownRisk(row.words, row.last_seen_on, row.source) for row in rows)
