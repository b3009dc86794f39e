"""The desk's pages of a contact plan, for each role, with each error's words."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from alongside.areas.plans.actions.contact_drafting import save_people_to_ring
from alongside.areas.plans.actions.contact_sharing import withdraw_contact_plan
from alongside.areas.plans.models import ContactPlan, ContactPlanOffer, SharingChoice
from alongside.areas.plans.rules.contact_plan import Permission, PersonToRing, PlanState
from alongside.foundation.accounts.models import Organisation
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.kit.typed_times import posted
from alongside.kernel.actor import Role

pytestmark = pytest.mark.django_db


def answers(now, *, no=None, **more):
    """What is sent to share a plan: a yes for every service but one."""
    services = {
        f"to_{row.id.hex}": "no" if row.id == no else "yes" for row in Organisation.objects.all()
    }
    review = posted("review_on", now + timedelta(days=200))
    review.pop("review_on_time", None)
    agreed = {"agreed_by": "person", "capacity": "presumed", "medical_agreed": "yes"}
    return {**services, **review, **agreed, **more}


def test_a_plan_is_made_part_by_part_and_shared(browse, nurse, officer, jamie, now):
    client = browse(nurse)
    page = client.get(f"/plans/contact/{jamie}/")
    assert "No contact plan is shared now" in page.content.decode()
    begun = client.post(f"/plans/contact/{jamie}/start/")
    plan = ContactPlan.objects.get()
    assert begun.url == f"/plans/contact/draft/{plan.id}/"
    assert "Nothing yet" in client.get(begun.url).content.decode()
    said = {"first_words": "Sit down with me", "helps": "Tea", "version": 1}
    saved = client.post(f"{begun.url}words/", said)
    assert saved.url == f"{begun.url}me/"
    ring = {"name_1": "Jo", "phone_1": "07700 900123", "permission_1": "tell", "version": 2}
    assert client.post(f"{begun.url}people/", ring).url == f"{begun.url}team/"
    last = client.post(f"{begun.url}medical/", {"allergies": "Nuts", "version": 3})
    assert last.url == f"{begun.url}share/"
    shared = client.post(last.url, answers(now, version=4))
    assert shared.url == f"/plans/contact/{jamie}/?done=shared"
    assert "The plan is shared." in client.get(shared.url).content.decode()
    read = browse(officer).get(f"/people/{jamie}/?purpose=P3").content.decode()
    for words in ("Sit down with me", "Tea", "Ring Jo", "Nuts", "Made with"):
        assert words in read


def test_a_part_can_be_saved_and_left(browse, keyworker, plans):
    plan = plans.draft()
    sent = {"helps": "Quiet", "version": 2, "after": "later"}
    left = browse(keyworker).post(f"/plans/contact/draft/{plan}/words/", sent)
    assert left.url == f"/plans/contact/draft/{plan}/"


def test_two_saves_of_one_part_are_both_shown(browse, keyworker, plans):
    plan = plans.draft()
    page = browse(keyworker).post(
        f"/plans/contact/draft/{plan}/words/", {"helps": "Mine", "version": 1}
    )
    html = page.content.decode()
    assert page.status_code == 422
    assert "changed in another place" in html
    assert "Weak tea and time" in html
    assert "Mine" in html
    assert 'value="2"' in html


def test_somebody_to_ring_without_a_number_is_asked_for_it(browse, keyworker, plans):
    plan = plans.draft()
    sent = {"name_1": "Jo", "permission_1": "ring", "version": 2}
    page = browse(keyworker).post(f"/plans/contact/draft/{plan}/people/", sent)
    assert page.status_code == 422
    assert "Write their number" in page.content.decode()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"agreed_by": ""}, "Who agreed that it is shared?"),
        ({"review_on_year": "2029"}, "within 12 months"),
        ({"capacity": "lacks", "agreed_by": "best_interests"}, "which decision was assessed"),
        ({"capacity": "assessed"}, "which decision was assessed"),
        ({"agreed_by": "attorney"}, "Write who agreed"),
    ],
)
def test_what_is_missing_to_share_is_said_beside_it(browse, keyworker, plans, now, more, words):
    plan = plans.draft()
    page = browse(keyworker).post(
        f"/plans/contact/draft/{plan}/share/", answers(now, version=2, **more)
    )
    assert page.status_code == 422
    assert words in page.content.decode()
    assert ContactPlan.objects.get(pk=plan).state == PlanState.DRAFT


def test_a_plan_is_shared_for_somebody_who_cannot_decide(browse, nurse, jamie, plans, now):
    plan = plans.draft(by=nurse)
    on = posted("lacks_assessed_on", now)
    on.pop("lacks_assessed_on_time", None)
    record = {"lacks_decision": "Who reads it", "lacks_assessed_by": "Dr Okoro", **on}
    more = {"capacity": "lacks", "agreed_by": "best_interests", **record}
    sent = answers(now, version=2, **more)
    assert browse(nurse).post(f"/plans/contact/draft/{plan}/share/", sent).status_code == 302
    assert set(SharingChoice.objects.values_list("kind", "purpose")) == {("capacity", "P6")}


def test_a_child_agrees_with_somebody_who_saw_that_they_understand(
    browse, keyworker, robin, plans, now
):
    plan = plans.draft(person=robin)
    client = browse(keyworker)
    sent = answers(now, version=2)
    refused = client.post(f"/plans/contact/draft/{plan}/share/", sent)
    assert "how you know that they understand" in refused.content.decode()
    sent["understands"] = "He said back who will see it"
    assert client.post(f"/plans/contact/draft/{plan}/share/", sent).status_code == 302


def test_held_words_are_shown_with_why_and_the_answers_are_kept(browse, keyworker, plans, now):
    plan = plans.draft({"helps": "Do not convey"})
    client = browse(keyworker)
    sent = answers(now, version=2)
    page = client.post(f"/plans/contact/draft/{plan}/share/", sent)
    html = page.content.decode()
    assert page.status_code == 422
    assert "Please say this another way" in html
    assert "Do not convey" in html
    assert html.count("checked") >= Organisation.objects.count()
    client.post(f"/plans/contact/draft/{plan}/words/", {"helps": "Tea", "version": 2})
    sent["version"] = 3
    assert client.post(f"/plans/contact/draft/{plan}/share/", sent).status_code == 302


def test_a_draft_is_nobody_elses_to_open(browse, nurse, plans):
    plan = plans.draft()
    page = browse(nurse).get(f"/plans/contact/draft/{plan}/")
    assert page.status_code != 200
    assert "There is no such plan here" in page.content.decode()


def test_withdrawing_takes_two_taps_and_the_next_read_shows_nothing(
    browse, officer, jamie, plans, now
):
    plans.shared()
    client = browse(officer)
    before = client.get(f"/people/{jamie}/?purpose=P3").content.decode()
    assert "Weak tea and time" in before
    assert f"/plans/contact/{jamie}/withdraw/" in before
    assert client.get(f"/plans/contact/{jamie}/withdraw/").status_code == 200
    assert client.post(f"/plans/contact/{jamie}/withdraw/").url == f"/people/{jamie}/"
    after = browse(officer, now + timedelta(minutes=1)).get(f"/people/{jamie}/?purpose=P3")
    html = after.content.decode()
    assert "Contact plan withdrawn" in html
    for words in ("Weak tea and time", "Penicillin", "0191 498 0000", "Skelby team"):
        assert words not in html


def test_withdrawing_when_nothing_is_shared_says_so(browse, officer, jamie):
    page = browse(officer).post(f"/plans/contact/{jamie}/withdraw/")
    assert page.status_code == 422
    assert "No contact plan is shared now" in page.content.decode()


def test_out_of_date_leaves_a_banner_and_the_night_line(browse, officer, jamie, plans, now):
    plans.shared(review_on=(now + timedelta(days=5)).date())
    later = now + timedelta(hours=8)
    page = browse(officer, later).get(f"/people/{jamie}/?purpose=P3").content.decode()
    assert "Weak tea and time" in page
    ContactPlan.objects.update(review_on=(now - timedelta(days=1)).date())
    html = browse(officer, later).get(f"/people/{jamie}/?purpose=P3").content.decode()
    assert "Their contact plan is out of date" in html
    assert "0191 498 0000" in html
    for words in ("Weak tea and time", "Penicillin", "Skelby team"):
        assert words not in html


def test_plans_over_time_are_listed_and_compared(browse, nurse, jamie, plans, keyworker, now):
    first = plans.shared()
    later = now + timedelta(minutes=5)
    jo = PersonToRing("Jo", "sister", "07700 900123", Permission.TELL)
    second = plans.draft({"helps": "Quiet"}, by=nurse, now=later)
    save_people_to_ring(nurse, second, [jo], version=plans.version_of(second), now=later)
    plans.share(second, by=nurse, now=later)
    client = browse(nurse, later)
    listed = client.get(f"/plans/contact/{jamie}/history/").content.decode()
    assert "In force" in listed
    assert "Replaced" in listed
    pair = f"?left={first}&right={second}"
    html = client.get(f"/plans/contact/{jamie}/history/{pair}").content.decode()
    for words in ("Side by side", "Weak tea and time", "Quiet", "Changed", "Jo, sister"):
        assert words in html
    odd = client.get(f"/plans/contact/{jamie}/history/?left=x&right={second}")
    assert "Side by side" not in odd.content.decode()


def test_the_sheet_and_the_card_are_printed_and_logged(browse, nurse, jamie, plans):
    plans.shared({**dict.fromkeys(("first_words", "helps"), "Long " * 150), "preferred_name": "J"})
    client = browse(nurse)
    assert "My contact plan" in client.get(f"/plans/contact/{jamie}/sheet/").content.decode()
    card = client.get(f"/plans/contact/{jamie}/card.pdf")
    assert card["Content-Type"] == "application/pdf"
    text = PdfReader(BytesIO(card.content)).pages[0].extract_text()
    assert "Please read this" in text
    assert "more on my sheet" in text.replace("\n", " ")
    assert AuditEntry.objects.filter(action="plans.print_contact_plan", op="print").count() == 2


def test_nothing_is_printed_when_no_plan_is_in_force(browse, nurse, jamie, plans, now):
    plans.shared()
    withdraw_contact_plan(nurse, jamie, now=now)
    page = browse(nurse).get(f"/plans/contact/{jamie}/sheet/")
    assert "no contact plan in force to print" in page.content.decode()


def test_choices_are_listed_added_and_ended(browse, keyworker, jamie, plans, officer):
    client = browse(keyworker)
    address = f"/plans/choices/{jamie}/"
    assert "Nothing has been said yet" in client.get(address).content.decode()
    sent = {"recipient": str(officer.organisation_id), "category": "C", "kind": "objection"}
    assert client.post(address, sent).status_code == 302
    row = SharingChoice.objects.get()
    assert "Not them" in client.get(address).content.decode()
    assert client.post(f"{address}{row.id}/end/").status_code == 302
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    assert client.post(address, {"recipient": ""}).status_code == 422


@pytest.mark.parametrize(
    ("answer", "offered", "kept"),
    [
        ("accepted", True, "accepted"),
        ("declined", True, "declined"),
        ("thinking", True, ""),
        ("not_offered", False, ""),
    ],
)
def test_an_offer_and_its_answer_are_kept(browse, keyworker, jamie, answer, offered, kept):
    client = browse(keyworker)
    assert client.post(f"/plans/contact/{jamie}/", {"answer": answer}).status_code == 302
    row = ContactPlanOffer.objects.get()
    assert (row.offered_at is not None, row.answer) == (offered, kept)
    assert client.post(f"/plans/contact/{jamie}/", {}).status_code == 422


def test_only_the_liaison_lead_sees_the_measures(browse, lead, world):
    html = browse(lead).get("/plans/contact/measures/").content.decode()
    assert html.count("No data") == 2
    assert "0%" not in html
    for role in (Role.KEYWORKER, Role.RESPONSE_OFFICER, Role.TRIAGE_CLINICIAN):
        assert browse(world[role]).get("/plans/contact/measures/").status_code == 403


@pytest.mark.parametrize("role", Role)
def test_each_role_opens_what_it_may(browse, role, world, jamie):
    if role in (Role.PERSON, Role.CARER):
        return
    writes = role in {
        Role.CONTROL_ROOM_CLINICIAN,
        Role.TRIAGE_CLINICIAN,
        Role.PLACE_OF_SAFETY_COORDINATOR,
        Role.AMHP,
        Role.DOCTOR,
        Role.LIAISON_LEAD,
    }
    client = browse(world[role])
    for page in ("", "history/"):
        status = client.get(f"/plans/contact/{jamie}/{page}").status_code
        assert (status == 200) is writes, (role, page, status)
