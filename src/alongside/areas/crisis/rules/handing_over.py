"""A handover has two sides, and two people sign it."""

from uuid import UUID

from alongside.kernel.refusal import Refused


def check_two_sides(offered_by: UUID | None, accepted_by: UUID) -> None:
    """Refuse one person signing both sides.

    An acceptance with no offer recorded is kept: it may be true, and the page says that only
    one side has signed.

    Raises:
        Refused: ``handover.same_person``.
    """
    if offered_by == accepted_by:
        raise Refused(
            "handover.same_person",
            "You offered this handover, so somebody else signs for it.",
            next_step="Ask the person taking over to sign in and accept it.",
        )
