"""The guide as its readers see it: the contents, what is for them, and what they have not read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import GuideVersion, ReadReceipt
from alongside.areas.liaison.queries.guide_text import ReadText, read_text
from alongside.areas.liaison.rules.guide_states import (
    KIND_WORDS,
    SECTIONS,
    VersionState,
    is_stale,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.kernel.actor import Actor, Role, require
from alongside.kernel.local_time import local_date


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A page of the guide that stands, as one line.

    Attributes:
        number: Of the version that stands.
        why: What was new in it, and why.
        for_viewer: Whether the viewer's role must read it.
        read: Whether the viewer has read this version.
        read_before: Whether they had read an earlier one.
        stale: Whether it is past the day to look at it again.
    """

    slug: str
    title: str
    kind: str
    section: str
    number: int
    published_at: datetime
    why: str
    for_viewer: bool
    read: bool
    read_before: bool
    stale: bool

    @property
    def kind_words(self) -> str:
        """What it is, in words."""
        return KIND_WORDS[self.kind]


@dataclass(frozen=True, slots=True)
class GuideSection:
    """A part of the guide with its pages."""

    code: str
    title: str
    lines: tuple[GuideLine, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The whole guide.

    Attributes:
        unread: What the viewer must read and has not, in the order of the guide.
        must_read: How many pages the viewer's role must read.
        role: The viewer's role, in words.
    """

    sections: tuple[GuideSection, ...]
    unread: tuple[GuideLine, ...]
    must_read: int
    role: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of the whole guide on paper."""

    line: GuideLine
    text: ReadText
    owner: str


def contents(viewer: Actor, *, now: datetime) -> Contents:
    """Answer the guide by its sections, and what of it the viewer must still read."""
    require(viewer, PERMISSIONS, "guide.read")
    lines = [line for _, line in _standing(viewer, now=now)]
    mine = [line for line in lines if line.for_viewer]
    return Contents(
        sections=tuple(
            GuideSection(code, title, tuple(one for one in lines if one.section == code))
            for code, title in SECTIONS.items()
            if any(one.section == code for one in lines)
        ),
        unread=tuple(line for line in mine if not line.read),
        must_read=len(mine),
        role=ROLE_LABELS[viewer.role],
    )


def unread_count(viewer: Actor) -> int:
    """Answer how many pages the viewer must read and has not."""
    if viewer.role not in PERMISSIONS["guide.read"]:
        return 0
    stand = GuideVersion.objects.filter(
        state=VersionState.PUBLISHED, page__must_read__role=viewer.role
    )
    return stand.exclude(receipts__user_id=viewer.user_id).count()


def whole_guide(viewer: Actor, *, now: datetime) -> list[tuple[str, list[PrintedPage]]]:
    """Answer every page that stands with its text, by section, for paper."""
    require(viewer, PERMISSIONS, "guide.read")
    today = local_date(now)
    by_section: dict[str, list[PrintedPage]] = {}
    for row, line in _standing(viewer, now=now):
        text = read_text(row.markdown, on=today, place=line.slug)
        page = PrintedPage(line, text, row.page.owner.title)
        by_section.setdefault(line.section, []).append(page)
    return [(SECTIONS[code], pages) for code, pages in by_section.items()]


def _standing(viewer: Actor, *, now: datetime) -> list[tuple[GuideVersion, GuideLine]]:
    rows = list(
        GuideVersion.objects.filter(state=VersionState.PUBLISHED)
        .select_related("page__owner")
        .prefetch_related("page__must_read")
    )
    order = list(SECTIONS)
    rows.sort(key=lambda row: (order.index(row.page.section), row.page.title))
    read = _read_by(viewer, {row.page_id for row in rows})
    return [(row, _line(viewer, row, read, now=now)) for row in rows]


def _read_by(viewer: Actor, pages: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """The versions a viewer has read, by page."""
    found: dict[UUID, set[UUID]] = {}
    rows = ReadReceipt.objects.filter(user_id=viewer.user_id, of__page_id__in=set(pages))
    for page_id, version_id in rows.values_list("of__page_id", "of_id"):
        found.setdefault(page_id, set()).add(version_id)
    return found


def _line(
    viewer: Actor, row: GuideVersion, read: dict[UUID, set[UUID]], *, now: datetime
) -> GuideLine:
    seen = read.get(row.page_id, set())
    return GuideLine(
        slug=row.page.slug,
        title=row.page.title,
        kind=row.page.kind,
        section=row.page.section,
        number=row.number,
        published_at=row.published_at or now,
        why=row.why,
        for_viewer=viewer.role in {Role(one.role) for one in row.page.must_read.all()},
        read=row.id in seen,
        read_before=bool(seen - {row.id}),
        stale=is_stale(row.review_again_on, today=local_date(now)),
    )
