"""Lets a post belong to a group, and lets it go."""

from datetime import date, datetime
from uuid import UUID

from alongside.areas.liaison.actions.group_keeping import GROUP, check_runs
from alongside.areas.liaison.models import GroupMember, Post
from alongside.areas.liaison.queries.group_rows import group_for
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

JOINED = "liaison.group_joined"


def add_member(
    actor: Actor,
    group_id: UUID,
    post_id: UUID,
    *,
    since_on: date,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Let a post belong to a group from a day on, and tell whoever holds it.

    Raises:
        NotPermitted: The role may not.
        Refused: ``group.not_found``, ``group.ended``, ``member.post`` or ``member.already``.
    """
    require(actor, PERMISSIONS, "group.keep")

    def work() -> UUID:
        group, _ = group_for(actor, group_id, now=now, lock=True)
        check_runs(group)
        if not Post.objects.filter(pk=post_id, closed_at=None).exists():
            raise Refused("member.post", "Choose a post that is open.", field="post")
        if group.members.filter(post_id=post_id, until_on=None).exists():
            raise Refused(
                "member.already",
                "That post belongs to this group already.",
                next_step="Choose another.",
                field="post",
            )
        row = GroupMember.objects.create(
            group=group,
            post_id=post_id,
            since_on=since_on,
            added_by_id=actor.user_id,
            added_at=now,
        )
        entry = Entry(
            Op.COLLECTION,
            "liaison.add_member",
            Ref("group_member", row.id),
            also=(Ref(GROUP, group.id), Ref("hub_post", post_id)),
        )
        record(actor, entry, now=now, request_key=request_key)
        send(JOINED, {"group": str(group.id), "post": str(post_id)}, now=now)
        return row.id

    return once(actor, request_key, work)


def end_member(
    actor: Actor,
    member_id: UUID,
    *,
    until_on: date,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Let a post belong to a group no more from a day on; that it did stays.

    Raises:
        NotPermitted: The role may not.
        Refused: ``member.not_found`` or ``member.until``.
    """
    require(actor, PERMISSIONS, "group.keep")

    def work() -> UUID:
        row = GroupMember.objects.select_for_update().filter(pk=member_id, until_on=None).first()
        if row is None:
            raise Refused(
                "member.not_found",
                "That post does not belong to this group any more.",
                next_step="Open the group again to see its members.",
            )
        if until_on < row.since_on:
            raise Refused(
                "member.until",
                "A post cannot leave before it joined.",
                next_step="Enter a later day.",
                field="until_on",
            )
        row.until_on = until_on
        row.save(update_fields=["until_on"])
        entry = Entry(
            Op.ALTERATION,
            "liaison.end_member",
            Ref("group_member", row.id),
            also=(Ref(GROUP, row.group_id),),
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)
