"""Missing people: who may, what is written, what is refused, who is told."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.areas.people import actions as people
from alongside.areas.people.actions import NewPerson
from alongside.areas.people.actions.merging import Agreed, merge_people
from alongside.areas.people.models import PersonMerge
from alongside.areas.plans.actions import missing
from alongside.areas.plans.actions.missing import Judgement
from alongside.areas.plans.actions.missing_correcting import correct_missing_entry
from alongside.areas.plans.models import MissingEvent, MissingRecord
from alongside.areas.plans.queries.missing import missing_story
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.areas.plans.rules.joint_story import NewEntry
from alongside.areas.plans.rules.missing import MISSING_PERMISSIONS
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.models import InboxItem, OutboxMessage
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.areas.plans.joint.conftest import DUE, HIGH, LOW, REPORT
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
FOUND = NewEntry("found", NOW, {"place": "Bus station", "found_by": "PC Okafor"})
WELL = NewEntry("welfare_confirmed", NOW, {"seen_by": "PC Okafor", "how": "Cold, drinking tea"})


def record_of(record_id):
    return MissingRecord.objects.get(pk=record_id)


def titles(actor):
    return list(
        InboxItem.objects.filter(user_id=actor.user_id)
        .order_by("created_at")
        .values_list("title", flat=True)
    )


def test_a_report_opens_a_record_with_a_level_somebody_chose(cast, jamie) -> None:
    record = record_of(missing.report_missing(cast.officer, jamie, REPORT, judgement=LOW, now=NOW))
    assert (record.state, record.level) == ("missing", "low")
    assert record.next_review_due_at == DUE
    assert record.last_seen_at == REPORT.last_seen_at
    kinds = list(record.events.order_by("recorded_at").values_list("kind", flat=True))
    assert sorted(kinds) == ["level_set", "reported"]
    entry = AuditEntry.objects.get(action="plans.report_missing")
    assert entry.details["purpose"] == "P7"
    assert "Mill Lane" not in str(entry.details)


@pytest.mark.parametrize("role", Role)
def test_who_reports_somebody_missing_follows_the_table(cast, jamie, role) -> None:
    actor = cast.world[role]
    if role in JOINT_PERMISSIONS["missing.open"]:
        missing.report_missing(actor, jamie, REPORT, judgement=LOW, now=NOW)
    else:
        with pytest.raises(NotPermitted):
            missing.report_missing(actor, jamie, REPORT, judgement=LOW, now=NOW)
    assert MissingRecord.objects.exists() is (role in JOINT_PERMISSIONS["missing.open"])


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("kind", ["told", "found", "absent_without_leave"])
def test_who_adds_to_a_record_follows_the_table(cast, missing_jamie, role, kind) -> None:
    facts = {"told": {"words": "Seen by the weir"}, "found": {"place": "Weir"}}
    entry = NewEntry(kind, NOW, facts.get(kind, {"legal_status": "03"}))
    actor = cast.world[role]
    before = MissingEvent.objects.count()
    if role in JOINT_PERMISSIONS[MISSING_PERMISSIONS[kind]]:
        missing.record_missing_entry(actor, missing_jamie, entry, now=NOW)
        assert MissingEvent.objects.count() == before + 1
    else:
        with pytest.raises(NotPermitted):
            missing.record_missing_entry(actor, missing_jamie, entry, now=NOW)
        assert MissingEvent.objects.count() == before


@pytest.mark.parametrize(
    ("report", "judgement", "code"),
    [
        ({"reported_at": NOW + timedelta(minutes=1)}, {}, "event.in_the_future"),
        ({"last_seen_at": NOW + timedelta(minutes=1)}, {}, "event.in_the_future"),
        ({"factors": ("tall",)}, {}, "missing.factor_unknown"),
        ({}, {"level": ""}, "missing.level_unknown"),
        ({}, {"rationale": " "}, "missing.no_rationale"),
        ({}, {"next_review_due_at": None}, "missing.no_next_review"),
    ],
)
def test_a_refused_report_leaves_no_trace(cast, jamie, report, judgement, code) -> None:
    with pytest.raises(Refused) as refused:
        missing.report_missing(
            cast.officer,
            jamie,
            replace(REPORT, **report),
            judgement=replace(LOW, **judgement),
            now=NOW,
        )
    assert refused.value.code == code
    assert not MissingRecord.objects.exists()
    assert not AuditEntry.objects.filter(action="plans.report_missing").exists()


def test_nobody_is_missing_twice_at_a_time(cast, jamie, missing_jamie) -> None:
    with pytest.raises(Refused) as refused:
        missing.report_missing(cast.supervisor, jamie, REPORT, judgement=LOW, now=NOW)
    assert refused.value.code == "missing.already"


def test_a_report_sent_twice_is_kept_once(cast, jamie) -> None:
    key = uuid.uuid4()
    made = {
        missing.report_missing(cast.officer, jamie, REPORT, judgement=LOW, now=NOW, request_key=key)
        for _ in range(2)
    }
    assert len(made) == 1
    assert MissingRecord.objects.count() == 1


def test_no_audit_means_no_report(cast, jamie, monkeypatch) -> None:
    def broken(*_args, **_options) -> None:
        raise RuntimeError("no log")

    monkeypatch.setattr("alongside.areas.plans.actions.joint_writing.record", broken)
    with pytest.raises(RuntimeError):
        missing.report_missing(cast.officer, jamie, REPORT, judgement=LOW, now=NOW)
    assert not MissingRecord.objects.exists()


def test_absent_as_typed_is_kept_as_very_low_with_the_word_beside_it(cast, jamie) -> None:
    judgement = replace(LOW, level="Absent")
    record_id = missing.report_missing(cast.officer, jamie, REPORT, judgement=judgement, now=NOW)
    assert record_of(record_id).level == "very_low"
    facts = MissingEvent.objects.get(record_id=record_id, kind="level_set").facts
    assert facts["level_said"] == "Absent"


def test_a_level_lowered_with_no_reason_is_refused(cast, missing_jamie) -> None:
    later = NOW + timedelta(minutes=20)
    missing.review_level(cast.officer, missing_jamie, HIGH, now=later)
    with pytest.raises(Refused) as refused:
        missing.review_level(cast.supervisor, missing_jamie, LOW, now=later)
    assert refused.value.code == "missing.lowered_without_reason"
    reason = replace(LOW, lowering_reason="His brother rang: he has his insulin")
    missing.review_level(cast.supervisor, missing_jamie, reason, now=later)
    assert record_of(missing_jamie).level == "low"


def test_found_with_no_welfare_confirmation_stays_open(cast, missing_jamie) -> None:
    missing.record_missing_entry(cast.officer, missing_jamie, FOUND, now=NOW)
    record = record_of(missing_jamie)
    assert (record.state, record.closed_at) == ("found", None)
    assert record.next_review_due_at == DUE
    missing.record_missing_entry(cast.keyworker, missing_jamie, WELL, now=NOW)
    record = record_of(missing_jamie)
    assert (record.state, record.closed_at, record.welfare_confirmed_at) == ("closed", NOW, NOW)


def test_found_and_well_in_one_breath_closes_the_record(cast, missing_jamie) -> None:
    missing.record_missing_entry(cast.officer, missing_jamie, FOUND, well=WELL, now=NOW)
    assert record_of(missing_jamie).state == "closed"


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (WELL, "missing.not_found_yet"),
        (NewEntry("told", NOW + timedelta(minutes=1), {"words": "x"}), "event.in_the_future"),
        (NewEntry("rumour", NOW), "event.unknown_kind"),
        (NewEntry("told", NOW, {"mood": "x"}), "event.unknown_fact"),
        (NewEntry("told", NOW, {"factors": ["tall"]}), "missing.factor_unknown"),
        (NewEntry("absent_without_leave", NOW, {"legal_status": "01"}), "missing.not_held"),
        (NewEntry("return_interview", NOW, {"answer": "held"}), "missing.not_independent"),
    ],
)
def test_what_cannot_be_so_is_refused_and_leaves_no_trace(cast, missing_jamie, entry, code) -> None:
    before = MissingEvent.objects.count()
    with pytest.raises(Refused) as refused:
        missing.record_missing_entry(cast.officer, missing_jamie, entry, now=NOW)
    assert refused.value.code == code
    assert MissingEvent.objects.count() == before


def test_nobody_is_well_until_somebody_saw_them(cast, missing_jamie) -> None:
    nobody = replace(WELL, facts={"how": "Fine"})
    with pytest.raises(Refused) as refused:
        missing.record_missing_entry(cast.officer, missing_jamie, FOUND, well=nobody, now=NOW)
    assert refused.value.code == "missing.nobody_saw_them"
    assert record_of(missing_jamie).state == "missing"


def test_a_section_3_patient_absent_without_leave_is_linked_to_section_18(
    cast, missing_jamie
) -> None:
    entry = NewEntry("absent_without_leave", NOW, {"legal_status": "03", "away_from": "Fellside"})
    made = missing.record_missing_entry(cast.keyworker, missing_jamie, entry, now=NOW)
    facts = MissingEvent.objects.get(pk=made).facts
    assert facts["power"] == "s18"
    assert facts["power_source"] == "Mental Health Act 1983, section 18"


def test_supervisors_are_told_of_a_high_level_at_once_and_again_after_half_an_hour(
    cast, jamie
) -> None:
    missing.report_missing(cast.officer, jamie, REPORT, judgement=HIGH, now=NOW)
    work_once(NOW)
    assert titles(cast.supervisor) == ["A missing person's level is high: review it"]
    assert titles(cast.rail) == []
    work_once(NOW + timedelta(minutes=30))
    assert len(titles(cast.supervisor)) == 2
    assert "Jamie" not in " ".join(titles(cast.supervisor))


def test_nobody_is_told_again_once_a_supervisor_has_reviewed_a_high_level(cast, jamie) -> None:
    record_id = missing.report_missing(cast.officer, jamie, REPORT, judgement=HIGH, now=NOW)
    missing.review_level(cast.supervisor, record_id, HIGH, now=NOW + timedelta(minutes=5))
    work_once(NOW + timedelta(minutes=31))
    assert titles(cast.supervisor) == []


def test_a_review_that_falls_due_is_told_once_and_not_when_it_was_done(cast, missing_jamie) -> None:
    later = Judgement("low", "No change", DUE + timedelta(hours=3))
    missing.review_level(cast.officer, missing_jamie, later, now=NOW + timedelta(hours=1))
    work_once(DUE)
    assert titles(cast.officer) == []
    work_once(DUE + timedelta(hours=3))
    assert titles(cast.officer) == ["Due: review of a missing person's level"]


@pytest.mark.parametrize("offered", [True, False])
def test_a_child_found_is_owed_the_offer_of_an_interview_within_72_hours(
    cast, child, offered
) -> None:
    record_id = missing.report_missing(cast.officer, child, REPORT, judgement=LOW, now=NOW)
    missing.record_missing_entry(cast.officer, record_id, FOUND, well=WELL, now=NOW)
    due = OutboxMessage.objects.get(topic="plans.missing_return_interview_due")
    assert due.due_at == NOW + timedelta(hours=72)
    if offered:
        facts = {"answer": "accepted", "offered_by": "Harbour Light", "independent": True}
        entry = NewEntry("return_interview", NOW, facts)
        missing.record_missing_entry(cast.keyworker, record_id, entry, now=NOW)
    work_once(NOW + timedelta(hours=72))
    assert bool(titles(cast.officer)) is not offered


def test_a_grown_up_found_is_not_owed_a_childs_interview(cast, missing_jamie) -> None:
    missing.record_missing_entry(cast.officer, missing_jamie, FOUND, well=WELL, now=NOW)
    assert not OutboxMessage.objects.filter(topic="plans.missing_return_interview_due").exists()


def test_a_correction_stands_in_the_old_ones_place_and_both_stay(cast, missing_jamie) -> None:
    first = missing.record_missing_entry(cast.officer, missing_jamie, FOUND, now=NOW)
    earlier = replace(FOUND, happened_at=NOW - timedelta(minutes=15))
    made = correct_missing_entry(cast.officer, first, earlier, reason="Typed it late", now=NOW)
    assert record_of(missing_jamie).found_at == earlier.happened_at
    assert MissingEvent.objects.get(pk=made).supersedes_id == first
    with pytest.raises(Conflict) as conflict:
        correct_missing_entry(cast.officer, first, earlier, reason="Again", now=NOW)
    assert conflict.value.code == "event.corrected_already"


def test_putting_a_reason_right_keeps_the_level_and_its_next_review(cast, missing_jamie) -> None:
    first = MissingEvent.objects.get(record_id=missing_jamie, kind="level_set")
    entry = NewEntry("level_set", NOW, {"rationale": "He has his coat"})
    correct_missing_entry(cast.officer, first.id, entry, reason="Misheard", now=NOW)
    record = record_of(missing_jamie)
    assert (record.level, record.next_review_due_at) == ("low", DUE)


@pytest.mark.parametrize(
    ("kind", "reason", "code"),
    [("found", " ", "correction.no_reason"), ("told", "Misheard", "correction.other_kind")],
)
def test_a_correction_that_cannot_be_is_refused(cast, missing_jamie, kind, reason, code) -> None:
    first = missing.record_missing_entry(cast.officer, missing_jamie, FOUND, now=NOW)
    with pytest.raises(Refused) as refused:
        correct_missing_entry(
            cast.officer, first, replace(FOUND, kind=kind), reason=reason, now=NOW
        )
    assert refused.value.code == code


def test_a_correction_never_opens_a_closed_record_again(cast, missing_jamie) -> None:
    long_ago = NOW - timedelta(minutes=30)
    found = missing.record_missing_entry(
        cast.officer,
        missing_jamie,
        replace(FOUND, happened_at=long_ago),
        well=replace(WELL, happened_at=long_ago),
        now=NOW,
    )
    with pytest.raises(Refused) as refused:
        correct_missing_entry(cast.officer, found, FOUND, reason="It was later", now=NOW)
    assert refused.value.code == "missing.correction_reopens"
    assert record_of(missing_jamie).state == "closed"


def test_an_address_that_leads_nowhere_is_refused(cast) -> None:
    with pytest.raises(Refused) as refused:
        missing.review_level(cast.officer, uuid.uuid4(), LOW, now=NOW)
    assert refused.value.code == "missing.not_found"
    with pytest.raises(Refused) as refused:
        correct_missing_entry(cast.officer, uuid.uuid4(), FOUND, reason="x", now=NOW)
    assert refused.value.code == "event.not_found"


def test_entries_of_one_instant_are_read_as_they_were_recorded_also_after_a_correction(
    cast, missing_jamie
) -> None:
    found = NewEntry("found", NOW, {"place": "Park", "found_by": "PC Fox"})
    lost = NewEntry("not_found_after_all", NOW, {"words": "Another man"})
    first = missing.record_missing_entry(cast.officer, missing_jamie, found, now=NOW)
    missing.record_missing_entry(cast.officer, missing_jamie, lost, now=NOW)
    missing.record_missing_entry(cast.officer, missing_jamie, found, now=NOW)
    assert MissingRecord.objects.get().state == "found"
    put_right = NewEntry("found", NOW, {"place": "Canal", "found_by": "PC Fox"})
    made = correct_missing_entry(cast.officer, first, put_right, reason="Misheard", now=NOW)
    places = dict(MissingEvent.objects.values_list("id", "sequence"))
    assert places[made] == places[first] == 3
    story = missing_story(cast.officer, missing_jamie, now=NOW)
    assert [line.event.text("place") for line in story.entries if line.event.kind == "found"] == [
        "Canal",
        "Park",
    ]
    assert MissingRecord.objects.get().state == "found"


def test_a_report_under_a_joined_key_lands_on_the_standing_record(cast, jamie) -> None:
    facts = NewPerson(given="Jamie", family="Marsh", sex="1")
    old = people.add_person(cast.officer, facts, now=NOW)
    merge_people(cast.lead, Agreed("Asked, and said so"), one=jamie, another=old, now=NOW)
    merge = PersonMerge.objects.get()
    record = missing.report_missing(cast.officer, merge.other_id, REPORT, judgement=LOW, now=NOW)
    assert record_of(record).person_id == merge.kept_id
    with pytest.raises(Refused, match="missing already"):
        missing.report_missing(cast.officer, merge.kept_id, REPORT, judgement=LOW, now=NOW)
