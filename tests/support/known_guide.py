"""What addresses of the practice guide name: a page that stands, a draft, one in review, a note."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import timezone

from alongside.areas.liaison.actions import guide_review
from alongside.areas.liaison.actions.guide_writing import (
    DraftWords,
    PageHead,
    begin_page,
    save_draft,
    send_for_review,
)
from alongside.areas.liaison.actions.posts import PostEntry, open_post
from alongside.areas.liaison.actions.practice import NewNote, Result, add_note, keep_note
from alongside.areas.liaison.models import GuideVersion
from alongside.areas.liaison.rules.guide_states import PageKind
from alongside.kernel.actor import Actor, Role
from alongside.kernel.local_time import local_date

if TYPE_CHECKING:
    from tests.support.known import Known

TEXT: Final = "## How long\n\nUp to [[law:pos.detention_hours]].\n\n| a | b |\n|---|--:|\n| 1 | 2 |"


def _lead(known: "Known") -> Actor:
    lead = known.county.actor("tess_holloway")
    return replace(lead, role=Role.LIAISON_LEAD, on_duty=True)


def _page(known: "Known", title: str, upto: str) -> GuideVersion:
    now, lead = timezone.now(), _lead(known)
    owner = UUID(str(known["guide_post"]))
    section, readers = "held", frozenset({Role.LIAISON_LEAD})
    made = begin_page(lead, PageHead(title, section, PageKind.PAGE, owner, readers), now=now)
    save_draft(lead, made, DraftWords(TEXT, "how long", "First version."), version=1, now=now)
    if upto != "draft":
        send_for_review(lead, made, asked_id=owner, now=now)
    if upto == "published":
        again = local_date(now) + timedelta(days=365)
        reviewer = known.county.actor("carys_vaughan")
        guide_review.publish(reviewer, made, review_again_on=again, now=now)
    return GuideVersion.objects.select_related("page").get(pk=made)


def _post(known: "Known") -> UUID:
    lead, entry = _lead(known), PostEntry(title="Guide keeper")
    return open_post(lead, lead.organisation_id, entry, now=timezone.now())


def _note(known: "Known") -> UUID:
    lead, now = _lead(known), timezone.now()
    result = Result(True, "Calls counted", "No difference", 55, "from 18 fewer to 4 more")
    new = NewNote("A quiet room", "A store room was cleared.", "Moorchester", "The ED", result)
    note = add_note(lead, new, now=now)
    keep_note(lead, note, now=now)
    return note


GUIDE: Final[Mapping[str, Callable[["Known"], object]]] = {
    "guide_post": _post,
    "guide_page": lambda known: _page(known, "The clock", "published").page.slug,
    "guide_draft": lambda known: _page(known, "Writing", "draft").page.slug,
    "guide_review": lambda known: _page(known, "Reviewing", "in_review").page.slug,
    "practice": _note,
}
