"""One thing that is owed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Owed:
    """Something somebody owes in an episode.

    Attributes:
        what: Code of the step, such as ``screen``; words for it are with the page.
        role: Which role owes it.
        since: Since when it is owed.
        due_at: By when; nothing where no time is set.
    """

    what: str
    role: str
    since: datetime
    due_at: datetime | None = None
