"""What can be done about what is held back."""

from alongside.foundation.picture.actions.asking import (
    SeniorAnswer,
    ask_senior,
    decide_justification,
)
from alongside.foundation.picture.actions.breaking import break_glass, end_break_glass
from alongside.foundation.picture.actions.reviewing import escalate_overdue, review_break_glass

__all__ = [
    "SeniorAnswer",
    "ask_senior",
    "break_glass",
    "decide_justification",
    "end_break_glass",
    "escalate_overdue",
    "review_break_glass",
]
