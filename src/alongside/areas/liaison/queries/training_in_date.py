"""Who is in date: counts for each organisation and team, and names for whoever leads it.

Counts of completion only. Nobody is ranked, and no organisation is set above another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.liaison.models import TrainingCourse
from alongside.areas.liaison.queries.training_accounts import Colleague, colleagues
from alongside.areas.liaison.queries.training_done import Done, last_done, roles_of
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.training_courses import (
    SOON_DAYS,
    Completion,
    Standing,
    completion,
    is_meant_for,
    lapses_on,
    standing,
    standing_words,
)
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.audit.record import Entry, Op, Ref, record_look
from alongside.kernel.actor import Actor, Role, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted, Refused


@dataclass(frozen=True, slots=True)
class InDateRow:
    """One course, and how the people of each organisation stand with it.

    Attributes:
        cells: In the order of the organisations; ``None`` where it is for none of theirs.
    """

    course_id: UUID
    course: str
    cells: tuple[Completion | None, ...]


@dataclass(frozen=True, slots=True)
class InDateOverview:
    """Every organisation the viewer may see, by name, against every course.

    Attributes:
        organisations: Their ids and short names.
    """

    organisations: tuple[tuple[UUID, str], ...]
    rows: tuple[InDateRow, ...]


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One team of an organisation against one course: those who share a role."""

    course_id: UUID
    course: str
    team: str
    counts: Completion


@dataclass(frozen=True, slots=True)
class DueName:
    """Somebody who is not in date, or soon will not be."""

    name: str
    course: str
    standing: str
    done_on: date | None
    until: date | None

    @property
    def says(self) -> str:
        """How they stand, in words."""
        return standing_words(self.standing, self.until)


@dataclass(frozen=True, slots=True)
class InDateOrganisation:
    """One organisation, team by team.

    Attributes:
        names: Who is due, by name; ``None`` where the viewer leads elsewhere.
    """

    id: UUID
    name: str
    lines: tuple[TeamLine, ...]
    names: tuple[DueName, ...] | None


def in_date_overview(viewer: Actor, *, now: datetime) -> InDateOverview:
    """Answer how many are in date, by course and organisation.

    Liaison leads see every organisation; others their own.

    Raises:
        NotPermitted: The role sees no counts.
    """
    require(viewer, PERMISSIONS, "training.in_date")
    theirs = None if viewer.role is Role.LIAISON_LEAD else [viewer.organisation_id]
    people = colleagues(theirs)
    places = sorted({(one.organisation, one.organisation_id) for one in people})
    courses = _courses()
    done = last_done(courses=[row.id for row in courses])
    today = local_date(now)
    by_place: dict[UUID, list[Colleague]] = {}
    for one in people:
        by_place.setdefault(one.organisation_id, []).append(one)
    rows = tuple(
        InDateRow(
            row.id,
            row.title,
            tuple(_count(row, by_place[key], done, today=today) for _, key in places),
        )
        for row in courses
    )
    return InDateOverview(tuple((key, name) for name, key in places), rows)


def in_date_of(viewer: Actor, organisation_id: UUID, *, now: datetime) -> InDateOrganisation:
    """Answer how the teams of one organisation stand; whoever leads there also sees who is due.

    A look at names is kept on the log.

    Raises:
        NotPermitted: The role sees no counts, or not this organisation's.
        Refused: ``in_date.nobody``.
    """
    require(viewer, PERMISSIONS, "training.in_date")
    own = viewer.organisation_id == organisation_id
    if not own and viewer.role is not Role.LIAISON_LEAD:
        raise NotPermitted(
            "not_permitted.other_organisation",
            "That is another organisation.",
            next_step="Ask the liaison lead, who sees the counts of all.",
        )
    people = colleagues([organisation_id])
    if not people:
        raise Refused("in_date.nobody", "Nobody who works there has an account.")
    courses = _courses()
    done = last_done(users=[one.user_id for one in people], courses=[row.id for row in courses])
    today = local_date(now)
    names = tuple(_due(courses, people, done, today=today)) if own else None
    if names:
        subject = Ref("organisation", organisation_id)
        record_look(viewer, Entry(Op.CONSULTATION, "liaison.see_who_is_due", subject), now=now)
    lines = tuple(_teams(courses, people, done, today=today))
    return InDateOrganisation(organisation_id, people[0].organisation, lines, names)


def _courses() -> list[TrainingCourse]:
    """Answer the courses somebody in particular should do; what is for anybody is nobody's duty."""
    rows = TrainingCourse.objects.filter(retired_at=None).order_by("title")
    return [row for row in rows if row.roles]


def _count(
    row: TrainingCourse, people: Iterable[Colleague], done: Done, *, today: date
) -> Completion | None:
    meant = [one for one in people if is_meant_for(roles_of(row), one.roles)]
    if not meant:
        return None
    return completion(
        [standing(done.get((row.id, one.user_id)), row.lasts_months, today=today) for one in meant]
    )


def _teams(
    courses: list[TrainingCourse], people: list[Colleague], done: Done, *, today: date
) -> Iterable[TeamLine]:
    for row in courses:
        for role in sorted(roles_of(row), key=ROLE_LABELS.__getitem__):
            team = [one for one in people if role in one.roles]
            counts = _count(row, team, done, today=today)
            if counts is not None:
                yield TeamLine(row.id, row.title, ROLE_LABELS[role], counts)


def _due(
    courses: list[TrainingCourse], people: list[Colleague], done: Done, *, today: date
) -> Iterable[DueName]:
    for one in people:
        for row in courses:
            last = done.get((row.id, one.user_id))
            said = standing(last, row.lasts_months, today=today)
            if is_meant_for(roles_of(row), one.roles) and said != Standing.IN_DATE:
                until = lapses_on(last, row.lasts_months) if last else None
                yield DueName(one.name, row.title, said, last, until)


def lapsing(now: datetime) -> list[tuple[UUID, UUID, date]]:
    """Answer what lapses within ``SOON_DAYS`` and is still somebody's to do: for reminders.

    Returns:
        Course, account and the last day it counts.
    """
    courses = [row for row in _courses() if row.lasts_months]
    by_id = {row.id: row for row in courses}
    people = {one.user_id: one for one in colleagues()}
    today = local_date(now)
    found = []
    for (course_id, user_id), last in last_done(courses=by_id).items():
        row, one = by_id[course_id], people.get(user_id)
        until = lapses_on(last, row.lasts_months)
        if one is None or until is None or not is_meant_for(roles_of(row), one.roles):
            continue
        if 0 <= (until - today).days <= SOON_DAYS:
            found.append((course_id, user_id, until))
    return sorted(found, key=str)
