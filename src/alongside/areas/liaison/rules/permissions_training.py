"""Which role may do what with training."""

from typing import Final

from alongside.areas.liaison.rules.roles import LEADS, STAFF
from alongside.kernel.actor import Permissions, Role

TRAINING_PERMISSIONS: Final[Permissions] = {
    "training.see": STAFF,
    "training.sign_in": STAFF,
    "training.keep": LEADS | {Role.POLICE_SUPERVISOR},
    "training.trainers": LEADS,
    "training.in_date": LEADS | {Role.POLICE_SUPERVISOR},
}
