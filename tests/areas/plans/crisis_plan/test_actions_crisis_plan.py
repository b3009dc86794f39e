"""Writing a crisis plan, putting it in force, and taking it back (DOMAIN 6.1, 2.4)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from alongside.areas.plans.actions import crisis_plan
from alongside.areas.plans.models import CrisisPlan, WordingReview
from alongside.areas.plans.queries.crisis_plan import crisis_plan_now
from alongside.areas.plans.queries.crisis_plan_pages import crisis_draft, crisis_history
from alongside.areas.plans.rules.contact_plan import PlanAgreement
from alongside.areas.plans.rules.crisis_plan import CrisisState
from alongside.areas.plans.rules.crisis_plan_fields import CrisisWords
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.engines.sharing import AgreedBy, Category, Purpose
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.models import InboxItem
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import OWN_DOOR, Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.areas.plans.crisis_plan.conftest import RISK, SEES_MOST, TERMS, WORDS
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)


def test_a_plan_in_force_says_what_was_written_and_is_logged(plans, jamie, nurse):
    plan = plans.in_force()
    now = crisis_plan_now(jamie, NOW)
    assert (now.id, now.state, now.words) == (plan, CrisisState.IN_FORCE, WORDS)
    assert now.made == f"Written by {nurse.name}, Northmoor MH, with the person"
    actions = AuditEntry.objects.filter(action__startswith="plans.").values_list(
        "action", flat=True
    )
    assert list(actions.order_by("position")) == [
        "plans.start_crisis_plan",
        "plans.save_crisis_plan",
        "plans.put_crisis_plan_in_force",
    ]
    assert not AuditEntry.objects.filter(details__icontains="canal").exists()


def test_a_plan_made_without_the_person_says_why(plans, jamie):
    plans.in_force(took_part=False, why_not="He was too unwell")
    said = crisis_plan_now(jamie, NOW).made
    assert said.endswith("without the person: He was too unwell")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"took_part": False}, "crisis_plan.person_missing"),
        ({"review_on": date(2027, 6, 11)}, "plan.review_too_far"),
        ({"ends_on": None}, "crisis_plan.end_missing"),
    ],
)
def test_terms_that_lack_something_leave_a_draft_and_no_trace(plans, changes, code):
    plan = plans.draft()
    entries = AuditEntry.objects.count()
    with pytest.raises(Refused) as caught:
        plans.put(plan, **changes)
    assert caught.value.code == code
    assert CrisisPlan.objects.get(pk=plan).state == CrisisState.DRAFT
    assert AuditEntry.objects.count() == entries


def test_a_childs_plan_carries_who_agreed(plans, robin):
    plan = plans.draft(person=robin)
    with pytest.raises(Refused, match="understand"):
        plans.put(plan)
    assert plans.put(plan, agreement=PlanAgreement(AgreedBy.PARENT, agreed_name="Ana")) == ()
    assert CrisisPlan.objects.get(pk=plan).agreed_name == "Ana"


def test_of_two_plans_the_newest_wins_and_the_older_is_kept(plans, jamie, nurse):
    older = plans.in_force()
    newer = plans.in_force(replace(WORDS, helps="Tea"), now=LATER)
    assert CrisisPlan.objects.get(pk=older).state == CrisisState.REPLACED
    assert crisis_plan_now(jamie, LATER).id == newer
    history = crisis_history(nurse, jamie, purpose=SEES_MOST, now=LATER)
    (new, changes), (old, none) = history.lines
    assert (new.id, old.id, none) == (newer, older, ())
    assert [(c.label, c.before, c.after) for c in changes] == [
        ("What helps", "A walk by the canal", "Tea")
    ]
    assert history.withheld == ("Clinical part",)


def test_a_plan_past_its_review_shows_only_the_number_for_other_times(plans, jamie):
    plans.in_force(review_on=date(2026, 7, 1), ends_on=date(2026, 8, 1))
    for day, state in ((22, CrisisState.REVIEW_PASSED), (60, CrisisState.ENDED)):
        now = crisis_plan_now(jamie, NOW + timedelta(days=day))
        assert now.state is state
        assert now.words == CrisisWords(
            out_of_hours_name="Night line", out_of_hours_phone="0191 498 0002"
        )


def test_a_plan_taken_back_at_ten_is_gone_a_minute_later_and_said_to_be(plans, jamie, officer):
    plans.in_force()
    crisis_plan.withdraw_crisis_plan(officer, jamie, now=NOW)
    now = crisis_plan_now(jamie, NOW + timedelta(minutes=1))
    assert (now.state, now.words) == (CrisisState.WITHDRAWN, CrisisWords())
    assert crisis_plan_now(jamie, NOW + timedelta(days=500)) is None
    with pytest.raises(Refused, match="No crisis plan is in force"):
        crisis_plan.withdraw_crisis_plan(officer, jamie, now=NOW)


def test_a_part_the_writer_may_not_see_is_carried_over_as_it_is(plans, jamie, keyworker, nurse):
    plans.in_force()
    plan = crisis_plan.start_crisis_plan(keyworker, jamie, purpose=Purpose.CRISIS_PLAN, now=LATER)
    draft = crisis_draft(keyworker, plan, now=LATER)
    assert draft.words == CrisisWords()
    assert draft.carried == {
        Category.OWN_WORDS,
        Category.MEDICAL_SAFETY,
        Category.RISK,
        Category.CLINICAL,
    }
    new = CrisisWords(helps="Tea", out_of_hours_phone="1")
    crisis_plan.save_crisis_plan(keyworker, plan, (new, ()), version=1, now=LATER)
    assert plans.put(plan, by=keyworker, now=LATER) == ()
    kept = crisis_plan_now(jamie, LATER).words
    assert (kept.helps, kept.triggers) == ("Tea", "")
    assert (kept.allergies, kept.diagnosis) == (WORDS.allergies, WORDS.diagnosis)
    assert CrisisPlan.objects.get(pk=plan).versions.last().risks.get().words == RISK.words


def test_a_draft_is_its_writers_alone(plans, keyworker):
    plan = plans.draft()
    for work in (
        lambda: crisis_draft(keyworker, plan, now=NOW),
        lambda: crisis_plan.save_crisis_plan(keyworker, plan, (WORDS, ()), version=2, now=NOW),
        lambda: crisis_plan.set_aside_crisis_draft(keyworker, plan, now=NOW),
        lambda: plans.put(plan, by=keyworker),
        lambda: crisis_draft(keyworker, uuid4(), now=NOW),
    ):
        with pytest.raises(Refused) as caught:
            work()
        assert caught.value.code == "crisis_plan.not_here"


def test_starting_again_goes_on_with_the_draft_there_is(plans, nurse, jamie):
    plan = plans.draft()
    again = crisis_plan.start_crisis_plan(nurse, jamie, purpose=SEES_MOST, now=LATER)
    assert again == plan
    with pytest.raises(Refused, match="no such plan"):
        crisis_plan.start_crisis_plan(nurse, uuid4(), purpose=SEES_MOST, now=NOW)


def test_a_save_to_an_older_version_is_refused_and_both_stay(plans, nurse):
    plan = plans.draft()
    changed = replace(WORDS, helps="Tea")
    with pytest.raises(Conflict) as caught:
        crisis_plan.save_crisis_plan(nurse, plan, (changed, ()), version=1, now=NOW)
    assert caught.value.theirs == {"helps": WORDS.helps}
    assert CrisisPlan.objects.get(pk=plan).versions.count() == 2


def test_saving_the_same_again_adds_nothing(plans, nurse):
    plan = plans.draft()
    entries = AuditEntry.objects.count()
    saved = crisis_plan.save_crisis_plan(nurse, plan, (WORDS, (RISK,)), version=2, now=NOW)
    assert (saved, AuditEntry.objects.count()) == (2, entries)


def test_a_form_sent_twice_puts_it_in_force_once(plans, nurse):
    plan, key = plans.draft(), uuid4()
    for _ in range(2):
        held = crisis_plan.put_crisis_plan_in_force(
            nurse, plan, TERMS, version=2, now=NOW, request_key=key
        )
        assert held == ()
    assert AuditEntry.objects.filter(action="plans.put_crisis_plan_in_force").count() == 1


def test_words_that_withhold_help_keep_it_a_draft_whatever_the_key(plans, nurse):
    words, key = replace(WORDS, does_not_help="Do not convey."), uuid4()
    plan = plans.draft(words)
    for _ in range(2):
        held = crisis_plan.put_crisis_plan_in_force(
            nurse, plan, TERMS, version=2, now=NOW, request_key=key
        )
        assert [(h.name, h.phrase) for h in held] == [("does_not_help", "Do not convey")]
    assert CrisisPlan.objects.get(pk=plan).state == CrisisState.DRAFT
    assert WordingReview.objects.filter(outcome="").count() == 1


def test_words_of_a_risk_are_checked_too(plans):
    plan = plans.draft(risks=(replace(RISK, words="Frequent caller"),))
    assert [held.field for held in plans.put(plan)] == ["Known risk 1"]


def test_words_said_another_way_let_it_come_in_force(plans, nurse):
    plan = plans.draft(replace(WORDS, helps="Officers should not be sent"))
    assert plans.put(plan)
    crisis_plan.save_crisis_plan(nurse, plan, (WORDS, (RISK,)), version=2, now=NOW)
    assert WordingReview.objects.get().outcome == "reworded"
    assert plans.put(plan) == ()


def test_a_draft_put_away_ends_the_review_of_its_words(plans, nurse):
    plan = plans.draft(replace(WORDS, helps="Officers should not be sent"))
    crisis_plan.set_aside_crisis_draft(nurse, plan, now=NOW)
    assert WordingReview.objects.get().outcome == "set_aside"
    with pytest.raises(Refused) as caught:
        plans.put(plan)
    assert caught.value.code == "crisis_plan.not_a_draft"


def test_who_wrote_it_is_reminded_a_month_before_and_once_it_is_out_of_date(
    plans, nurse, lead, jamie
):
    plans.in_force(review_on=date(2026, 9, 1), ends_on=date(2026, 9, 1))
    for days, told in ((50, 0), (60, 1), (83, 1), (84, 2), (90, 2)):
        work_once(NOW + timedelta(days=days))
        assert InboxItem.objects.filter(user_id=nurse.user_id).count() == told, days
    assert InboxItem.objects.first().link == f"/plans/crisis/{jamie}/"


def test_nobody_is_reminded_of_a_plan_taken_back_and_leads_are_of_one_whose_writer_left(
    plans, nurse, lead, jamie
):
    plans.in_force()
    crisis_plan.withdraw_crisis_plan(nurse, jamie, now=NOW)
    work_once(NOW + timedelta(days=400))
    assert not InboxItem.objects.exists()
    plans.in_force()
    User.objects.filter(pk=nurse.user_id).update(is_active=False)
    work_once(NOW + timedelta(days=400))
    assert set(InboxItem.objects.values_list("user_id", flat=True)) == {lead.user_id}


@pytest.mark.parametrize("role", Role)
def test_who_may_write_and_who_may_take_back(world, plans, jamie, role):
    plans.in_force()
    actor = world[role]
    works = {
        "crisis_plan.write": lambda: crisis_plan.start_crisis_plan(
            actor, jamie, purpose=SEES_MOST, now=NOW
        ),
        "crisis_plan.withdraw": lambda: crisis_plan.withdraw_crisis_plan(actor, jamie, now=NOW),
    }
    for permission, work in works.items():
        if role in PERMISSIONS[permission] and role not in OWN_DOOR:
            work()
        else:
            with pytest.raises(NotPermitted):
                work()


def test_who_holds_what_is_the_table():
    health = {
        *(Role.CONTROL_ROOM_CLINICIAN, Role.TRIAGE_CLINICIAN, Role.PLACE_OF_SAFETY_COORDINATOR),
        *(Role.AMHP, Role.DOCTOR, Role.LIAISON_LEAD, Role.KEYWORKER),
    }
    police = {Role.RESPONSE_OFFICER, Role.POLICE_SUPERVISOR, Role.CUSTODY_OFFICER}
    for name in ("write", "history", "print"):
        assert PERMISSIONS[f"crisis_plan.{name}"] == health
    assert PERMISSIONS["crisis_plan.withdraw"] == health | police | OWN_DOOR
    for name in ("see", "release"):
        assert PERMISSIONS[f"wording.{name}"] == {Role.LIAISON_LEAD}
