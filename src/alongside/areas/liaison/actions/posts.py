"""Keep posts: open one, say what it does, let somebody hold it, close it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import AgreedAction, HubQuestion, Post, PostHolding
from alongside.areas.liaison.rules.agreed import AgreedState
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.posts import (
    Held,
    check_free,
    check_leaving,
    check_may_close,
    check_not_far,
)
from alongside.areas.liaison.rules.question_states import OPEN_STATES
from alongside.foundation.accounts.queries import holders_at
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.kit.versions import check_version
from alongside.kernel.actor import OWN_DOOR, Actor, Role, require
from alongside.kernel.refusal import Refused

POST = "hub_post"


@dataclass(frozen=True, slots=True)
class PostEntry:
    """What is kept of a post.

    Attributes:
        title: Such as "Clinical police liaison lead".
        does: What it does, for those who ask themselves whom to ask.
        phone: A number of the post; its holder's own where it has none.
    """

    title: str
    does: str = ""
    phone: str = ""


def open_post(
    actor: Actor,
    organisation_id: UUID,
    entry: PostEntry,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Open a post that can own questions and actions.

    Raises:
        NotPermitted: The role may not.
        Refused: ``post.no_title`` or ``post.named``.
    """
    require(actor, PERMISSIONS, "post.keep")

    def work() -> UUID:
        _check_title(entry.title, organisation_id)
        post = Post.objects.create(
            organisation_id=organisation_id,
            title=entry.title.strip(),
            does=entry.does.strip(),
            phone=entry.phone.strip(),
            opened_at=now,
        )
        _keep(actor, Op.COLLECTION, "open_post", post, now=now, request_key=request_key)
        return post.id

    return once(actor, request_key, work)


def change_post(
    actor: Actor,
    post_id: UUID,
    entry: PostEntry,
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Change what is said of a post.

    Raises:
        NotPermitted: The role may not.
        Refused: ``post.no_title``, ``post.named`` or ``post.closed``.
        Conflict: ``post.changed``.
    """
    require(actor, PERMISSIONS, "post.keep")

    def work() -> UUID:
        post = locked_post(post_id)
        _check_version(post, version)
        _check_title(entry.title, post.organisation_id, but=post.id)
        post.title, post.does = entry.title.strip(), entry.does.strip()
        post.phone = entry.phone.strip()
        post.version += 1
        post.save(update_fields=["title", "does", "phone", "version"])
        _keep(actor, Op.ALTERATION, "change_post", post, now=now, request_key=request_key)
        return post.id

    return once(actor, request_key, work)


def close_post(
    actor: Actor, post_id: UUID, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Close a post that owns nothing open; whoever holds it leaves it.

    Raises:
        NotPermitted: The role may not.
        Refused: ``post.closed`` or ``post.owns``.
    """
    require(actor, PERMISSIONS, "post.keep")

    def work() -> UUID:
        post = locked_post(post_id)
        owned = AgreedAction.objects.filter(owner=post, state=AgreedState.OPEN)
        asked = HubQuestion.objects.filter(post=post, state__in=OPEN_STATES)
        check_may_close(open_actions=owned.count(), open_questions=asked.count())
        post.closed_at = now
        post.version += 1
        post.save(update_fields=["closed_at", "version"])
        for holding in post.holdings.filter(until_at=None):
            end_holding(holding, until_at=max(now, holding.from_at))
        _keep(actor, Op.ALTERATION, "close_post", post, now=now, request_key=request_key)
        return post.id

    return once(actor, request_key, work)


def hold_post(
    actor: Actor,
    post_id: UUID,
    user_id: UUID,
    *,
    from_at: datetime,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Write down who holds a post from an instant on, which may be past or to come.

    Raises:
        NotPermitted: The role may not.
        Refused: ``post.closed``, ``post.nobody``, ``post.held`` or ``post.too_far``.
    """
    require(actor, PERMISSIONS, "post.keep")

    def work() -> UUID:
        post = locked_post(post_id)
        begin_holding(actor, post, user_id, from_at=from_at, now=now)
        _keep(
            actor,
            Op.ALTERATION,
            "hold_post",
            post,
            now=now,
            request_key=request_key,
            also=(Ref("user", user_id),),
        )
        return post.id

    return once(actor, request_key, work)


def leave_post(
    actor: Actor,
    post_id: UUID,
    *,
    until_at: datetime,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Write down when whoever holds a post leaves it, with nobody after them yet.

    Raises:
        NotPermitted: The role may not.
        Refused: ``post.closed``, ``post.empty``, ``post.left_before`` or ``post.too_far``.
    """
    require(actor, PERMISSIONS, "post.keep")

    def work() -> UUID:
        post = locked_post(post_id)
        holding = last_holding(post)
        check_leaving(holding.from_at, until_at, now=now)
        end_holding(holding, until_at=until_at)
        _keep(
            actor,
            Op.ALTERATION,
            "leave_post",
            post,
            now=now,
            request_key=request_key,
            also=(Ref("user", holding.user_id),),
        )
        return post.id

    return once(actor, request_key, work)


# ---- Parts that a handover uses too, inside its own transaction -------------


def locked_post(post_id: UUID) -> Post:
    """Load and lock an open post.

    Raises:
        Refused: ``post.closed``, also where there is none.
    """
    post = Post.objects.select_for_update().filter(pk=post_id, closed_at=None).first()
    if post is None:
        raise Refused(
            "post.closed", "There is no such post, or it was closed.", next_step="Choose another."
        )
    return post


def last_holding(post: Post) -> PostHolding:
    """Answer the spell without an end.

    Raises:
        Refused: ``post.empty``.
    """
    holding = post.holdings.filter(until_at=None).first()
    if holding is None:
        raise Refused("post.empty", "Nobody holds this post.", next_step="Say who holds it.")
    return holding


def begin_holding(
    actor: Actor, post: Post, user_id: UUID, *, from_at: datetime, now: datetime
) -> PostHolding:
    """Start a spell on a locked post.

    Raises:
        Refused: ``post.nobody``, ``post.held`` or ``post.too_far``.
    """
    if user_id not in holders_at(tuple(frozenset(Role) - OWN_DOOR)):
        raise Refused("post.nobody", "Choose who holds the post.", field="user")
    check_not_far(from_at, now=now, field="from_on")
    check_free([Held(row.from_at, row.until_at) for row in post.holdings.all()], from_at)
    return PostHolding.objects.create(
        post=post,
        user_id=user_id,
        from_at=from_at,
        recorded_by_id=actor.user_id,
        recorded_at=now,
    )


def end_holding(holding: PostHolding, *, until_at: datetime | None) -> None:
    """Set the end of a spell, or take it away."""
    holding.until_at = until_at
    holding.save(update_fields=["until_at"])


def _check_title(title: str, organisation_id: UUID, *, but: UUID | None = None) -> None:
    if not title.strip():
        raise Refused("post.no_title", "Say what the post is called.", field="title")
    same = Post.objects.filter(organisation_id=organisation_id, title=title.strip(), closed_at=None)
    if any(one != but for one in same.values_list("pk", flat=True)):
        raise Refused(
            "post.named", "There is a post of this name in that organisation.", field="title"
        )


def _check_version(post: Post, version: int | None) -> None:
    check_version(
        post,
        version,
        code="post.changed",
        done="changed this post",
        theirs=lambda: {
            "Title": post.title,
            "What the post does": post.does,
            "Phone": post.phone,
        },
    )


def _keep(
    actor: Actor,
    op: Op,
    action: str,
    post: Post,
    *,
    now: datetime,
    request_key: UUID | None,
    also: tuple[Ref, ...] = (),
) -> None:
    entry = Entry(op, f"liaison.{action}", Ref(POST, post.id), also=also)
    record(actor, entry, now=now, request_key=request_key)
