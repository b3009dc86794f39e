"""One page of the guide: its words, the law in them, its story, and who has read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.liaison.models import GuidePage, GuideVersion, LawQuote, PostHolding
from alongside.areas.liaison.queries.guide_rows import page_of, version_of, versions_seen
from alongside.areas.liaison.queries.guide_text import ReadText, read_text
from alongside.areas.liaison.rules.guide_states import (
    EVENT_WORDS,
    IN_HAND,
    KIND_WORDS,
    SECTIONS,
    STATE_WORDS,
    VersionState,
    is_stale,
)
from alongside.areas.liaison.rules.law_quotes import quoted
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.kernel.actor import Actor, Role, holds, require
from alongside.kernel.local_time import local_date


@dataclass(frozen=True, slots=True)
class PageHeadShown:
    """What a page is.

    Attributes:
        owner: The title of the post that answers for it.
        holder: Who holds it now; empty when nobody does.
        must_read: Codes of the roles whose people must read it.
    """

    id: UUID
    version: int
    slug: str
    title: str
    section: str
    section_words: str
    kind: str
    kind_words: str
    owner_id: UUID
    owner: str
    holder: str
    must_read: tuple[str, ...]

    @property
    def must_read_words(self) -> list[str]:
        """The roles whose people must read it, in words."""
        return [ROLE_LABELS[Role(role)] for role in self.must_read]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version as one line of a page's history."""

    id: UUID
    number: int
    state: str
    state_words: str
    why: str
    author: str
    author_id: UUID
    reviewer: str
    asked: str
    published_at: datetime | None
    ended_at: datetime | None
    review_again_on: date | None
    text_of: int | None


@dataclass(frozen=True, slots=True)
class LawChanged:
    """That the law says something else than when a version was last looked at."""

    name: str
    title: str
    was: str
    now: str
    since: date | None


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One thing that was done with a version or said of it."""

    words: str
    said: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PageShown:
    """A page with one of its versions.

    Attributes:
        version: The version shown; ``None`` where none stands.
        in_hand: The version being written or reviewed, for those who may see it.
        read_at: When the viewer said that they had read this version.
        law_changed: What the law says otherwise than when this was last looked at.
        story: What was done with the version, for those who write or review.
        stale: Whether it is past its day.
    """

    head: PageHeadShown
    version: VersionLine | None
    text: ReadText | None
    in_hand: VersionLine | None
    for_viewer: bool
    read_at: datetime | None
    law_changed: tuple[LawChanged, ...]
    story: tuple[StoryLine, ...]
    stale: bool
    may_write: bool
    may_publish: bool
    may_see_receipts: bool


def standing_page(viewer: Actor, slug: str, *, now: datetime) -> PageShown:
    """Answer a page with the version that stands.

    Raises:
        Refused: ``guide.not_found``.
    """
    require(viewer, PERMISSIONS, "guide.read")
    page = page_of(slug)
    row = versions_seen(viewer, page).filter(state=VersionState.PUBLISHED).first()
    return _shown(viewer, page, row, now=now)


def page_at(viewer: Actor, slug: str, number: int, *, now: datetime) -> PageShown:
    """Answer a page with one of its versions, standing or not.

    Raises:
        Refused: ``guide.not_found`` or ``guide.no_version``.
    """
    require(viewer, PERMISSIONS, "guide.read")
    page = page_of(slug)
    return _shown(viewer, page, version_of(viewer, page, number), now=now)


def history(viewer: Actor, slug: str, *, now: datetime) -> tuple[PageHeadShown, list[VersionLine]]:
    """Answer the versions of a page that the viewer may see, newest first.

    Raises:
        Refused: ``guide.not_found``.
    """
    require(viewer, PERMISSIONS, "guide.read")
    page = page_of(slug)
    return head_of(page, now=now), [line_of(row) for row in versions_seen(viewer, page)]


def head_of(page: GuidePage, *, now: datetime) -> PageHeadShown:
    """Answer what a page is; its owner has been loaded with it."""
    held = PostHolding.objects.filter(post_id=page.owner_id, from_at__lte=now)
    holder = held.exclude(until_at__lte=now).select_related("user").first()
    return PageHeadShown(
        id=page.id,
        version=page.version,
        slug=page.slug,
        title=page.title,
        section=page.section,
        section_words=SECTIONS[page.section],
        kind=page.kind,
        kind_words=KIND_WORDS[page.kind],
        owner_id=page.owner_id,
        owner=page.owner.title,
        holder=holder.user.display_name if holder else "",
        must_read=tuple(page.must_read.order_by("role").values_list("role", flat=True)),
    )


def line_of(row: GuideVersion) -> VersionLine:
    """Answer a version as one line; those it points at have been loaded with it."""
    return VersionLine(
        id=row.id,
        number=row.number,
        state=row.state,
        state_words=STATE_WORDS[row.state],
        why=row.why,
        author=row.author.display_name,
        author_id=row.author_id,
        reviewer=row.reviewer.display_name if row.reviewer else "",
        asked=row.asked.title if row.asked else "",
        published_at=row.published_at,
        ended_at=row.ended_at,
        review_again_on=row.review_again_on,
        text_of=row.text_of.number if row.text_of else None,
    )


def _shown(viewer: Actor, page: GuidePage, row: GuideVersion | None, *, now: datetime) -> PageShown:
    today = local_date(now)
    stands = row is not None and row.state == VersionState.PUBLISHED
    in_hand = versions_seen(viewer, page).filter(state__in=[one.value for one in IN_HAND]).first()
    receipt = row.receipts.filter(user_id=viewer.user_id).first() if row else None
    head = head_of(page, now=now)
    may_write = holds(viewer, PERMISSIONS, "guide.write")
    may_publish = holds(viewer, PERMISSIONS, "guide.publish")
    return PageShown(
        head=head,
        version=line_of(row) if row else None,
        text=read_text(row.markdown, on=_law_day(row, today)) if row else None,
        in_hand=line_of(in_hand) if in_hand else None,
        for_viewer=viewer.role in head.must_read,
        read_at=receipt.read_at if receipt else None,
        law_changed=law_changed(row.quotes.all(), today=today) if row and stands else (),
        story=_story(row) if row and (may_write or may_publish) else (),
        stale=bool(row and stands and is_stale(row.review_again_on, today=today)),
        may_write=may_write,
        may_publish=may_publish,
        may_see_receipts=holds(viewer, PERMISSIONS, "guide.receipts"),
    )


def law_changed(quotes: Iterable[LawQuote], *, today: date) -> tuple[LawChanged, ...]:
    """Answer what the law says today otherwise than when these quotes were kept."""
    found = []
    for quote in quotes:
        law = quoted(quote.name, on=today)
        if law is not None and law.words[:120] != quote.said:
            found.append(LawChanged(quote.name, law.title, quote.said, law.words, law.since))
    return tuple(found)


def _law_day(row: GuideVersion, today: date) -> date:
    """A version that stands no more is read with the law of its last day."""
    return min(today, local_date(row.ended_at)) if row.ended_at else today


def _story(row: GuideVersion) -> tuple[StoryLine, ...]:
    events = row.events.select_related("by").order_by("sequence")
    return tuple(
        StoryLine(
            EVENT_WORDS[one.kind], one.words, one.by.display_name if one.by else "", one.happened_at
        )
        for one in events
    )
