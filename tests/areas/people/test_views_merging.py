"""The list of pairs, two records side by side, and parting them again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.areas.people import actions
from alongside.areas.people.actions import NewAddress, NewName, NewPerson
from alongside.areas.people.actions.duplicate_finding import find_duplicates
from alongside.areas.people.actions.merging import Agreed, merge_people
from alongside.areas.people.models import DuplicatePair, PersonMerge, PersonName
from alongside.areas.people.queries.duplicates import pairs_waiting
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox import worker
from alongside.foundation.outbox.models import InboxItem
from alongside.kernel.actor import Role
from tests.areas.people.cases import JAMIE, page

pytestmark = pytest.mark.django_db
KNOW = "Both were asked, and showed the same card"
ALIKE = NewPerson(
    given="Jamey",
    family="Marsh",
    sex="1",
    born_on=JAMIE.born_on,
    phone=JAMIE.phone,
    address=NewAddress("9 Quay Street, Skelby", "ZN6 2AB"),
)


@pytest.fixture
def lead(on_duty):
    return on_duty(Role.LIAISON_LEAD)


@pytest.fixture
def jamie(officer, now):
    return actions.add_person(officer, JAMIE, now=now - timedelta(days=9))


@pytest.fixture
def jamey(nurse, now):
    return actions.add_person(nurse, ALIKE, now=now - timedelta(days=2))


def at(name, *keys):
    return reverse(f"people:{name}", args=keys)


def test_a_lead_finds_the_pair_compares_it_joins_it_and_parts_it_again(
    lead, jamie, jamey, browse, now
):
    assert find_duplicates(now) == 1
    assert find_duplicates(now) == 0
    assert pairs_waiting(lead) == 1
    site = browse(lead)
    listed = page(site.get(at("duplicates")))
    assert "Same phone number" in listed
    pair = DuplicatePair.objects.values_list("first_id", "second_id").get()
    assert any(at("pair", *keys) in listed for keys in (pair, pair[::-1]))

    shown = page(site.get(at("pair", jamie, jamey)))
    assert "9 Quay Street" in shown
    assert 'name="address"' in shown
    wrong = site.post(at("pair_join", jamie, jamey), {"reason": ""})
    assert wrong.status_code == 422
    assert "There is a problem" in page(wrong)
    said = {"reason": KNOW, "address": "other", "name:legal": "kept", "name:preferred": "kept"}
    done = site.post(at("pair_join", jamie, jamey), said)
    assert done.status_code == 302
    merge = PersonMerge.objects.get()
    assert pairs_waiting(lead) == 0

    person = page(site.get(at("person", jamie) + "?purpose=P2"))
    assert "9 Quay Street" in person
    assert at("part", merge.pk) in person
    actions.add_name(lead, jamie, kind="alias", name=NewName("JM"), now=now)
    since = PersonName.objects.get(given="JM")
    asked = page(site.get(at("part", merge.pk)))
    assert f"people.PersonName:{since.pk}" in asked
    seen = f"people.PersonName:{since.pk}"
    parted = site.post(at("part", merge.pk), {"reason": KNOW, "seen": seen, seen: "other"})
    assert parted.status_code == 302
    since.refresh_from_db()
    assert since.person_id == jamey
    assert "Parted again" in page(site.get(at("person", jamey) + "?purpose=P2"))


def test_an_old_address_leads_to_the_standing_record_and_a_form_sent_there_lands_on_it(
    lead, officer, jamie, jamey, browse, now
):
    merge_people(lead, Agreed(KNOW), one=jamie, another=jamey, now=now)
    site = browse(officer)
    moved = site.get(at("person", jamey) + "?purpose=P3")
    assert moved.url == at("person", jamie) + "?purpose=P3"
    assert site.get(at("pair", jamie, jamey)).url.startswith(at("person", jamie))
    sent = site.post(at("add_detail", jamey, "phone"), {"phone": "01632 960001"})
    assert sent.url.startswith(at("person", jamie))


def test_somebody_at_the_desk_says_what_they_know_and_does_not_decide(
    lead, nurse, jamie, jamey, browse, now
):
    site = browse(lead)
    wrong = site.post(at("pair_ask", jamie, jamey), {"owner": "", "words": ""})
    assert wrong.status_code == 422
    said = {"owner": str(nurse.user_id), "words": "Did you meet both?"}
    assert site.post(at("pair_ask", jamie, jamey), said).status_code == 302
    worker.work_once(now)
    assert InboxItem.objects.get(user_id=nurse.user_id).link.startswith("/people/")
    assert pairs_waiting(nurse) == 1

    site = browse(nurse)
    shown = page(site.get(at("pair", jamie, jamey)))
    assert "You are asked what you know" in shown
    assert "Join the two records" not in shown
    assert site.post(at("pair_join", jamie, jamey), {"reason": KNOW}).status_code == 403
    assert site.get(at("duplicates")).status_code == 403
    thinks = {"same": "no", "reason": "I met both on the same day"}
    assert site.post(at("pair_think", jamie, jamey), thinks).status_code == 302
    assert pairs_waiting(nurse) == 0

    site = browse(lead)
    assert "thinks that they are different people" in page(site.get(at("pair", jamie, jamey)))
    done = site.post(at("pair_different", jamie, jamey), {"reason": "The nurse met both"})
    assert done.status_code == 302
    find_duplicates(now)
    assert pairs_waiting(lead) == 0


def test_the_other_record_is_looked_up_from_a_persons_page(officer, jamie, jamey, browse):
    site = browse(officer)
    found = page(site.post(at("same_as", jamie), {"q": "Marsh", "purpose": "P3"}))
    assert at("pair", jamie, jamey) in found
    assert at("pair", jamie, jamie) not in found
    assert site.post(at("same_as", jamie), {"q": "", "purpose": "P3"}).status_code == 422


def test_a_look_at_two_records_is_on_the_log_of_both(nurse, jamie, jamey, browse):
    before = AuditEntry.objects.count()
    browse(nurse).get(at("pair", jamie, jamey))
    looks = AuditEntry.objects.order_by("pk")[before:]
    assert {jamie, jamey} <= {look.subject_id for look in looks}
