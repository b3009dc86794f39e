"""What can be done in insight: put a question, amend it, look at its answer, publish a report."""

from alongside.areas.insight.actions.publishing import publish_report
from alongside.areas.insight.actions.questions import (
    NewQuestion,
    amend_question,
    look_at_answer,
    register_question,
)

__all__ = [
    "NewQuestion",
    "amend_question",
    "look_at_answer",
    "publish_report",
    "register_question",
]
