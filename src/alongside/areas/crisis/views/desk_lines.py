"""The lines of the board in words ready to place. Plain values only: the board must be quick."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.crisis.queries import Desk, DeskLine
from alongside.areas.crisis.views.detention_facts import shape_of
from alongside.foundation.kit.clockshape import ClockShape
from alongside.foundation.kit.time_words import clock_time, counted

NOT_KNOWN: Final = "Not known yet who"


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One line of the board.

    Attributes:
        state: Which edge the line wears: ``red``, ``amber``, ``green``, ``black`` or ``plain``.
        why: Why somebody is needed now; empty in the other lanes.
        next_step: Who owes the next step.
        since: Since when, in words.
        overdue: What is overdue, in words; empty when nothing is.
    """

    id: UUID
    who: str
    age: str
    child: bool
    where: str
    doing: str
    state: str
    clock: ClockShape | None
    why: tuple[str, ...]
    next_step: str
    since: str
    overdue: str
    owner: str
    may_take: bool
    ended: str


@dataclass(frozen=True, slots=True)
class Board:
    """The three lanes, ready to place."""

    needs_now: list[BoardLine]
    running: list[BoardLine]
    closed: list[BoardLine]
    more: int
    stamp: str


def board(desk: Desk, now: datetime) -> Board:
    """Put a desk in words."""
    return Board(
        needs_now=[_line(line, now) for line in desk.needs_now],
        running=[_line(line, now) for line in desk.running],
        closed=[_closed(line, now) for line in desk.closed],
        more=desk.more,
        stamp=f'"{desk.stamp}"',
    )


def _line(line: DeskLine, now: datetime) -> BoardLine:
    clock = shape_of(line.clock, None, now) if line.clock else None
    late = [task.title for task in line.tasks if task.overdue]
    since = line.owed_since or line.opened_at
    word = "since" if line.owed else "opened"
    return BoardLine(
        id=line.contact_id,
        who=line.who or NOT_KNOWN,
        age=line.age_words if line.who and line.age_words not in line.who else "",
        child=bool(line.is_child),
        where=line.where,
        doing=line.doing[:1].upper() + line.doing[1:],
        state=clock.state if clock else "plain",
        clock=clock,
        why=_why(line, late),
        next_step=line.owed,
        since=f"{word} {clock_time(since, now)}",
        overdue=_overdue(late),
        owner=_owner(line),
        may_take=not line.owner_is_viewer,
        ended="",
    )


def _why(line: DeskLine, late: list[str]) -> tuple[str, ...]:
    """The reasons nothing else on the line says: the clock and what is overdue say their own."""
    clock = line.clock.state.words if line.clock else ""
    return tuple(
        why[:1].upper() + why[1:] for why in line.why_now if why != clock and why not in late
    )


def _overdue(late: list[str]) -> str:
    if not late:
        return ""
    more = f", and {counted(len(late) - 1, 'more thing')}" if len(late) > 1 else ""
    return f"Overdue: {late[0][:1].lower()}{late[0][1:]}{more}"


def _owner(line: DeskLine) -> str:
    if line.owner_is_viewer:
        return "Yours"
    return line.owner


def _closed(line: DeskLine, now: datetime) -> BoardLine:
    closed_at = line.closed_at or now
    over = line.clock is not None and line.clock.state.colour == "black"
    return BoardLine(
        id=line.contact_id,
        who=line.who or NOT_KNOWN,
        age=line.age_words if line.who and line.age_words not in line.who else "",
        child=bool(line.is_child),
        where=line.where,
        doing="Held, now ended" if line.held else "",
        state="black" if over else "plain",
        clock=None,
        why=(line.clock.state.words,) if over and line.clock else (),
        next_step="",
        since="",
        overdue="",
        owner="",
        may_take=False,
        ended=f"{line.outcome or 'Closed'}, {clock_time(closed_at, now)}",
    )
