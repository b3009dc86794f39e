"""Fills what those on placement did: checklists, objectives, workbook pages, sessions."""

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID, uuid5

from alongside.areas.placements.actions import own_checklist, own_objectives, sessions, starting
from alongside.areas.placements.actions.own_plan import read_plan
from alongside.areas.placements.actions.own_workbook import Typed, save_words
from alongside.areas.placements.queries.before_day_one import (
    ChecklistRow,
    CohortChecklist,
    cohort_checklist,
)
from alongside.areas.placements.queries.cohorts_of import cohorts_of
from alongside.areas.placements.queries.own_page import own_page
from alongside.areas.placements.queries.sessions import cohort_sessions, session_page
from alongside.areas.placements.rules.checklist import items
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import from_local, local_date

KEYS: Final = UUID("a2a7f4f6-52a0-4c0e-9d0b-5d8f3f1f6b10")
DAY: Final = timedelta(days=1)
OBJECTIVES: Final = (
    "What to say to somebody who hears voices while I am talking to them",
    "How the ward decides who can go out, and what they would like from us when somebody is late",
    "Who I can ring at three in the morning",
)
PAGES: Final = (
    (
        "before",
        "I expect it to be loud. I want to find out what staff do before it gets to the point "
        "where somebody rings us.",
        True,
    ),
    (
        "community",
        "Most of the week was kitchens and cups of tea. Nobody was in a hurry. They ask what would "
        "help before they say what they can do.",
        True,
    ),
    (
        "ward",
        "First day: quieter than I thought. People notice straight away if you stand up.",
        False,
    ),
)
LEARNING: Final = (
    "Sitting down, and saying your first name, changes how the next ten minutes go. Several would "
    "now ask who knows the person before deciding anything."
)


def fill(scheme_id: UUID, *, coordinator: Actor, learner: Actor | None, now: datetime) -> None:
    """Fill every cohort of a scheme up to now.

    Args:
        scheme_id: Which scheme.
        coordinator: Who runs it.
        learner: Somebody of it who signs in; ``None`` for nobody.
        now: When the demo is.
    """
    if learner is not None:
        _own(learner, now)
    for cohort_id in cohorts_of(coordinator, scheme_id):
        page = cohort_checklist(coordinator, cohort_id)
        _checklists(coordinator, page, now)
        _meet(coordinator, page, now)


def _checklists(coordinator: Actor, page: CohortChecklist, now: datetime) -> None:
    """Those whose day one is over did it all; of the next, some lack something still."""
    today = local_date(now)
    for number, row in enumerate(page.rows):
        if page.by > today + 45 * DAY:
            return
        ready = page.by <= today or number % 3 != 1
        on = min(page.by - 5 * DAY, today)
        if ready and not row.vetted:
            starting.confirm_vetting(coordinator, row.learner_id, on, now=now)
        if not row.has_account:
            _on_paper(coordinator, row, on, all_of_it=ready, now=now)


def _on_paper(
    coordinator: Actor, row: ChecklistRow, on: date, *, all_of_it: bool, now: datetime
) -> None:
    codes = [item.code for item in items() if not item.by_coordinator]
    kept = codes if all_of_it else codes[:4]
    own_checklist.keep_paper(coordinator, row.learner_id, kept, on=on, now=now)


def _meet(coordinator: Actor, page: CohortChecklist, now: datetime) -> None:
    """One reflective session on the second Thursday after the induction."""
    if cohort_sessions(coordinator, page.cohort_id, now=now).to_come or not page.rows:
        return
    on = page.by + 12 * DAY
    starts_at = from_local(datetime.combine(on, time(15, 0)))
    new = sessions.NewSession(
        kind="reflective",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=75),
        where="The learning room, Beacon House",
        led_by=coordinator.name,
    )
    said_at = min(now, starts_at - 10 * DAY)
    key = uuid5(KEYS, str(page.cohort_id))
    one = sessions.plan_session(coordinator, page.cohort_id, new, now=said_at, request_key=key)
    if starts_at + DAY < now:
        _came(coordinator, one, starts_at + DAY)


def _came(coordinator: Actor, session_id: UUID, at: datetime) -> None:
    page = session_page(coordinator, session_id)
    came = {who.learner_id: number % 7 != 3 for number, who in enumerate(page.people)}
    sessions.record_attendance(coordinator, session_id, came, now=at)
    sessions.note_learning(coordinator, session_id, LEARNING, version=page.line.version, now=at)


def _own(learner: Actor, now: datetime) -> None:
    page = own_page(learner, None, now=now)
    if page is None:
        return
    begun = now - 9 * DAY
    for item in items():
        if not item.by_coordinator:
            version = item.agreement.version if item.agreement else ""
            own_checklist.tick_item(learner, page.learner_id, item.code, version=version, now=begun)
    for number, words in enumerate(OBJECTIVES):
        made = own_objectives.set_objective(learner, page.learner_id, words, now=begun)
        if number == 2:
            own_objectives.meet_objective(learner, page.learner_id, made, met=True, now=now)
    for number, (section, words, hand_in) in enumerate(PAGES):
        typed = Typed(section, words, 0, uuid5(KEYS, section), hand_in=hand_in)
        save_words(learner, page.learner_id, typed, now=now - (len(PAGES) - number) * DAY)
    if page.plan_id is not None:
        read_plan(learner, page.learner_id, page.plan_id, now=now)
