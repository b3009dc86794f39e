"""Around a plan: reminders, measures, choices, offers, and what is refused on the way."""

from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.areas.plans.actions.choices import end_choice, record_choice
from alongside.areas.plans.actions.contact_chasing import chase_reviews
from alongside.areas.plans.actions.contact_drafting import (
    save_contact_words,
    set_aside_contact_draft,
    start_contact_plan,
)
from alongside.areas.plans.actions.contact_offers import note_may_need_plan, record_plan_offer
from alongside.areas.plans.actions.contact_printing import print_contact_plan
from alongside.areas.plans.actions.contact_sharing import (
    share_contact_plan,
    withdraw_contact_plan,
)
from alongside.areas.plans.actions.wording import release_wording
from alongside.areas.plans.models import (
    ContactPlan,
    ContactPlanOffer,
    SharingChoice,
    WordingReview,
)
from alongside.areas.plans.queries.choices import choices_in_force, sharing_facts
from alongside.areas.plans.queries.contact_measures import plan_measures
from alongside.areas.plans.queries.contact_pages import (
    compare_plans,
    contact_draft,
    contact_history,
    draft_of,
    plan_hub,
)
from alongside.areas.plans.rules.choices import ChoiceKind, NewChoice
from alongside.areas.plans.rules.contact_offers import Answer
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.engines.sharing import ANYBODY, Category, Purpose
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.models import InboxItem, OutboxMessage
from alongside.foundation.outbox.worker import work_once
from alongside.foundation.picture.compose import compose
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
P2 = Purpose.S136_TO_HEALTH


def told(user):
    return list(InboxItem.objects.filter(user_id=user.user_id).values_list("title", flat=True))


def test_whoever_helped_is_told_once_at_each_stage(plans, keyworker, lead, now):
    plan = plans.shared(review_on=(now + 40 * DAY).date())
    assert chase_reviews(now) == 0
    for at, expected in ((now + 11 * DAY, 1), (now + 12 * DAY, 0), (now + 41 * DAY, 1)):
        assert chase_reviews(at) == expected
        work_once(at)
    assert sorted(told(keyworker)) == [
        "A contact plan is out of date and not shown until it is looked at again",
        "A contact plan is to be looked at again within 30 days",
    ]
    assert told(lead) == []
    assert ContactPlan.objects.get(pk=plan).chased == "overdue"


def test_the_liaison_lead_is_told_of_a_plan_the_person_made_alone(plans, jamie, own, lead, now):
    plans.shared({"helps": "Tea"}, by=own(jamie), review_on=(now + 5 * DAY).date())
    chase_reviews(now)
    work_once(now)
    assert told(lead) == ["A contact plan is to be looked at again within 30 days"]


def test_nobody_is_told_of_a_plan_taken_back_meanwhile(plans, jamie, keyworker, now):
    plans.shared(review_on=(now + 5 * DAY).date())
    chase_reviews(now)
    withdraw_contact_plan(keyworker, jamie, now=now)
    work_once(now)
    assert told(keyworker) == []
    assert OutboxMessage.objects.filter(topic="plans.contact_review_due").count() == 1


def test_each_person_counts_once_and_out_of_date_does_not_count(
    plans, keyworker, lead, jamie, robin, now
):
    for person in (jamie, robin):
        record_plan_offer(keyworker, person, answer=Answer.ACCEPTED, now=now)
        record_plan_offer(keyworker, person, answer=None, now=now)
    plans.shared(review_on=(now + DAY).date())
    found = plan_measures(lead, now=now)
    assert found.offered.kept_back
    assert (found.due, found.overdue) == (1, 0)
    later = plan_measures(lead, now=now + 3 * DAY)
    assert (later.due, later.overdue) == (0, 1)
    with pytest.raises(NotPermitted):
        plan_measures(keyworker, now=now)


def test_a_note_then_an_offer_then_an_answer_are_one_row(keyworker, nurse, jamie, now):
    key = uuid4()
    noted = note_may_need_plan(keyworker, jamie, now=now, request_key=key)
    assert note_may_need_plan(keyworker, jamie, now=now, request_key=key) == noted
    assert record_plan_offer(nurse, jamie, answer=None, now=now + DAY) == noted
    assert record_plan_offer(nurse, jamie, answer=Answer.DECLINED, now=now + 2 * DAY) == noted
    row = ContactPlanOffer.objects.get()
    assert (row.offered_at, row.answered_at) == (now + DAY, now + 2 * DAY)
    with pytest.raises(Refused) as refused:
        note_may_need_plan(keyworker, uuid4(), now=now)
    assert refused.value.code == "offer.nobody"


def test_a_later_answer_takes_the_place_of_an_earlier_and_both_are_kept(keyworker, jamie, now):
    yes = NewChoice(ChoiceKind.CONSENT, ANYBODY, Category.OWN_WORDS)
    no = NewChoice(ChoiceKind.OBJECTION, ANYBODY, Category.OWN_WORDS)
    record_choice(keyworker, jamie, [yes], now=now)
    record_choice(keyworker, jamie, [no], now=now + DAY)
    assert SharingChoice.objects.count() == 2
    assert [line.yes for line in choices_in_force(keyworker, jamie, now=now + DAY)] == [False]
    facts = sharing_facts(jamie, now + DAY)
    assert [consent.period.ends_at for consent in facts.consents] == [now + DAY]
    assert [objection.period.ends_at for objection in facts.objections] == [None]


def test_a_choice_is_ended_once_and_names_a_service(keyworker, jamie, officer, now):
    for recipient in (str(officer.organisation_id), "charity", str(uuid4())):
        yes = NewChoice(ChoiceKind.CONSENT, recipient, Category.OWN_WORDS)
        last = record_choice(keyworker, jamie, [yes], now=now)
    names = {line.recipient for line in choices_in_force(keyworker, jamie, now=now)}
    assert names == {"Northmoor Police", "Any charity", "A service that is not here any more"}
    end_choice(keyworker, last, now=now)
    for choice in (last, uuid4()):
        with pytest.raises(Refused) as refused:
            end_choice(keyworker, choice, now=now)
        assert refused.value.code == "choice.not_here"
    with pytest.raises(Refused) as refused:
        record_choice(keyworker, jamie, [], now=now)
    assert refused.value.code == "choice.none"


def test_the_facts_take_one_query(plans, jamie, now, django_assert_num_queries):
    plans.shared()
    with django_assert_num_queries(1):
        facts = sharing_facts(jamie, now)
    assert facts.consents
    assert facts.expiries == frozenset()


def test_a_plan_past_its_review_is_told_as_out_of_date(plans, jamie, now):
    plans.shared(review_on=(now + DAY).date())
    expiries = sharing_facts(jamie, now + 3 * DAY).expiries
    assert {expiry.category for expiry in expiries} == {Category.OWN_WORDS}


def test_words_let_stand_by_a_reviewer_can_be_shared(plans, keyworker, lead, now):
    plan = plans.draft({"helps": "Do not convey"})
    assert plans.share(plan)
    review = WordingReview.objects.get()
    release_wording(lead, review.id, reason="Said of a parcel", purpose=P2, now=now)
    assert plans.share(plan) == ()


def test_putting_a_draft_away_ends_its_review(plans, keyworker, now):
    plan = plans.draft({"helps": "Do not convey"})
    plans.share(plan)
    set_aside_contact_draft(keyworker, plan, now=now)
    assert WordingReview.objects.get().outcome == "set_aside"


@pytest.mark.parametrize("role", Role)
def test_nobody_without_the_permission_changes_anything(role, world, plans, jamie, sharing, now):
    actor = world[role]
    plan = plans.draft()
    doing = {
        "contact_plan.write": lambda: start_contact_plan(actor, jamie, now=now),
        "contact_plan.share": lambda: share_contact_plan(
            actor, plan, sharing(), version=2, now=now
        ),
        "contact_plan.withdraw": lambda: withdraw_contact_plan(actor, jamie, now=now),
        "contact_plan.offer": lambda: note_may_need_plan(actor, jamie, now=now),
        "contact_plan.print": lambda: print_contact_plan(actor, jamie, method="card", now=now),
        "contact_plan.history": lambda: contact_history(actor, jamie, now=now),
        "choice.record": lambda: record_choice(actor, jamie, [], now=now),
        "choice.see": lambda: choices_in_force(actor, jamie, now=now),
    }
    for permission, act in doing.items():
        if role not in PERMISSIONS[permission]:
            with pytest.raises(NotPermitted) as refused:
                act()
            assert refused.value.code == "not_permitted.role", permission


def test_what_cannot_be_is_refused_in_words(plans, keyworker, nurse, jamie, sharing, now):
    plan = plans.draft()
    cases = {
        "plan.too_long": lambda: save_contact_words(
            keyworker, plan, {"pronouns": "x" * 121}, version=2, now=now
        ),
        "plan.no_recipients": lambda: plans.share(plan, recipients={}),
        "plan.not_here": lambda: start_contact_plan(keyworker, uuid4(), now=now),
        "plan.none_in_force": lambda: print_contact_plan(
            nurse, jamie, method="card", purpose=P2, now=now
        ),
        "plan.none_shared": lambda: withdraw_contact_plan(keyworker, jamie, now=now),
    }
    for code, act in cases.items():
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == code
    unknown = sharing(recipients={uuid4(): True})
    with pytest.raises(Refused) as refused:
        share_contact_plan(keyworker, plan, unknown, version=2, now=now)
    assert refused.value.code == "plan.no_recipients"


def test_the_same_form_shares_once(plans, keyworker, sharing, now):
    plan, key = plans.draft(), uuid4()
    for _ in range(2):
        held = share_contact_plan(keyworker, plan, sharing(), version=2, now=now, request_key=key)
        assert held == ()
    assert ContactPlan.objects.filter(state="shared").count() == 1


def test_by_their_own_door_a_person_sees_their_drafts_history_and_choices(
    plans, jamie, own, keyworker, now
):
    first = plans.shared()
    person = own(jamie)
    second = plans.draft({"helps": "Quiet"})
    assert draft_of(person, jamie) == second
    assert contact_draft(person, second, now=now).words.helps == "Quiet"
    plans.share(second, by=person)
    assert len(contact_history(person, jamie, now=now)) == 2
    both = compare_plans(person, jamie, left=first, right=second, now=now)
    assert any(line.label == "Allergies" for line in both.lines)
    assert choices_in_force(person, jamie, now=now)
    paper = print_contact_plan(person, jamie, method="card", now=now)
    assert paper.medical


def test_a_worker_is_told_nothing_of_a_plan_the_person_kept_from_them(
    plans, jamie, keyworker, nurse, now
):
    plans.shared(by=nurse, no=(keyworker.organisation_id,))
    hub = plan_hub(keyworker, jamie, purpose=Purpose.CRISIS_PLAN, now=now)
    assert hub.shared is None
    assert hub.withheld
    for look in (
        lambda: contact_history(keyworker, jamie, purpose=Purpose.CRISIS_PLAN, now=now),
        lambda: contact_history(keyworker, jamie, now=now),
        lambda: print_contact_plan(keyworker, jamie, method="sheet", now=now),
        lambda: print_contact_plan(
            keyworker, jamie, method="sheet", purpose=Purpose.CRISIS_PLAN, now=now
        ),
    ):
        with pytest.raises((NotPermitted, Refused)):
            look()


def test_two_plans_are_compared_only_when_both_are_the_persons(plans, jamie, nurse, now):
    plan = plans.shared(by=nurse)
    with pytest.raises(Refused) as refused:
        compare_plans(nurse, jamie, left=plan, right=uuid4(), purpose=P2, now=now)
    assert refused.value.code == "plan.not_here"


def test_words_taken_back_are_not_read_in_the_history_either(plans, jamie, nurse, keyworker, now):
    first, second = plans.shared(by=nurse), plans.shared(by=nurse)
    look = {"left": first, "right": second, "purpose": P2, "now": now}
    assert compare_plans(nurse, jamie, **look).lines
    withdraw_contact_plan(nurse, jamie, now=now)
    with pytest.raises(Refused) as refused:
        compare_plans(nurse, jamie, **look)
    assert refused.value.code == "plan.not_here"
    lines = contact_history(nurse, jamie, purpose=P2, now=now)
    assert [line.may_compare for line in lines] == [False, False]
    third = plans.shared(by=nurse)
    with pytest.raises(Refused):
        compare_plans(nurse, jamie, **{**look, "left": second, "right": third})
    lines = contact_history(nurse, jamie, purpose=P2, now=now)
    assert {line.id for line in lines if line.may_compare} == {first, third}


def test_not_them_holds_for_medical_safety_too_and_gives_way_to_danger(
    plans, jamie, nurse, officer, now
):
    plans.shared(by=nurse, no=(officer.organisation_id,))

    def panels(purpose):
        picture = compose(officer, jamie, purpose=purpose, reason="", now=now)
        return {panel.name for panel in picture.shown}

    assert "plans.contact_medical" not in panels(Purpose.S136_TO_POLICE)
    assert "plans.contact_medical" in panels(Purpose.IMMEDIATE_DANGER)
    mine = compose(nurse, jamie, purpose=P2, reason="", now=now)
    assert "plans.contact_medical" in {panel.name for panel in mine.shown}


def test_paper_leaves_out_medical_safety_where_they_said_not_them(
    plans, jamie, nurse, keyworker, now
):
    plans.shared(by=nurse)
    no = NewChoice(ChoiceKind.OBJECTION, str(nurse.organisation_id), Category.MEDICAL_SAFETY)
    assert print_contact_plan(nurse, jamie, method="sheet", purpose=P2, now=now).medical
    record_choice(keyworker, jamie, [no], now=now)
    assert not print_contact_plan(nurse, jamie, method="sheet", purpose=P2, now=now).medical


def test_paper_is_logged_with_its_ground(plans, jamie, nurse, now):
    plans.shared(by=nurse)
    print_contact_plan(nurse, jamie, method="card", purpose=P2, now=now)
    entry = AuditEntry.objects.get(action="plans.print_contact_plan")
    assert entry.details["gateway"] == "public_task_health"
    assert entry.details["method"] == "card"
    assert entry.details["fields"] == ["I", "C", "M"]


def test_a_hub_names_nobody_where_who_they_are_is_held_back(plans, jamie, keyworker, now):
    hub = plan_hub(keyworker, jamie, purpose=Purpose.CRISIS_PLAN, now=now)
    assert (hub.who, hub.shared) == ("Name held back", None)
    assert "Jamie" in plan_hub(keyworker, jamie, purpose=Purpose.MISSING, now=now).who
