"""A fortnight under way in the demo: check-ins, issues, a ward that is too busy, a notice, a no."""

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.placements.actions import checking_in, issues, wards
from alongside.areas.placements.actions.checking_in import NewCheckIn
from alongside.areas.placements.actions.issues import NewIssue, Said
from alongside.areas.placements.actions.wards import NewNo
from alongside.areas.placements.queries.check_ins import rotations_of
from alongside.areas.placements.queries.ward_page import ward_page
from alongside.areas.placements.rules.busy import Days
from alongside.areas.placements.rules.check_ins import askings
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import from_local, local_date

DAY: Final = timedelta(days=1)
ASKED_AT: Final = time(15, 30)
SAID: Final = (
    ("well", "Sat in on a handover. The nurses made time."),
    ("well", ""),
    ("mixed", "Good people, but the first morning nobody knew they were coming."),
    ("well", "Learned how a mental state is described."),
    ("well", ""),
    ("not_reached", ""),
)
"""What came of asking, one after another."""


def fill(scheme_id: UUID, *, coordinator: Actor, buddy: Actor | None, now: datetime) -> None:
    """Let the fortnights that are over and the one under way leave what they leave.

    Args:
        scheme_id: Whose published plan.
        coordinator: Who asks and keeps the issues.
        buddy: Who speaks for a ward; ``None`` for nobody.
        now: The demo's present.
    """
    _check_in(scheme_id, coordinator, now)
    _settle_old_issues(scheme_id, coordinator, now)
    _raise_new_issues(scheme_id, coordinator, now)
    if buddy is not None:
        _speak_for_ward(buddy, now)


def _check_in(scheme_id: UUID, coordinator: Actor, now: datetime) -> None:
    """Ask everybody once; those under way on each day that has come, but for every third."""
    today = local_date(now)
    rotations = rotations_of(coordinator, scheme_id)
    for number, (learner, stays) in enumerate(rotations.items()):
        over = stays[-1][1] < today
        days = [one.on for one in askings(stays) if one.on <= today]
        asked = days[-1:] if over else days[: 0 if number % 3 == 0 else None]
        for day in asked:
            how, words = SAID[number % len(SAID)]
            at = min(_at(day), now)
            checking_in.record_check_in(coordinator, learner, NewCheckIn(how, words), now=at)


def _at(day: date) -> datetime:
    return from_local(datetime.combine(day, ASKED_AT))


def _settle_old_issues(scheme_id: UUID, coordinator: Actor, now: datetime) -> None:
    for days, kind, words, settled in (
        (70, "practical", "No parking near the unit before nine.", "A pass is at reception now."),
        (63, "buddy", "The buddy was on nights all week.", "The ward named a second buddy."),
    ):
        at = now - days * DAY
        new = NewIssue(kind, words, scheme_id)
        issue = issues.raise_issue(coordinator, new, now=at)
        said = Said("settled", settled)
        issues.say_of_issue(coordinator, issue, said, now=at + 3 * DAY)


def _raise_new_issues(scheme_id: UUID, coordinator: Actor, now: datetime) -> None:
    late = NewIssue("practical", "Two still wait for their badges.", scheme_id)
    issue = issues.raise_issue(coordinator, late, now=now - 4 * DAY)
    give = Said("given", "", coordinator.user_id, local_date(now) - DAY)
    issues.say_of_issue(coordinator, issue, give, now=now - 4 * DAY)
    open_words = "A reader asked what may be written about a ward in a workbook."
    issues.raise_issue(coordinator, NewIssue("privacy", open_words, scheme_id), now=now - DAY)


def _speak_for_ward(buddy: Actor, now: datetime) -> None:
    """The buddy's ward: a notice up, a no, and too busy in the last days somebody is expected."""
    page = ward_page(buddy, None, now=now)
    if page is None:
        return
    today = local_date(now)
    ward = page.id
    coming = [one for week in page.weeks for one in week.coming if one.last_on >= today]
    last = max((one.last_on for one in coming), default=today + 4 * DAY)
    first = max((one.first_on for one in coming), default=today)
    days, busy = Days(today, last), Days(max(first, today), last)
    wards.put_up_notice(buddy, ward, days=days, now=now - timedelta(hours=3))
    no = NewNo("the garden after lunch", days.first_on, days.last_on)
    wards.record_no(buddy, ward, no, now=now - timedelta(hours=2))
    why = "Two off sick and a new admission"
    wards.say_too_busy(buddy, ward, days=busy, why=why, now=now - timedelta(minutes=40))
    slow = NewIssue("buddy", "I am away from Thursday. Who looks after them?", service_id=ward)
    issues.raise_issue(buddy, slow, now=now - timedelta(hours=1))
