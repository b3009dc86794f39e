"""What can happen in an episode, and who records it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event.

    Attributes:
        code: Stable word stored on the row.
        label: How the story names it.
        permission: Which permission recording it needs.
        facts: Names of what may be said of it.
    """

    code: str
    label: str
    permission: str
    facts: frozenset[str]


def _kind(code: str, label: str, facts: str, permission: str = "episode.record") -> Kind:
    return Kind(code, label, permission, frozenset(facts.split()))


KINDS: Final[Mapping[str, Kind]] = {
    kind.code: kind
    for kind in (
        _kind("identified", "Noticed", "source reason offence_group", "episode.identify"),
        _kind("seen", "Seen", "words"),
        _kind("not_seen", "Not seen", "reason words"),
        _kind("note", "Note", "words"),
    )
}
