"""What somebody may do in one group: by their role, and by the posts they hold."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from alongside.kernel.refusal import NotPermitted


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What decides it.

    Attributes:
        chair_id: The post that chairs it, or ``None``.
        minute_taker_id: The post that takes its minutes, or ``None``.
        member_ids: The posts that belong to it now.
        senior_member_ids: The posts that belong to the group above it now.
    """

    chair_id: UUID | None
    minute_taker_id: UUID | None
    member_ids: frozenset[UUID]
    senior_member_ids: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody's part in one group is.

    Attributes:
        keeps: Calls its meetings, sets the agenda, closes and agrees the minutes.
        member: Reads all of it, and brings things to its meetings.
        reads_all: Sees drafts and papers; others see agreed minutes only.
    """

    keeps: bool
    member: bool
    reads_all: bool


def part_in(facts: GroupFacts, held: Collection[UUID], *, role_keeps: bool) -> Part:
    """Answer somebody's part in a group.

    Args:
        facts: Of the group.
        held: The posts they hold now.
        role_keeps: Whether their role keeps meetings of every group.
    """
    posts = set(held)
    offices = {one for one in (facts.chair_id, facts.minute_taker_id) if one is not None}
    keeps = role_keeps or bool(posts & offices)
    member = bool(posts & (facts.member_ids | offices))
    reads_all = keeps or member or bool(posts & facts.senior_member_ids)
    return Part(keeps, member or keeps, reads_all)


def check_keeps(part: Part) -> None:
    """Refuse whoever does not keep the meetings of a group.

    Raises:
        NotPermitted: ``not_permitted.keeps``.
    """
    if not part.keeps:
        raise NotPermitted(
            "not_permitted.keeps",
            "Only the chair, the minute-taker and the liaison lead do this.",
            next_step="Ask one of them: the group's page says who they are.",
        )


def check_member(part: Part) -> None:
    """Refuse whoever does not belong to a group.

    Raises:
        NotPermitted: ``not_permitted.member``.
    """
    if not part.member:
        raise NotPermitted(
            "not_permitted.member",
            "Only members of this group bring things to its meetings.",
            next_step="Ask a member to bring it, or ask the liaison lead.",
        )


def check_reads(part: Part) -> None:
    """Refuse whoever may not read drafts and papers of a group.

    Raises:
        NotPermitted: ``not_permitted.draft``.
    """
    if not part.reads_all:
        raise NotPermitted(
            "not_permitted.draft",
            "Only members see this until the minutes are agreed.",
            next_step="Look again once they are, or ask a member.",
        )
