"""The coordinator's side: who lacks what, who does not start yet, sessions, and who is told."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.areas.placements.actions import sessions, starting
from alongside.areas.placements.actions.joining_telling import remind_of_checklists
from alongside.areas.placements.actions.own_checklist import keep_paper, tick_item
from alongside.areas.placements.actions.sessions import NewSession
from alongside.areas.placements.models import (
    CalendarFeed,
    ChecklistTick,
    PlanRead,
    ReflectiveSession,
    SessionAttendance,
    StartHeld,
)
from alongside.areas.placements.queries.before_day_one import cohort_checklist, held_back
from alongside.areas.placements.rules.checklist import items
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.foundation.outbox.models import InboxItem, OutboxMessage
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import OWN_DOOR, Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.placing import OFFICERS
from tests.support.world import NOW, on_duty

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def new(**changed: object) -> NewSession:
    whole = {
        "kind": "reflective", "starts_at": NOW + 9 * DAY, "ends_at": NOW + 9 * DAY + HOUR,
        "where": "Room 2, Larch House", "led_by": "Noor Haddad",
    }  # fmt: skip
    return NewSession(**{**whole, **changed})


@pytest.fixture
def planned(placing):
    return sessions.plan_session(placing.coordinator, placing.cohort.id, new(), now=NOW)


def told_titles(user_id, *, of: str = "") -> list[str]:
    told = InboxItem.objects.filter(user_id=user_id, title__startswith=of)
    return list(told.values_list("title", flat=True))


def test_pages_of_a_cohort_open_for_its_coordinators_and_nobody_else(placing, ann, planned, browse):
    cohort, session = [placing.cohort.id], [planned]
    both = [placing.cohort.id, ann.id]
    pages = [("cohort_checklist", cohort), ("workbooks", cohort), ("sessions", cohort)]
    pages += [("plan_session", cohort), ("vetting", both), ("hold_start", both)]
    names = ("session", "change_session", "cancel_session", "attendance", "learning")
    pages += [(name, session) for name in names]
    urls = [reverse(f"placements:{name}", args=args) for name, args in pages]
    for role in set(Role) - OWN_DOOR:
        client = browse(placing.world[role])
        expected = 200 if role in PERMISSIONS["checklist.see"] else 403
        for url in urls if expected == 200 else urls[::4]:
            assert client.get(url).status_code == expected, (role, url)
    client = browse(on_duty(Role.PLACEMENT_COORDINATOR, placing.world.council, name="Far Away"))
    for url in urls:
        answer = client.get(url)
        assert answer.status_code == 422, url
        assert "is not here" in answer.content.decode(), url


def test_the_coordinator_sees_who_lacks_what_and_confirms_vetting(placing, ann, browse):
    for item in items():
        if not item.by_coordinator:
            version = item.agreement.version if item.agreement else ""
            tick_item(placing.learner, ann.id, item.code, version=version, now=NOW)
    client = browse(placing.coordinator)
    page = reverse("placements:cohort_checklist", args=[placing.cohort.id])
    text = client.get(page).content.decode()
    assert "0 of 4 have done it all" in text
    assert "No account here" in text
    ben = placing.learners[OFFICERS[1]]
    paper = reverse("placements:on_paper", args=[placing.cohort.id, ben.id])
    day = {"on_day": "1", "on_month": "6", "on_year": "2026"}
    assert client.post(paper, day).status_code == 422
    kept = {**day, "codes": ["fire", "confidentiality"]}
    assert client.post(paper, kept).status_code == 302
    assert 'value="fire"' not in client.get(paper).content.decode()
    hers = reverse("placements:on_paper", args=[placing.cohort.id, ann.id])
    assert 'type="checkbox"' not in client.get(hers).content.decode()
    with pytest.raises(Refused, match="say themselves"):
        keep_paper(placing.coordinator, ann.id, ["fire"], on=date(2026, 6, 1), now=NOW)
    keep_paper(placing.coordinator, ben.id, ["fire"], on=date(2026, 6, 2), now=NOW)
    assert ChecklistTick.objects.filter(learner=ben).count() == 2
    url = reverse("placements:vetting", args=[placing.cohort.id, ann.id])
    early = client.post(url, {"on_day": "11", "on_month": "6", "on_year": "2026"})
    assert early.status_code == 422
    assert "has not come yet" in early.content.decode()
    sent = {"on_day": "1", "on_month": "6", "on_year": "2026"}
    text = client.post(url, sent, follow=True).content.decode()
    assert "1 of 4 have done it all" in text
    ann.refresh_from_db()
    assert (ann.vetted_on, ann.version) == (date(2026, 6, 1), 2)
    back = reverse("placements:vetting_back", args=[placing.cohort.id, ann.id])
    assert "0 of 4" in client.post(back, follow=True).content.decode()


def test_only_the_coordinators_decision_keeps_somebody_from_day_one(placing, ann, browse):
    client = browse(placing.coordinator)
    url = reverse("placements:hold_start", args=[placing.cohort.id, ann.id])
    assert "Not done: infection control" in client.get(url).content.decode()
    assert client.post(url, {"why": ""}).status_code == 422
    assert client.post(url, {"why": "Fire course first"}).status_code == 302
    assert held_back([ann.id]) == {ann.id: "Fire course first"}
    with pytest.raises(Refused, match="already"):
        starting.hold_start(placing.coordinator, ann.id, "again", now=NOW)
    work_once(NOW)
    assert "You do not start your placement yet: see why" in told_titles(ann.user_id)
    own = browse(placing.learner).get(reverse("placements:mine")).content.decode()
    assert "You do not start yet" in own
    assert "Fire course first" in own
    lift = reverse("placements:lift_start", args=[placing.cohort.id, ann.id])
    browse(placing.coordinator).post(lift)
    browse(placing.coordinator).post(lift)
    work_once(NOW)
    assert told_titles(ann.user_id).count("You can start your placement") == 1
    assert held_back([ann.id]) == {}


def test_a_reminder_goes_once_two_days_before_and_coordinators_hear_on_the_day(placing, ann):
    by = placing.cohort.induction_on
    at = NOW.replace(year=by.year, month=by.month, day=by.day)
    assert remind_of_checklists(at - 3 * DAY) == 0
    for when in (at - 2 * DAY, at - 2 * DAY + HOUR, at - DAY):
        assert remind_of_checklists(when) == 4
    work_once(at - DAY)
    assert told_titles(ann.user_id) == ["Before your placement: 8 things are still to do"]
    assert told_titles(placing.coordinator.user_id) == []
    remind_of_checklists(at)
    remind_of_checklists(at + HOUR)
    work_once(at)
    assert told_titles(placing.coordinator.user_id) == [
        "June 2026: some have not done the checklist"
    ]
    assert remind_of_checklists(at + DAY) == 0


def test_nobody_is_reminded_of_what_was_done_meanwhile(placing, ann):
    by = placing.cohort.induction_on
    at = NOW.replace(year=by.year, month=by.month, day=by.day) - DAY
    remind_of_checklists(at)
    for item in items():
        if not item.by_coordinator:
            version = item.agreement.version if item.agreement else ""
            tick_item(placing.learner, ann.id, item.code, version=version, now=NOW)
    starting.confirm_vetting(placing.coordinator, ann.id, date(2026, 6, 1), now=NOW)
    work_once(at)
    assert told_titles(ann.user_id) == []


def session_form(**changed: str) -> dict[str, str]:
    sent = {"kind": "reflective", "where": "Room 2", "led_by": "Noor", "request_key": str(uuid4())}
    for name, time in (("starts_at", "14:00"), ("ends_at", "15:30")):
        parts = {"day": "19", "month": "6", "year": "2026", "time": time}
        sent |= {f"{name}_{part}": value for part, value in parts.items()}
    return sent | changed


def test_a_session_is_planned_once_changed_and_called_off_and_the_cohort_is_told(
    placing, ann, browse
):
    client = browse(placing.coordinator)
    plan = reverse("placements:plan_session", args=[placing.cohort.id])
    sent = session_form()
    for _ in range(2):
        assert client.post(plan, sent).status_code == 302
    row = ReflectiveSession.objects.get()
    backwards = client.post(plan, session_form(ends_at_time="13:00"))
    assert backwards.status_code == 422
    assert "ends before it starts" in backwards.content.decode()
    change = reverse("placements:change_session", args=[row.id])
    assert client.post(change, session_form(where="Room 5", version="1")).status_code == 302
    stale = client.post(change, session_form(where="Room 6", version="1"))
    assert stale.status_code == 409
    assert "Somebody else changed this" in stale.content.decode()
    cancel = reverse("placements:cancel_session", args=[row.id])
    assert "4 people are told" in client.get(cancel).content.decode()
    assert client.post(cancel, {"version": "2"}).status_code == 302
    assert client.post(cancel, {"version": "3"}).status_code == 422
    work_once(NOW)
    told = told_titles(ann.user_id, of="Reflective")
    assert told == ["Reflective session called off"]
    text = client.get(reverse("placements:sessions", args=[placing.cohort.id])).content.decode()
    assert "Called off" in text


def test_each_change_of_a_session_is_told_as_it_happens(placing, ann, planned):
    work_once(NOW)
    sessions.change_session(placing.coordinator, planned, new(where="5"), version=1, now=NOW)
    work_once(NOW)
    assert set(told_titles(ann.user_id, of="Reflective")) == {
        "Reflective session planned: add it to your calendar",
        "Reflective session changed: look at the time and place",
    }
    over = new(starts_at=NOW - 2 * HOUR, ends_at=NOW - HOUR)
    sessions.plan_session(placing.coordinator, placing.cohort.id, over, now=NOW)
    assert OutboxMessage.objects.filter(topic__startswith="placements.session").count() == 2


def test_who_came_and_what_was_learnt_are_kept_without_anybodys_story(placing, ann, browse):
    over = new(starts_at=NOW - 2 * HOUR, ends_at=NOW - HOUR)
    one = sessions.plan_session(placing.coordinator, placing.cohort.id, over, now=NOW)
    client = browse(placing.coordinator)
    page = reverse("placements:session", args=[one])
    assert "Not said yet" in client.get(page).content.decode()
    came = reverse("placements:attendance", args=[one])
    ben = placing.learners[OFFICERS[1]]
    for word in ("no", "yes"):
        sent = {f"came_{ann.id.hex}": word, f"came_{ben.id.hex}": "not_known"}
        assert client.post(came, sent).status_code == 302
    assert SessionAttendance.objects.get().came is True
    text = client.get(page).content.decode()
    assert "PC Ann Ash: came" in text
    assert "PC Ben Birch: not said" in text
    learnt = reverse("placements:learning", args=[one])
    told = client.post(learnt, {"learning": "Born 3 March 1992, he said", "version": "1"})
    assert told.status_code == 422
    assert "a date of birth" in told.content.decode()
    assert client.post(learnt, {"learning": "Sit down first", "version": "1"}).status_code == 302
    assert "Sit down first" in client.get(page).content.decode()
    with pytest.raises(Conflict):
        sessions.note_learning(placing.coordinator, one, "x", version=1, now=NOW)
    with pytest.raises(Refused, match="not in this cohort"):
        sessions.record_attendance(placing.coordinator, one, {uuid4(): True}, now=NOW)


def test_nobody_comes_to_what_has_not_begun(placing, ann, planned):
    with pytest.raises(Refused, match="has not begun"):
        sessions.record_attendance(placing.coordinator, planned, {ann.id: True}, now=NOW)
    with pytest.raises(Refused, match="not here"):
        sessions.cancel_session(placing.coordinator, uuid4(), version=1, now=NOW)


ACTIONS = {
    "vetting": lambda who, a, s: starting.confirm_vetting(who, a.id, date(2026, 6, 1), now=NOW),
    "paper": lambda who, a, s: keep_paper(who, a.id, (), on=date(2026, 6, 1), now=NOW),
    "vetting back": lambda who, a, s: starting.take_back_vetting(who, a.id, now=NOW),
    "hold": lambda who, a, s: starting.hold_start(who, a.id, "why", now=NOW),
    "lift": lambda who, a, s: starting.lift_start(who, a.id, now=NOW),
    "plan": lambda who, a, s: sessions.plan_session(who, a.cohort_id, new(), now=NOW),
    "change": lambda who, a, s: sessions.change_session(who, s, new(), version=1, now=NOW),
    "cancel": lambda who, a, s: sessions.cancel_session(who, s, version=1, now=NOW),
    "came": lambda who, a, s: sessions.record_attendance(who, s, {}, now=NOW),
    "learnt": lambda who, a, s: sessions.note_learning(who, s, "x", version=1, now=NOW),
}


def test_every_other_role_and_other_organisations_change_nothing(placing, ann, planned):
    stranger = on_duty(Role.PLACEMENT_COORDINATOR, placing.world.council, name="Far Away")
    for act in ACTIONS.values():
        for role in set(Role) - PERMISSIONS["session.keep"]:
            with pytest.raises(NotPermitted):
                act(placing.world[role], ann, planned)
        with pytest.raises(Refused, match=r"not here|not in this cohort"):
            act(stranger, ann, planned)


def test_no_audit_no_write(placing, ann, planned, monkeypatch):
    def broken(*_args: object, **_options: object) -> None:
        raise IntegrityError

    for place in ("own_writing", "sessions"):
        monkeypatch.setattr(f"alongside.areas.placements.actions.{place}.record", broken)
    for name in ("vetting", "hold", "plan", "change", "cancel", "learnt"):
        with pytest.raises(IntegrityError), transaction.atomic():
            ACTIONS[name](placing.coordinator, ann, planned)
    ann.refresh_from_db()
    row = ReflectiveSession.objects.get()
    assert (ann.vetted_on, row.version, row.learning) == (None, 1, "")
    assert not StartHeld.objects.exists()


def test_the_database_keeps_one_decision_one_reading_and_one_address(placing, ann, standing):
    by = placing.coordinator.user_id
    StartHeld.objects.create(learner=ann, why="w", held_by_id=by, held_at=NOW)
    PlanRead.objects.create(learner=ann, plan=standing, read_at=NOW)
    CalendarFeed.objects.create(learner=ann, made_at=NOW)
    ben = placing.learners[OFFICERS[1]]
    for make in (
        lambda: StartHeld.objects.create(learner=ann, why="w", held_by_id=by, held_at=NOW),
        lambda: StartHeld.objects.create(learner=ben, why="", held_by_id=by, held_at=NOW),
        lambda: PlanRead.objects.create(learner=ann, plan=standing, read_at=NOW),
        lambda: CalendarFeed.objects.create(learner=ann, made_at=NOW),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()
    assert cohort_checklist(placing.coordinator, placing.cohort.id).rows[0].held_why == "w"
