"""Say something of an agreed action: how far it is, that it moves, whose it is, that it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from alongside.areas.liaison.actions.agreeing import GIVEN
from alongside.areas.liaison.models import AgreedAction, AgreedActionEvent, LiaisonGroup, Post
from alongside.areas.liaison.queries.posts import holders_of
from alongside.areas.liaison.rules.agreed import (
    BY_OWNER,
    WORDS_ASKED,
    AgreedState,
    Priority,
    Said,
    check_differs,
    check_words,
    state_after,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.kit.story_order import next_place
from alongside.foundation.kit.versions import check_version, last_words
from alongside.foundation.outbox.messages import send
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.refusal import NotPermitted, Refused

ACTION: Final = "agreed_action"
ESCALATED: Final = "liaison.action_escalated"
RETURNED: Final = "liaison.action_returned"
TOLD: Final[Mapping[Said, str]] = {
    Said.GIVEN: GIVEN,
    Said.ESCALATED: ESCALATED,
    Said.RETURNED: RETURNED,
}
"""What somebody hears of at once."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says of an action.

    Attributes:
        said: What kind of thing.
        words: In their words: progress, evidence, or the reason.
        due_on: The new day, of ``moved`` and, where it is known, of ``reopened``.
        owner_id: The new owner, of ``given``.
        priority: The new priority, of ``reprioritised``.
        version: Of the action when it was read; ``None`` to take it as it is.
    """

    said: Said
    words: str
    due_on: date | None = None
    owner_id: UUID | None = None
    priority: Priority | None = None
    version: int | None = None


def say_of_action(
    actor: Actor,
    action_id: UUID,
    saying: Saying,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Add to the story of an action, and change it as what is said does.

    Raises:
        NotPermitted: The role may not, or only the owner may and somebody else holds that post.
        Refused: ``action.not_found``, ``action.not_now``, ``action.no_words``, ``action.same``,
            ``action.owner``, ``action.no_day``, ``action.nobody_above`` or ``words.tell_who``.
        Conflict: ``action.changed`` when somebody else said something first.
    """
    require(actor, PERMISSIONS, "action.do" if saying.said in BY_OWNER else "action.change")
    check_words(saying.said, saying.words)
    check_tells_nobody(saying.words, field="words")

    def work() -> UUID:
        row = locked_action(action_id)
        check_owns(actor, row, now=now)
        _check_version(row, saying)
        after = state_after(AgreedState(row.state), saying.said)
        was, now_is = _CHANGES.get(saying.said, _nothing)(row, saying, now)
        _close_or_open(row, after, now=now)
        row.version += 1
        row.save()
        tell_story(row, saying.said, saying.words, was=was, now_is=now_is, by=actor, now=now)
        entry = Entry(Op.ALTERATION, f"liaison.action_{saying.said}", Ref(ACTION, row.id))
        record(actor, entry, now=now, request_key=request_key)
        _tell(row, saying.said, actor, now=now)
        return row.id

    return once(actor, request_key, work)


def locked_action(action_id: UUID) -> AgreedAction:
    """Load and lock an action.

    Raises:
        Refused: ``action.not_found``.
    """
    row = AgreedAction.objects.select_for_update().filter(pk=action_id).first()
    if row is None:
        raise Refused(
            "action.not_found", "There is no such action.", next_step="Look in the list of actions."
        )
    return row


def check_owns(actor: Actor, row: AgreedAction, *, now: datetime) -> None:
    """Refuse unless the actor holds the owning post now, or is one who changes actions.

    Raises:
        NotPermitted: ``action.not_yours``.
    """
    if holds(actor, PERMISSIONS, "action.change"):
        return
    if holders_of([row.owner_id], now=now).get(row.owner_id) != actor.user_id:
        raise NotPermitted(
            "action.not_yours",
            "Another post owns this action.",
            next_step="Ask whoever holds that post, or the liaison lead.",
        )


def tell_story(
    row: AgreedAction,
    said: Said,
    words: str,
    *,
    was: str = "",
    now_is: str = "",
    by: Actor | None,
    now: datetime,
) -> None:
    """Write an event after those there are; the caller has locked the action."""
    AgreedActionEvent.objects.create(
        action=row,
        sequence=next_place(row.events.all()),
        kind=said,
        happened_at=now,
        by_id=by.user_id if by is not None else None,
        words=words.strip(),
        was=was,
        now_is=now_is,
    )


def group_above(row: AgreedAction) -> LiaisonGroup | None:
    """Answer the senior group that hears of a missed action: its own group's, or the first."""
    watching = row.group
    if watching is not None and (watching.senior is not None or watching.kind == "senior"):
        return watching.senior or watching
    standing = LiaisonGroup.objects.filter(kind="senior", ended_at=None)
    return standing.order_by("created_at", "pk").first()


def take_up(row: AgreedAction, *, now: datetime) -> LiaisonGroup:
    """Put a locked action before the senior group; the caller saves it.

    Raises:
        Refused: ``action.nobody_above`` or ``action.escalated``.
    """
    above = group_above(row)
    if above is None:
        raise Refused(
            "action.nobody_above",
            "There is no senior group to take this to.",
            next_step="Open a senior group first.",
        )
    if row.escalated_at is not None:
        raise Refused("action.escalated", "The senior group has this action already.")
    row.escalated_at, row.escalated_to = now, above
    return above


def _nothing(_row: AgreedAction, _saying: Saying, _now: datetime) -> tuple[str, str]:
    return "", ""


def _move(row: AgreedAction, saying: Saying, _now: datetime) -> tuple[str, str]:
    if saying.due_on is None:
        raise Refused("action.no_day", "Say by which day.", field="due_on")
    was = row.due_on.isoformat()
    check_differs(was, saying.due_on.isoformat(), field="due_on")
    row.due_on = saying.due_on
    return was, saying.due_on.isoformat()


def _give(row: AgreedAction, saying: Saying, _now: datetime) -> tuple[str, str]:
    chosen = [saying.owner_id] if saying.owner_id is not None else []
    post = Post.objects.filter(pk__in=chosen, closed_at=None).first()
    if post is None:
        raise Refused("action.owner", "Choose the post that will do it.", field="owner")
    check_differs(str(row.owner_id), str(post.id), field="owner")
    was, row.owner = row.owner.title, post
    return was, post.title


def _reprioritise(row: AgreedAction, saying: Saying, _now: datetime) -> tuple[str, str]:
    if saying.priority is None:
        raise Refused("action.no_priority", "Choose how soon it matters.", field="priority")
    was = row.priority
    check_differs(was, saying.priority, field="priority")
    row.priority = saying.priority
    return was, saying.priority.value


def _escalate(row: AgreedAction, _saying: Saying, now: datetime) -> tuple[str, str]:
    return row.due_on.isoformat(), take_up(row, now=now).name


def _return(row: AgreedAction, _saying: Saying, _now: datetime) -> tuple[str, str]:
    if row.escalated_to is None:
        raise Refused("action.not_escalated", "The senior group does not have this action.")
    was = row.escalated_to.name
    row.escalated_at = row.escalated_to = None
    return was, ""


def _finish(row: AgreedAction, saying: Saying, _now: datetime) -> tuple[str, str]:
    row.evidence = saying.words.strip()
    return "", ""


def _reopen(row: AgreedAction, saying: Saying, _now: datetime) -> tuple[str, str]:
    row.evidence = ""
    if saying.due_on is None or saying.due_on == row.due_on:
        return "", ""
    return _move(row, saying, _now)


_CHANGES: Final[Mapping[Said, Callable[[AgreedAction, Saying, datetime], tuple[str, str]]]] = {
    Said.MOVED: _move,
    Said.GIVEN: _give,
    Said.REPRIORITISED: _reprioritise,
    Said.ESCALATED: _escalate,
    Said.RETURNED: _return,
    Said.DONE: _finish,
    Said.REOPENED: _reopen,
}
"""What each changes in the row; answers what it was and what it is now."""


def _close_or_open(row: AgreedAction, after: AgreedState, *, now: datetime) -> None:
    if after != row.state:
        row.closed_at = None if after is AgreedState.OPEN else now
    row.state = after


def _check_version(row: AgreedAction, saying: Saying) -> None:
    check_version(
        row,
        saying.version,
        code="action.changed",
        done="said something of this action",
        theirs=lambda: {WORDS_ASKED[saying.said]: last_words(row)},
    )


def _tell(row: AgreedAction, said: Said, actor: Actor, *, now: datetime) -> None:
    topic = TOLD.get(said)
    if topic is not None:
        send(topic, {"action": str(row.id), "by": str(actor.user_id)}, now=now)
