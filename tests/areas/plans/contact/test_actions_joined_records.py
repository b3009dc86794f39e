"""What becomes of plans, choices and doors when two records of one person are joined."""

from datetime import date, timedelta

import pytest

from alongside.areas.people import actions as people
from alongside.areas.people.actions import NewPerson
from alongside.areas.people.actions.merging import Agreed, merge_people
from alongside.areas.people.actions.parting import Apart, part_people
from alongside.areas.people.queries.merging_page import pair_page
from alongside.areas.people.rules.merging.shapes import Side
from alongside.areas.plans.actions.choices import record_choice
from alongside.areas.plans.actions.contact_drafting import start_contact_plan
from alongside.areas.plans.actions.contact_offers import note_may_need_plan, record_plan_offer
from alongside.areas.plans.actions.contact_sharing import withdraw_contact_plan
from alongside.areas.plans.actions.crisis_plan import start_crisis_plan
from alongside.areas.plans.models import (
    ContactPlan,
    ContactPlanOffer,
    CrisisPlan,
    Door,
    SharingChoice,
)
from alongside.areas.plans.queries.choices import sharing_facts
from alongside.areas.plans.queries.contact_measures import plan_measures
from alongside.areas.plans.rules import contact_offers as contact_offers_rules
from alongside.areas.plans.rules.choices import ChoiceKind, NewChoice
from alongside.areas.plans.rules.contact_plan import PlanState
from alongside.engines.sharing import ANYBODY, Category, Purpose
from alongside.foundation.audit.models import AuditSubject
from alongside.foundation.picture.copies import everything_held
from alongside.kernel.refusal import Refused
from tests.support.joined import everything

pytestmark = pytest.mark.django_db
KNOW = "They were asked and said so"


@pytest.fixture
def twin(keyworker, now):
    """Jamie again, on record a second time."""
    facts = NewPerson(given="Jay", family="Marsh", born_on=date(1992, 3, 1))
    return people.add_person(keyworker, facts, now=now - timedelta(days=20))


def shared_of(person):
    return ContactPlan.objects.filter(person_id=person, state=PlanState.SHARED)


def test_one_plan_is_in_force_and_both_are_again_when_parted(lead, plans, jamie, twin, own, now):
    older, newer = plans.shared(), plans.shared(person=twin, now=now + timedelta(hours=1))
    own(jamie)
    own(twin)
    before = everything()
    later = now + timedelta(hours=2)
    chosen = {"contact_plan": Side.OTHER}
    merge = merge_people(lead, Agreed(KNOW, chosen), one=jamie, another=twin, now=later)
    assert [plan.pk for plan in shared_of(jamie)] == [newer]
    assert ContactPlan.objects.get(pk=older).state == PlanState.REPLACED
    assert not Door.objects.filter(closed_at=None).exists()
    part_people(lead, merge, Apart(KNOW), now=later)
    assert everything() == before


def test_a_yes_stands_only_where_it_opens_nothing_of_the_other_record(
    lead, nurse, plans, jamie, twin, now
):
    plans.shared()
    people.record_words(nurse, twin, text="Not for the police", helps="", worse="", now=now)
    said = SharingChoice.objects.filter(person_id=jamie, withdrawn_at=None)
    assert said.filter(category=Category.OWN_WORDS).exists()
    page = pair_page(lead, jamie, twin, purpose=Purpose.S136_TO_HEALTH, now=now)
    assert any("set aside" in words for words in page.consequences)
    merge_people(lead, Agreed(KNOW), one=jamie, another=twin, now=now)
    assert not said.filter(category=Category.OWN_WORDS).exclude(kind="objection").exists()
    yes = {one for one in sharing_facts(jamie, now).consents if one.period.ends_at is None}
    assert Category.OWN_WORDS not in {one.category for one in yes}


def test_a_yes_stands_where_the_other_record_holds_nothing_of_the_kind(
    lead, plans, jamie, twin, now
):
    plans.shared()
    said = SharingChoice.objects.filter(person_id=jamie, withdrawn_at=None)
    before = said.filter(category=Category.OWN_WORDS).count()
    merge_people(lead, Agreed(KNOW), one=jamie, another=twin, now=now)
    assert said.filter(category=Category.OWN_WORDS).count() == before > 0


def test_a_plan_being_written_by_the_same_worker_on_both_stops_the_join(
    lead, plans, jamie, twin, now
):
    plans.draft()
    plans.draft(person=twin)
    page = pair_page(lead, jamie, twin, purpose=Purpose.S136_TO_HEALTH, now=now)
    assert page.refusals
    with pytest.raises(Refused) as refused:
        merge_people(lead, Agreed(KNOW), one=jamie, another=twin, now=now)
    assert refused.value.code == "merge.open_on_both"


def test_a_copy_of_what_is_held_takes_in_both_records(lead, plans, jamie, twin, now):
    plans.shared(person=twin)
    both = {item.key for one in (jamie, twin) for item in everything_held(one, now)}
    merge_people(lead, Agreed(KNOW), one=jamie, another=twin, now=now)
    held = {item.key for item in everything_held(jamie, now)}
    assert both <= held


def test_whoever_was_noted_on_both_records_counts_once(lead, jamie, robin, twin, now, monkeypatch):
    monkeypatch.setattr(contact_offers_rules, "FEWEST_SHOWN", 1)
    for person in (jamie, robin, twin):
        note_may_need_plan(lead, person, now=now)
    record_plan_offer(lead, robin, answer=None, now=now)
    merge_people(lead, Agreed(KNOW), one=jamie, another=twin, now=now)
    assert ContactPlanOffer.objects.filter(person_id=twin).exists()
    offered = plan_measures(lead, now=now).offered
    assert (offered.count, offered.out_of) == (1, 2)


WRITES = {
    "a choice": lambda by, person, now: record_choice(
        by, person, [NewChoice(ChoiceKind.CONSENT, ANYBODY, Category.OWN_WORDS)], now=now
    ),
    "a contact plan": lambda by, person, now: start_contact_plan(by, person, now=now),
    "a note": lambda by, person, now: note_may_need_plan(by, person, now=now),
    "an offer": lambda by, person, now: record_plan_offer(by, person, answer=None, now=now),
    "a crisis plan": lambda by, person, now: start_crisis_plan(
        by, person, purpose=Purpose.CRISIS_PLAN, now=now
    ),
}


@pytest.mark.parametrize("what", WRITES)
def test_what_is_saved_under_the_old_key_lands_on_the_standing_record(
    lead, keyworker, jamie, twin, now, what
):
    merge_people(lead, Agreed(KNOW), one=jamie, another=twin, now=now)
    WRITES[what](keyworker, twin, now)
    tables = (SharingChoice, ContactPlan, ContactPlanOffer, CrisisPlan)
    assert {row.person_id for table in tables for row in table.objects.all()} == {jamie}
    assert AuditSubject.objects.filter(kind="person", subject_id=jamie).exists()


def test_a_plan_is_taken_back_by_the_old_key_too(lead, keyworker, plans, jamie, twin, now):
    plans.shared()
    merge_people(lead, Agreed(KNOW), one=jamie, another=twin, now=now)
    withdraw_contact_plan(keyworker, twin, now=now)
    assert not shared_of(jamie).exists()
