"""Reads drawn HTML back as elements, so tests look at what is there and not at spaces."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "link", "meta", "br", "img", "hr"}


@dataclass
class Element:
    """One element, with everything inside it."""

    tag: str
    attrs: dict[str, str]
    inside: list["Element | str"] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All its words, with single spaces."""
        parts = [part if isinstance(part, str) else part.words for part in self.inside]
        return " ".join(" ".join(parts).split())

    def all(self, tag: str = "", **attrs: str) -> list["Element"]:
        """Every element inside with this tag and these attributes; ``class_`` is one class."""
        found = []
        for part in self.inside:
            if isinstance(part, Element):
                if part.matches(tag, attrs):
                    found.append(part)
                found += part.all(tag, **attrs)
        return found

    def one(self, tag: str = "", **attrs: str) -> "Element":
        """The only such element."""
        found = self.all(tag, **attrs)
        assert len(found) == 1, f"{len(found)} of <{tag} {attrs}>"
        return found[0]

    def matches(self, tag: str, attrs: dict[str, str]) -> bool:
        """Whether this element has the tag, the class and the attributes."""
        asked = dict(attrs)
        wanted = asked.pop("class_", "")
        if wanted and wanted not in self.attrs.get("class", "").split():
            return False
        same = all(self.attrs.get(k.replace("_", "-")) == v for k, v in asked.items())
        return same and tag in ("", self.tag)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("document", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, {n: v or "" for n, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(html: str) -> Element:
    """Read HTML into elements; an element closed out of order fails the test."""
    reader = _Reader()
    reader.feed(html)
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is not closed"
    return reader.open[0]


def ids(document: Element) -> list[str]:
    """Every id in order."""
    return [element.attrs["id"] for element in document.all() if "id" in element.attrs]
