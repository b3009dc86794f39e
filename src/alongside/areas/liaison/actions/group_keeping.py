"""Makes a group, changes it, writes its terms, and ends it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import GroupTerms, LiaisonGroup, Meeting, Post
from alongside.areas.liaison.queries.group_rows import group_for
from alongside.areas.liaison.rules.group_words import GroupShape, check_end, check_group
from alongside.areas.liaison.rules.meeting_states import MeetingState
from alongside.areas.liaison.rules.membership import check_keeps
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Conflict, Refused

GROUP = "liaison_group"


@dataclass(frozen=True, slots=True)
class NewGroup:
    """What a group is to be.

    Attributes:
        senior_id: The group above it, or ``None``.
        chair_id: The post that chairs it, or ``None``.
        minute_taker_id: The post that takes its minutes, or ``None``.
        quorum: How many members must be there; 0 for no quorum.
        every_weeks: How often it meets; 0 for when it is called.
        standing: What is on every agenda, one to a line.
    """

    name: str
    kind: str
    senior_id: UUID | None = None
    chair_id: UUID | None = None
    minute_taker_id: UUID | None = None
    quorum: int = 0
    every_weeks: int = 0
    standing: str = ""


def create_group(
    actor: Actor, new: NewGroup, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Make a group.

    Raises:
        NotPermitted: The role may not.
        Refused: What ``rules.group_words.check_group`` says, ``group.name_taken`` or
            ``group.post``.
    """
    require(actor, PERMISSIONS, "group.keep")

    def work() -> UUID:
        _check(new)
        row = LiaisonGroup.objects.create(
            organisation_id=actor.organisation_id,
            created_by_id=actor.user_id,
            created_at=now,
            **_columns(new),
        )
        entry = Entry(Op.COLLECTION, "liaison.create_group", Ref(GROUP, row.id))
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def change_group(
    actor: Actor,
    group_id: UUID,
    new: NewGroup,
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Change what a group is: its name, who chairs it, how often it meets.

    Raises:
        NotPermitted: The role may not.
        Refused: As for ``create_group``, ``group.not_found`` or ``group.ended``.
        Conflict: ``group.changed`` when somebody else changed it first.
    """
    require(actor, PERMISSIONS, "group.keep")

    def work() -> UUID:
        row, _ = group_for(actor, group_id, now=now, lock=True)
        check_runs(row)
        if version is not None and version != row.version:
            raise Conflict(
                "group.changed",
                "Somebody else changed this group while you wrote.",
                theirs={"Name": row.name, "Quorum": str(row.quorum)},
                next_step="Look at both, then save what you want to keep.",
            )
        _check(new, but=row.id)
        for column, value in _columns(new).items():
            setattr(row, column, value)
        row.version += 1
        row.save()
        entry = Entry(Op.ALTERATION, "liaison.change_group", Ref(GROUP, row.id))
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def end_group(
    actor: Actor, group_id: UUID, why: str, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """End a group; its minutes, decisions and actions stay.

    Raises:
        NotPermitted: The role may not.
        Refused: ``group.not_found``, ``group.ended``, ``group.end_why`` or ``group.meets_yet``.
    """
    require(actor, PERMISSIONS, "group.keep")

    def work() -> UUID:
        row, _ = group_for(actor, group_id, now=now, lock=True)
        check_runs(row)
        ahead = Meeting.objects.filter(group=row, state=MeetingState.PLANNED).count()
        check_end(why, meetings_ahead=ahead)
        row.ended_at, row.ended_why, row.version = now, why.strip(), row.version + 1
        row.save(update_fields=["ended_at", "ended_why", "version"])
        entry = Entry(Op.ALTERATION, "liaison.end_group", Ref(GROUP, row.id))
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def write_terms(
    actor: Actor,
    group_id: UUID,
    words: str,
    *,
    why: str,
    version: int | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Write the terms of reference anew; what stood before is kept.

    Args:
        actor: Who writes.
        group_id: Of which group.
        words: All of them, in Markdown.
        why: What changed and why; may be empty for the first.
        version: The number they were typed on; ``None`` to take them as they are.
        now: The instant.
        request_key: Of the form.

    Raises:
        NotPermitted: Neither the role nor a post of the group lets them.
        Refused: ``terms.no_words``, ``terms.no_why``, ``words.tell_who`` or what is not found.
        Conflict: ``terms.changed`` when somebody else wrote them first.
    """

    def work() -> UUID:
        group, part = group_for(actor, group_id, now=now, lock=True)
        check_keeps(part)
        check_runs(group)
        last = group.versions.order_by("-number").first()
        _check_terms(words, why, last, version)
        row = GroupTerms.objects.create(
            group=group,
            number=1 + (last.number if last else 0),
            words=words.strip(),
            why=why.strip(),
            written_by_id=actor.user_id,
            written_at=now,
        )
        subject, also = Ref("group_terms", row.id), (Ref(GROUP, group.id),)
        entry = Entry(Op.ALTERATION, "liaison.write_terms", subject, also=also)
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def check_runs(group: LiaisonGroup) -> None:
    """Refuse whatever a group that has ended does not do any more.

    Raises:
        Refused: ``group.ended``.
    """
    if group.ended_at is not None:
        raise Refused(
            "group.ended",
            "This group has ended.",
            next_step="Its minutes and actions can still be read.",
        )


def next_decision(group: LiaisonGroup) -> int:
    """Answer the number of the next decision; the group has been locked."""
    last = group.decisions.order_by("-number").values_list("number", flat=True).first()
    return 1 + (last or 0)


def next_item(meeting: Meeting) -> int:
    """Answer the place of a new item at the end of an agenda; the meeting has been locked."""
    last = meeting.items.order_by("-place").values_list("place", flat=True).first()
    return 1 + (last or 0)


def _check_terms(words: str, why: str, last: GroupTerms | None, version: int | None) -> None:
    if not words.strip():
        raise Refused("terms.no_words", "Say what the group is for.", field="words")
    if last is None:
        check_tells_nobody(words, field="words")
        return
    if version is not None and version != last.number:
        raise Conflict(
            "terms.changed",
            "Somebody else wrote the terms anew while you wrote.",
            theirs={"Terms of reference": last.words},
            next_step="Put both together, then save.",
        )
    if not why.strip():
        raise Refused("terms.no_why", "Say what changed, and why.", field="why")
    check_tells_nobody(words, field="words")


def _columns(new: NewGroup) -> dict[str, object]:
    return {
        "name": new.name.strip(),
        "kind": new.kind,
        "senior_id": new.senior_id,
        "chair_id": new.chair_id,
        "minute_taker_id": new.minute_taker_id,
        "quorum": new.quorum,
        "every_weeks": new.every_weeks,
        "standing": new.standing.strip(),
    }


def _kind_of(group_id: UUID) -> str:
    row = LiaisonGroup.objects.filter(pk=group_id, ended_at=None).first()
    return row.kind if row else "none"


def _check(new: NewGroup, but: UUID | None = None) -> None:
    kind = _kind_of(new.senior_id) if new.senior_id else None
    check_group(GroupShape(new.name, new.kind, kind, new.quorum, new.every_weeks))
    same = LiaisonGroup.objects.filter(name=new.name.strip()).values_list("id", flat=True).first()
    if same is not None and same != but:
        raise Refused(
            "group.name_taken",
            "There is a group of that name.",
            next_step="Give this one another name.",
            field="name",
        )
    for field, post in (("chair", new.chair_id), ("minute_taker", new.minute_taker_id)):
        if post is not None and not Post.objects.filter(pk=post, closed_at=None).exists():
            raise Refused(
                "group.post",
                "That post is not open any more.",
                next_step="Choose another post.",
                field=field,
            )
    check_tells_nobody(new.standing, field="standing")
