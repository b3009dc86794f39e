"""The one place where words written in Markdown become part of a page.

Safe by construction: the parser knows no raw HTML and no pictures, it makes only the pieces
named in ``PIECES``, and a link leads to a page of this site or to an https address, else it
stays plain words.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

PIECES: Final = (
    ["table", "blockquote", "hr", "list", "heading"],
    ["escape", "backticks", "emphasis", "link", "autolink", "entity"],
    ["balance_pairs", "emphasis", "fragments_join"],
)
"""What of Markdown counts: blocks, what stands inside a line, and what pairs up there."""
OWN: Final = re.compile(r"/(?![/\\])[^\\\s]*|#[^\\\s]*")
HTTPS: Final = re.compile(r"https://[a-z0-9][^\\\s@]*", re.IGNORECASE)
MARK: Final = re.compile(r"\[\[([a-z][a-z_]*):([^\[\]\n]{1,80})\]\]")
FIRST, LAST = 2, 6
"""A page has its title as its one first heading: headings of its words start below that."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in the place of a mark such as ``[[law:pos.detention_hours]]``.

    Attributes:
        words: What is read there.
        href: A place on this site that says more; no link when empty.
    """

    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text, for its contents.

    Attributes:
        level: From 2.
        anchor: The part of the page it stands at.
    """

    level: int
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class LongText:
    """A text ready to place.

    Attributes:
        html: The text, in ``<div class="as-long">`` of the page that places it.
        headings: Its headings in order.
    """

    html: Markup
    headings: tuple[Heading, ...]


ReadMark = Callable[[str, str], Mark | None]
"""Answers what stands for a mark of a kind and a name; ``None`` leaves it as it was typed."""


def long_text(words: str, *, marks: ReadMark | None = None, place: str = "part") -> LongText:
    """Answer a text in Markdown as part of a page.

    Args:
        words: As typed.
        marks: What stands for each mark.
        place: What the anchors of its headings start with, where a page has more than one text.
    """
    tokens = _parse(words, marks)
    headings = _number_headings(tokens, place)
    parser = _parser()
    drawn = parser.renderer.render(tokens, parser.options, {})
    # The parser makes only what PIECES names, and escapes the rest: a property test holds it.
    return LongText(Markup(drawn), headings)  # nosec B704


def plain_words(words: str, *, marks: ReadMark | None = None) -> str:
    """Answer the words of a text alone, one line for each of its blocks; for a search."""
    lines = []
    for token in _parse(words, marks):
        if token.type == "inline":
            lines.append("".join(_said(child) for child in token.children or ()))
    return "\n".join(line.strip() for line in lines if line.strip())


def marks_in(words: str) -> list[tuple[str, str]]:
    """Answer the kind and the name of each mark in a text, each once, in order."""
    found: dict[tuple[str, str], None] = {}
    _parse(words, lambda kind, name: found.setdefault((kind, name), None))
    return list(found)


def own_links_in(words: str) -> list[str]:
    """Answer each address of this site that a text leads to, each once, in order."""
    found: dict[str, None] = {}
    for token in _parse(words, None):
        for child in token.children or ():
            address = str(child.attrGet("href") or "")
            if address.startswith("/"):
                found.setdefault(address, None)
    return list(found)


def _parse(words: str, marks: ReadMark | None) -> list[Token]:
    return _parser().parse(words.replace("\0", ""), {"marks": marks})


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    blocks, inside, pairs = PIECES
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    parser.enable([*blocks, *inside, *pairs, "newline"])
    parser.validateLink = _may_lead_to  # type: ignore[assignment,method-assign]
    parser.inline.ruler.before("link", "mark", _read_mark)
    for kind, drawn in DRAWN.items():
        parser.add_render_rule(kind, drawn)
    return parser


def _may_lead_to(address: str) -> bool:
    return bool(OWN.fullmatch(address) or HTTPS.fullmatch(address))


def _read_mark(state: StateInline, silent: bool) -> bool:
    found = MARK.match(state.src, state.pos)
    if found is None:
        return False
    read: ReadMark | None = state.env.get("marks")
    mark = read(found[1], found[2].strip()) if read else None
    if mark is None:
        return False
    if not silent:
        token = state.push("mark", "", 0)
        token.content = mark.words
        token.meta = {"href": mark.href if _may_lead_to(mark.href) else ""}
    state.pos = found.end()
    return True


def _number_headings(tokens: Sequence[Token], start: str) -> tuple[Heading, ...]:
    """Let headings start at the second level, skip none, and each have a place of its own."""
    opened = [place for place, token in enumerate(tokens) if token.type == "heading_open"]
    ranks = sorted({tokens[place].tag for place in opened})
    headings: list[Heading] = []
    taken: set[str] = set()
    before = FIRST - 1
    for place in opened:
        level = min(ranks.index(tokens[place].tag) + FIRST, before + 1, LAST)
        words = "".join(_said(child) for child in tokens[place + 1].children or ())
        anchor = _unused(f"{start}-{slugify(words) or 'more'}", taken)
        tokens[place].tag = tokens[place + 2].tag = f"h{level}"
        tokens[place].attrSet("id", anchor)
        headings.append(Heading(level, words, anchor))
        before = level
    return tuple(headings)


def _unused(anchor: str, taken: set[str]) -> str:
    name, number = anchor, 1
    while name in taken:
        number += 1
        name = f"{anchor}-{number}"
    taken.add(name)
    return name


def _said(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _draw_mark(
    self: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Any
) -> str:
    token = tokens[place]
    words = escape(token.content)
    if not token.meta["href"]:
        return str(Markup('<span class="as-quoted">{}</span>').format(words))
    link = Markup('<a class="as-quoted" href="{}">{}</a>')
    return str(link.format(token.meta["href"], words))


def _draw_table(
    self: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Any
) -> str:
    """A table wider than a phone is moved sideways, also by the keys."""
    number = env["tables"] = env.get("tables", 0) + 1
    return (
        f'<div class="as-long__wide" role="region" aria-label="Table {number}" tabindex="0">\n'
        "<table>\n"
    )


def _draw_table_end(
    self: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Any
) -> str:
    return "</table>\n</div>\n"


def _draw_cell(
    self: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Any
) -> str:
    """Where a column stands is said by a class: a page may carry no style of its own."""
    token = tokens[place]
    if token.tag == "th" and not tokens[place + 1].content:
        # A heading without words says nothing: the corner of a table is an empty cell.
        token.tag = tokens[place + 2].tag = "td"
    scope = ' scope="col"' if token.tag == "th" else ""
    right = ' class="as-long__right"' if "right" in str(token.attrGet("style")) else ""
    return f"<{token.tag}{scope}{right}>"


def _draw_link(
    self: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Any
) -> str:
    if str(tokens[place].attrGet("href")).startswith("https:"):
        tokens[place].attrSet("rel", "noopener noreferrer")
    return self.renderToken(tokens, place, options, env)


DRAWN: Final = {
    "mark": _draw_mark,
    "table_open": _draw_table,
    "table_close": _draw_table_end,
    "th_open": _draw_cell,
    "td_open": _draw_cell,
    "link_open": _draw_link,
}
