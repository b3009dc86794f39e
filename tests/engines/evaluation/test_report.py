"""The report in a real browser: axe in light and dark, on a phone, and nothing cut off."""

import pytest
from playwright.sync_api import Browser

from alongside.engines.evaluation.cells import RateColumns
from alongside.engines.evaluation.measures import Unlike
from alongside.engines.evaluation.rates import rates
from alongside.engines.evaluation.reading import table_of
from alongside.engines.evaluation.report import report_page
from alongside.engines.evaluation.result import refused


@pytest.fixture
def html() -> str:
    counts = {"town": list("AABB"), "when": ["pre", "post"] * 2, "n": [100, 50, 80, 80]}
    table = table_of(counts | {"people": [1000] * 4}, name="<counts> & more.csv")
    return report_page(rates(table, RateColumns("n", "people", "town", "when")))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.journeys
def test_the_report_is_accessible_and_does_not_scroll_sideways(
    browser: Browser, axe, html, scheme, width
):
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, locale="en-GB"
    )
    page = context.new_page()
    page.set_content(html)
    for summary in page.locator("summary").all():
        summary.click()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_what_was_read_cannot_become_part_of_the_page(html):
    assert "&lt;counts&gt; &amp; more.csv" in html
    assert "<counts>" not in html


def test_a_refusal_is_a_page_too():
    page = report_page(refused(Unlike("unlike.unit", "People <> incidents."), question="Why?"))
    assert "Declined: People &lt;&gt; incidents." in page
    assert "<figure" not in page
