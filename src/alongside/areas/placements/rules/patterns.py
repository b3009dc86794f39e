"""What somebody does in one rotation, as people type and read it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from alongside.kernel.refusal import Refused

LENGTH: Final = re.compile(r"(?:[,:]\s*|\s+)(\d+)(?:\s+days?)?$", re.IGNORECASE)
WEEK: Final = 5
LONGEST_KIND: Final = 40
USUAL_NAME: Final = "community and ward"
USUAL_PARTS: Final = [{"kind": "community", "days": WEEK}, {"kind": "ward", "days": WEEK}]
EXAMPLE: Final = "ward, 5 days"


def parts_typed(text: str) -> list[dict[str, Any]]:
    """Read lines such as ``ward, 5 days``; a line without a number is a working week.

    Raises:
        Refused: ``pattern.no_parts`` or ``pattern.days``.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise Refused(
            "pattern.no_parts",
            "Say at least one part.",
            next_step=f"Write each on its own line, like {EXAMPLE}.",
        )
    return [_part(line) for line in lines]


def _part(line: str) -> dict[str, Any]:
    found = LENGTH.search(line)
    kind = line[: found.start()] if found else line
    days = int(found[1]) if found else WEEK
    if not 1 <= days <= WEEK or kind[0].isdigit() or len(kind) > LONGEST_KIND:
        raise _not_days(line)
    return {"kind": kind, "days": days}


def _not_days(line: str) -> Refused:
    return Refused(
        "pattern.days",
        f"“{line[:60]}” is not a part.",
        next_step=f"A part lasts from 1 to {WEEK} days, like {EXAMPLE}. Two weeks are two lines.",
    )


def part_words(part: Mapping[str, Any]) -> str:
    """Say one part, so that it can be typed again."""
    days = int(part["days"])
    return f"{part['kind']}, {days} {'day' if days == 1 else 'days'}"


def pattern_words(parts: Sequence[Mapping[str, Any]], any_order: bool) -> str:
    """Say a pattern in one sentence."""
    said = [
        f"a week at a {part['kind']} service"
        if int(part["days"]) == WEEK
        else f"{part['days']} day{'' if int(part['days']) == 1 else 's'} at a "
        f"{part['kind']} service"
        for part in parts
    ]
    order = ", in either order" if len(parts) == 2 else ", in any order"
    whole = ", then ".join(said)
    whole = whole[:1].upper() + whole[1:]
    return f"{whole}{order if any_order and len(parts) > 1 else ''}."
