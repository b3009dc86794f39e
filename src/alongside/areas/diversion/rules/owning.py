"""Who looks after somebody: taking them on, and passing them to a colleague."""

from collections.abc import Collection
from uuid import UUID

from alongside.kernel.refusal import Conflict, Refused


def check_may_change_hands(
    *, closed: bool, owner: UUID | None, shown: UUID | None, owner_name: str = ""
) -> None:
    """Refuse to change who looks after somebody on a page that is out of date.

    Args:
        closed: Whether the episode is closed.
        owner: Who looks after them now; ``None`` where nobody does.
        shown: Who did when the page was read.
        owner_name: How the one who does now is named.

    Raises:
        Refused: ``owner.closed``.
        Conflict: ``owner.changed``.
    """
    if closed:
        raise Refused(
            "owner.closed",
            "This episode is closed, so nobody has to look after it.",
            next_step="Open it again first.",
        )
    if owner != shown:
        raise Conflict(
            "owner.changed",
            f"{owner_name or 'Nobody'} looks after them now.",
            theirs={"owner": owner_name},
            next_step="Look at the page again, and choose again if it is still right.",
        )


def check_colleague(chosen: UUID, colleagues: Collection[UUID]) -> None:
    """Refuse to pass somebody to anyone but a colleague of the same service.

    Raises:
        Refused: ``owner.not_a_colleague``.
    """
    if chosen not in colleagues:
        raise Refused(
            "owner.not_a_colleague",
            "Choose a colleague of your service.",
            next_step="To ask another service, make a referral.",
            field="colleague",
        )
