"""Who is on placement today, when each was last asked how it goes, and what is owed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.areas.placements.models import CheckIn, PlannedStay
from alongside.areas.placements.queries.own_rows import learner_for
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.areas.placements.queries.todays_plan import PUBLISHED
from alongside.areas.placements.rules.check_ins import NOT_REACHED, STILL_ASKED, Due, owed
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """One time somebody was asked."""

    id: UUID
    how: str
    words: str
    service: str
    happened_at: datetime
    by: str
    follow_up_on: date | None
    followed_up_at: datetime | None


@dataclass(frozen=True, slots=True)
class OnPlacement:
    """Somebody on placement about now.

    Attributes:
        here: Name of the service today; empty where they are nowhere today.
        next_at: Name of the next service, where nowhere today.
        next_on: From which day.
        owed: The asking that is owed, or ``None``.
        last: The last time they were asked, or ``None``.
    """

    learner_id: UUID
    name: str
    cohort: str
    here: str
    next_at: str
    next_on: date | None
    owed: Due | None
    last: Asked | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What somebody is owed after a check-in."""

    asked: Asked
    name: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class CheckInList:
    """The list of a scheme."""

    scheme_id: UUID
    scheme: str
    learner_word: str
    people: tuple[OnPlacement, ...]
    follow_ups: tuple[FollowUp, ...]

    @property
    def owed_count(self) -> int:
        """How many are owed an asking."""
        return sum(one.owed is not None for one in self.people)


def check_in_list(viewer: Actor, scheme_id: UUID, *, now: datetime) -> CheckInList:
    """Answer who is on placement, those owed an asking first.

    Raises:
        NotPermitted: The role sees none.
        Refused: ``scheme.not_found``.
    """
    require(viewer, PERMISSIONS, "check_in.see")
    scheme = scheme_for(viewer, scheme_id)
    today = local_date(now)
    stays = _stays(scheme.id)
    about_now = {
        key: found
        for key, found in stays.items()
        if found[0].first_on <= today + SOON and found[-1].last_on + STILL_ASKED >= today
    }
    asked = _asked(set(about_now))
    people = [_on_placement(found, asked[key], today) for key, found in about_now.items()]
    people = [one for one in people if one.here or one.next_at or one.owed]
    people.sort(key=lambda one: (one.owed is None, not one.here, one.name))
    return CheckInList(
        scheme.id, scheme.name, scheme.learner_word, tuple(people), _follow_ups(scheme.id, today)
    )


def rotations_of(viewer: Actor, scheme_id: UUID) -> dict[UUID, list[tuple[date, date]]]:
    """Answer the days of everybody's stays in today's plan of a scheme, by learner.

    Raises:
        NotPermitted: The role sees none.
        Refused: ``scheme.not_found``.
    """
    require(viewer, PERMISSIONS, "check_in.see")
    stays = _stays(scheme_for(viewer, scheme_id).id)
    return {key: [(one.first_on, one.last_on) for one in found] for key, found in stays.items()}


def _stays(scheme_id: UUID) -> dict[UUID, list[PlannedStay]]:
    found: dict[UUID, list[PlannedStay]] = defaultdict(list)
    rows = PlannedStay.objects.filter(
        plan__scheme_id=scheme_id, plan__state=PUBLISHED, learner__withdrawn_at=None
    ).select_related("learner__cohort", "service")
    for one in rows.order_by("first_on", "learner__name"):
        found[one.learner_id].append(one)
    return found


def _asked(learners: set[UUID]) -> dict[UUID, list[Asked]]:
    found: dict[UUID, list[Asked]] = defaultdict(list)
    rows = CheckIn.objects.filter(learner__in=learners).select_related("service", "by")
    for row in rows.order_by("happened_at"):
        found[row.learner_id].append(_one(row))
    return found


def _one(row: CheckIn) -> Asked:
    return Asked(
        row.id,
        row.how,
        row.words,
        row.service.name if row.service else "",
        row.happened_at,
        row.by.display_name,
        row.follow_up_on,
        row.followed_up_at,
    )


def _on_placement(stays: list[PlannedStay], asked: list[Asked], today: date) -> OnPlacement:
    here = next((one for one in stays if one.first_on <= today <= one.last_on), None)
    ahead = next((one for one in stays if one.first_on > today), None)
    reached = [local_date(one.happened_at) for one in asked if one.how != NOT_REACHED]
    learner = stays[0].learner
    return OnPlacement(
        learner.id,
        learner.name,
        learner.cohort.name,
        here.service.name if here else "",
        ahead.service.name if ahead and not here else "",
        ahead.first_on if ahead and not here else None,
        owed([(one.first_on, one.last_on) for one in stays], reached, today),
        asked[-1] if asked else None,
    )


def _follow_ups(scheme_id: UUID, today: date) -> tuple[FollowUp, ...]:
    rows = CheckIn.objects.filter(
        learner__scheme_id=scheme_id, follow_up_on__isnull=False, followed_up_at=None
    ).select_related("learner", "service", "by")
    return tuple(
        FollowUp(
            _one(row), row.learner.name, row.follow_up_on is not None and row.follow_up_on < today
        )
        for row in rows.order_by("follow_up_on")
    )


@dataclass(frozen=True, slots=True)
class AskPage:
    """Somebody to ask, and what they said before."""

    learner_id: UUID
    scheme_id: UUID
    name: str
    learner_word: str
    before: tuple[Asked, ...]


def ask_page(viewer: Actor, learner_id: UUID) -> AskPage:
    """Answer somebody on placement with every time they were asked, the newest first.

    Raises:
        NotPermitted: The role sees none.
        Refused: ``learner.not_found``.
    """
    require(viewer, PERMISSIONS, "check_in.see")
    learner = learner_for(viewer, learner_id)
    before = _asked({learner.id})[learner.id]
    return AskPage(
        learner.id,
        learner.scheme_id,
        learner.name,
        learner.scheme.learner_word,
        tuple(reversed(before)),
    )
