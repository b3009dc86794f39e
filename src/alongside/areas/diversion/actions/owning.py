"""Take somebody on, or pass them to a colleague."""

from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.actions.referring import check_ours
from alongside.areas.diversion.actions.telling import PASSED_ON, TAKEN_OVER
from alongside.areas.diversion.actions.writing import locked_episode, purpose_of
from alongside.areas.diversion.models import Episode
from alongside.areas.diversion.rules.owning import check_colleague, check_may_change_hands
from alongside.areas.diversion.rules.permissions import PERMISSIONS, PRACTITIONERS
from alongside.foundation.accounts.queries import holders_at
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require


def take_on(
    actor: Actor,
    episode_id: UUID,
    *,
    shown: UUID | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Look after somebody from now on; whoever did so far is told.

    Args:
        actor: Who takes them on.
        episode_id: Which episode.
        shown: Who looked after them when the page was read.
        now: The server's instant.
        request_key: The form's own key.

    Raises:
        NotPermitted: The role does not, or the episode is another service's.
        Refused: ``episode.not_found`` or ``owner.closed``.
        Conflict: ``owner.changed``.
    """
    require(actor, PERMISSIONS, "episode.own")

    def work() -> UUID:
        episode = _to_change(actor, episode_id, shown)
        before = episode.owner_id
        own(
            actor,
            episode,
            owner_id=actor.user_id,
            action="take_on",
            now=now,
            request_key=request_key,
        )
        if before not in (None, actor.user_id):
            send(TAKEN_OVER, {"episode": str(episode.id), "user": str(before)}, now=now)
        return episode.id

    return once(actor, request_key, work)


def pass_on(
    actor: Actor,
    episode_id: UUID,
    colleague_id: UUID,
    *,
    shown: UUID | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Let a colleague of the same service look after somebody from now on; they are told.

    Raises:
        NotPermitted: The role does not, or the episode is another service's.
        Refused: ``episode.not_found``, ``owner.closed`` or ``owner.not_a_colleague``.
        Conflict: ``owner.changed``.
    """
    require(actor, PERMISSIONS, "episode.own")

    def work() -> UUID:
        episode = _to_change(actor, episode_id, shown)
        check_colleague(colleague_id, holders_at(PRACTITIONERS, actor.organisation_id))
        own(
            actor,
            episode,
            owner_id=colleague_id,
            action="pass_on",
            now=now,
            request_key=request_key,
        )
        if colleague_id != actor.user_id:
            send(PASSED_ON, {"episode": str(episode.id), "user": str(colleague_id)}, now=now)
        return episode.id

    return once(actor, request_key, work)


def _to_change(actor: Actor, episode_id: UUID, shown: UUID | None) -> Episode:
    episode = locked_episode(episode_id)
    check_ours(actor, episode)
    check_may_change_hands(
        closed=episode.closed_at is not None,
        owner=episode.owner_id,
        shown=shown,
        owner_name=episode.owner.display_name if episode.owner else "",
    )
    return episode


def own(
    actor: Actor,
    episode: Episode,
    *,
    owner_id: UUID,
    action: str,
    now: datetime,
    request_key: UUID | None = None,
) -> None:
    """Write whose an episode is to look after, and keep that in the audit."""
    episode.owner_id = owner_id
    episode.version += 1
    Episode.objects.filter(pk=episode.pk).update(owner_id=owner_id, version=episode.version)
    entry = Entry(
        Op.ALTERATION,
        f"diversion.{action}",
        Ref("episode", episode.id),
        also=(Ref("person", episode.person_id), Ref("user", owner_id)),
        fields=("owner",),
        why=Why(purpose=purpose_of(episode)),
    )
    record(actor, entry, now=now, request_key=request_key)
