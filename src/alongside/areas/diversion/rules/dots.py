"""The pathway as five dots: what each stands for, and when it was reached."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alongside.areas.diversion.rules.timeline import Timeline

DOTS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Noticed", ("identified",)),
    ("First look", ("screened",)),
    ("Offered help", ("offered",)),
    ("Assessed", ("assessed",)),
    ("Referred", ("referral_made",)),
)
CUSTODY_DOTS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Noticed", ("identified",)),
    ("Seen", ("seen",)),
)
"""What bears on a cell door. The rest of the pathway is the service's own."""

KINDS_OF_DOTS: Final = frozenset(kind for _, kinds in (*DOTS, *CUSTODY_DOTS) for kind in kinds) | {
    "not_seen"
}


@dataclass(frozen=True, slots=True)
class Dot:
    """One step of the pathway.

    Attributes:
        label: What it is.
        at: When it was last reached; nothing while it is still to come.
    """

    label: str
    at: datetime | None


def dots(timeline: Timeline, *, whole: bool) -> tuple[Dot, ...]:
    """Answer the dots of an episode.

    Args:
        timeline: Its events.
        whole: Whether the viewer sees the whole pathway, or what bears on custody.
    """
    return tuple(
        Dot(label, last.happened_at if (last := timeline.last(*kinds)) else None)
        for label, kinds in (DOTS if whole else CUSTODY_DOTS)
    )
