"""Who may be at risk of crisis was offered a plan, and who has one.

Source: NICE quality standard QS14, statement on crisis plans; DOMAIN 6.1.
"""

from enum import StrEnum


class Answer(StrEnum):
    """What somebody said to the offer. Saying no is never held against anybody."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
