"""What waits for an information governance lead."""

from dataclasses import dataclass
from datetime import datetime

from alongside.areas.oversight.queries.agreements import AgreementLine, agreements_waiting
from alongside.areas.oversight.queries.copies import CopyLine, copy_requests
from alongside.areas.oversight.queries.questions import questions_waiting
from alongside.areas.oversight.queries.retention import disposal_due, holds_in_force
from alongside.areas.oversight.rules.permissions import PERMISSIONS
from alongside.foundation.audit.holding import HeldBack, looks_held_back
from alongside.foundation.picture.queries import GlassLine, glass_to_review
from alongside.kernel.actor import Actor, require


@dataclass(frozen=True, slots=True)
class Waiting:
    """The front page of oversight.

    Attributes:
        glass: Broken glass to review, most overdue first.
        questions: How many questions about looks are open.
        agreements: Of the viewer's organisation, that wait for somebody.
        copies: Requests not answered yet, by day due.
        held: Decisions to keep looks back, the one that ends first leading.
        disposal: How many people's usual clock has run out.
        legal_holds: How many legal holds are in force.
    """

    glass: tuple[GlassLine, ...]
    questions: int
    agreements: tuple[AgreementLine, ...]
    copies: tuple[CopyLine, ...]
    held: tuple[HeldBack, ...]
    disposal: int
    legal_holds: int

    @property
    def nothing(self) -> bool:
        """Whether nothing waits."""
        return not (self.glass or self.questions or self.agreements or self.copies or self.disposal)


def waiting(viewer: Actor, *, now: datetime) -> Waiting:
    """Answer what waits for the viewer. Counts and dates: nobody is named.

    Raises:
        NotPermitted: Only information governance.
    """
    require(viewer, PERMISSIONS, "oversight.see")
    return Waiting(
        glass=tuple(glass_to_review(viewer, now)),
        questions=questions_waiting(viewer),
        agreements=tuple(agreements_waiting(viewer, now=now)),
        copies=tuple(line for line in copy_requests(viewer, now=now) if line.released_at is None),
        held=tuple(looks_held_back(now=now)),
        disposal=len(disposal_due(viewer, now=now)),
        legal_holds=len(holds_in_force(viewer)),
    )


def waiting_count(viewer: Actor) -> int:
    """Answer a number beside the link: questions open and requests not answered."""
    return questions_waiting(viewer)
