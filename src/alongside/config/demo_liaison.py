"""Fills the liaison hub in the demo world, one kind of work after another."""

from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.directory.demo import DemoDirectory
from alongside.areas.liaison.demo import (
    agreed,
    groups,
    guide,
    handovers,
    knowledge,
    posts,
    questions,
    reviews,
    training,
)
from alongside.areas.liaison.demo.cast import HubCast
from alongside.foundation.accounts.backend import SignInBackend
from alongside.foundation.accounts.queries import actor_of
from alongside.kernel.actor import Actor, Role

PLAYERS: Final = frozenset({"imogen_speight"})
"""Those of the county who work with the hub, and play no part in the rest of the story."""


def fill(county: DemoDirectory, *, now: datetime) -> None:
    """Make two years of hub work, with one lead who leaves next week.

    Args:
        county: The fictional county.
        now: The instant.
    """
    cast = HubCast(
        lead=_on_duty(county.users["tess_holloway"], Role.LIAISON_LEAD),
        successor=_on_duty(county.users["imogen_speight"], Role.LIAISON_LEAD),
        supervisor=_on_duty(county.users["carys_vaughan"], Role.POLICE_SUPERVISOR),
        officer=_on_duty(county.users["ade_okafor"], Role.RESPONSE_OFFICER),
        nurse=_on_duty(county.users["nia_prosser"], Role.TRIAGE_CLINICIAN),
        amhp=_on_duty(county.users["wanda_peel"], Role.AMHP),
        governance=_on_duty(county.users["uma_bains"], Role.INFORMATION_GOVERNANCE),
        organisations=county.organisations,
    )
    for part in (posts, groups, guide, knowledge, questions, reviews, training, agreed, handovers):
        part.fill(cast, now=now)


def _on_duty(user_id: UUID, role: Role) -> Actor:
    user = SignInBackend().get_user(user_id)
    if user is None:
        raise LookupError(f"no account {user_id}")
    return replace(actor_of(user), role=role, on_duty=True)
