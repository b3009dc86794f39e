"""Drafts a report from the record, heading by heading; whoever writes it changes what they wish."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from alongside.areas.diversion.rules.report_levels import headings_of, valid_until
from alongside.kernel.local_time import say_date

TO_FILL: Final = "[write this]"
"""Stands where the record says nothing. A report with it is not released."""


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What the record says, in words, for a draft.

    Attributes:
        writer: Name and post of whoever writes.
        organisation: Whom they write for.
        person: As the person is named.
        on: The day.
        seen_on: Days they were seen, with where.
        offered: Whether help was offered.
        read: What was read or asked, such as ``the custody record``.
        not_read: What was not.
        needs: Known or suspected, in plain words.
        adjustments: What helps them take part.
        safety: What bears on safety, with when.
        services: Services asked, with what they answered.
        care: Who looks after them now.
        consent: What they agreed to, in words; empty where nothing is recorded.
        adult: Who came as appropriate adult, in words; empty where nobody did.
    """

    writer: str
    organisation: str
    person: str
    on: date
    seen_on: Sequence[str] = ()
    offered: bool = False
    read: Sequence[str] = ()
    not_read: Sequence[str] = ()
    needs: Sequence[str] = ()
    adjustments: Sequence[str] = ()
    safety: Sequence[str] = ()
    services: Sequence[str] = ()
    care: Sequence[str] = ()
    consent: str = ""
    adult: str = ""


def drafted(record: OnRecord, level: str) -> dict[str, str]:
    """Answer a draft of each heading that a level holds, from what is on record.

    It never says that help was declined: only that they were seen, and were offered it.

    Args:
        record: What is on record.
        level: Code of the list ``ld_report_level``.
    """
    made = _drafts(record)
    return {heading.code: made[heading.code] for heading in headings_of(level)}


def _drafts(record: OnRecord) -> Mapping[str, str]:
    return {
        "writer": _writer(record),
        "consent": record.consent or "No consent is recorded. This says only that they were seen.",
        "sources": _sources(record),
        "needs": _lines(record.needs),
        "adjustments": _lines(record.adjustments, record.adult),
        "effect": TO_FILL,
        "risk": _lines(record.safety),
        "treatment": _lines(record.services),
        "care": _lines(record.care),
        "limits": "This was written from one contact or a few, for one purpose. It is not a "
        "psychiatric report, and says nothing of what happened or of the case.",
        "dates": f"Written {say_date(record.on)}. It holds until "
        f"{say_date(valid_until(record.on))}; after that, ask again.",
    }


def _writer(record: OnRecord) -> str:
    lines = [f"{record.writer}, {record.organisation}, for the Liaison and Diversion service."]
    if record.seen_on:
        lines.append(f"{record.person} was seen on {', and on '.join(record.seen_on)}.")
    else:
        lines.append(f"{record.person} has not been seen yet.")
    if record.offered:
        lines.append("They were offered help.")
    return "\n".join(lines)


def _sources(record: OnRecord) -> str:
    read = f"Read or asked: {', '.join(record.read)}." if record.read else f"Read: {TO_FILL}"
    not_read = (
        f"Not seen: {', '.join(record.not_read)}." if record.not_read else f"Not seen: {TO_FILL}"
    )
    return f"{read}\n{not_read}"


def _lines(said: Iterable[str], also: str = "") -> str:
    return "\n".join(filter(None, [*said, also])) or TO_FILL


def unfinished(said: Mapping[str, str], level: str) -> tuple[str, ...]:
    """Answer the titles of headings that are empty or still to be written."""
    return tuple(
        heading.title
        for heading in headings_of(level)
        if not said.get(heading.code, "").strip() or TO_FILL in said[heading.code]
    )
