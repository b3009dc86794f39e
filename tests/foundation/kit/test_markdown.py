"""No script, no raw HTML and no strange address gets out of the one Markdown reader."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.foundation.kit.markdown import Heading, Mark, long_text, marks_in, plain_words

pytestmark = pytest.mark.rules
TEXT = {"h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "hr", "br", "div"}
INSIDE = {"em", "strong", "code", "a", "span"}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
NAMES = {"id", "href", "rel", "class", "role", "aria-label", "tabindex", "scope", "start"}
BITS = [
    "<script>", "</script>", "<img src=x onerror=a()>", "javascript:", "JaVa\tscript:", "data:",
    "vbscript:", "&#106;avascript:", "&colon;", "](", "[a](", "[b]: ", "![", "<https://a.b>",
    "<javascript:a>", "//evil.example", "/\\evil", "https://a@b.c", "#top", "/hub/", '"', "'", "`",
    "```", "\n", "\n\n", "# ", "> ", "- ", "1. ", "|", "|---|--:|", "**", "_", "\\", "\0", "&lt;",
    "[[law:a]]", "[[law:", "]]", "style=", "on", " ", "a", ")", "<", ">", "é", "\u202e",
]  # fmt: skip


class Seen(HTMLParser):
    """Keeps what a browser would make of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.other: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_decl(self, decl):
        self.other.append(decl)

    handle_comment = handle_pi = unknown_decl = handle_decl


def seen_in(words: str) -> Seen:
    """Draw a text, with every mark standing for something nasty."""
    seen = Seen()
    seen.feed(long_text(words, marks=lambda *_: Mark("<b>24</b>", "javascript:a()")).html)
    seen.close()
    return seen


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(BITS), st.text(max_size=6)), max_size=24).map("".join))
def test_only_what_is_allowed_gets_out(words: str) -> None:
    seen = seen_in(words)
    assert not seen.other
    for tag, attributes in seen.tags:
        assert tag in TEXT | INSIDE | TABLE
        for name, value in attributes:
            assert name in NAMES
            if name == "href":
                assert re.match(r"https://[^@]*$|/(?![/\\])|#", value or ""), value


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//a.example", "http://a.example", "mailto:a@b.example",
     "data:text/html,x", "https://a@b.example/", "hub/", "https:a"],
)  # fmt: skip
def test_a_link_elsewhere_stays_words(address: str) -> None:
    assert "<a" not in long_text(f"[here]({address})").html
    assert "<a" not in long_text(f"<{address}>").html


def test_a_link_leads_to_our_pages_or_to_https() -> None:
    assert '<a href="/hub/guide/?a=1#b">' in long_text("[here](/hub/guide/?a=1#b)").html
    https = long_text("[law](https://www.legislation.gov.uk/ukpga/1983/20)").html
    assert 'rel="noopener noreferrer"' in https


def test_headings_start_at_the_second_level_and_skip_none() -> None:
    text = long_text("### One\n\n###### Two\n\n### One\n\n# Three", place="p")
    assert text.headings == (
        Heading(2, "One", "p-one"),
        Heading(3, "Two", "p-two"),
        Heading(3, "One", "p-one-2"),
        Heading(2, "Three", "p-three"),
    )
    assert '<h2 id="p-three">Three</h2>' in text.html


def test_a_mark_is_read_where_it_stands_and_nowhere_in_code() -> None:
    words = "Up to [[law:pos.x]], `[[law:code]]`, [[law:no]]."
    read = {"pos.x": Mark("24 hours", "#law-1")}
    text = long_text(words, marks=lambda kind, name: read.get(name))
    assert '<a class="as-quoted" href="#law-1">24 hours</a>' in text.html
    assert "<code>[[law:code]]</code>, [[law:no]]" in text.html
    assert marks_in(words) == [("law", "pos.x"), ("law", "no")]
    plain = plain_words(words, marks=lambda kind, name: read.get(name))
    assert plain == "Up to 24 hours, [[law:code]], [[law:no]]."


def test_a_table_carries_no_style_and_is_reached_by_keys() -> None:
    html = long_text("| a | b |\n|---|--:|\n| 1 | 2 |").html
    assert "style" not in html
    assert '<td class="as-long__right">2</td>' in html
    assert 'tabindex="0"' in html


def test_the_corner_of_a_table_is_no_empty_heading() -> None:
    html = long_text("| | Before |\n|---|---|\n| Calls | 31 |").html
    assert "<td></td>" in html
    assert html.count("<th") - html.count("<thead") == 1


@pytest.mark.parametrize("bit", ["[", "> ", "*", "`", "[[law:", "<", "|a|\n|-|\n", "- ", "![a]("])
def test_a_long_text_made_to_be_slow_is_read_soon(bit: str) -> None:
    begun = time.process_time()
    long_text(bit * (20_000 // len(bit)))
    assert time.process_time() - begun < 3
