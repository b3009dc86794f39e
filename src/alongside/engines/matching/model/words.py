"""A reason: one field's part of the weight, and how it is said."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """What one field says for or against two records being of one person.

    Attributes:
        field: Which field, such as ``family`` or ``born``.
        level: How alike, such as ``sound``.
        weight: For (above 0) or against, in bits.
        words: Such as ``surname sounds the same``.
    """

    field: str
    level: str
    weight: float
    words: str
