"""Which role may do what with questions put to the hub."""

from typing import Final

from alongside.areas.liaison.rules.roles import DESK, LEADS, SENIOR, STAFF
from alongside.kernel.actor import Permissions

QUESTION_PERMISSIONS: Final[Permissions] = {
    "query.ask": STAFF,
    "query.ask_about_person": DESK,
    "query.ask_for_caller": DESK,
    "query.see_own": STAFF,
    # Whoever holds or covers a post answers what is put to it; a lead answers all.
    "query.inbox": DESK | SENIOR,
    "query.answer": DESK | SENIOR,
    "query.answer_any": LEADS,
    "query.take_mail": LEADS,
    "query.measures": LEADS,
    "query.promise": LEADS,
    "cover.keep": LEADS,
}
