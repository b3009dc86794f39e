"""An analyst reads the record; a question is put beforehand and answered; a report goes out."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from alongside.areas.insight.models import AnswerLook, Publication
from alongside.config import demo_insight
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import actor_of
from alongside.kernel.months import last_whole_month
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import County
from tests.support.somebody import Somebody


@pytest.fixture
def counted(county: County) -> County:
    """The county with three years of its own history."""
    gwen = actor_of(User.objects.get(pk=county.users["gwen_fairley"]))
    demo_insight.fill(gwen, {}, scale=0.9, now=timezone.now(), seed=7)
    return county


def test_an_analyst_reads_the_dashboard_and_shares_what_they_see(
    counted: County, arrive: Callable[..., Somebody]
) -> None:
    # Given an analyst of the council, whose counts an agreement opens
    analyst = arrive(DESKTOP)
    analyst.sign_in("anika.rowe")
    analyst.at("What the record shows")

    # Then each number stands on something, and nobody is named
    page = analyst.page
    expect(page.get_by_text("Northmoor Police,").first).to_be_visible()
    expect(page.locator("svg.chart").first).to_be_visible()
    page.locator("#uses ~ details summary").first.click()
    expect(page.get_by_text("One for each use, not each person.").first).to_be_visible()

    # When they choose months, the address says so, and somebody else sees the same
    page.get_by_label("From").select_option(str(last_whole_month(timezone.now()).plus(-11)))
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("first="))
    lead = arrive(PHONE, color_scheme="dark")
    lead.sign_in("gwen.fairley")
    address = urlsplit(page.url)
    lead.goes_to(f"{address.path}?{address.query}", "What the record shows")


def test_a_question_is_put_before_it_is_answered(
    counted: County, arrive: Callable[..., Somebody]
) -> None:
    start = last_whole_month(timezone.now()).plus(-11)

    # Given a statistics officer with a question about a change that came twelve months ago
    gwen = arrive(DESKTOP)
    gwen.sign_in("gwen.fairley")
    gwen.goes_to("/insight/questions/ask/", "Ask whether a change worked")
    gwen.types("What began?", "A nurse in the control room")
    gwen.types("From which month?", str(start))
    gwen.answers("Have you seen any of these numbers from after the start?", "No")
    gwen.taps("Register the question")

    # Then how it will be answered stands there, and no answer does
    gwen.at("Did “A nurse in the control room” change uses of section 136?")
    expect(gwen.page.get_by_text("Nobody has looked yet")).to_be_visible()
    assert gwen.page.locator("svg.chart").count() == 0

    # When they look, the look is kept and the answer says how sure it is
    gwen.taps("Look at the answer")
    expect(gwen.page.get_by_text("How sure, and what would change our mind")).to_be_visible()
    expect(gwen.page.get_by_text("Nothing was set beside it").first).to_be_visible()
    assert AnswerLook.objects.count() == 1
    gwen.at("Did “A nurse in the control room” change uses of section 136?")

    # And a change of method afterwards says that the data had been seen
    gwen.taps("Change how it is answered", "link")
    gwen.at("Change how it is answered")
    gwen.answers("Allow for the time of year?", "No")
    gwen.types("Why?", "Too few years to know the season")
    gwen.taps("Change the method")
    gwen.at("Did “A nurse in the control room” change uses of section 136?")
    expect(gwen.page.get_by_text("The data had been seen.")).to_be_visible()


def test_a_monthly_report_is_read_printed_and_published(
    counted: County, arrive: Callable[..., Somebody]
) -> None:
    month = last_whole_month(timezone.now())
    gwen = arrive(DESKTOP)
    gwen.sign_in("gwen.fairley")
    gwen.goes_to("/insight/report/", f"Police and mental health together: {month.words}")
    gwen.taps("For paper", "link")
    gwen.at(f"Police and mental health together: {month.words}")
    printed(gwen.page)
    gwen.goes_to("/insight/report/", f"Police and mental health together: {month.words}")
    gwen.taps("Publish")
    expect(gwen.page.get_by_text("This month has not been published.")).to_have_count(0)
    row = Publication.objects.get()
    assert timezone.now() - row.published_at < timedelta(minutes=5)


def printed(page: Page) -> None:
    """On paper nothing of the site stands beside the report."""
    page.emulate_media(media="print")
    expect(page.locator(".as-sheet-bar")).not_to_be_visible()
    page.emulate_media(media="screen")
