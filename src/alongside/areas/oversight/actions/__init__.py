"""What may be decided in oversight, one intention each."""

from alongside.areas.oversight.actions.agreements import (
    change_agreement,
    review_agreement,
    sign_agreement,
    withdraw_agreement,
    write_agreement,
)
from alongside.areas.oversight.actions.copies import (
    NewCopyRequest,
    Opinion,
    ask_for_copy,
    keep_download,
    record_opinion,
    release_copy,
    weigh_item,
)
from alongside.areas.oversight.actions.questions import answer_question, raise_questions
from alongside.areas.oversight.actions.retention import (
    decide_retention,
    erase_plan_copies,
    lift_legal_hold,
    set_legal_hold,
)

__all__ = [
    "NewCopyRequest",
    "Opinion",
    "answer_question",
    "ask_for_copy",
    "change_agreement",
    "decide_retention",
    "erase_plan_copies",
    "keep_download",
    "lift_legal_hold",
    "raise_questions",
    "record_opinion",
    "release_copy",
    "review_agreement",
    "set_legal_hold",
    "sign_agreement",
    "weigh_item",
    "withdraw_agreement",
    "write_agreement",
]
