"""What a kind of event is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event.

    Attributes:
        code: Stable word stored on the row.
        label: How the story names it.
        permission: Which permission recording it needs.
        facts: Names of what may be said of it, in the order they are told.
    """

    code: str
    label: str
    permission: str
    facts: tuple[str, ...]


def a_kind(code: str, label: str, *, facts: str, permission: str = "episode.record") -> Kind:
    """Write a kind in a line; the names of its facts are parted by spaces."""
    return Kind(code, label, permission, tuple(facts.split()))
