"""The pages of a crisis plan and of held words: each role, each error's words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.areas.plans.models import CrisisPlan, WordingReview
from alongside.areas.plans.panels.crisis_plan import (
    load_clinical,
    load_contacts,
    load_medical,
    load_risks,
    load_words,
)
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import OWN_DOOR, Role
from tests.areas.plans.crisis_plan.conftest import WORDS
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
CLINICAL = (WORDS.diagnosis, WORDS.medication)


def day(name: str, on: date) -> dict[str, str]:
    """The boxes of a day, as a browser sends them."""
    return {
        f"{name}_day": str(on.day),
        f"{name}_month": str(on.month),
        f"{name}_year": str(on.year),
    }


TERMS = {
    "took_part": "yes",
    "agreed_by": "person",
    "capacity": "presumed",
    **day("review_on", date(2027, 6, 1)),
    **day("ends_on", date(2027, 12, 1)),
}
SAID = {
    "helps": "A walk by the canal",
    "out_of_hours_phone": "0191 498 0002",
    "risk_words_1": "May walk towards the railway",
    **day("risk_seen_1", date(2026, 4, 2)),
    "risk_source_1": "Elm team",
}


def at(name: str, *args: object) -> str:
    return reverse(f"plans:{name}", args=args)


def test_a_nurse_writes_one_and_puts_it_in_force(browse, nurse, jamie):
    client = browse(nurse)
    page = client.get(at("crisis_person", jamie)).content.decode()
    assert "No crisis plan is shown" in page
    started = client.post(at("crisis_start", jamie))
    plan = CrisisPlan.objects.get()
    assert started.url == at("crisis_plan", plan.id)
    saved = client.post(started.url, {**SAID, "version": "1"})
    assert saved.url == at("crisis_terms", plan.id)
    done = client.post(saved.url, {**TERMS, "version": "2"})
    assert done.url == at("crisis_person", jamie)
    page = client.get(done.url).content.decode()
    assert "A walk by the canal" in page
    assert "May walk towards the railway" in page
    assert "Source: Elm team." in page


def test_save_and_carry_on_later_goes_back_to_the_person_s_plan(browse, nurse, jamie, plans):
    plan = plans.draft()
    client = browse(nurse)
    said = {**SAID, "version": "2", "after": "later"}
    assert client.post(at("crisis_plan", plan), said).url == at("crisis_person", jamie)
    assert "Go on with your draft" in client.get(at("crisis_person", jamie)).content.decode()
    put_away = client.post(at("crisis_set_aside", jamie, plan))
    assert put_away.url == at("crisis_person", jamie)
    assert CrisisPlan.objects.get(pk=plan).state == "set_aside"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (day("risk_seen_1", date(2026, 6, 11)), "cannot be still to come"),
        ({"risk_source_1": ""}, "Say who knows of it"),
        ({"risk_words_1": ""}, "Say what the risk is"),
        ({"risk_seen_1_day": "", "risk_seen_1_month": "", "risk_seen_1_year": ""}, "last so"),
        ({"lead_name": "x" * 121}, "120"),
    ],
)
def test_words_that_cannot_be_kept_are_said_beside_their_box(browse, nurse, plans, changes, says):
    plan = plans.draft()
    answer = browse(nurse).post(at("crisis_plan", plan), {**SAID, "version": "2", **changes})
    assert answer.status_code == 422
    assert says in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"took_part": "no", "why_not": ""}, "Say why the person did not take part"),
        (day("review_on", date(2027, 6, 11)), "A plan is looked at again within 12 months"),
        (day("ends_on", date(2027, 5, 1)), "It cannot end before it is looked at again"),
        ({"agreed_by": "attorney", "agreed_name": "Jo"}, "Somebody who can decide agrees"),
        ({"took_part": ""}, "Answer: Did the person write it with you?"),
    ],
)
def test_terms_that_lack_something_are_said_beside_their_box(browse, nurse, plans, changes, says):
    plan = plans.draft()
    answer = browse(nurse).post(at("crisis_terms", plan), {**TERMS, "version": "2", **changes})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert CrisisPlan.objects.get(pk=plan).state == "draft"


def test_a_save_over_somebody_else_s_shows_both(browse, nurse, plans):
    plan = plans.draft()
    answer = browse(nurse).post(at("crisis_plan", plan), {**SAID, "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "What it says now in the other place" in page
    assert WORDS.triggers in page
    assert "A walk by the canal" in page


def test_words_that_withhold_help_come_back_with_how_to_say_them(browse, nurse, jamie, plans):
    plan = plans.draft(replace(WORDS, does_not_help="Do not convey."))
    client = browse(nurse)
    answer = client.post(at("crisis_terms", plan), {**TERMS, "version": "2"})
    assert answer.url == at("crisis_plan", plan)
    page = client.get(answer.url).content.decode()
    assert "“Do not convey”</strong> in What does not help." in page
    assert "Say where the person would rather go" in page


def test_nobody_but_those_who_may_see_it_finds_the_clinical_part(browse, world, plans, jamie):
    plans.in_force()
    for role in PERMISSIONS["crisis_plan.write"]:
        page = browse(world[role]).get(at("crisis_person", jamie)).content.decode()
        assert not any(words in page for words in CLINICAL)
    for role in (Role.RESPONSE_OFFICER, Role.CUSTODY_OFFICER, Role.POLICE_SUPERVISOR):
        for purpose in ("P1", "P3", "P4", "P7"):
            page = browse(world[role]).get(f"/people/{jamie}/?purpose={purpose}")
            assert not any(words in page.content.decode() for words in CLINICAL)


def test_an_officer_at_the_scene_reads_words_risks_and_medical_safety(
    browse, officer, plans, jamie
):
    plans.in_force()
    page = browse(officer).get(f"/people/{jamie}/?purpose=P3").content.decode()
    order = [page.index(part) for part in (WORDS.helps, "Penicillin", "Night line")]
    assert order == sorted(order)
    assert "Crisis plan: read, write or print" not in page


def test_out_of_date_shows_a_banner_and_only_the_number_for_other_times(
    browse, officer, plans, jamie
):
    plans.in_force(review_on=date(2026, 6, 10) + timedelta(days=1))
    late = NOW + timedelta(days=2)
    page = browse(officer).get(f"/people/{jamie}/?purpose=P3").content.decode()
    assert "Crisis plan out of date" not in page
    body = load_words(officer, jamie, late).content
    assert (body.plan.state, body.lines) == ("review_passed", ())
    contacts = load_contacts(officer, jamie, late).content
    assert (contacts.lead_name, contacts.out_of_hours_name) == ("", "Night line")
    for load in (load_medical, load_risks, load_clinical):
        assert load(officer, jamie, late) is None


def test_withdrawing_takes_two_taps_and_the_next_look_says_so(browse, officer, plans, jamie):
    plans.in_force()
    client = browse(officer)
    assert client.get(at("crisis_withdraw", jamie)).status_code == 200
    assert client.post(at("crisis_withdraw", jamie)).status_code == 302
    page = client.get(f"/people/{jamie}/?purpose=P3").content.decode()
    assert "Crisis plan withdrawn" in page
    assert WORDS.helps not in page
    again = client.post(at("crisis_withdraw", jamie))
    assert again.status_code == 422
    assert "No crisis plan is in force now" in again.content.decode()


def test_a_print_is_logged_as_one_and_history_shows_what_changed(browse, nurse, plans, jamie):
    plans.in_force()
    plans.in_force(replace(WORDS, helps="Tea"), now=NOW + timedelta(minutes=1))
    client = browse(nurse, NOW + timedelta(minutes=2))
    sheet = client.get(at("crisis_sheet", jamie)).content.decode()
    assert "Tea" in sheet
    assert AuditEntry.objects.filter(op="print").count() == 1
    page = client.get(at("crisis_history", jamie)).content.decode()
    assert "What it changed" in page
    assert "A walk by the canal" in page
    assert "Held back for the reason you look for: clinical part." in page


@pytest.mark.parametrize("role", Role)
def test_each_page_is_for_those_who_may(world, browse, plans, jamie, role):
    plan = plans.draft()
    client = browse(world[role])
    pages = {
        at("crisis_person", jamie): "crisis_plan.write",
        at("crisis_withdraw", jamie): "crisis_plan.withdraw",
        at("wordings"): "wording.see",
    }
    for page, permission in pages.items():
        may = role in PERMISSIONS[permission] and role not in OWN_DOOR
        assert (client.get(page).status_code == 200) is may, page
    mine = role is Role.TRIAGE_CLINICIAN
    assert (client.get(at("crisis_plan", plan)).status_code == 200) is mine


def test_a_lead_lets_words_stand_with_a_reason(browse, lead, plans):
    client = browse(lead)
    assert "Nothing waits" in client.get(at("wordings")).content.decode()
    plans.draft(replace(WORDS, does_not_help="Do not convey."))
    review = WordingReview.objects.get()
    assert "Crisis plan: 1 phrase" in client.get(at("wordings")).content.decode()
    page = at("wording_review", review.id)
    assert "“Do not convey”" in client.get(page).content.decode()
    empty = client.post(page, {"reason": ""})
    assert empty.status_code == 422
    assert "Answer: Why may these words stand?" in empty.content.decode()
    assert client.post(page, {"reason": "He means the bus"}).url == at("wordings")
    assert "This has been dealt with" in client.get(page).content.decode()
    late = client.post(page, {"reason": "Again"})
    assert late.status_code == 422


def test_the_pages_of_a_draft_are_nobody_else_s(browse, plans, keyworker):
    plan = plans.draft()
    client = browse(keyworker)
    for page in (at("crisis_plan", plan), at("crisis_terms", plan)):
        assert "There is no such plan here" in client.get(page).content.decode()
