"""A page of the practice guide for tests: written by the lead, published by somebody else."""

from datetime import date, datetime
from uuid import UUID

from alongside.areas.liaison.actions import guide_review
from alongside.areas.liaison.actions.guide_writing import (
    DraftWords,
    PageHead,
    begin_page,
    save_draft,
    send_for_review,
    take_up,
)
from alongside.areas.liaison.actions.practice import NewNote, Result, add_note, keep_note
from alongside.areas.liaison.models import GuideVersion
from alongside.areas.liaison.rules.guide_states import PageKind
from alongside.kernel.actor import Role
from tests.support.hub import Hub
from tests.support.world import NOW

TEXT = "## How long\n\nUp to [[law:pos.detention_hours]] from arriving."
AGAIN = date(2027, 6, 10)
SLUG = "the-clock"


def head(hub: Hub, **changes: object) -> PageHead:
    """A guide page of the liaison lead's that constables must read."""
    told = {
        "title": "The clock",
        "section": "held",
        "kind": PageKind.PAGE,
        "owner_id": hub.posts["lead"],
        "must_read": frozenset({Role.RESPONSE_OFFICER}),
    }
    return PageHead(**told | changes)  # type: ignore[arg-type]


def words(markdown: str = TEXT, why: str = "First version.") -> DraftWords:
    """What a version says."""
    return DraftWords(markdown, "how long can we hold him", why)


def drafted(hub: Hub, markdown: str = TEXT, *, now: datetime = NOW, **changes: object) -> UUID:
    """A page with a draft."""
    made = begin_page(hub.lead, head(hub, **changes), now=now)
    save_draft(hub.lead, made, words(markdown), version=1, now=now)
    return made


def in_review(hub: Hub, markdown: str = TEXT, *, now: datetime = NOW, **changes: object) -> UUID:
    """A page whose draft waits for a reviewer."""
    made = drafted(hub, markdown, now=now, **changes)
    send_for_review(hub.lead, made, asked_id=hub.posts["police_lead"], now=now)
    return made


def published(hub: Hub, markdown: str = TEXT, *, now: datetime = NOW, **changes: object) -> UUID:
    """A page that stands."""
    made = in_review(hub, markdown, now=now, **changes)
    guide_review.publish(hub.police_lead, made, review_again_on=AGAIN, now=now)
    return made


def next_version(hub: Hub, version_id: UUID, markdown: str, *, now: datetime = NOW) -> UUID:
    """Another version that stands in place of one."""
    made = take_up(hub.lead, version_id, now=now)
    save_draft(hub.lead, made, words(markdown, "Put more plainly."), version=1, now=now)
    send_for_review(hub.lead, made, asked_id=hub.posts["police_lead"], now=now)
    guide_review.publish(hub.police_lead, made, review_again_on=AGAIN, now=now)
    return made


def row_of(version_id: UUID) -> GuideVersion:
    """A version as it is kept."""
    return GuideVersion.objects.select_related("page").get(pk=version_id)


def new_note(**changes: object) -> NewNote:
    """A note of good practice that was not measured."""
    told = {
        "title": "A quiet room",
        "tried": "A store room was cleared and painted.",
        "place": "Moorchester",
        "services": "The emergency department",
        "result": Result(measured=False, found="People say it is calmer."),
    }
    return NewNote(**told | changes)  # type: ignore[arg-type]


def kept_note(hub: Hub, **changes: object) -> UUID:
    """A note in the library."""
    made = add_note(hub.nurse, new_note(**changes), now=NOW)
    keep_note(hub.lead, made, now=NOW)
    return made
