"""Which role may do what with surveys."""

from typing import Final

from alongside.areas.placements.rules.roles import COORDINATORS, LEARNERS
from alongside.kernel.actor import Permissions

FEEDBACK_PERMISSIONS: Final[Permissions] = {
    "survey.answer": LEARNERS,
    "survey.see": COORDINATORS,
    "survey.theme": COORDINATORS,
    "survey.type_in": COORDINATORS,
}
