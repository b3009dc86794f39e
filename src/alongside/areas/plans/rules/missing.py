"""What happens while somebody is missing: a table of states, and what follows from the events.

A record is open until the person is found **and** somebody has confirmed that they are well.

Source: DOMAIN 6.2.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from alongside.areas.plans.rules.joint_story import FactNames, StoryEvent, in_order
from alongside.areas.plans.rules.missing_levels import Level
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Refused


class MissingState(StrEnum):
    """Where a record stands."""

    MISSING = "missing"
    FOUND = "found"
    CLOSED = "closed"


MISSING_LABELS: Final[Mapping[MissingState, str]] = {
    MissingState.MISSING: "missing",
    MissingState.FOUND: "found, not yet known to be well",
    MissingState.CLOSED: "found and known to be well",
}

MISSING_KINDS: Final[Mapping[str, str]] = {
    "reported": "Reported missing",
    "level_set": "Level chosen",
    "absent_without_leave": "Absent without leave from hospital",
    "told": "Information came in",
    "reviewed": "Reviewed",
    "found": "Found",
    "not_found_after_all": "Not found after all",
    "welfare_confirmed": "Seen and known to be well",
    "prevention_interview": "Prevention interview",
    "return_interview": "Return-home interview offered",
}
"""What may be recorded, and how it is called."""

MISSING_FACTS: Final[FactNames] = {
    kind: frozenset(names.split())
    for kind, names in {
        "reported": "reported_by last_seen_at last_seen_place circumstances factors",
        "level_set": "level level_said rationale next_review_due_at",
        "absent_without_leave": "legal_status away_from power power_source words",
        "told": "words given_by factors",
        "reviewed": "level level_said rationale lowering_reason next_review_due_at",
        "found": "place found_by words",
        "not_found_after_all": "words",
        "welfare_confirmed": "seen_by how words",
        "prevention_interview": "answer by words",
        "return_interview": "answer offered_by independent words",
    }.items()
}

MISSING_PERMISSIONS: Final[Mapping[str, str]] = {
    "reported": "missing.open",
    "level_set": "missing.open",
    "absent_without_leave": "missing.tell",
    "told": "missing.tell",
    "reviewed": "missing.judge",
    "found": "missing.find",
    "not_found_after_all": "missing.find",
    "welfare_confirmed": "missing.find",
    "prevention_interview": "missing.interview",
    "return_interview": "missing.interview",
}
"""Which permission recording each kind takes."""

_OPEN: Final = (MissingState.MISSING, MissingState.FOUND)
_AFTER: Final = (MissingState.FOUND, MissingState.CLOSED)

MISSING_TRANSITIONS: Final[Mapping[tuple[MissingState, str], MissingState]] = {
    **{(state, kind): state for state in _OPEN for kind in ("told", "reviewed")},
    (MissingState.MISSING, "level_set"): MissingState.MISSING,
    (MissingState.MISSING, "absent_without_leave"): MissingState.MISSING,
    (MissingState.MISSING, "found"): MissingState.FOUND,
    (MissingState.FOUND, "not_found_after_all"): MissingState.MISSING,
    (MissingState.FOUND, "welfare_confirmed"): MissingState.CLOSED,
    **{
        (state, kind): state
        for state in _AFTER
        for kind in ("prevention_interview", "return_interview")
    },
}
"""Every kind that may be recorded in a state, and where it leads. What is not here is refused."""

_REFUSALS: Final[Mapping[str, tuple[str, str, str]]] = {
    "welfare_confirmed": (
        "missing.not_found_yet",
        "They have not been found yet, so nobody can say that they are well.",
        "Record first that they were found.",
    ),
    "found": (
        "missing.found_already",
        "They are recorded as found already.",
        "Record who has seen that they are well.",
    ),
}


@dataclass(frozen=True, slots=True)
class MissingStanding:
    """What follows from the events of a record.

    Attributes:
        state: Where it stands.
        level: As somebody chose it last.
        level_set_at: When they did.
        next_review_due_at: When the level is to be looked at again.
        high_since: Since when the level has been high without a break; ``None`` when it is not.
        supervisor_reviewed_at: When a supervisor last chose or reviewed the level.
        last_seen_at: When the person was last seen, if anybody knows.
        found_at: When they were found, if they are.
        welfare_confirmed_at: When somebody saw that they are well.
        closed_at: When the record closed.
        factors: Prompt facts recorded so far.
    """

    state: MissingState
    level: Level
    level_set_at: datetime
    next_review_due_at: datetime
    high_since: datetime | None
    supervisor_reviewed_at: datetime | None
    last_seen_at: datetime | None
    found_at: datetime | None
    welfare_confirmed_at: datetime | None
    closed_at: datetime | None
    factors: tuple[str, ...]


def check_may_happen(state: MissingState, kind: str) -> None:
    """Refuse what cannot be so in the state a record is in.

    Raises:
        Refused: ``missing.not_found_yet``, ``missing.found_already`` or ``missing.not_now``.
    """
    if (state, kind) in MISSING_TRANSITIONS:
        return
    if state is not MissingState.CLOSED and kind in _REFUSALS:
        code, message, next_step = _REFUSALS[kind]
        raise Refused(code, message, next_step=next_step)
    raise Refused(
        "missing.not_now",
        f"This record is of somebody {MISSING_LABELS[state]}, so that is not recorded now.",
        next_step="Open a new record if they have gone missing again.",
    )


def standing_of(events: Sequence[StoryEvent]) -> MissingStanding:
    """Work out where a record stands from the events that stand.

    Args:
        events: Of one record, with a ``level_set`` among them, as every record has from its start.
    """
    ordered = in_order(events)
    levels = [event for event in ordered if event.kind in ("level_set", "reviewed")]
    state, found_at, well_at = _walk(ordered)
    latest = levels[-1]
    supervised = [e.happened_at for e in levels if e.recorded_as == Role.POLICE_SUPERVISOR]
    seen = [at for e in ordered if (at := e.instant("last_seen_at"))]
    return MissingStanding(
        state=state,
        level=Level(latest.text("level")),
        level_set_at=latest.happened_at,
        next_review_due_at=datetime.fromisoformat(latest.text("next_review_due_at")),
        high_since=_high_since(levels),
        supervisor_reviewed_at=supervised[-1] if supervised else None,
        last_seen_at=seen[-1] if seen else None,
        found_at=found_at,
        welfare_confirmed_at=well_at,
        closed_at=well_at if state is MissingState.CLOSED else None,
        factors=tuple(dict.fromkeys(f for e in ordered for f in e.several("factors"))),
    )


def _walk(
    ordered: Sequence[StoryEvent],
) -> tuple[MissingState, datetime | None, datetime | None]:
    state = MissingState.MISSING
    found_at: datetime | None = None
    well_at: datetime | None = None
    for event in ordered:
        after = MISSING_TRANSITIONS.get((state, event.kind), state)
        if after is not state:
            found_at = event.happened_at if after is MissingState.FOUND else found_at
            found_at = None if after is MissingState.MISSING else found_at
            well_at = event.happened_at if after is MissingState.CLOSED else None
        state = after
    return state, found_at, well_at


def _high_since(levels: Sequence[StoryEvent]) -> datetime | None:
    since: datetime | None = None
    for event in levels:
        if event.text("level") != Level.HIGH:
            since = None
        elif since is None:
            since = event.happened_at
    return since
