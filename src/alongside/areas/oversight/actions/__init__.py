"""What may be decided in oversight, one intention each."""

from alongside.areas.oversight.actions.agreements import (
    change_agreement,
    review_agreement,
    sign_agreement,
    withdraw_agreement,
    write_agreement,
)

__all__ = [
    "change_agreement",
    "review_agreement",
    "sign_agreement",
    "withdraw_agreement",
    "write_agreement",
]
