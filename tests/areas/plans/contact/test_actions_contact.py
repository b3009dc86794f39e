"""Drafting, sharing, holding and taking back a contact plan."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from alongside.areas.people import actions as people
from alongside.areas.people.queries.words import words_in_force
from alongside.areas.plans.actions.contact_drafting import (
    save_contact_words,
    save_people_to_ring,
    set_aside_contact_draft,
    start_contact_plan,
)
from alongside.areas.plans.actions.contact_sharing import withdraw_contact_plan
from alongside.areas.plans.models import ContactPlan, ContactPlanVersion, SharingChoice
from alongside.areas.plans.queries.contact import plan_in_force
from alongside.areas.plans.rules.contact_plan import Permission, PersonToRing, PlanState
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.picture.deciding import decision_about
from alongside.kernel.refusal import Conflict, NotPermitted, Refused

pytestmark = pytest.mark.django_db


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


JO = PersonToRing("Jo", "sister", "07700 900123", Permission.TELL)


def test_a_plan_due_on_1_june_is_out_of_date_on_2_june_and_leaves_only_the_night_line(plans, jamie):
    start = date(2026, 5, 1)
    shared_at = noon(start)
    plans.shared(now=shared_at, review_on=date(2026, 6, 1))
    on_the_day = plan_in_force(jamie, noon(date(2026, 6, 1)))
    after = plan_in_force(jamie, noon(date(2026, 6, 2)))
    assert on_the_day.state is PlanState.SHARED
    assert on_the_day.words.helps
    assert after.state is PlanState.EXPIRED
    assert after.words == type(after.words)()
    assert after.people == ()
    assert after.medical() == ()
    assert after.care.out_of_hours_phone == "0191 498 0000"
    assert after.care.team == ""


def test_withdrawn_at_ten_nothing_of_it_is_read_a_minute_later(
    plans, jamie, keyworker, officer, now
):
    plans.shared()
    withdraw_contact_plan(keyworker, jamie, now=now)
    seen = plan_in_force(jamie, now)
    assert seen.state is PlanState.WITHDRAWN
    assert seen.words == type(seen.words)()
    assert seen.people == ()
    assert seen.medical() == ()
    assert seen.care.out_of_hours_phone == ""
    decision = decision_about(
        keyworker, jamie, Category.OWN_WORDS, purpose=Purpose.CRISIS_PLAN, now=now
    )
    assert decision.outcome == "withheld"


def test_of_two_plans_the_newest_shared_is_in_force_and_the_older_is_kept(plans, jamie, nurse, now):
    first = plans.draft()
    second = plans.draft({"helps": "Quiet"}, by=nurse)
    plans.share(second, by=nurse)
    plans.share(first, now=now + timedelta(minutes=5))
    assert ContactPlan.objects.get(pk=second).state == PlanState.REPLACED
    assert plan_in_force(jamie, now + timedelta(minutes=5)).id == first


def test_words_that_withhold_help_stay_a_draft_and_are_asked_to_be_put_another_way(
    plans, jamie, keyworker, now
):
    plan = plans.draft({"helps": "Do not convey. Leave her at home."})
    held = plans.share(plan)
    assert held
    assert held[0].field == "helps"
    assert held[0].why
    assert ContactPlan.objects.get(pk=plan).state == PlanState.DRAFT
    assert plan_in_force(jamie, now) is None
    save_contact_words(keyworker, plan, {"helps": "Quiet"}, version=plans.version_of(plan), now=now)
    assert plans.share(plan) == ()
    assert plan_in_force(jamie, now).words.helps == "Quiet"


def test_sharing_writes_a_yes_until_the_review_and_a_no_without_end(plans, jamie, officer, now):
    plans.shared(no=(officer.organisation_id,))
    rows = {(r.recipient, r.category): r for r in SharingChoice.objects.filter(person_id=jamie)}
    no = rows[(str(officer.organisation_id), "C")]
    assert no.kind == "objection"
    assert no.ends_at is None
    yes = [row for row in rows.values() if row.kind == "consent"]
    assert yes
    assert {row.ends_at.date() for row in yes} == {date(2027, 6, 1)}
    assert {row.category for row in yes} == {"C", "M"}


def test_the_older_short_words_start_the_plan_and_are_then_taken_back(
    plans, jamie, nurse, keyworker, now
):
    people.record_words(nurse, jamie, text="The sea", helps="Tea", worse="Noise", now=now)
    plan = start_contact_plan(nurse, jamie, purpose=Purpose.S136_TO_HEALTH, now=now)
    last = ContactPlanVersion.objects.get(plan=plan)
    assert (last.first_words, last.helps, last.worse) == ("The sea", "Tea", "Noise")
    plans.share(plan, by=nurse)
    assert words_in_force(jamie) is None


def test_a_person_shares_by_their_own_door_but_never_writes_the_teams_part(plans, jamie, own, now):
    person = own(jamie)
    plan = plans.draft({"helps": "Tea"}, by=person)
    with pytest.raises(NotPermitted) as refused:
        save_contact_words(person, plan, {"allergies": "Nuts"}, version=2, now=now)
    assert refused.value.code == "plan.team_writes_this"
    assert plans.share(plan, by=person) == ()
    assert plan_in_force(jamie, now).made == "Made by them"


def test_nobody_comes_by_their_own_door_to_another_persons_plan(plans, jamie, robin, own, now):
    stranger = own(robin)
    mine = plans.draft()
    for refused_act in (
        lambda: start_contact_plan(stranger, jamie, now=now),
        lambda: save_contact_words(stranger, mine, {"helps": "x"}, version=2, now=now),
        lambda: withdraw_contact_plan(stranger, jamie, now=now),
    ):
        with pytest.raises(NotPermitted) as refused:
            refused_act()
        assert refused.value.code == "plan.not_yours"


def test_another_worker_does_not_know_of_a_draft(plans, nurse, now):
    plan = plans.draft()
    with pytest.raises(Refused) as refused:
        save_contact_words(nurse, plan, {"helps": "x"}, version=2, now=now)
    assert refused.value.code == "plan.not_here"


def test_two_edits_of_one_draft_are_both_kept(plans, keyworker, now):
    plan = plans.draft()
    with pytest.raises(Conflict) as conflict:
        save_contact_words(keyworker, plan, {"helps": "Mine"}, version=1, now=now)
    assert conflict.value.theirs == {"helps": "Weak tea and time"}
    assert ContactPlanVersion.objects.filter(plan=plan).count() == 2


def test_people_are_kept_in_their_order_with_what_they_may_be_told(plans, jamie, keyworker, now):
    plan = plans.draft()
    mum = PersonToRing("Mum", "", "", Permission.NEVER)
    save_people_to_ring(keyworker, plan, [JO, mum], version=2, now=now)
    plans.share(plan)
    lines = plan_in_force(jamie, now).to_ring()
    assert [(line.name, line.may_ring) for line in lines] == [("Jo", True), ("Mum", False)]


def test_a_draft_set_aside_is_kept_and_cannot_be_shared(plans, keyworker, now):
    plan = plans.draft()
    set_aside_contact_draft(keyworker, plan, now=now)
    assert ContactPlan.objects.get(pk=plan).state == PlanState.SET_ASIDE
    with pytest.raises(Refused) as refused:
        plans.share(plan)
    assert refused.value.code == "plan.not_a_draft"


def test_medical_safety_its_writer_may_not_see_is_carried_over(plans, jamie, own, keyworker, now):
    plans.shared()
    plan = start_contact_plan(keyworker, jamie, purpose=None, now=now)
    save_contact_words(keyworker, plan, {"helps": "Quiet"}, version=1, now=now)
    assert ContactPlanVersion.objects.get(plan=plan, number=2).allergies == ""
    plans.share(plan)
    seen = plan_in_force(jamie, now)
    assert [line.text for line in seen.medical()] == ["Penicillin"]


def test_every_change_is_in_the_audit_and_none_is_made_without_it(
    plans, jamie, keyworker, now, monkeypatch
):
    plan = plans.shared()
    withdraw_contact_plan(keyworker, jamie, now=now)
    done = set(AuditEntry.objects.filter(subject_id=plan).values_list("action", flat=True))
    assert {"plans.start_contact_plan", "plans.share_contact_plan"} < done
    assert "plans.withdraw_contact_plan" in done

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no audit")

    monkeypatch.setattr("alongside.areas.plans.actions.contact_writing.record", broken)
    before = ContactPlan.objects.count(), ContactPlanVersion.objects.count()
    with pytest.raises(RuntimeError, match="no audit"):
        plans.draft()
    assert before == (ContactPlan.objects.count(), ContactPlanVersion.objects.count())
