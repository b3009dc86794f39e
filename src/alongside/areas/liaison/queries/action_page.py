"""One agreed action with its story, and what the viewer may say of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import AgreedAction, AgreedActionEvent
from alongside.areas.liaison.queries.agreed import AgreedLine, line_of
from alongside.areas.liaison.queries.posts import PostLine, lines_of, open_posts
from alongside.areas.liaison.rules.agreed import BY_OWNER, AgreedState, Said, may_say
from alongside.areas.liaison.rules.agreed_words import change_words
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One thing that was said.

    Attributes:
        changed: From what to what; may be empty.
        by: Who said it; empty where a missed day did it by itself.
    """

    said: Said
    words: str
    changed: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ActionPage:
    """One action.

    Attributes:
        owner: The post that owns it, with whoever holds it now.
        origin_id: Where it was agreed, of ``line.origin``.
        agreed_by: Who wrote it down.
        escalated_to: The senior group that has it; empty when none does.
        may_say: What the viewer may say of it now.
        post_choices: Every other open post.
    """

    line: AgreedLine
    owner: PostLine
    origin_id: UUID | None
    agreed_by: str
    agreed_at: datetime
    escalated_to: str
    version: int
    story: tuple[StoryEntry, ...]
    may_say: tuple[Said, ...]
    post_choices: tuple[tuple[str, str], ...]


def action_page(viewer: Actor, action_id: UUID, *, now: datetime) -> ActionPage:
    """Answer one action.

    Raises:
        NotPermitted: The role sees none.
        Refused: ``action.not_found``.
    """
    require(viewer, PERMISSIONS, "action.see")
    rows = AgreedAction.objects.select_related("owner", "group", "agreed_by", "escalated_to")
    row = rows.filter(pk=action_id).first()
    if row is None:
        raise Refused(
            "action.not_found", "There is no such action.", next_step="Look in the list of actions."
        )
    line = line_of(row, today=local_date(now))
    posts = type(row.owner).objects.filter(pk=row.owner_id).select_related("organisation")
    owner = lines_of(posts, now=now)[0]
    events = row.events.select_related("by").order_by("sequence")
    return ActionPage(
        line=line,
        owner=owner,
        origin_id=row.origin_id,
        agreed_by=row.agreed_by.display_name,
        agreed_at=row.agreed_at,
        escalated_to=row.escalated_to.name if row.escalated_to is not None else "",
        version=row.version,
        story=tuple(_entry(event) for event in events),
        may_say=_allowed(viewer, row, owner),
        post_choices=_others(viewer, row, now),
    )


def _entry(event: AgreedActionEvent) -> StoryEntry:
    said = Said(event.kind)
    return StoryEntry(
        said=said,
        words=event.words,
        changed=change_words(said, event.was, event.now_is),
        by=event.by.display_name if event.by is not None else "",
        at=event.happened_at,
    )


def _allowed(viewer: Actor, row: AgreedAction, owner: PostLine) -> tuple[Said, ...]:
    possible = may_say(AgreedState(row.state), escalated=row.escalated_at is not None)
    if holds(viewer, PERMISSIONS, "action.change"):
        return possible
    owns = owner.holder_id == viewer.user_id and holds(viewer, PERMISSIONS, "action.do")
    return tuple(said for said in possible if owns and said in BY_OWNER)


def _others(viewer: Actor, row: AgreedAction, now: datetime) -> tuple[tuple[str, str], ...]:
    posts = open_posts(viewer, now=now)
    return tuple((str(post.id), post.named) for post in posts if post.id != row.owner_id)
