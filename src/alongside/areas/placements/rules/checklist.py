"""What is done before day one: items and agreements as data, and what somebody still lacks."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

from alongside.kernel.refusal import Refused

VETTING: Final = "vetting"
"""Kept on whoever is placed themselves, since schemes ask for it too."""
REMIND_BEFORE: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Words that are read and agreed.

    Attributes:
        code: Which agreement.
        version: Of its words; somebody who agreed to an older version is asked again.
        title: Its heading.
        paragraphs: Its words.
    """

    code: str
    version: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do before day one.

    Attributes:
        code: Kept with who did it.
        title: A few words.
        what: What to do.
        by_coordinator: Whether only the coordinator may say that it is done.
        agreement: What has to be read and agreed; ``None`` for the others.
    """

    code: str
    title: str
    what: str
    by_coordinator: bool = False
    agreement: Agreement | None = None


@cache
def items() -> tuple[Item, ...]:
    """Read the checklist of this package, in the order of the page."""
    text = files(__package__).joinpath("checklist.toml").read_text("utf-8")
    read = tomllib.loads(text)
    agreements = {
        row["code"]: Agreement(row["code"], row["version"], row["title"], tuple(row["paragraphs"]))
        for row in read["agreement"]
    }
    return tuple(
        Item(
            row["code"],
            row["title"],
            row["what"],
            by_coordinator=row["who"] == "coordinator",
            agreement=agreements.get(row.get("agreement", "")),
        )
        for row in read["item"]
    )


def item_named(code: str) -> Item:
    """Answer one item.

    Raises:
        Refused: ``checklist.unknown``.
    """
    for item in items():
        if item.code == code:
            return item
    raise Refused(
        "checklist.unknown",
        "That is not on the checklist.",
        next_step="Go back to the checklist and choose from there.",
    )


@dataclass(frozen=True, slots=True)
class Done:
    """That an item was said to be done.

    Attributes:
        on: The day.
        version: The version agreed, for an agreement; else empty.
    """

    on: date
    version: str = ""


def is_done(item: Item, done: Mapping[str, Done]) -> bool:
    """Say whether an item is done; an agreement only in the words that hold now."""
    said = done.get(item.code)
    if said is None:
        return False
    return item.agreement is None or said.version == item.agreement.version


def left_to_do(done: Mapping[str, Done]) -> tuple[Item, ...]:
    """Answer the items that are not done, in order."""
    return tuple(item for item in items() if not is_done(item, done))


def check_may_tick(item: Item, *, coordinator: bool, has_account: bool = True) -> None:
    """Refuse to tick what is for the other to say.

    Args:
        item: Which.
        coordinator: Whether it is the coordinator who says it.
        has_account: Whether whoever is placed can tick for themselves; where they cannot, the
            coordinator keeps what they signed on paper.

    Raises:
        Refused: ``checklist.coordinator_only`` or ``checklist.learner_only``.
    """
    if item.by_coordinator and not coordinator:
        raise Refused(
            "checklist.coordinator_only",
            "Only the coordinator can confirm this.",
            next_step="Ask your coordinator.",
        )
    if coordinator and has_account and not item.by_coordinator:
        raise Refused(
            "checklist.learner_only",
            "They say themselves that this is done.",
            next_step="Ask them to tick it on their own page.",
        )


def check_agreed(item: Item, version: str) -> None:
    """Refuse an agreement to words that are not those in force.

    Raises:
        Refused: ``agreement.not_read`` where it was only ticked, ``agreement.older_words``.
    """
    if item.agreement is None:
        return
    if not version:
        raise Refused(
            "agreement.not_read",
            "This is read and agreed on its own page.",
            next_step="Open the agreement, read it, and agree there.",
        )
    if version != item.agreement.version:
        raise Refused(
            "agreement.older_words",
            "The words have changed since you opened the page.",
            next_step="Read them again and agree to them as they are now.",
        )


def met_by(induction_on: date | None, first_on: date) -> date:
    """Answer the day by which all has to be done: the induction, or day one without one."""
    return induction_on or first_on


def reminder_is_due(by: date, today: date) -> bool:
    """Say whether today is within the two days before all has to be done."""
    return by - REMIND_BEFORE <= today < by


def lack_words(titles: Collection[str]) -> str:
    """Say how much is left, such as ``3 things are still to do``."""
    many = len(titles)
    return "1 thing is still to do" if many == 1 else f"{many} things are still to do"
