"""Whether somebody was being met at an instant, as the areas that meet people know it."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

Presence = Callable[[UUID, datetime, datetime], bool]
"""Whether a person had an open contact at any time between two instants."""

LastMet = Callable[[UUID], datetime | None]
"""When a person was last met; ``None`` when that is not on record."""

NotMetSince = Callable[[datetime], list[UUID]]
"""The people who were met before an instant and not since."""

_NOT_MET: list[NotMetSince] = []
_PRESENCE: list[Presence] = []
_LAST_MET: list[LastMet] = []


def learn_presence_from(met_between: Presence, last_met: LastMet, not_met: NotMetSince) -> None:
    """Name who knows when people were met. Called from ``config.wiring`` at start."""
    _PRESENCE[:] = [met_between]
    _LAST_MET[:] = [last_met]
    _NOT_MET[:] = [not_met]


def was_met_between(person_id: UUID, since: datetime, until: datetime) -> bool:
    """Answer whether a person had an open contact at any time between two instants."""
    return any(source(person_id, since, until) for source in _PRESENCE)


def last_met_at(person_id: UUID) -> datetime | None:
    """Answer when a person was last met, as far as anybody knows."""
    found = [at for source in _LAST_MET if (at := source(person_id)) is not None]
    return max(found, default=None)


def not_met_since(before: datetime) -> list[UUID]:
    """Answer the people who were last met before an instant."""
    return [person_id for source in _NOT_MET for person_id in source(before)]
