"""What a record holds anything of, and who has something open about a person."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from alongside.engines.sharing import Category
from alongside.foundation.picture.panels import Place, registered
from alongside.kernel.actor import Actor

WorkingWith = Callable[[UUID], Iterable[UUID]]
"""Answers the accounts that have something open about a person."""

_WORKING: list[WorkingWith] = []


def learn_work_from(*sources: WorkingWith) -> None:
    """Name who knows of open work about people. Called from ``config.wiring`` at start."""
    _WORKING[:] = sources


def working_with(person_id: UUID) -> frozenset[UUID]:
    """Answer the accounts that have something open about a person."""
    return frozenset(user for source in _WORKING for user in source(person_id))


def kinds_held(viewer: Actor, person_id: UUID, now: datetime) -> frozenset[Category]:
    """Answer the kinds of information there is anything of about a person, for rules.

    Nothing is shown, so no look is kept.
    """
    return frozenset(
        panel.category
        for panel in registered()
        if panel.place is not Place.WAYS and panel.load(viewer, person_id, now) is not None
    )
