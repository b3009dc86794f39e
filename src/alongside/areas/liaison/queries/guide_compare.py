"""Two versions of a page side by side, in words."""

from dataclasses import dataclass
from datetime import datetime

from alongside.areas.liaison.queries.guide_page import (
    PageHeadShown,
    VersionLine,
    head_of,
    line_of,
)
from alongside.areas.liaison.queries.guide_rows import page_of, version_of, versions_seen
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.text_changes import Line, count_changes, text_changes
from alongside.foundation.kit.time_words import counted
from alongside.kernel.actor import Actor, require


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side.

    Attributes:
        choices: Every version the viewer may compare, newest first.
        said: What is new, in one sentence.
    """

    head: PageHeadShown
    before: VersionLine
    after: VersionLine
    lines: tuple[Line, ...]
    choices: tuple[VersionLine, ...]
    said: str


def comparison(
    viewer: Actor, slug: str, *, before: int | None, after: int | None, now: datetime
) -> Comparison:
    """Answer what is new between two versions; the newest two where none is named.

    Raises:
        Refused: ``guide.not_found`` or ``guide.no_version``.
    """
    require(viewer, PERMISSIONS, "guide.read")
    page = page_of(slug)
    choices = list(versions_seen(viewer, page))
    newest = [row.number for row in choices]
    new = after or (newest[0] if newest else 1)
    older = [number for number in newest if number < new]
    old = before or (older[0] if older else new)
    one, two = version_of(viewer, page, old), version_of(viewer, page, new)
    lines = text_changes(one.markdown, two.markdown)
    return Comparison(
        head_of(page, now=now),
        line_of(one),
        line_of(two),
        tuple(lines),
        tuple(line_of(row) for row in choices),
        _said(lines),
    )


def _said(lines: list[Line]) -> str:
    changed, added, taken = count_changes(lines)
    parts = [
        f"{counted(number, 'line')} {what}"
        for number, what in ((changed, "changed"), (added, "added"), (taken, "taken out"))
        if number
    ]
    if not parts:
        return "Both say the same."
    return f"{', '.join(parts[:-1])} and {parts[-1]}." if parts[1:] else f"{parts[0]}."
