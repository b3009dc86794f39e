"""A report that reaches the court nine minutes before the hearing."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from alongside.areas.diversion.actions.reporting import NewReport, ask_for_report
from alongside.areas.diversion.models import ReportRequest
from tests.journeys.test_turned_away_and_sent_elsewhere import noticed
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import County
from tests.support.somebody import Somebody

TO_WRITE = {
    "What this rests on, and what was not seen": "What she told us. Nothing else was seen.",
    "Needs, in plain words": "Low mood since her mother died.",
    "What would help them take part": "Short questions, and a break.",
}


@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_report_goes_nine_minutes_before_the_hearing(
    arrive: Callable[..., Somebody], county: County, device: dict[str, object]
) -> None:
    # Given a hearing in a little over nine minutes, and a court that asks for all there is
    worker, link = arrive(device), county.actor("hope_ashdown")
    episode, now = noticed(county, county.actor("fern_abara")), timezone.now()
    hearing = now + timedelta(minutes=9, seconds=50)
    asked = now - timedelta(minutes=30)
    new = NewReport("court", "The clerk", "First hearing", "full_report", asked, hearing)
    report = ask_for_report(link, episode, new, now=now)
    worker.sign_in("hope.ashdown")
    worker.page.wait_for_load_state()
    worker.goes_to(f"/diversion/reports/{report}/", county.canary.full)
    worker.sees("to the hearing", "Nothing is agreed yet")

    # When the worker writes what is known, and tries to send more than was agreed
    worker.taps("Write it", "link")
    worker.at("Write the report")
    for heading, words in TO_WRITE.items():
        worker.types(heading, words)
    worker.taps("Save")
    worker.at(county.canary.full)
    worker.taps("Record consent", "link")
    worker.at("What may be told?")
    worker.answers("How much may be told?", "Headline needs")
    worker.answers("Who agreed?", "They agreed themselves")
    worker.taps("Save")
    worker.refused("How was that said?")
    worker.types("How was that said?", "I told her who reads it. She said yes.")
    worker.taps("Save")
    worker.at(county.canary.full)
    worker.taps("Release it", "link")
    worker.at("Release the report")
    worker.answers("How much goes?", "Full report")
    worker.answers("How?", "By hand, on paper")
    worker.taps("Release it")
    worker.at(county.canary.full)
    worker.sees("It did not go", "They agreed to less than this", "headline needs")

    # Then what was agreed goes, in time, and is a paper with its version on it
    worker.taps("Release it", "link")
    worker.at("Release the report")
    worker.answers("How much goes?", "Headline needs")
    worker.answers("How?", "By hand, on paper")
    worker.taps("Release it")
    worker.at(county.canary.full)
    worker.sees("In time", "locked because it went")
    row = ReportRequest.objects.get(pk=report)
    assert row.in_time is True
    with worker.page.expect_download() as downloading:
        worker.taps("Download as a PDF", "link")
    pages = PdfReader(io.BytesIO(downloading.value.path().read_bytes())).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Low mood since her mother died" in text
    assert "Version 1, headline needs" in text
    assert "diagnosis" not in text

    # And she is offered a copy in plain words
    worker.taps("Copy in plain words", "link")
    worker.at("What we wrote about you")
    worker.taps("Back", "link")
    worker.at(county.canary.full)
    worker.taps("Offer them a copy", "link")
    worker.at("Offer them a copy")
    worker.answers("What did they say?", "They have it")
    worker.taps("Save")
    worker.at(county.canary.full)
    worker.sees("They have it")
