"""The guide as those see it who write and review it: what is in hand, and what needs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.liaison.models import GuideVersion, Post
from alongside.areas.liaison.queries.guide_page import (
    LawChanged,
    PageHeadShown,
    VersionLine,
    head_of,
    law_changed,
    line_of,
)
from alongside.areas.liaison.queries.guide_rows import page_of, version_of, works_on_guide
from alongside.areas.liaison.queries.guide_text import ReadText, read_text
from alongside.areas.liaison.queries.posts import PostLine, lines_of
from alongside.areas.liaison.rules.guide_states import IN_HAND, VersionState, is_stale
from alongside.areas.liaison.rules.law_quotes import Quoted, known_names, quoted
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date


@dataclass(frozen=True, slots=True)
class InHand:
    """A page with the version that needs somebody."""

    slug: str
    title: str
    owner: str
    line: VersionLine
    law_changed: tuple[LawChanged, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What needs somebody who writes or reviews the guide.

    Attributes:
        to_review: In review and not written by the viewer.
        drafts: Being written, or in review and the viewer's own.
        stale: Stands and is past its day.
        changed: Stands and quotes law that says something else now.
    """

    to_review: tuple[InHand, ...]
    drafts: tuple[InHand, ...]
    stale: tuple[InHand, ...]
    changed: tuple[InHand, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft to write on.

    Attributes:
        version: To save it at.
    """

    head: PageHeadShown
    line: VersionLine
    markdown: str
    said_as: str
    why: str
    version: int


def desk(viewer: Actor, *, now: datetime) -> Desk:
    """Answer what needs somebody who writes or reviews the guide.

    Raises:
        NotPermitted: The viewer does neither.
    """
    if not works_on_guide(viewer):
        require(viewer, PERMISSIONS, "guide.write")
    today = local_date(now)
    rows = GuideVersion.objects.select_related(
        "page__owner", "author", "reviewer", "asked", "text_of"
    ).order_by("page__title")
    in_hand = list(rows.filter(state__in=[one.value for one in IN_HAND]))
    stand = list(rows.filter(state=VersionState.PUBLISHED).prefetch_related("quotes"))
    changed = [(row, law_changed(row.quotes.all(), today=today)) for row in stand]
    reviewing = [row for row in in_hand if _to_review(viewer, row)]
    return Desk(
        to_review=_lines(reviewing),
        drafts=_lines([row for row in in_hand if row not in reviewing]),
        stale=_lines([row for row in stand if is_stale(row.review_again_on, today=today)]),
        changed=tuple(_in_hand(row, laws) for row, laws in changed if laws),
    )


def waiting_review(viewer: Actor) -> int:
    """Answer how many versions wait for a reviewer who is not their author."""
    rows = GuideVersion.objects.filter(state=VersionState.IN_REVIEW)
    return rows.exclude(author_id=viewer.user_id).count() if works_on_guide(viewer) else 0


def draft(viewer: Actor, slug: str, number: int, *, now: datetime) -> Draft:
    """Answer a version to write on.

    Raises:
        NotPermitted: The role does not write the guide.
        Refused: ``guide.not_found`` or ``guide.no_version``.
    """
    require(viewer, PERMISSIONS, "guide.write")
    page = page_of(slug)
    row = version_of(viewer, page, number)
    return Draft(
        head_of(page, now=now), line_of(row), row.markdown, row.said_as, row.why, row.version
    )


def preview(viewer: Actor, markdown: str, *, today: date) -> ReadText:
    """Answer how a text would be read today; nothing is kept.

    Raises:
        NotPermitted: The role does not write the guide.
    """
    require(viewer, PERMISSIONS, "guide.write")
    return read_text(markdown, on=today, place="preview")


def quotable(viewer: Actor, *, today: date) -> list[Quoted]:
    """Answer every number of the law that can be quoted, as it is today."""
    require(viewer, PERMISSIONS, "guide.write")
    found = [quoted(name, on=today) for name in known_names()]
    return [law for law in found if law is not None]


def owners(viewer: Actor, *, now: datetime) -> Sequence[PostLine]:
    """Answer the open posts that may own a page or review it."""
    require(viewer, PERMISSIONS, "guide.write")
    rows = Post.objects.filter(closed_at=None).select_related("organisation")
    return lines_of(rows.order_by("organisation__short_name", "title"), now=now)


def slug_and_number(viewer: Actor, version_id: UUID) -> tuple[str, int]:
    """Answer where a version is read, after an act that made it."""
    require(viewer, PERMISSIONS, "guide.read")
    row = GuideVersion.objects.select_related("page").get(pk=version_id)
    return row.page.slug, row.number


def _to_review(viewer: Actor, row: GuideVersion) -> bool:
    return row.state == VersionState.IN_REVIEW and row.author_id != viewer.user_id


def _lines(rows: Sequence[GuideVersion]) -> tuple[InHand, ...]:
    return tuple(_in_hand(row) for row in rows)


def _in_hand(row: GuideVersion, laws: tuple[LawChanged, ...] = ()) -> InHand:
    return InHand(row.page.slug, row.page.title, row.page.owner.title, line_of(row), laws)
