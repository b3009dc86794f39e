"""Pages of referrals and reports: for each side, by the link, and when something is wrong."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.areas.diversion.actions import referral_links as links
from alongside.areas.diversion.actions.hearings import NewHearing, list_hearing
from alongside.areas.diversion.models import Hearing, Referral, ReferralLink, ReportRequest
from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Actor, Role
from tests.support.custody import make_suite
from tests.support.referring import NEED, Services, make_services
from tests.support.world import NOW, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
WRITTEN = {
    "urgency": "routine",
    "need": NEED,
    "agreed": "person",
    "agreed_words": "Said yes to me",
}
DUE = {"due_at_day": "11", "due_at_month": "6", "due_at_year": "2026", "due_at_time": "10:00"}
ASKED = {"asked_at_day": "10", "asked_at_month": "6", "asked_at_year": "2026"}


@pytest.fixture
def services() -> Services:
    return make_services(make_suite(make_world()))


@pytest.fixture
def episode(services: Services) -> UUID:
    return services.suite.notice(services.suite.person())


@pytest.fixture
def browse(client: Client) -> Iterator[Callable[[Actor], Client]]:
    def sign_in(actor: Actor) -> Client:
        user = User.objects.get(pk=actor.user_id)
        backend = "alongside.foundation.accounts.backend.SignInBackend"
        client.force_login(user, backend=backend)
        session = client.session
        session["seen_at"] = NOW.timestamp()
        session.save()
        return client

    with time_machine.travel(NOW, tick=False):
        yield sign_in


def text(response) -> str:
    return response.content.decode()


def test_a_referral_is_chosen_written_seen_and_sent(services, episode, browse):
    nurse = browse(services.suite.nurse)
    chosen = text(nurse.get(reverse("diversion:choose_service", args=[episode])))
    assert "Takes anyone with no home" in chosen
    assert "Answers within 3 days" in chosen
    address = reverse("diversion:refer", args=[episode, services.community])
    wrong = nurse.post(address, {"urgency": "routine"})
    assert wrong.status_code == 422
    assert "Choose who agreed" in text(wrong)
    seen = nurse.post(address, WRITTEN)
    assert (seen.status_code, Referral.objects.count()) == (200, 0)
    assert "Nothing has been sent yet" in text(seen)
    assert NEED in text(seen)
    assert "Refer to Community team" in text(nurse.post(address, WRITTEN | {"change": "1"}))
    sent = nurse.post(address, WRITTEN | {"send": "1"})
    assert sent.status_code == 302
    page = text(nurse.get(sent["Location"]))
    assert "Sent. Both of you see this page now." in page
    assert "Sent, no answer yet" in page
    assert "Jamie Marsh" in text(nurse.get(reverse("diversion:referrals")))
    housing = reverse("diversion:refer", args=[episode, services.housing])
    assert "may not be sent: anything that bears on safety now, clinical notes" in text(
        nurse.get(housing)
    )


def test_a_keyworker_answers_and_a_lead_sees_no_name(services, episode, browse):
    referral = services.refer(episode)
    keyworker = browse(services.keyworker)
    assert "Referrals to us" in text(keyworker.get(reverse("diversion:referrals")))
    address = reverse("diversion:referral_say", args=[referral, "rejected"])
    wrong = keyworker.post(address, {"reason": "full"})
    assert wrong.status_code == 422
    keyworker.post(address, {"reason": "full", "words": "Until May"})
    page = text(keyworker.get(reverse("diversion:referral", args=[referral])))
    assert "Not taken on: we have no room" in page
    assert keyworker.get(address.replace("rejected", "vanished")).status_code == 404
    nurse = browse(services.suite.nurse)
    elsewhere = reverse("diversion:choose_elsewhere", args=[referral])
    assert "Community team did not take them on" in text(nurse.get(elsewhere))
    again = reverse("diversion:refer_elsewhere", args=[referral, services.housing])
    assert NEED in text(nurse.get(again))
    assert nurse.post(again, WRITTEN | {"send": "1"}).status_code == 302
    lead = browse(services.suite.world[Role.LIAISON_LEAD])
    seen = text(lead.get(reverse("diversion:referral", args=[referral])))
    assert "Jamie" not in seen
    assert NEED not in seen
    assert browse(services.suite.sergeant).get(again).status_code == 403


def test_a_link_opens_one_referral_with_its_code_and_nothing_else(services, episode, browse):
    referral = services.refer(episode, team=services.housing)
    nurse = browse(services.suite.nurse)
    made = nurse.post(reverse("diversion:referral_link_make", args=[referral]))
    sheet = nurse.get(made["Location"])
    assert "shown once" in text(sheet)
    assert nurse.get(made["Location"]).status_code == 410
    made = links.make_link(services.suite.nurse, referral, now=NOW)
    address = reverse("diversion:link", args=[made.word])
    outside = Client()
    shut = outside.get(address.replace(made.word, "x"))
    assert (shut.status_code, "ask for a new one" in text(shut)) == (410, True)
    closed = outside.get(address)
    assert "Jamie" not in text(closed)
    assert closed["Cache-Control"] == "no-store"
    assert closed["Referrer-Policy"] == "same-origin"
    assert outside.post(address, {"code": "1"}).status_code == 422
    say = reverse("diversion:link_say", args=[made.word, "accepted"])
    assert outside.get(say)["Location"] == address
    assert outside.post(address, {"code": made.code})["Location"] == address
    assert "Jamie Marsh" in text(outside.get(address))
    assert outside.post(say, {"words": "Come on Monday"}).status_code == 422
    assert outside.post(say, {"name": "Jo Reed"}).status_code == 302
    assert "Your answer is with them now" in text(outside.get(f"{address}?done=said"))
    assert Referral.objects.get().accepted_at == NOW
    inside = ("diversion:referrals", "home", "people:find")
    assert all(outside.get(reverse(name)).status_code == 302 for name in inside)
    nurse.post(reverse("diversion:referral_link_close", args=[referral]))
    assert ReferralLink.objects.filter(closed_at=None).count() == 0
    assert outside.get(address).status_code == 410


def test_a_report_may_be_for_a_hearing_that_is_listed(services, episode, browse):
    suite = services.suite
    link, ask = browse(suite.link), reverse("diversion:ask_for_report", args=[episode])
    assert "Which hearing is it for" not in text(link.get(ask))
    tomorrow = NOW + timedelta(days=1)
    list_hearing(suite.link, episode, NewHearing(suite.court, tomorrow, "bail"), now=NOW)
    said = {"recipient": "court", "asked_by_name": "Clerk", "level": "full_report", **ASKED}
    said["asked_at_time"] = "14:30"
    assert "Choose which hearing or decision it is for" in text(link.post(ask, said))
    hearing = str(Hearing.objects.get().id)
    assert link.post(ask, said | {"hearing": "other"}).status_code == 422
    assert link.post(ask, said | {"hearing": hearing}).status_code == 302
    report = ReportRequest.objects.get()
    assert (str(report.hearing_id), report.due_at) == (hearing, tomorrow)
    assert report.for_what.endswith("Moorchester Magistrates' Court")


def test_a_report_is_asked_for_written_and_refused_on_its_pages(services, episode, browse):
    link = browse(services.suite.link)
    ask = reverse("diversion:ask_for_report", args=[episode])
    assert link.post(ask, {}).status_code == 422
    said = {
        "recipient": "court",
        "asked_by_name": "The clerk",
        "for_what": "First hearing",
        "level": "summary_report",
        "asked_at_time": "14:30",
    }
    made = link.post(ask, said | ASKED | DUE)
    assert made.status_code == 302
    report = ReportRequest.objects.get().id

    def page(name: str, *more: object) -> str:
        return reverse(f"diversion:{name}", args=[report, *more])

    draft = text(link.get(page("write_report")))
    assert "drafted from the record" in draft
    assert "[write this]" in draft
    assert link.post(page("write_report"), {"needs": "He is guilty"}).status_code == 302
    assert "is for the court" in text(link.get(page("report")))
    stale = link.post(page("write_report"), {"needs": "Mine", "version": "0"})
    assert (stale.status_code, "in the other place" in text(stale)) == (422, True)
    going = {"level": "summary_report", "to_name": "Clerk", "method": "by_hand"}
    at = {f"delivered_at_{part}": ASKED[f"asked_at_{part}"] for part in ("day", "month", "year")}
    wanted = going | at | {"delivered_at_time": "15:00"}
    assert link.post(page("release_report"), wanted).status_code == 302
    shown = text(link.get(page("report")))
    assert "It did not go" in shown
    assert "They have not agreed to this" in shown
    for name in ("report_consent", "report_safety", "report_copy", "report_not_needed"):
        assert link.get(page(name)).status_code == 200
        assert link.post(page(name), {}).status_code == 422
    assert "What we wrote about you" in text(link.get(page("report_plain")))
    assert link.get(page("report_pdf", 1)).status_code == 422
    least = link.post(page("release_report"), wanted | {"level": "attended_only"})
    assert least.status_code == 422  # a heading is still to be written
    assert "First hearing" in text(link.get(reverse("diversion:reports")))
    assert "First hearing" in text(link.get(reverse("diversion:episode", args=[episode])))


def test_a_released_report_is_a_pdf_that_says_its_version(services, episode, browse):
    from tests.areas.diversion.actions.test_reporting import agree, ask, release, write

    suite = services.suite
    report = ask(suite, episode)
    agree(suite, report, "headline_needs", "court")
    write(suite, report)
    release(suite, report, "headline_needs")
    link = browse(suite.link)
    pdf = link.get(reverse("diversion:report_pdf", args=[report, 1]))
    assert pdf.content.startswith(b"%PDF")
    assert "Marsh" not in pdf["Content-Disposition"]
    sheet = text(link.get(reverse("diversion:report_sheet", args=[report, 1])))
    assert "Version 1, headline needs. Released" in sheet
