"""The items of a person's own copy, what was decided of each, and what is given."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.areas.oversight.models import CopyRequest
from alongside.areas.oversight.rules.copies import (
    HEALTH,
    Flag,
    Outcome,
    Weighed,
    lines_given,
)
from alongside.foundation.audit.looks import looks_about
from alongside.foundation.picture.copies import HeldItem, everything_held
from alongside.kernel.local_time import say
from alongside.kernel.refusal import Refused

EVERY_LOOK = 2000
AREAS = ("people", "crisis", "plans", "oversight", "looks")
"""The order in which a copy is read; any other area comes after."""


def item_of(person_id: UUID, key: str, now: datetime) -> HeldItem:
    """Answer one item held about a person.

    Raises:
        Refused: ``copy.no_item``.
    """
    for item in everything_held(person_id, now):
        if item.key == key:
            return item
    raise Refused(
        "copy.no_item", "That item is no longer there.", next_step="Open the request again."
    )


def weighed_of(row: CopyRequest) -> dict[str, Weighed]:
    """Answer what was decided of each item, by its key."""
    return {
        one.item_key: Weighed(
            Outcome(one.outcome),
            frozenset(Flag(flag) for flag in one.flags),
            one.why,
            frozenset(one.parts),
        )
        for one in row.decisions.filter(current=True)
    }


def holds_health(items: Collection[HeldItem]) -> bool:
    """Whether anything is a health body's. What does not say whose it is counts as health."""
    return any(item.sector is None or item.sector in HEALTH for item in items)


def in_order(items: Collection[HeldItem]) -> list[HeldItem]:
    """Put the items of a copy in the order it is read."""
    ranks = {area: rank for rank, area in enumerate(AREAS)}
    return sorted(items, key=lambda item: ranks.get(item.area, len(AREAS)))


def package_of(items: Collection[HeldItem], weighed: Mapping[str, Weighed]) -> list[dict[str, Any]]:
    """Answer what is given, item by item, in words and ready to be kept."""
    return [
        {
            "title": item.title,
            "area": item.area,
            "kept_by": item.controller,
            "recorded": say(item.at) if item.at else "",
            "lines": [list(line) for line in lines_given(item.lines, weighed.get(item.key))],
        }
        for item in in_order(items)
    ]


def looks_held(person_id: UUID, now: datetime) -> list[HeldItem]:
    """Answer who looked at the person, as they would be told; looks kept back are not in it."""
    return [
        HeldItem(
            key=f"look:{look.entry_id}",
            title="Somebody looked",
            area="looks",
            lines=tuple(
                (label, words)
                for label, words in (
                    ("When", say(look.at)),
                    ("Service", look.organisation),
                    ("Why", look.purpose_words),
                    ("Given to", look.recipient),
                )
                if words
            ),
            controller=look.organisation,
            sector=look.sector,
            at=look.at,
        )
        for look in looks_about(person_id, now=now, limit=EVERY_LOOK)
    ]
