"""The pages of missing people, Herbert forms and suicide prevention plans, for each role."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.areas.plans.actions import herbert as herbert_actions
from alongside.areas.plans.actions import suicide as suicide_actions
from alongside.areas.plans.actions import suicide_opening as opening
from alongside.areas.plans.actions.missing import report_missing
from alongside.areas.plans.actions.suicide_opening import Proposal
from alongside.areas.plans.actions.suicide_writing import OwnPart
from alongside.areas.plans.models import (
    HerbertForm,
    HerbertHolding,
    HerbertPartTwo,
    MissingEvent,
    MissingRecord,
    SuicidePlan,
    SuicidePlanEvent,
)
from alongside.areas.plans.queries.missing import open_missing
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Role
from tests.areas.plans.joint.conftest import HIGH, REPORT, day, key, moment
from tests.areas.plans.joint.test_actions_herbert import PART
from tests.support.contacts import text_of
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 10)
AHEAD = moment("next_review_due_at", NOW + timedelta(hours=2))
WHY = {"level": "medium", "rationale": "Cold, but warmly dressed"}
JUDGED = {**WHY, "looked_at_again": "other", **AHEAD}
TOLD = {"reported_by": "Anne Marsh", "circumstances": "Not back from the shop"}
SAYS = {"trigger": "Talked back from the viaduct", "consent": "yes"}
NEVER = ("score", "detain", "must", "do not attend", "ranked", "unlawful")


@pytest.fixture
def plan(cast, jamie):
    made = opening.propose_plan(
        cast.rail,
        jamie,
        Proposal(
            SAYS, OwnPart("Ring my sister first"), cast.lead.user_id, TODAY + timedelta(days=90)
        ),
        now=NOW,
    )
    opening.confirm_plan(cast.lead, made, review_due_on=TODAY + timedelta(days=28), now=NOW)
    return made


def role_actor(cast, role):
    return cast.keyworker if role is Role.KEYWORKER else cast.world[role]


OWN_DOOR = (Role.PERSON, Role.CARER)
PAGES = {
    "missing": ("missing.list", "none"),
    "missing_record": ("missing.see", "record"),
    "missing_review": ("missing.judge", "record"),
    "missing_report": ("missing.open", "person"),
    "herbert_part_two": ("herbert.add_part_two", "record"),
    "herbert_holding": ("herbert.choose_holding", "none"),
    "herbert": ("herbert.see", "person"),
    "herbert_write": ("herbert.write", "person"),
    "herbert_end": ("herbert.write", "person"),
    "suicide_plans": ("suicide_plan.see", "none"),
    "suicide_plan": ("suicide_plan.see", "plan"),
    "suicide_propose": ("suicide_plan.propose", "person"),
    "suicide_review": ("suicide_plan.work", "plan"),
    "suicide_sign_closing": ("suicide_plan.close", "plan"),
}


@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens_to_the_roles_of_the_table(
    cast, browse, jamie, missing_jamie, plan, name
) -> None:
    permission, about = PAGES[name]
    args = {"none": [], "record": [missing_jamie], "person": [jamie], "plan": [plan]}[about]
    for role in set(Role) - set(OWN_DOOR):
        page = browse(role_actor(cast, role)).get(reverse(f"plans:{name}", args=args))
        assert page.status_code == (200 if role in JOINT_PERMISSIONS[permission] else 403), role


def test_nobody_reads_a_page_without_a_log_entry(cast, browse, missing_jamie) -> None:
    before = AuditEntry.objects.count()
    browse(cast.officer).get(reverse("plans:missing_record", args=[missing_jamie]))
    fields = [row.details["fields"] for row in AuditEntry.objects.order_by("id")[before:]]
    assert ["R:shown"] in fields
    assert ["I:shown"] in fields


def test_a_report_is_made_on_one_page_and_leads_to_its_record(cast, browse, jamie) -> None:
    officer = browse(cast.officer)
    address = reverse("plans:missing_report", args=[jamie])
    page = text_of(officer.get(address))
    assert "Nothing here works it out for you" in page
    assert "checked" not in officer.get(address).content.decode()
    wrong = officer.post(address, key())
    assert wrong.status_code == 422
    for words in ("Enter when you were told", "Choose the level that you judge is right",
                  "Say why you chose this level", "Choose when it is looked at again"):  # fmt: skip
        assert words in text_of(wrong)
    no_time = officer.post(address, {**key(), **TOLD, **WHY, "looked_at_again": "other"})
    assert "Enter when it is looked at again" in text_of(no_time)
    sent = officer.post(
        address,
        {**key(), **TOLD, **moment("reported_at", NOW), **JUDGED, "factors": ["dementia"]},
    )
    record = MissingRecord.objects.get()
    assert urlsplit(sent.url).path == reverse("plans:missing_record", args=[record.id])
    assert "The missing record is open" in text_of(officer.get(sent.url))
    again = officer.post(address, {**key(), **TOLD, **moment("reported_at", NOW), **JUDGED})
    assert again.status_code == 422
    assert "They are recorded as missing already" in text_of(again)


def test_the_next_review_can_be_tapped_as_hours_from_now(cast, browse, jamie) -> None:
    sent = {**key(), **TOLD, **moment("reported_at", NOW), **WHY, "looked_at_again": "4"}
    browse(cast.officer).post(reverse("plans:missing_report", args=[jamie]), sent)
    assert MissingRecord.objects.get().next_review_due_at == NOW + timedelta(hours=4)


def test_a_list_of_missing_people_is_read_in_as_many_queries_however_long(
    cast, jamie, child
) -> None:
    report_missing(cast.officer, jamie, REPORT, judgement=HIGH, now=NOW)
    with CaptureQueriesContext(connection) as one:
        open_missing(cast.officer, now=NOW)
    report_missing(cast.officer, child, REPORT, judgement=HIGH, now=NOW)
    with CaptureQueriesContext(connection) as two:
        assert len(open_missing(cast.officer, now=NOW)) == 2
    # Each person shown is one more row of the log.
    assert len(two) - len(one) <= 1


def test_whoever_is_asked_to_sign_second_is_asked_first(cast, browse, plan) -> None:
    suicide_actions.sign_closing(cast.rail, plan, reason="Well", now=NOW)
    address = reverse("plans:suicide_plans")
    assert "The other service signed to close it." in text_of(browse(cast.lead).get(address))
    assert "Your service has signed to close it" in text_of(browse(cast.rail).get(address))


def test_a_liaison_lead_is_offered_no_list_of_missing_people(cast, browse, missing_jamie) -> None:
    page = browse(cast.lead).get(reverse("plans:suicide_plans")).content.decode()
    assert reverse("plans:missing") not in page


def test_absent_as_tapped_is_kept_as_very_low(cast, browse, jamie) -> None:
    sent = {**key(), **TOLD, **moment("reported_at", NOW), **JUDGED, "level": "absent"}
    browse(cast.officer).post(reverse("plans:missing_report", args=[jamie]), sent)
    assert MissingRecord.objects.get().level == "very_low"


def test_a_level_lowered_without_a_reason_is_asked_about_beside_the_box(
    cast, browse, jamie
) -> None:
    record = report_missing(cast.officer, jamie, REPORT, judgement=HIGH, now=NOW)
    officer = browse(cast.officer)
    address = reverse("plans:missing_review", args=[record])
    wrong = officer.post(address, {**key(), **JUDGED})
    assert wrong.status_code == 422
    assert "Say what has changed, so that the level can be lower" in text_of(wrong)
    sent = officer.post(address, {**key(), **JUDGED, "lowering_reason": "He rang his brother"})
    assert sent.status_code == 302
    assert MissingRecord.objects.get().level == "medium"


def test_the_story_shows_the_alert_the_facts_and_no_order_to_anybody(cast, browse, jamie) -> None:
    report_missing(cast.officer, jamie, REPORT, judgement=HIGH, now=NOW)
    officer = browse(cast.officer)
    page = text_of(officer.get(reverse("plans:missing")))
    assert "The level is high and no supervisor has reviewed it" in page
    record = MissingRecord.objects.get()
    story = text_of(officer.get(reverse("plans:missing_record", args=[record.id])))
    for words in ("Jamie Marsh", "Dementia", "Level chosen: high", "Mill Lane shop"):
        assert words in story
    for words in NEVER:
        assert words not in f" {story.lower()} ".replace("mustn", "")


ENTRIES = {
    "told": ({"words": "Seen by the weir", "given_by": "Bus driver"}, "Write what you learned"),
    "absent_without_leave": (
        {"legal_status": "03", "away_from": "Fellside"},
        "Choose the legal status",
    ),
    "found": ({"place": "Weir", "found_by": "PC Okafor", "well": "not_yet"}, "Say who found them"),
}


@pytest.mark.parametrize("kind", ENTRIES)
def test_each_entry_says_what_is_missing_and_is_kept_once_whole(
    cast, browse, missing_jamie, kind
) -> None:
    facts, words = ENTRIES[kind]
    officer = browse(cast.officer)
    address = reverse("plans:missing_entry", args=[missing_jamie, kind])
    wrong = officer.post(address, key())
    assert (wrong.status_code, words in text_of(wrong)) == (422, True)
    assert officer.post(address, {**key(), **facts}).status_code == 302
    assert MissingEvent.objects.filter(kind=kind).count() == 1


def test_a_kind_nobody_named_has_no_page(cast, browse, missing_jamie) -> None:
    address = reverse("plans:missing_entry", args=[missing_jamie, "rumour"])
    assert browse(cast.officer).get(address).status_code == 404


def test_found_with_no_welfare_stays_on_the_list_until_somebody_saw_them(
    cast, browse, missing_jamie
) -> None:
    officer = browse(cast.officer)
    found = reverse("plans:missing_entry", args=[missing_jamie, "found"])
    facts = {"place": "Weir", "found_by": "PC Okafor"}
    asked = officer.post(found, {**key(), **facts, "well": "yes"})
    assert "Say who saw that they are well" in text_of(asked)
    officer.post(found, {**key(), **facts, "well": "not_yet"})
    assert "Found, not yet known to be well" in text_of(officer.get(reverse("plans:missing")))
    well = reverse("plans:missing_entry", args=[missing_jamie, "welfare_confirmed"])
    officer.post(well, {**key(), "seen_by": "PC Okafor"})
    listed = text_of(officer.get(reverse("plans:missing")))
    assert "Nobody is recorded as missing" in listed
    assert "Found, and something is still owed" in listed
    for kind, said in (
        ("prevention_interview", {"answer": "held"}),
        ("return_interview", {"answer": "accepted", "offered_by": "Hope", "independent": "on"}),
    ):
        sent = officer.post(
            reverse("plans:missing_entry", args=[missing_jamie, kind]), {**key(), **said}
        )
        assert sent.status_code == 302
    assert "still owed" not in text_of(officer.get(reverse("plans:missing")))


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("reported", {**TOLD, "last_seen_place": "The other shop"}),
        ("level_set", {"rationale": "He has his coat"}),
    ],
)
def test_an_entry_is_put_right_with_a_reason(cast, browse, missing_jamie, kind, change) -> None:
    event = MissingEvent.objects.get(record_id=missing_jamie, kind=kind)
    officer = browse(cast.officer)
    address = reverse("plans:missing_correct", args=[event.id])
    assert officer.get(address).status_code == 200
    wrong = officer.post(address, {**key(), **change})
    assert "Say why you are changing it" in text_of(wrong)
    sent = officer.post(address, {**key(), **change, "correction_reason": "Misheard"})
    assert sent.status_code == 302
    story = text_of(officer.get(sent.url))
    assert "Corrected, because: Misheard" in story
    assert next(iter(change.values())) in story or "The other shop" in story


def test_a_form_is_written_read_and_ended(cast, browse, jamie) -> None:
    keyworker = browse(cast.keyworker)
    write = reverse("plans:herbert_write", args=[jamie])
    wrong = keyworker.post(write, key())
    for words in ("Say who wrote this", "Say who agrees to this", "Say what they look like"):
        assert words in text_of(wrong)
    said = {
        "description": "Tall",
        "calming": "Brass bands",
        "medical": "Insulin",
        "completed_by": "Anne",
        "completed_as": "family",
        "consent": "person",
        "photo_reference": "On file",
        **day("photo_taken_on", date(2025, 5, 1)),
        **day("completed_on", TODAY),
    }
    assert keyworker.post(write, {**key(), **said, "version": "0"}).status_code == 302
    page = text_of(keyworker.get(reverse("plans:herbert", args=[jamie])))
    for words in ("Brass bands", "Insulin", "Tall", "Old photo", "more than 12 months old"):
        assert words in page
    assert "Brass bands" in keyworker.get(write).content.decode()
    end = reverse("plans:herbert_end", args=[jamie])
    assert "Say why it ends" in text_of(keyworker.post(end, key()))
    keyworker.post(end, {**key(), "reason": "He took it back"})
    assert "No form yet" in text_of(keyworker.get(reverse("plans:herbert", args=[jamie])))
    assert HerbertForm.objects.get().end_reason == "He took it back"


def test_best_interests_asks_who_decided(cast, browse, jamie) -> None:
    said = {
        "description": "Tall",
        "completed_by": "Anne",
        "completed_as": "family",
        "consent": "best_interests",
        **day("completed_on", TODAY),
    }
    wrong = browse(cast.keyworker).post(
        reverse("plans:herbert_write", args=[jamie]), {**key(), **said}
    )
    assert "Say who decided that it is in their best interests" in text_of(wrong)


def test_an_officer_has_the_form_and_part_two_only_while_missing(cast, browse, jamie) -> None:
    herbert_actions.write_part_one(cast.keyworker, jamie, PART, now=NOW)
    officer = browse(cast.officer)
    page = reverse("plans:herbert", args=[jamie])
    on_page = f"{reverse('people:person', args=[jamie])}?purpose=P7"
    refused = officer.get(page)
    assert refused.status_code == 403
    assert "only while somebody is missing" in text_of(refused)
    assert "Brass bands" not in text_of(officer.get(on_page))
    record = report_missing(cast.officer, jamie, REPORT, judgement=HIGH, now=NOW)
    assert "Brass bands" in text_of(officer.get(page))
    shown = text_of(officer.get(on_page))
    for words in ("Missing since", "Brass bands", "Insulin"):
        assert words in shown
    two = reverse("plans:herbert_part_two", args=[record])
    assert "Say where they were last seen" in text_of(officer.post(two, key()))
    seen = {**moment("last_seen_at", NOW), "last_seen_place": "Shop", "clothing": "Blue coat"}
    assert officer.post(two, {**key(), **seen}).status_code == 302
    assert HerbertPartTwo.objects.get().clothing == "Blue coat"
    assert "Blue coat" in text_of(officer.get(on_page))


def test_a_force_chooses_when_its_officers_have_the_forms(cast, browse) -> None:
    governance = browse(cast.governance)
    address = reverse("plans:herbert_holding")
    assert "Nobody has decided yet" in text_of(governance.get(address))
    assert "Choose when officers have the forms" in text_of(governance.post(address, key()))
    governance.post(address, {**key(), "held": "centrally", "reason": "Agreed in May"})
    assert HerbertHolding.objects.get().held_centrally
    assert "Agreed in May" in text_of(governance.get(address))


def test_a_plan_is_proposed_confirmed_and_closed_by_both_on_their_pages(
    cast, browse, jamie
) -> None:
    rail, lead = browse(cast.rail), browse(cast.lead)
    propose = reverse("plans:suicide_propose", args=[jamie])
    wrong = text_of(rail.post(propose, key()))
    for words in ("Say what happened", "Choose who is asked", "Enter when the plan ends"):
        assert words in wrong
    said = {**SAYS, **day("ends_on", TODAY + timedelta(days=60)), "asked": str(cast.lead.user_id)}
    assert "The plan belongs to them" in text_of(rail.post(propose, {**key(), **said}))
    sent = rail.post(propose, {**key(), **said, "own_part": "Ring my sister first"})
    plan = SuicidePlan.objects.get()
    page = reverse("plans:suicide_plan", args=[plan.id])
    assert urlsplit(sent.url).path == page
    assert "It is not open until then" in text_of(rail.get(page))
    assert "You are asked" in text_of(lead.get(reverse("plans:suicide_plans")))
    confirm = reverse("plans:suicide_confirm", args=[plan.id])
    far = day("review_due_on", TODAY + timedelta(days=29))
    assert "28 days ahead at most" in text_of(lead.post(confirm, {**key(), **far}))
    lead.post(confirm, {**key(), **day("review_due_on", TODAY + timedelta(days=28))})
    assert "Ring my sister first" in text_of(rail.get(page))
    lead.post(reverse("plans:suicide_sign_closing", args=[plan.id]), {**key(), "reason": "Well"})
    close = reverse("plans:suicide_close", args=[plan.id])
    alone = lead.post(close, key())
    assert "needs a second signature" in text_of(alone)
    rail.post(close, key())
    closed = text_of(rail.get(page))
    assert "Closed by both services" in closed
    assert cast.lead.name in closed
    assert cast.rail.name in closed


STEPS = {
    "suicide_review": {"words": "Better", **day("review_due_on", TODAY + timedelta(days=14))},
    "suicide_contact_made": {"how": "Rang", "words": "Will ring on Friday"},
    "suicide_shared": {"recipient": "GP", "what": "Plan", "gateway": "consent_common_law"},
    "suicide_own_part": {"why_not": "She took it back"},
    "suicide_change": {**SAYS, "services": "Crisis team"},
    "suicide_anniversary": {"day": "20", "month": "6", "words": "Her birthday"},
}


@pytest.mark.parametrize("name", STEPS)
def test_each_step_of_a_plan_is_one_page(cast, browse, plan, name) -> None:
    lead = browse(cast.lead)
    address = reverse(f"plans:{name}", args=[plan])
    assert lead.get(address).status_code == 200
    assert lead.post(address, key()).status_code == 422
    before = SuicidePlanEvent.objects.count()
    assert lead.post(address, {**key(), **STEPS[name]}).status_code == 302
    assert SuicidePlanEvent.objects.count() == before + 1


def test_what_a_plan_may_not_hold_is_asked_to_be_said_another_way(cast, browse, plan) -> None:
    wrong = browse(cast.lead).post(
        reverse("plans:suicide_change", args=[plan]),
        {**key(), **SAYS, "services": "Do not convey to hospital"},
    )
    assert wrong.status_code == 422
    assert "cannot stand in a plan" in text_of(wrong)
    assert "Do not convey to hospital" in wrong.content.decode()


def test_a_plan_can_be_declined_asked_again_and_kept_open(cast, browse, jamie, plan) -> None:
    lead, rail = browse(cast.lead), browse(cast.rail)
    suicide_actions.sign_closing(cast.rail, plan, reason="Well", now=NOW)
    keep = reverse("plans:suicide_keep_open", args=[plan])
    assert "Say why it stays open" in text_of(lead.post(keep, key()))
    lead.post(keep, {**key(), "words": "The inquest is in July"})
    assert SuicidePlan.objects.get().state == "open"
    later = NOW + timedelta(minutes=1)
    suicide_actions.sign_closing(cast.rail, plan, reason="Well", now=later)
    suicide_actions.close_plan(cast.lead, plan, now=later)
    offer = Proposal(SAYS, OwnPart("x"), cast.lead.user_id, TODAY + timedelta(days=9))
    second = opening.propose_plan(cast.rail, jamie, offer, now=NOW)
    decline = reverse("plans:suicide_decline", args=[second])
    lead.post(decline, {**key(), "words": "Known to another team"})
    assert "Not taken up" in text_of(rail.get(reverse("plans:suicide_plans")))
    ask = reverse("plans:suicide_ask", args=[second])
    assert rail.get(ask).status_code == 200
    rail.post(ask, {**key(), "asked": str(cast.keyworker.user_id)})
    assert SuicidePlan.objects.get(pk=second).asked_id == cast.keyworker.user_id


def test_what_was_done_is_put_right_on_its_page(cast, browse, plan) -> None:
    lead = browse(cast.lead)
    lead.post(
        reverse("plans:suicide_contact_made", args=[plan]),
        {**key(), **STEPS["suicide_contact_made"]},
    )
    event = SuicidePlanEvent.objects.get(kind="contact_made")
    address = reverse("plans:suicide_correct", args=[event.id])
    assert "Rang" in lead.get(address).content.decode()
    right = {"how": "Visited", "words": "At home", "correction_reason": "It was a visit"}
    sent = lead.post(address, {**key(), **right})
    assert "Corrected, because: It was a visit" in text_of(lead.get(sent.url))


def test_their_page_leads_to_what_may_be_started(cast, browse, jamie) -> None:
    officer = text_of(browse(cast.officer).get(f"/people/{jamie}/?purpose=P7"))
    assert "Report them missing" in officer
    assert "Propose a suicide prevention plan" not in officer
    lead = text_of(browse(cast.lead).get(f"/people/{jamie}/?purpose=P11"))
    assert "Propose a suicide prevention plan" in lead


def test_their_page_carries_the_plan_and_their_own_part(cast, browse, jamie, plan) -> None:
    page = text_of(browse(cast.lead).get(f"/people/{jamie}/?purpose=P11"))
    assert "Ring my sister first" in page
    assert "Talked back from the viaduct" in page
    other = text_of(browse(cast.supervisor).get(f"/people/{jamie}/?purpose=P11"))
    assert "Ring my sister first" not in other
    assert "Talked back from the viaduct" in other


def test_empty_lists_say_so_kindly(cast, browse) -> None:
    assert "Nobody is recorded as missing" in text_of(
        browse(cast.officer).get(reverse("plans:missing"))
    )
    assert "Your service is in no plan now" in text_of(
        browse(cast.lead).get(reverse("plans:suicide_plans"))
    )
