"""What those who oversee may see."""

from alongside.areas.oversight.queries.agreement_facts import agreement_facts
from alongside.areas.oversight.queries.agreements import agreement, agreements_of, register
from alongside.areas.oversight.queries.copies import (
    copy_item,
    copy_page,
    copy_requests,
    released_copy,
)
from alongside.areas.oversight.queries.home import waiting
from alongside.areas.oversight.queries.people import require_person
from alongside.areas.oversight.queries.questions import open_questions, question
from alongside.areas.oversight.queries.retention import (
    disposal_due,
    holds_in_force,
    retention_page,
)

__all__ = [
    "agreement",
    "agreement_facts",
    "agreements_of",
    "copy_item",
    "copy_page",
    "copy_requests",
    "disposal_due",
    "holds_in_force",
    "open_questions",
    "question",
    "register",
    "released_copy",
    "require_person",
    "retention_page",
    "waiting",
]
