"""Write the practice guide: begin a page, write a version, take up an old one, send it on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from alongside.areas.liaison.actions.guide_filing import file_page
from alongside.areas.liaison.actions.guide_rows import (
    PAGE,
    VERSION,
    audit,
    audit_version,
    check_tells_nobody_to_ring,
    check_text,
    keep_quotes,
    locked_page,
    locked_version,
    move,
    tell,
    tell_story,
)
from alongside.areas.liaison.models import GuidePage, GuideVersion, MustRead, Post
from alongside.areas.liaison.rules.guide_states import (
    IN_HAND,
    SECTIONS,
    WERE_PUBLISHED,
    PageKind,
    VersionState,
    check_ready,
    next_state,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.roles import STAFF
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op, Ref
from alongside.kernel.actor import Actor, Role, require
from alongside.kernel.refusal import Conflict, Refused

SENT: Final = "liaison.guide_sent_for_review"


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a page is.

    Attributes:
        title: Its title.
        section: A code of ``rules.guide_states.SECTIONS``.
        kind: A guide page, or a joint policy.
        owner_id: The post that answers for it.
        must_read: The roles whose people must read it.
    """

    title: str
    section: str
    kind: PageKind
    owner_id: UUID
    must_read: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class DraftWords:
    """What a version says.

    Attributes:
        markdown: Its text.
        said_as: What somebody would say who needs it, one way a line.
        why: What is new, and why.
    """

    markdown: str
    said_as: str
    why: str


def begin_page(
    actor: Actor, head: PageHead, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Begin a page with an empty draft, and answer the draft.

    Raises:
        NotPermitted: The role does not write the guide.
        Refused: ``guide.head``, ``guide.owner`` or ``guide.title_taken``.
    """
    require(actor, PERMISSIONS, "guide.write")
    _check_head(head)

    def work() -> UUID:
        slug = slugify(head.title)[:80]
        _check_free(head.title, slug)
        page = GuidePage.objects.create(
            slug=slug,
            section=head.section,
            title=head.title.strip(),
            kind=head.kind,
            owner_id=head.owner_id,
            created_by_id=actor.user_id,
            created_at=now,
        )
        _keep_readers(page, head.must_read)
        row = _begin(actor, page, now=now)
        audit(
            actor,
            "begin_guide_page",
            Ref(VERSION, row.id),
            also=(Ref(PAGE, page.id),),
            op=Op.COLLECTION,
            fields=("title", "section", "kind", "owner", "must_read"),
            now=now,
            request_key=request_key,
        )
        return row.id

    return once(actor, request_key, work)


def change_page(
    actor: Actor, page_id: UUID, head: PageHead, *, version: int, now: datetime
) -> None:
    """Change what a page is called, where it stands, who answers for it and who must read it.

    Raises:
        NotPermitted: The role does not write the guide.
        Conflict: ``guide.changed``.
        Refused: ``guide.not_found``, ``guide.head``, ``guide.owner`` or ``guide.title_taken``.
    """
    require(actor, PERMISSIONS, "guide.write")
    _check_head(head)
    with transaction.atomic():
        page = locked_page(page_id)
        if page.version != version:
            raise Conflict(
                "guide.changed",
                "Somebody else changed this page while you were editing.",
                theirs={"title": page.title},
                next_step="Open it again and look at what it says now.",
            )
        if head.title.strip() != page.title:
            _check_free(head.title, page.slug, but=page.id)
        page.title, page.section = head.title.strip(), head.section
        page.kind, page.owner_id = head.kind, head.owner_id
        page.version += 1
        page.save()
        _keep_readers(page, head.must_read)
        fields = ("title", "section", "kind", "owner", "must_read")
        audit(actor, "change_guide_page", Ref(PAGE, page.id), fields=fields, now=now)
        _file_again(page, now=now)


def save_draft(
    actor: Actor, version_id: UUID, words: DraftWords, *, version: int, now: datetime
) -> None:
    """Save what a draft says.

    Raises:
        NotPermitted: The role does not write the guide.
        Conflict: ``guide.changed``, with what it says now.
        Refused: ``guide.state``, ``guide.unknown_law``, ``guide.dead_link`` or
            ``guide.tells_who``.
    """
    require(actor, PERMISSIONS, "guide.write")
    with transaction.atomic():
        row = locked_version(version_id)
        next_state(row.state, "write")
        if row.version != version:
            raise Conflict(
                "guide.changed",
                "Somebody else saved this draft while you were writing.",
                theirs={"markdown": row.markdown, "said_as": row.said_as, "why": row.why},
                next_step="Take over what they wrote, then save again.",
            )
        check_text(words.markdown)
        for field in ("said_as", "why"):
            check_tells_nobody_to_ring(getattr(words, field), field=field)
        row.markdown, row.said_as = words.markdown, words.said_as.strip()
        row.why, row.author_id = words.why.strip(), actor.user_id
        row.version += 1
        row.save()
        keep_quotes(row, now=now)
        audit_version(actor, "save_guide_draft", row, now=now)


def take_up(
    actor: Actor, version_id: UUID, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Begin a new draft from the words of a version, and answer it.

    From the version that stands it is a change; from an older one it goes back to that text.

    Raises:
        NotPermitted: The role does not write the guide.
        Refused: ``guide.not_found``, ``guide.never_published`` or ``guide.in_hand``.
    """
    require(actor, PERMISSIONS, "guide.write")

    def work() -> UUID:
        old = locked_version(version_id)
        if old.state not in WERE_PUBLISHED:
            raise Refused(
                "guide.never_published",
                "This version was never published.",
                next_step="Start from one that was.",
            )
        if old.page.versions.filter(state__in=IN_HAND).exists():
            raise Refused(
                "guide.in_hand",
                "A new version of this page is being written already.",
                next_step="Go on with that one, or give it up first.",
            )
        row = _begin(actor, old.page, now=now, text_of=old)
        audit_version(actor, "take_up_guide_version", row, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def send_for_review(actor: Actor, version_id: UUID, *, asked_id: UUID, now: datetime) -> None:
    """Send a draft to somebody else to look over; they are told.

    Raises:
        NotPermitted: The role does not write the guide.
        Refused: ``guide.state``, ``guide.no_words``, ``guide.no_why`` or ``guide.owner``.
    """
    require(actor, PERMISSIONS, "guide.write")
    with transaction.atomic():
        row = locked_version(version_id)
        check_ready(row.markdown, row.why)
        check_text(row.markdown)
        _check_post(asked_id, "asked")
        row.asked_id = asked_id
        move(row, "send", by=actor, now=now)
        audit_version(actor, "send_guide_draft", row, now=now)
        tell(SENT, row, actor, now=now)


def give_up(actor: Actor, version_id: UUID, *, now: datetime) -> None:
    """Give up a version that was never published; it stays to be read.

    Raises:
        NotPermitted: The role does not write the guide.
        Refused: ``guide.state``.
    """
    require(actor, PERMISSIONS, "guide.write")
    with transaction.atomic():
        row = locked_version(version_id)
        move(row, "give_up", by=actor, now=now)
        audit_version(actor, "give_up_guide_draft", row, now=now)


def _begin(
    actor: Actor, page: GuidePage, *, now: datetime, text_of: GuideVersion | None = None
) -> GuideVersion:
    last = page.versions.aggregate(last=Max("number"))["last"] or 0
    row = GuideVersion.objects.create(
        page=page,
        number=last + 1,
        author_id=actor.user_id,
        text_of=text_of,
        markdown=text_of.markdown if text_of else "",
        said_as=text_of.said_as if text_of else "",
    )
    tell_story(row, "begin", by=actor, now=now)
    keep_quotes(row, now=now)
    return row


def _keep_readers(page: GuidePage, roles: Collection[Role]) -> None:
    page.must_read.exclude(role__in=list(roles)).delete()
    known = set(page.must_read.values_list("role", flat=True))
    MustRead.objects.bulk_create(
        MustRead(page=page, role=role) for role in sorted(roles) if role not in known
    )


def _check_head(head: PageHead) -> None:
    if not head.title.strip() or not slugify(head.title):
        raise Refused("guide.head", "Give the page a title.", field="title")
    if head.section not in SECTIONS or not head.must_read <= STAFF:
        raise Refused(
            "guide.head", "That is no part of the guide, or no role that reads it.", field="section"
        )
    _check_post(head.owner_id, "owner")


def _check_post(post_id: UUID, field: str) -> None:
    if not Post.objects.filter(pk=post_id, closed_at=None).exists():
        raise Refused(
            "guide.owner", "No open post was chosen.", next_step="Choose a post.", field=field
        )


def _check_free(title: str, slug: str, *, but: UUID | None = None) -> None:
    taken = GuidePage.objects.exclude(pk=but) if but else GuidePage.objects.all()
    if taken.filter(slug=slug).exists() or taken.filter(title=title.strip()).exists():
        raise Refused(
            "guide.title_taken",
            "There is a page of that title already.",
            next_step="Change that page, or give this one another title.",
            field="title",
        )


def _file_again(page: GuidePage, *, now: datetime) -> None:
    stands = page.versions.filter(state=VersionState.PUBLISHED).first()
    if stands is not None:
        stands.page = page
        file_page(stands, now=now)
