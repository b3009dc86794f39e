"""A fortnight under way in the demo: check-ins, issues, a ward that is too busy, a notice, a no."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.placements.actions import checking_in, issues, wards
from alongside.areas.placements.actions.checking_in import NewCheckIn
from alongside.areas.placements.actions.issues import NewIssue, Said
from alongside.areas.placements.actions.wards import NewNo
from alongside.areas.placements.models import PlannedStay
from alongside.areas.placements.queries.todays_plan import PUBLISHED
from alongside.areas.placements.queries.wards import wards_for
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
    rotations: dict[UUID, list[tuple[date, date]]] = defaultdict(list)
    rows = PlannedStay.objects.filter(plan__scheme_id=scheme_id, plan__state=PUBLISHED)
    for row in rows.order_by("learner__name", "first_on"):
        rotations[row.learner_id].append((row.first_on, row.last_on))
    today = local_date(now)
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
    service = wards_for(buddy).order_by("name").first()
    if service is None:
        return
    today = local_date(now)
    stays = PlannedStay.objects.filter(
        service=service, plan__state=PUBLISHED, last_on__gte=today
    ).order_by("first_on")
    coming = [(one.first_on, one.last_on) for one in stays if one.first_on <= today + 14 * DAY]
    last = max((last for _, last in coming), default=today + 4 * DAY)
    days = Days(today, min(last, today + 20 * DAY))
    wards.put_up_notice(buddy, service.id, days=days, now=now - timedelta(hours=3))
    no = NewNo("the garden after lunch", days.first_on, days.last_on)
    wards.record_no(buddy, service.id, no, now=now - timedelta(hours=2))
    first = max((first for first, _ in coming), default=today)
    busy = Days(max(first, today), last)
    why = "Two off sick and a new admission"
    wards.say_too_busy(buddy, service.id, days=busy, why=why, now=now - timedelta(minutes=40))
    slow = NewIssue(
        "buddy", "I am away from Thursday. Who looks after them?", service_id=service.id
    )
    issues.raise_issue(buddy, slow, now=now - timedelta(hours=1))
