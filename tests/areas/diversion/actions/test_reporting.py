"""Reports: asked for, agreed to, written without losing anything, and released or not."""

import uuid
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from alongside.areas.diversion.actions import releasing, reporting
from alongside.areas.diversion.actions.hearings import NewHearing, list_hearing, move_hearing
from alongside.areas.diversion.actions.printing import print_plain_copy, print_report
from alongside.areas.diversion.actions.releasing import Releasing
from alongside.areas.diversion.actions.reporting import NewConsent, NewReport
from alongside.areas.diversion.models import (
    EpisodeEvent,
    Hearing,
    ReportEvent,
    ReportRequest,
    ReportVersion,
)
from alongside.areas.diversion.queries.owed_reports import owed_reports
from alongside.areas.diversion.queries.report_record import on_record
from alongside.areas.diversion.queries.reports import report_board, report_page, report_row
from alongside.areas.diversion.queries.story import episode_story
from alongside.areas.diversion.rules.referral_sharing import Agreed
from alongside.areas.diversion.rules.report_draft import drafted
from alongside.areas.diversion.rules.report_levels import headings_of
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.verify import verify
from alongside.foundation.outbox.inbox import inbox_of
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.custody import HOUR, Suite, elsewhere, make_suite
from tests.support.world import NOW, make_world

pytestmark = pytest.mark.django_db
HEARING = NOW + timedelta(hours=20)
NINE = timedelta(minutes=9)


@pytest.fixture
def suite() -> Suite:
    return make_suite(make_world())


@pytest.fixture
def episode(suite: Suite) -> UUID:
    return suite.notice(suite.person())


def ask(suite: Suite, episode: UUID, *, recipient: str = "court", level: str = "full_report"):
    new = NewReport(recipient, "The clerk", "First hearing", level, NOW - HOUR / 2, HEARING)
    return reporting.ask_for_report(suite.link, episode, new, now=NOW)


def agree(suite: Suite, report: UUID, level: str, *recipients: str) -> None:
    consent = NewConsent(level, frozenset(recipients), Agreed.PERSON, "Said yes to Hope")
    reporting.record_consent(suite.link, report, consent, now=NOW)


def write(suite: Suite, report: UUID, *, number: int = 0, text: str = "Short questions help."):
    said = dict.fromkeys((one.code for one in headings_of("full_report")), text)
    return reporting.save_report(suite.link, report, said, number=number, now=NOW)


def release(suite: Suite, report: UUID, level: str, *, at=None, number: int = 1) -> str:
    wanted = Releasing(level, "The clerk", "secure_email", at or NOW, number)
    before = set(ReportEvent.objects.values_list("pk", flat=True))
    releasing.release_report(suite.link, report, wanted, now=at or NOW)
    return ReportEvent.objects.exclude(pk__in=before).get().kind


def test_a_report_nine_minutes_before_the_hearing_is_in_time_and_locked(suite, episode):
    report = ask(suite, episode)
    agree(suite, report, "summary_report", "court")
    write(suite, report)
    at = HEARING - NINE
    assert release(suite, report, "summary_report", at=at) == "released"
    line = report_page(suite.link, report, now=at).line
    assert (line.in_time, line.minutes_early) == (True, 9)
    entry = AuditEntry.objects.get(action="diversion.release_report")
    assert (entry.op, entry.details["gateway"]) == ("disclosure", "consent_common_law")
    assert entry.details["method"] == "secure_email"
    paper = print_report(suite.link, report, 1, method="pdf", now=at)
    titles = [title for title, _ in paper.sections]
    assert "Needs, in plain words" in titles
    assert not any("diagnosis" in title for title in titles)
    assert "Version 1, summary report. Released" in paper.release
    assert write(suite, report, number=1, text="More.") == 2
    assert ReportVersion.objects.get(number=1).said["needs"] == "Short questions help."
    assert verify().broken == ()


def test_a_report_at_five_past_for_ten_is_not_in_time(suite, episode):
    report = ask(suite, episode)
    agree(suite, report, "headline_needs", "court")
    write(suite, report)
    release(suite, report, "headline_needs", at=HEARING + timedelta(minutes=5))
    assert ReportRequest.objects.get().in_time is False


def test_what_release_control_refuses_is_kept_with_what_may_go(suite, episode):
    report = ask(suite, episode, recipient="officer_in_case")
    write(suite, report)
    assert release(suite, report, "full_report") == "refused"
    page = report_page(suite.link, report, now=NOW)
    assert "have not agreed" in page.last_refusal
    assert "attended only" in page.last_refusal
    entry = AuditEntry.objects.get(action="diversion.release_report")
    assert entry.details["outcome"] == "refused"
    refused = EpisodeEvent.objects.get(kind="report_refused")
    assert refused.facts["reason"] == "no_consent"
    assert release(suite, report, "attended_only") == "released"
    assert report_page(suite.link, report, now=NOW).last_refusal == ""


def test_consent_taken_back_stops_all_and_recipients_are_told(suite, episode):
    report = ask(suite, episode)
    agree(suite, report, "headline_needs", "court")
    write(suite, report)
    release(suite, report, "headline_needs")
    reporting.withdraw_consent(suite.nurse, report, "Changed his mind", now=NOW)
    assert release(suite, report, "attended_only") == "refused"
    page = report_page(suite.link, report, now=NOW)
    assert page.untold == ("The clerk",)
    assert len(page.releases) == 1
    work_once(NOW)
    assert [line.title for line in inbox_of(suite.link)] == [
        "Consent was taken back: tell whoever has the report"
    ]
    releasing.tell_recipient(suite.link, report, recipient="The clerk", words="Rang", now=NOW)
    assert report_page(suite.link, report, now=NOW).untold == ()
    with pytest.raises(Refused, match="already"):
        reporting.withdraw_consent(suite.nurse, report, "Again", now=NOW)


def test_danger_is_told_to_custody_though_nothing_was_agreed(suite, episode):
    report = ask(suite, episode)
    told = {"dangers": ["ligature"], "words": "Take laces. Look in often.", "now": NOW}
    releasing.tell_safety(suite.nurse, report, told_person="I told him so", **told)
    event = EpisodeEvent.objects.get(kind="told_custody")
    assert event.facts["ground"] == "vital_interests"
    entry = AuditEntry.objects.get(action="diversion.tell_safety")
    assert (entry.op, entry.details["gateway"]) == ("disclosure", "vital_interests")
    work_once(NOW)
    assert len(inbox_of(suite.sergeant)) == 1
    for wrong in (
        {**told, "told_person": " "},
        {**told, "dangers": [], "told_person": "Yes"},
        {**told, "dangers": ["magic"], "told_person": "Yes"},
    ):
        with pytest.raises(Refused):
            releasing.tell_safety(suite.nurse, report, **wrong)


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [
        ("He is guilty.", "headline_needs", "report.barred"),
        ("", "headline_needs", "report.unfinished"),
        ("Fine", "whole", "report.level"),
    ],
)
def test_what_may_not_stand_in_a_report_does_not_go(suite, episode, text, level, code):
    report = ask(suite, episode)
    agree(suite, report, "full_report", "court")
    write(suite, report, text=text)
    with pytest.raises(Refused) as refused:
        release(suite, report, level)
    assert refused.value.code == code
    with pytest.raises(Refused, match="Write the report first"):
        release(suite, report, "headline_needs", number=7)


def test_neither_of_two_writers_loses_anything(suite, episode):
    report = ask(suite, episode)
    assert write(suite, report) == 1
    with pytest.raises(Conflict) as conflict:
        write(suite, report, number=0, text="Mine")
    assert conflict.value.theirs["needs"] == "Short questions help."
    assert write(suite, report, number=1, text="Mine") == 2
    assert ReportVersion.objects.count() == 2


def test_a_child_agrees_once_somebody_found_that_they_may(suite):
    child = suite.notice(suite.person(family="Oake", born_on=(NOW - timedelta(days=4800)).date()))
    report = ask(suite, child)
    consent = NewConsent("headline_needs", frozenset({"court"}), Agreed.PERSON, "Said yes")
    with pytest.raises(Refused) as refused:
        reporting.record_consent(suite.nurse, report, consent, now=NOW)
    assert refused.value.code == "agreed.gillick"
    parent = NewConsent("headline_needs", frozenset({"court"}), Agreed.PARENT, "Mum said yes")
    reporting.record_consent(suite.nurse, report, parent, now=NOW)
    write(suite, report)
    assert release(suite, report, "headline_needs") == "released"


def test_best_interests_reach_the_one_recipient_they_name(suite, episode):
    report = ask(suite, episode)
    best = NewConsent(
        "headline_needs", frozenset({"court"}), Agreed.BEST_INTERESTS, "Could not weigh it"
    )
    reporting.record_consent(suite.nurse, report, best, now=NOW)
    write(suite, report)
    assert release(suite, report, "headline_needs") == "released"
    assert ReportEvent.objects.get(kind="released").facts["ground"] == "mca_best_interests"


def test_the_person_is_offered_a_copy_in_plain_words(suite, episode):
    report = ask(suite, episode)
    write(suite, report)
    assert (
        print_plain_copy(suite.link, report, now=NOW).sections[0][0] == "Who wrote this about you"
    )
    releasing.offer_copy(suite.link, report, "given", now=NOW)
    assert report_page(suite.link, report, now=NOW).copy_words == "They have it"
    assert AuditEntry.objects.filter(action="diversion.print_plain_copy", op="print").exists()
    with pytest.raises(Refused):
        releasing.offer_copy(suite.link, report, "maybe", now=NOW)
    with pytest.raises(Refused, match="not released"):
        print_report(suite.link, report, 1, method="page", now=NOW)


def test_a_draft_starts_from_the_record_and_never_says_no(suite, episode):
    row = report_row(suite.link, ask(suite, episode))
    said = drafted(on_record(suite.link, row, now=NOW), "full_report")
    assert "Jamie Marsh" in said["writer"]
    assert "declin" not in " ".join(said.values()).lower()


def test_what_is_due_is_told_two_hours_before(suite, episode):
    report = ask(suite, episode)
    work_once(HEARING - 3 * HOUR)
    assert inbox_of(suite.link) == []
    work_once(HEARING - 2 * HOUR)
    assert inbox_of(suite.link)[0].title == "A report is due in two hours and has not gone"
    (owed,) = report_board(suite.link, now=NOW).owed
    assert owed.id == report
    assert [one.id for one in owed_reports(suite.link, [episode])] == [report]
    reporting.close_report(suite.link, report, "Case dropped", now=NOW)
    assert report_board(suite.link, now=NOW).owed == ()
    assert EpisodeEvent.objects.filter(kind="report_not_needed").exists()


def test_a_report_for_a_listed_hearing_is_due_when_that_starts_also_when_it_is_moved(
    suite, episode
):
    list_hearing(suite.link, episode, NewHearing(suite.court, HEARING, "bail"), now=NOW)
    hearing = Hearing.objects.get()
    asked = NewReport("court", "Clerk", "Bail", "full_report", NOW, NOW, hearing_id=hearing.id)
    report = reporting.ask_for_report(suite.link, episode, asked, now=NOW)
    assert ReportRequest.objects.get().due_at == HEARING
    later = HEARING + timedelta(days=1)
    where = {"site_id": suite.court, "reason": "No interpreter", "version": 1, "now": NOW}
    move_hearing(suite.sergeant, hearing.id, at=later, **where)
    assert ReportRequest.objects.get().due_at == later
    page = report_page(suite.link, report, now=NOW)
    assert page.story[-1].title == "The hearing it is for was moved"
    (owed,) = [one for one in episode_story(suite.link, episode, now=NOW).owed
               if one.what == "write_report"]  # fmt: skip
    assert owed.due_at == later
    work_once(HEARING - 2 * HOUR)
    assert inbox_of(suite.link) == []
    work_once(later - 2 * HOUR)
    assert len(inbox_of(suite.link)) == 1
    assert inbox_of(suite.sergeant) == []
    assert verify().broken == ()
    wrong = replace(asked, hearing_id=uuid.uuid4())
    with pytest.raises(Refused, match="not listed any more"):
        reporting.ask_for_report(suite.link, episode, wrong, now=NOW)


def test_only_the_service_that_looks_after_them_may(suite, episode):
    report = ask(suite, episode)
    key = uuid.uuid4()
    consent = NewConsent("attended_only", frozenset({"court"}), Agreed.PERSON, "Yes")
    far = elsewhere()
    for actor in (far, suite.sergeant, suite.world[Role.KEYWORKER]):
        with pytest.raises(NotPermitted):
            report_page(actor, report, now=NOW)
        with pytest.raises(NotPermitted):
            reporting.record_consent(actor, report, consent, now=NOW)
    for _ in range(2):
        reporting.record_consent(suite.link, report, consent, now=NOW, request_key=key)
    assert ReportEvent.objects.filter(kind="consented").count() == 1
    with pytest.raises(Refused, match="not here"):
        reporting.close_report(suite.link, uuid.uuid4(), "x", now=NOW)


@pytest.mark.parametrize(
    ("table", "broken", "constraint"),
    [
        (ReportRequest, {"state": "lost"}, "report_state_is_known"),
        (ReportRequest, {"level": "all"}, "report_level_and_recipient_known"),
        (ReportRequest, {"in_time": True}, "report_released_says_whether_in_time"),
        (ReportVersion, {"level": "all"}, "report_version_level_known"),
        (ReportEvent, {"kind": ""}, "report_event_has_a_kind"),
    ],
)
def test_the_database_itself_refuses(suite, episode, table, broken, constraint):
    write(suite, ask(suite, episode))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        table.objects.update(**broken)
