"""When a post may be covered."""

from datetime import datetime

from alongside.kernel.refusal import Refused


def check_cover(from_at: datetime, until_at: datetime, *, now: datetime) -> None:
    """Refuse a cover that ends before it begins, or is over already.

    Raises:
        Refused: ``cover.times`` or ``cover.past``.
    """
    if until_at <= from_at:
        raise Refused("cover.times", "The cover ends before it begins.", field="until_at")
    if until_at <= now:
        raise Refused("cover.past", "That time is over already.", field="until_at")
