"""Pages of the guide: each for its roles, each error's words, and nothing kept by a look."""

import re

import pytest
from django.urls import reverse

from alongside.areas.liaison.models import GuideVersion, ReadReceipt
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.roles import DESK, LEADS, SENIOR, STAFF
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.models import OutboxMessage
from alongside.kernel.actor import OWN_DOOR, Role
from tests.support.guide import (
    SLUG,
    TEXT,
    drafted,
    in_review,
    kept_note,
    next_version,
    published,
    row_of,
)
from tests.support.hub import Hub

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
DAY = {"review_again_on_day": "1", "review_again_on_month": "6", "review_again_on_year": "2027"}


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def address(name: str, *args: object) -> str:
    return reverse(f"liaison:{name}", args=args)


def test_who_may_do_what_in_the_guide_is_this_table():
    assert {
        name: roles
        for name, roles in PERMISSIONS.items()
        if name.startswith(("guide.", "practice."))
    } == {
        "guide.read": STAFF,
        "guide.write": LEADS,
        "guide.publish": SENIOR,
        "guide.receipts": SENIOR,
        "practice.read": STAFF,
        "practice.add": DESK | SENIOR,
        "practice.keep": LEADS,
    }
    assert not STAFF & OWN_DOOR


def test_each_page_opens_to_its_roles_and_to_no_other(hub: Hub, browse):
    published(hub)
    next_version(hub, row_of(GuideVersion.objects.get().id).id, TEXT + "\n\nNew.")
    drafted(hub, title="Draft page")
    in_review(hub, title="Review page")
    note = kept_note(hub)
    works = SENIOR | LEADS
    pages = {
        address("guide"): (STAFF, "Practice guide"),
        address("guide_sheet"): (STAFF, "As it stood"),
        address("guide_laws"): (STAFF, "The law quoted"),
        address("guide_law", "pos.detention_hours"): (STAFF, "72 hours"),
        address("guide_page", SLUG): (STAFF, "24 hours"),
        address("guide_page_sheet", SLUG): (STAFF, "version 2"),
        address("guide_versions", SLUG): (STAFF, "Version 1"),
        address("guide_version", SLUG, 1): (STAFF, "held until"),
        address("guide_compare", SLUG): (STAFF, "1 line added."),
        address("practice"): (STAFF, "A quiet room"),
        address("practice_note", note): (STAFF, "Not measured: this is what people say"),
        address("guide_read_by", SLUG): (SENIOR, "Counts by role"),
        address("guide_desk"): (works, "The guide in hand"),
        address("guide_version", "review-page", 1): (works, "In review"),
        address("guide_review", "review-page", 1): (works, "What do you say?"),
        address("guide_withdraw", SLUG): (SENIOR, "Withdraw The clock"),
        address("guide_new"): (LEADS, "Begin a page"),
        address("guide_change", SLUG): (LEADS, "Change The clock"),
        address("guide_confirm", SLUG): (LEADS, "does it still hold?"),
        address("guide_write", "draft-page", 1): (LEADS, "As it will be read"),
        address("guide_send", "draft-page", 1): (LEADS, "Who is asked to review it?"),
        address("practice_add"): (DESK | SENIOR, "Was anything measured?"),
        address("practice_tried", note): (DESK | SENIOR, "We tried it"),
        address("practice_leave", note): (LEADS, "Take it down"),
        address("practice_change", note): (LEADS, "Change A quiet room"),
    }
    for role in (
        Role.LIAISON_LEAD,
        Role.POLICE_SUPERVISOR,
        Role.RESPONSE_OFFICER,
        Role.INFORMATION_GOVERNANCE,
        Role.LEARNER,
    ):
        client = browse(hub.world[role])
        before = AuditEntry.objects.exclude(action__startswith="accounts.").count()
        for page, (roles, words) in pages.items():
            response = client.get(page)
            assert (response.status_code == 200) == (role in roles), (role, page, text(response))
            assert (words in text(response)) == (role in roles), (role, page, text(response))
        assert AuditEntry.objects.exclude(action__startswith="accounts.").count() == before


def test_a_page_is_found_by_its_id(hub: Hub, browse):
    page = row_of(published(hub)).page
    response = browse(hub.officer).get(address("guide_found", page.id))
    assert response["Location"] == address("guide_page", SLUG)


def test_a_page_is_written_and_sent_for_review(hub: Hub, browse):
    client = browse(hub.lead)
    head = {
        "title": "The clock",
        "section": "held",
        "kind": "page",
        "owner": str(hub.posts["lead"]),
        "must_read": ["response_officer"],
    }
    response = client.post(address("guide_new"), head, follow=True)
    assert "Begun. Write the text" in text(response)
    write = address("guide_write", SLUG, 1)
    said = {"markdown": TEXT, "said_as": "how long", "why": "First version.", "version": "1"}

    wrong = client.post(write, said | {"markdown": "[[law:pos.detention_hour]]"})
    assert wrong.status_code == 422
    assert "Did you mean pos.detention_hours" in text(wrong)
    looked = client.post(write, said | {"look": "yes"})
    assert looked.status_code == 200
    assert GuideVersion.objects.get().markdown == ""
    piece = client.post(write, said, headers={"HX-Request": "true"})
    assert '<a class="as-quoted" href="#preview-law-pos-detention_hours">24 hours</a>' in text(
        piece
    )
    assert "<html" not in text(piece)
    assert GuideVersion.objects.get().markdown == ""

    assert "Saved." in text(client.post(write, said, follow=True))
    late = client.post(write, said | {"why": "Mine"})
    assert late.status_code == 409
    assert "Somebody else saved this draft" in text(late)
    sent = client.post(
        address("guide_send", SLUG, 1), {"asked": str(hub.posts["police_lead"])}, follow=True
    )
    assert "Sent for review." in text(sent)


def test_a_page_is_published_by_somebody_else(hub: Hub, browse):
    in_review(hub)
    client = browse(hub.lead)
    own = client.post(address("guide_review", SLUG, 1), {"decision": "publish", **DAY})
    assert own.status_code == 422

    client = browse(hub.police_lead)
    review = address("guide_review", SLUG, 1)
    none = client.post(review, {"decision": "publish"})
    assert "Say when to look at it again." in text(none)
    past = client.post(review, {"decision": "publish", **DAY, "review_again_on_year": "2025"})
    assert "Choose a day from tomorrow" in text(past)
    silent = client.post(review, {"decision": "send_back"})
    assert "Say what has to change." in text(silent)
    done = client.post(review, {"decision": "publish", **DAY}, follow=True)
    assert "Published. It is found from now on" in text(done)
    assert "In force since Mon 11 December 2017" in text(done)


def test_a_page_is_read_and_counted_by_role(hub: Hub, browse):
    published(hub)
    client = browse(hub.officer)
    assert "For you to read (1)" in text(client.get(address("guide")))
    read = client.post(address("guide_read", SLUG), {"number": "1"}, follow=True)
    assert "It is kept that you have read this version." in text(read)
    assert "You have read all 1 page that your role must read" in text(client.get(address("guide")))
    counts = text(browse(hub.lead).get(address("guide_read_by", SLUG)))
    assert re.search(r"Response officer.*1.*1", counts)
    assert ReadReceipt.objects.count() == 1


def test_saying_read_of_a_version_that_was_replaced_keeps_nothing(hub: Hub, browse):
    first = published(hub)
    next_version(hub, first, TEXT + "\n\nMore.")
    response = browse(hub.officer).post(address("guide_read", SLUG), {"number": "1"}, follow=True)
    assert "I have read this version" in text(response)
    assert not ReadReceipt.objects.exists()


def test_going_back_to_an_old_text_is_a_new_version(hub: Hub, browse):
    first = published(hub)
    next_version(hub, first, "Other words.")
    client = browse(hub.lead)
    assert "Start from this text" in text(client.get(address("guide_version", SLUG, 1)))
    response = client.post(address("guide_take", SLUG, 1), follow=True)
    assert response.redirect_chain[0][0].startswith(address("guide_write", SLUG, 3))
    new = GuideVersion.objects.get(number=3)
    assert (new.markdown, new.text_of_id, new.state) == (TEXT, first, "draft")
    again = client.post(address("guide_take", SLUG, 2))
    assert again.status_code == 422
    assert "being written already" in text(again)
    dropped = client.post(address("guide_drop", SLUG, 3), follow=True)
    assert "Given up." in text(dropped)


def test_a_draft_is_not_shown_to_those_who_only_read(hub: Hub, browse):
    drafted(hub)
    client = browse(hub.officer)
    assert "still being written" in text(client.get(address("guide_version", SLUG, 1)))
    page = text(client.get(address("guide_page", SLUG)))
    assert "No version of this page stands" in page
    assert "How long" not in page
    assert "The clock" not in text(client.get(address("guide")))


def test_a_page_that_is_withdrawn_says_so_and_leaves_the_contents(hub: Hub, browse):
    published(hub)
    client = browse(hub.police_lead)
    assert client.post(address("guide_withdraw", SLUG), {"words": ""}).status_code == 422
    done = client.post(address("guide_withdraw", SLUG), {"words": "It was wrong."}, follow=True)
    assert "Withdrawn. It is found no more" in text(done)
    assert "No version of this page stands" in text(client.get(address("guide_page", SLUG)))
    assert not OutboxMessage.objects.filter(topic="liaison.guide_stale").exists()
