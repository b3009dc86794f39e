"""Each page for each role, each error's words, and one thing done for each form."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest

from alongside.areas.oversight import actions
from alongside.areas.oversight.actions import NewCopyRequest, Opinion
from alongside.areas.oversight.forms.agreements import LONG
from alongside.areas.oversight.models import (
    AgreementReview,
    AgreementSignature,
    CopyDecision,
    CopyRequest,
    LegalHold,
    LookQuestion,
    RetentionDecision,
    SharingAgreement,
)
from alongside.areas.oversight.rules.copies import Asker
from alongside.areas.people.queries.page import person_picture
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.audit.holding import hold_back_looks, looks_held_back
from alongside.foundation.kit.typed_times import posted
from alongside.foundation.picture.actions import break_glass
from alongside.foundation.picture.models import GlassReview
from alongside.kernel.actor import OWN_DOOR, Role
from tests.support.agreements import agree, agreement_entry
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NOBODY = "00000000-0000-0000-0000-000000000000"
IG = {Role.INFORMATION_GOVERNANCE}
PAGES = {
    "": IG,
    "looks/": IG,
    "looks/?purpose=lawfulness&days=30": IG,
    "glass/": IG | {Role.LIAISON_LEAD, Role.POLICE_SUPERVISOR},
    "held-back/": IG | {Role.LIAISON_LEAD},
    "held-back/decide/": IG | {Role.LIAISON_LEAD},
    "agreements/": IG | {Role.LIAISON_LEAD, Role.ADMINISTRATOR},
    "agreements/draft/": IG,
    "copies/": IG,
    "copies/ask/": IG,
    "retention/": IG,
}


def text(response):
    return response.content.decode()


def typed(name, day):
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month),
            f"{name}_year": str(day.year)}  # fmt: skip


@pytest.fixture
def agreed(leads, parties):
    return agree(leads, parties, now=NOW)


@pytest.fixture
def lead(browse, hal):
    return browse(hal)


@pytest.fixture
def copy(hal, jamie):
    asked = NewCopyRequest(Asker.PERSON, "Jamie Marsh", "Passport", date(2026, 6, 9))
    return actions.ask_for_copy(hal, jamie, asked, now=NOW)


@pytest.mark.parametrize("role", [role for role in Role if role not in OWN_DOOR])
def test_each_role_opens_what_it_may_and_is_told_kindly_of_the_rest(role, world, agreed, browse):
    browser = browse(world[role])
    for path, may in PAGES.items():
        response = browser.get(f"/oversight/{path}")
        assert response.status_code == (200 if role in may else 403), path


@pytest.mark.parametrize("role", sorted(OWN_DOOR))
def test_whoever_came_by_their_own_door_opens_none_of_it(role, world, browse):
    for path in PAGES:
        assert browse(world[role]).get(f"/oversight/{path}").status_code == 403


def test_a_lead_lands_on_what_waits(lead, agreed):
    assert lead.get("/").url == "/oversight/"
    assert "Nothing waits" in text(lead.get("/oversight/"))


def test_what_waits_is_counted_and_nobody_is_named(lead, hal, jamie, copy, leads, parties):
    today = date(2026, 6, 10)
    agree(leads, parties, now=NOW - 40 * DAY, review_on=today, starts_on=today - 40 * DAY)
    actions.set_legal_hold(hal, jamie, cause="inquest", reason="41/26", now=NOW)
    hold_back_looks(hal, jamie, from_at=NOW, until_at=NOW + DAY, reason="There have been threats.",
                    now=NOW)  # fmt: skip
    page = text(lead.get("/oversight/"))
    for words in ("Asked by Jamie Marsh", "Review it now", "1 legal hold in force", "1 decision"):
        assert words in page


def test_the_log_is_not_read_for_a_league_table(lead):
    assert "The log is not read for that" in text(lead.get("/oversight/looks/?purpose=ranking"))
    assert lead.get("/oversight/looks/?purpose=ranking").status_code == 422
    assert lead.get("/oversight/looks/?purpose=integrity&days=9").status_code == 422


def test_a_question_is_answered_in_words(lead, world, jamie, time_machine):
    officer = world[Role.RESPONSE_OFFICER]
    person_picture(officer, jamie, purpose=Purpose.MISSING, reason="", now=NOW - 3 * DAY)
    actions.raise_questions(NOW, since=NOW - 9 * DAY)
    (asked,) = LookQuestion.objects.all()
    listed = text(lead.get("/oversight/looks/?purpose=lawfulness&days=30"))
    assert "No spell of duty of theirs covers that moment." in listed
    assert "Jamie" not in listed
    address = f"/oversight/questions/{asked.id}/"
    assert officer.name in text(lead.get(address))
    assert lead.post(address, {"answer": " "}).status_code == 422
    assert lead.post(address, {"answer": "Called in early."}).status_code == 302
    assert "Called in early." in text(lead.get(address))


def test_broken_glass_is_reviewed_and_says_why_unless_it_was_right(
    browse, uma, world, agreed, jamie
):
    nurse = world[Role.CONTROL_ROOM_CLINICIAN]
    glass = break_glass(
        nurse,
        jamie,
        purpose=Purpose.CRISIS_PLAN,
        categories=frozenset({Category.OWN_WORDS}),
        reason="On the bridge and will not speak.",
        hours=3,
        now=NOW,
    )
    browser = browse(uma)
    assert nurse.name in text(browser.get("/oversight/glass/"))
    assert "Broken glass to review" in text(browser.get("/oversight/"))
    address = f"/oversight/glass/{glass}/"
    page = text(browser.get(address))
    assert "On the bridge and will not speak." in page
    assert "Jamie" not in page
    assert browser.post(address, {"finding": "not_right"}).status_code == 422
    assert browser.post(address, {"finding": "right"}).status_code == 302
    assert GlassReview.objects.get().reviewed_by_id == uma.user_id


def test_looks_are_kept_back_for_a_reason_and_released_once(lead, jamie):
    address = "/oversight/held-back/decide/"
    sent = {"person": f"https://desk/people/{jamie}/", "reason": "There have been threats."}
    sent |= posted("from_at", NOW) | posted("until_at", NOW + 30 * DAY)
    assert "Paste the address" in text(lead.post(address, sent | {"person": "Jamie"}))
    assert "Nobody is known" in text(lead.post(address, sent | {"person": NOBODY}))
    assert lead.post(address, sent).status_code == 302
    (kept,) = looks_held_back(now=NOW)
    assert "There have been threats." in text(lead.get("/oversight/held-back/"))
    for _ in range(2):
        assert lead.post(f"/oversight/held-back/{kept.id}/release/").status_code == 302
    assert looks_held_back(now=NOW) == []
    missing = lead.post(f"/oversight/held-back/{jamie}/release/")
    assert missing.status_code == 422


def test_an_agreement_is_drafted_filled_in_signed_and_in_force(lead, hal, uma, world, browse):
    entry = agreement_entry([world.police, world.council], NOW)
    sent = {
        "title": entry.title,
        "reference": entry.reference,
        "controllers": "joint",
        "organisations": [str(world.police), str(world.council)],
        "purposes": ["P6"],
        "categories": ["I"],
        "gateways": ["consent_common_law"],
        "dpia_reference": "DPIA 1",
    }
    for name in ("starts_on", "review_on", "ends_on"):
        sent |= typed(name, getattr(entry, name))
    assert lead.post("/oversight/agreements/draft/", sent | {"title": ""}).status_code == 422
    made = lead.post("/oversight/agreements/draft/", sent)
    at = made.url.partition("?")[0]
    assert made.status_code == 302
    assert "Not said yet" in text(lead.get(at))
    whole = dict.fromkeys(LONG, "Said")
    assert lead.get(f"{at}change/").status_code == 200
    assert lead.post(f"{at}change/", sent | whole | {"version": "1"}).status_code == 302
    said = {"lead_name": "A", "lead_contact": "B", "dpo": "C", "power": "D"}
    for version, party in (("2", world.police), ("3", world.council)):
        address = f"{at}party/{party}/"
        assert lead.get(address).status_code == 200
        assert lead.post(address, said | {"version": version}).status_code == 302
    for party in (world.police, world.council):
        address = f"{at}sign/{party}/"
        assert lead.post(address, {"signed_by": "Orla Finch", "version": "4"}).status_code == 422
        signed = {"signed_by": "Orla Finch", "post": "Chief", "version": "4"}
        assert lead.post(address, signed).status_code == 302
    assert AgreementSignature.objects.count() == 2
    assert "In force" in text(lead.get(at))
    assert lead.post(address, signed).status_code == 422


def test_an_old_version_of_a_draft_is_not_saved_over_a_newer(lead, hal, parties, world):
    made = actions.write_agreement(hal, agreement_entry(parties, NOW), now=NOW)
    address = f"/oversight/agreements/{made}/party/{world.police}/"
    said = {"lead_name": "A", "lead_contact": "B", "dpo": "C", "power": "D", "version": "1"}
    assert lead.post(address, said).status_code == 302
    clash = lead.post(address, said | {"dpo": "Z"})
    assert clash.status_code == 409
    assert lead.get(f"/oversight/agreements/{made}/sign/{made}/").status_code == 422


def test_an_agreement_says_what_stops_and_is_reviewed_followed_and_withdrawn(lead, agreed):
    address = f"/oversight/agreements/{agreed}/"
    page = text(lead.get(address))
    assert "exchanges stop" in page
    assert "Northmoor MH" in page
    sent = {"words": "It stands."} | typed("next_review_on", date(2027, 5, 1))
    assert lead.get(f"{address}review/").status_code == 200
    assert lead.post(f"{address}review/", sent | {"words": ""}).status_code == 422
    assert lead.post(f"{address}review/", sent).status_code == 302
    assert AgreementReview.objects.get().words == "It stands."
    assert lead.get(f"{address}follow/").status_code == 200
    assert "exchanges stop" in text(lead.get(f"{address}withdraw/"))
    assert lead.post(f"{address}withdraw/", {"reason": "A breach."}).status_code == 302
    assert "Withdrawn" in text(lead.get(address))
    assert SharingAgreement.objects.get().withdrawn_reason == "A breach."
    assert lead.get(f"/oversight/agreements/{NOBODY}/").status_code == 422


def test_an_agreement_that_lapses_stops_routine_looks_and_never_an_emergency(
    agreed, uma, world, jamie
):
    nurse = world[Role.CONTROL_ROOM_CLINICIAN]

    def shown(purpose):
        picture = person_picture(nurse, jamie, purpose=purpose, reason="", now=NOW)
        return {panel.category for panel in picture.shown}

    assert Category.IDENTITY in shown(Purpose.CRISIS_PLAN)
    actions.withdraw_agreement(uma, agreed, reason="A breach.", now=NOW)
    assert shown(Purpose.CRISIS_PLAN) == set()
    assert Category.IDENTITY in shown(Purpose.IMMEDIATE_DANGER)


def test_a_copy_is_asked_for_weighed_and_released(lead, hal, jamie):
    sent = {
        "person": str(jamie),
        "asker": "representative",
        "asked_by": "Alex Marsh",
        "identity_checked": "Passport",
    } | typed("received_on", date(2026, 6, 9))
    assert "What entitles" in text(lead.get("/oversight/copies/ask/"))
    assert lead.post("/oversight/copies/ask/", sent).status_code == 422
    made = lead.post("/oversight/copies/ask/", sent | {"authority": "Signed permission"})
    at = made.url.partition("?")[0]
    page = text(lead.get(at))
    assert "Marsh" in page
    assert "Needed before release" in page
    item = page.split("/item/?key=", 1)[1].split('"', 1)[0]
    address = f"{at}item/?key={item}"
    assert lead.get(address).status_code == 200
    assert lead.post(address, {"outcome": "withhold"}).status_code == 422
    held = {"outcome": "withhold", "flags": ["third_party"], "why": "It names somebody."}
    assert lead.post(address, held).status_code == 302
    assert CopyDecision.objects.get().why == "It names somebody."
    released = {"released_to": "Alex Marsh", "method": "file", "looked_at_all": "on"}
    refused = lead.post(f"{at}release/", released)
    assert "A health professional&#39;s opinion is needed" in text(refused)
    opinion = {"opinion_by": "Dr Adeyemi", "opinion_post": "Consultant", "opinion_words": "Fine."}
    opinion |= typed("opinion_on", date(2026, 6, 1))
    assert lead.post(f"{at}opinion/", opinion).status_code == 302
    assert lead.post(f"{at}release/", released).status_code == 302
    assert CopyRequest.objects.get().released_to == "Alex Marsh"
    assert "Given" in text(lead.get(at))
    sheet = text(lead.post(f"{at}sheet/"))
    assert "Says something about somebody else." in sheet
    assert lead.get(f"{at}sheet/").status_code == 405


def test_a_released_copy_is_a_file_with_a_page_and_the_same_as_json(lead, hal, copy):
    opinion = Opinion("Dr Adeyemi", "Consultant", date(2026, 6, 1), "Fine.")
    actions.record_opinion(hal, copy, opinion, now=NOW)
    early = lead.post(f"/oversight/copies/{copy}/download/")
    assert early.status_code == 422
    actions.release_copy(
        hal, copy, looked_at_all=True, released_to="Jamie Marsh", method="file", now=NOW
    )
    sent = lead.post(f"/oversight/copies/{copy}/download/")
    assert sent["Content-Type"] == "application/zip"
    packed = zipfile.ZipFile(io.BytesIO(sent.content))
    assert packed.namelist() == ["copy.html", "copy.json"]
    assert "<script" not in packed.read("copy.html").decode()
    told = json.loads(packed.read("copy.json"))
    assert told["released_to"] == "Jamie Marsh"
    assert any("Marsh" in repr(item) for item in told["items"])


def test_clocks_holds_and_decisions_of_one_record(lead, jamie, hal):
    found = lead.get("/oversight/retention/", {"person": f"/people/{jamie}/?purpose=P2"})
    assert found.url == f"/oversight/retention/{jamie}/"
    assert lead.get("/oversight/retention/", {"person": "no"}).status_code == 422
    hold = {"cause": "inquest", "reason": "41/26"}
    assert lead.post(f"{found.url}hold/", {"reason": "41/26"}).status_code == 422
    assert lead.post(f"{found.url}hold/", hold).status_code == 302
    assert "A legal hold is in force" in text(lead.get(found.url))
    kept = LegalHold.objects.get()
    assert lead.get(f"{found.url}hold/{kept.id}/lift/").status_code == 200
    dispose = {"record": "programme", "decided": "dispose", "reason": "Over"}
    assert "legal hold" in text(lead.post(f"{found.url}decide/", dispose))
    assert lead.post(f"{found.url}hold/{kept.id}/lift/", {"reason": "Over"}).status_code == 302
    keep = dispose | {"decided": "keep"}
    assert lead.post(f"{found.url}decide/", keep).status_code == 302
    assert RetentionDecision.objects.get().decided_by_name == hal.name
    page = text(lead.get(found.url))
    assert "kept as events, which this program never removes" in page
    assert "Jamie" not in page
