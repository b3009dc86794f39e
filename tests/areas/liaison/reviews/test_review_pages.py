"""Pages of joint reviews: each opens for those in it, and says what is wrong in place."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from alongside.areas.crisis.actions import Opening, open_contact
from alongside.areas.liaison.actions.review_accounts import Account, save_account
from alongside.areas.liaison.models import IncidentReview, ReviewInvitation, ReviewLearning
from alongside.kernel.actor import Actor, Role
from tests.support.contacts import text_of
from tests.support.hub import Hub
from tests.support.reviewing import POLICE_WORDS, TRUST_WORDS, Reviewing
from tests.support.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
Browse = Callable[[Actor], Client]


def at(name: str, *args: object) -> str:
    return reverse(f"liaison:{name}", args=args)


def sent(client: Client, address: str, **fields: object) -> str:
    """Send a form that is taken, and answer the page that follows."""
    response = client.post(address, {"request_key": str(uuid4()), **fields}, follow=True)
    assert response.redirect_chain, text_of(response)
    return text_of(response)


def day(name: str, text: str) -> dict[str, str]:
    parts = zip(("day", "month", "year"), text.split("/"), strict=True)
    return {f"{name}_{part}": value for part, value in parts}


def test_a_review_is_raised_from_a_contact(hub: Hub, review: Reviewing, browse: Browse) -> None:
    began = NOW - timedelta(hours=5)
    contact = open_contact(
        hub.officer, Opening(began, "street", "Mill Lane footbridge", "bridge"), now=began
    )
    client = browse(hub.officer)
    story = client.get(reverse("crisis:contact", args=[contact]))
    address = at("raise_from_record", contact)
    assert address in story.content.decode()
    asked = text_of(client.get(address))
    assert "1 time will be taken from the record" in asked
    assert "Crisis team manager (Test triage_clinician)" in asked
    wrong = client.post(address, {"title": "x", "why": "Born 3 March 1992"})
    assert wrong.status_code == 422
    assert "Enter by which day should the accounts be in" not in text_of(wrong)
    posts = [str(hub.posts["police_lead"]), str(hub.posts["crisis_lead"])]
    fields = {
        "title": "A wait",
        "why": "Both remember it differently.",
        "posts": posts,
        **day("happened_on", "10/6/2026"),
        **day("accounts_due_on", "24/6/2026"),
    }
    one = client.post(address, fields | {"posts": posts[:1]})
    assert "A joint review needs the accounts of two services or more." in text_of(one)
    page = sent(client, address, **fields)
    assert "Raised. Each service is asked for its account" in page
    assert "Open the record" in page
    assert IncidentReview.objects.get(title="A wait").contact_id == contact


def test_an_account_is_written_read_and_handed_in(review: Reviewing, browse: Browse) -> None:
    officer = browse(review.officer)
    listed = text_of(officer.get(at("reviews")))
    assert "Your account is asked for" in listed
    assert "0 of 3 accounts in" in listed
    page = text_of(officer.get(at("account", review.id)))
    assert "Nobody of Northmoor Council or Northmoor MH sees it" in page
    read = sent(officer, at("account", review.id), lines=POLICE_WORDS, version=0)
    assert "23:10 We rang the ward." not in read
    assert "22:10 We rang the ward." in read
    clash = officer.post(at("account", review.id), {"lines": "22:11 x", "version": 0})
    assert clash.status_code == 409
    assert "A colleague saved this account while you wrote." in text_of(clash)
    done = sent(officer, at("hand_in", review.id), version=1)
    assert "Handed in. It stays as it is" in done
    stays = text_of(officer.get(at("account", review.id)))
    assert "Handed in by Test response_officer" in stays
    assert officer.get(at("hand_in", review.id)).status_code == 302
    empty = browse(review.nurse).post(at("hand_in", review.id), {"version": 0})
    assert empty.status_code == 422
    assert "The account does not say yet what happened." in text_of(empty)


def test_no_page_shows_another_services_words_before_the_opening(
    review: Reviewing, browse: Browse
) -> None:
    review.write(review.officer, "22:10 Quillfeather.")
    save_account(review.nurse, review.id, Account("22:10 Marrowdrift."), now=NOW)
    pages = [at("reviews"), at("review", review.id), at("review_sheet", review.id)]
    pages += [at("account", review.id), at("hand_in", review.id), at("together", review.id)]
    for viewer, hidden in (
        (review.nurse, ("Quillfeather",)),
        (review.amhp, ("Quillfeather", "Marrowdrift")),
        (review.lead, ("Quillfeather", "Marrowdrift")),
        (review.hub.world[Role.INFORMATION_GOVERNANCE], ("Marrowdrift",)),
    ):
        client = browse(viewer)
        for address in pages:
            answer = client.get(address)
            assert not any(word in answer.content.decode() for word in hidden), address
    lead = text_of(browse(review.lead).get(at("together", review.id)))
    assert "The accounts are not open yet." in lead


def test_accounts_are_opened_by_decision_and_differences_marked(
    review: Reviewing, browse: Browse
) -> None:
    review.write(review.officer, POLICE_WORDS)
    review.write(review.nurse, TRUST_WORDS)
    lead = browse(review.lead)
    assert "Nothing is in from Northmoor Council." in text_of(
        lead.get(at("open_accounts", review.id))
    )
    page = sent(lead, at("open_accounts", review.id), words="They have no record of it.")
    assert "Opened by decision: Northmoor Council had not handed in." in page
    beside = lead.get(at("together", review.id))
    assert "Northmoor MH says 22:35 and Northmoor Police says 22:10: 25 min apart." in (
        text_of(beside)
    )
    link = re.search(r'href="([^"]*difference[^"]*)"', beside.content.decode())
    assert link
    address = link[1].replace("&amp;", "&")
    form = lead.get(address).content.decode()
    line, other = re.findall(r'value="([0-9a-f-]{36})" selected', form)
    marked = sent(
        lead, address, line=line, beside=other, kind="happening", words="Who rang differs."
    )
    assert "Who rang differs. Marked by Test liaison_lead" in marked


def test_factors_learning_and_actions_are_written_checked_and_published(
    review: Reviewing, hub: Hub, browse: Browse
) -> None:
    review.hand_in_all()
    lead = browse(review.lead)
    page = sent(lead, at("add_factor", review.id), category="handover", words="No number to ring.")
    assert "No number to ring." in page
    held = sent(
        lead,
        at("write_learning", review.id),
        title="Ring first",
        words="On 3 June it rang out.",
        version=0,
    )
    assert "It looks as if it has the day it happened in it." in held
    again = sent(
        lead, at("write_learning", review.id), title="Ring first", words="Ring it.", version=1
    )
    assert "Publish it for everybody" in again
    stale = lead.post(at("publish_learning", review.id), {"number": ""})
    assert "That page was out of date." in text_of(stale)
    assert "Published. Everybody" in sent(lead, at("publish_learning", review.id), number=2)
    agreed = sent(
        lead,
        at("agree_in_review", review.id),
        words="Put the number on the card.",
        owner=str(hub.posts["police_lead"]),
        priority="soon",
        **day("due_on", "1/7/2026"),
    )
    assert "Put the number on the card." in agreed
    sheet = text_of(lead.get(at("review_sheet", review.id)))
    assert "What went well: The talk was calm." in sheet
    learnt = text_of(browse(hub.world[Role.KEYWORKER]).get(at("learnt", review.id)))
    assert "Ring it." in learnt
    lead = browse(review.lead)
    factor = review.row.factors.get()
    assert "Nothing yet." in sent(lead, at("factor_gone", review.id, factor.id))
    out = sent(lead, at("take_out_learning", review.id), words="Too near.")
    assert "Taken out. Nobody finds it any more." in out
    assert "Nothing is published yet." in text_of(lead.get(at("learning")))
    assert ReviewLearning.objects.count() == 2
    closed = sent(lead, at("end_review", review.id, "close"), words="Learnt.")
    assert "Closed." in closed
    assert "Ended" in text_of(lead.get(at("reviews") + "?show=ended"))
    assert lead.get(at("end_review", review.id, "burn")).status_code == 404


def test_somebody_is_invited_and_their_words_stand_first(review: Reviewing, browse: Browse) -> None:
    lead = browse(review.lead)
    sent(
        lead,
        at("invite", review.id),
        relation="family",
        asked_how="letter",
        **day("asked_on", "9/6/2026"),
    )
    row = ReviewInvitation.objects.get()
    address = at("invitation_answer", review.id, row.id)
    wrong = lead.post(address, {"answer": "yes", "words": "", "version": 1})
    assert wrong.status_code == 422
    kept = sent(lead, address, answer="yes", words="We waited by the phone.", version=1)
    assert "shown first on this page once the accounts are open" in kept
    assert "We waited by the phone." not in kept
    review.hand_in_all()
    shown = text_of(lead.get(at("review", review.id)))
    assert shown.index("We waited by the phone.") < shown.index("A long wait outside", 80)
    assert "Their words are gone." in sent(lead, at("words_back", review.id, row.id))
    missing = lead.get(at("invitation_answer", review.id, uuid4()))
    assert "That invitation is not here." in text_of(missing)


def test_a_further_service_is_asked_and_empty_lists_say_what_to_do(
    review: Reviewing, browse: Browse
) -> None:
    lead = browse(review.lead)
    nobody = text_of(lead.get(at("ask_service", review.id)))
    assert "Ask another service" in nobody
    assert "Clinical police liaison lead (" not in nobody
    assert lead.post(at("ask_service", review.id), {"post": ""}).status_code == 422
    outside = browse(review.hub.world[Role.ANALYST])
    assert outside.get(at("reviews")).status_code == 403
    lead = browse(review.lead)
    assert "No review has ended yet." in text_of(lead.get(at("reviews") + "?show=ended"))
