"""Which role may do what with questions put to the hub."""

from typing import Final

from alongside.areas.liaison.rules.roles import DESK, LEADS, STAFF
from alongside.kernel.actor import Permissions

QUESTION_PERMISSIONS: Final[Permissions] = {
    "query.ask": STAFF,
    "query.ask_about_person": DESK,
    "query.see_own": STAFF,
    "query.inbox": LEADS,
    "query.answer": LEADS,
    "query.take_mail": LEADS,
    "query.measures": LEADS,
}
