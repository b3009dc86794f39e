"""How an agenda is made of what is due, put in order, and things dropped from it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from alongside.areas.liaison.rules.meeting_words import ItemKind
from alongside.kernel.refusal import Refused

ORDER: Final = tuple(ItemKind)
"""What comes first on an agenda that nobody has put in order."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that waits for a meeting of a group.

    Attributes:
        title: One line of the agenda.
        about_id: Which action, review, question, meeting or asking; ``None`` for standing items.
        why: Why it is there.
        asked_by: The locality group that asks, or ``None``.
    """

    kind: ItemKind
    title: str
    about_id: UUID | None = None
    why: str = ""
    asked_by: UUID | None = None

    @property
    def key(self) -> str:
        """Tells it from everything else that is due."""
        return f"{self.kind.value}:{self.about_id or self.title}"


def not_yet_on(due: Iterable[Due], there: Collection[tuple[str, UUID | None, str]]) -> list[Due]:
    """Answer what is due and not on an agenda, each once, in the usual order.

    Args:
        due: Everything that waits.
        there: Kind, identifier and title of each item the agenda has or had: what was dropped
            from it is not put back unasked.
    """
    taken = {f"{kind}:{about or title}" for kind, about, title in there}
    # An action that was escalated is offered once, as that.
    acted = {about for kind, about, _ in there if kind in (ItemKind.LATE, ItemKind.ACTION)}
    fresh: dict[str, Due] = {}
    for one in sorted(due, key=lambda one: ORDER.index(one.kind)):
        action = one.kind in (ItemKind.LATE, ItemKind.ACTION)
        if one.key in taken or (action and one.about_id in acted):
            continue
        if action:
            acted.add(one.about_id)
        fresh[one.key] = one
    return list(fresh.values())


def moved(order: Sequence[UUID], item: UUID, *, to: int) -> list[UUID]:
    """Answer the order after an item is put at a place, counted from 1; too far is the end.

    Raises:
        Refused: ``agenda.not_on_it``.
    """
    if item not in order:
        raise Refused(
            "agenda.not_on_it",
            "That is not on the agenda any more.",
            next_step="Open the meeting again to see its agenda.",
        )
    rest = [one for one in order if one != item]
    at = min(max(to, 1), len(order)) - 1
    return [*rest[:at], item, *rest[at:]]


def check_item(title: str) -> None:
    """Refuse an item without a title.

    Raises:
        Refused: ``agenda.no_title``.
    """
    if not title.strip():
        raise Refused("agenda.no_title", "Say what it is about, in one line.", field="title")


def check_drop(kind: ItemKind, why: str) -> None:
    """Refuse to drop something without a reason.

    Raises:
        Refused: ``agenda.drop_why``.
    """
    if why.strip():
        return
    asked = "Say why, so that the group that asked can be told."
    raise Refused(
        "agenda.drop_why",
        "Say why it comes off the agenda.",
        next_step=asked if kind is ItemKind.ESCALATED else "",
        field="why",
    )


def check_paper(title: str, *, words: str, link: str) -> None:
    """Refuse a paper without a title, or that is not either words or a page of this site.

    Raises:
        Refused: ``paper.no_title``, ``paper.words_or_link`` or ``paper.link``.
    """
    if not title.strip():
        raise Refused("paper.no_title", "Give the paper a title.", field="title")
    if bool(words.strip()) == bool(link.strip()):
        raise Refused(
            "paper.words_or_link",
            "A paper is either words or a page of this site.",
            next_step="Fill in one of the two and leave the other empty.",
            field="words",
        )
    if link.strip() and not _own_page(link.strip()):
        raise Refused(
            "paper.link",
            "That is not a page of this site.",
            next_step="Copy the part of its address that begins with a single /.",
            field="link",
        )


def _own_page(link: str) -> bool:
    odd = any(letter in link for letter in "\\ \t\n\r")
    return link.startswith("/") and not link.startswith("//") and not odd
