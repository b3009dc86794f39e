"""Keep who came: by the code on the screen, by a list, or by the hand of whoever ran it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from django.db import transaction

from alongside.areas.liaison.actions.training_sessions import locked_to_keep
from alongside.areas.liaison.actions.training_writing import keep
from alongside.areas.liaison.models import TrainingAttendance, TrainingSession
from alongside.areas.liaison.queries.training_accounts import known_accounts
from alongside.areas.liaison.queries.training_rows import session_locked
from alongside.areas.liaison.queries.training_sign_in import session_of_code
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.training_lists import (
    ListNotTaken,
    Report,
    others_named,
    read_list,
)
from alongside.areas.liaison.rules.training_sessions import (
    SessionState,
    SignInWay,
    check_has_begun,
)
from alongside.foundation.audit.record import Op, Ref
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

LARGEST: Final = 2 * 1024 * 1024


class TableRow(Protocol):
    """One row of a table, as a spreadsheet numbers it."""

    @property
    def number(self) -> int:
        """The titles are row 1."""

    @property
    def cells(self) -> Sequence[object]:
        """As many as there are titles."""

    @property
    def wrong(self) -> str:
        """Why it cannot be read; empty when it can."""


class Table(Protocol):
    """A table that was read from a file."""

    @property
    def titles(self) -> tuple[str, ...]:
        """Of the columns."""

    @property
    def rows(self) -> Iterator[TableRow]:
        """Below the titles, once."""


ReadTable = Callable[[str, bytes], Table]
_readers: list[ReadTable] = []


def read_lists_with(reader: ReadTable) -> None:
    """Name what reads a CSV or Excel file, by its name and all of it. Called at start."""
    _readers[:] = [reader]


def sign_in_by_code(actor: Actor, code: str, *, now: datetime) -> UUID:
    """Keep that the actor came to the session whose screen shows this code now.

    Done twice, it is kept once.

    Returns:
        The session.

    Raises:
        NotPermitted: The role goes to no training.
        Refused: ``code.not_now``.
    """
    require(actor, PERMISSIONS, "training.sign_in")
    session_id = session_of_code(actor, code, now=now).id
    with transaction.atomic():
        session = session_locked(session_id)
        _add(actor, session, [actor.user_id], SignInWay.CODE, now=now)
    return session_id


def record_by_hand(
    actor: Actor,
    session_id: UUID,
    came: Mapping[UUID, bool],
    *,
    others: Sequence[str] = (),
    now: datetime,
) -> None:
    """Keep who came, and take back whoever is said not to have.

    Args:
        actor: Who ran it, or keeps it.
        session_id: Which.
        came: By whom something is said; those not named stay as they were.
        others: Sign-in names of more who came.
        now: The instant.

    Raises:
        NotPermitted: The role keeps no courses, or not this one.
        Refused: ``training.not_found``, ``training.not_yet``, ``training.off``,
            ``training.not_staff`` or ``list.others``.
    """
    with transaction.atomic():
        session = _locked(actor, session_id, now)
        accounts = known_accounts()
        if not set(came) <= {one.user_id for one in accounts}:
            raise Refused("training.not_staff", "Somebody on that list has no account now.")
        there = [key for key, yes in came.items() if yes] + others_named(others, accounts)
        _add(actor, session, there, SignInWay.HAND, now=now)
        gone = [key for key, yes in came.items() if not yes and key not in there]
        _take_back(actor, session, gone, now=now)


def import_attendance(
    actor: Actor, session_id: UUID, *, name: str, content: bytes, now: datetime
) -> Report:
    """Keep who came from a CSV or Excel file: all of its rows, or none.

    Args:
        actor: Who ran it, or keeps it.
        session_id: Which.
        name: What the file is called.
        content: All of it.
        now: The instant.

    Returns:
        What was made of each row.

    Raises:
        NotPermitted: The role keeps no courses, or not this one.
        ListNotTaken: With what was made of each row, where any cannot be taken.
        Refused: ``file.…``, ``list.…``, ``training.not_yet`` or ``training.off``.
    """
    if len(content) > LARGEST:
        raise Refused(
            "file.too_large",
            "The file is larger than 2 MB.",
            next_step="Send only the list of who came.",
            field="file",
        )
    with transaction.atomic():
        session = _locked(actor, session_id, now)
        table = _table(name, content)
        rows = ((row.number, row.cells, row.wrong) for row in table.rows)
        report = read_list(table.titles, rows, known_accounts())
        if report.wrong:
            raise ListNotTaken(report)
        _add(actor, session, report.users, SignInWay.FILE, now=now)
    return report


def _table(name: str, content: bytes) -> Table:
    try:
        return _readers[0](name, content)
    except Refused as refused:
        raise Refused(
            refused.code, str(refused), next_step=refused.next_step, field="file"
        ) from refused


def _locked(actor: Actor, session_id: UUID, now: datetime) -> TrainingSession:
    session = locked_to_keep(actor, session_id)
    if session.state == SessionState.CANCELLED:
        raise Refused("training.off", "This session was called off: nobody came.")
    check_has_begun(session.starts_at, now)
    return session


def _add(
    actor: Actor,
    session: TrainingSession,
    users: Iterable[UUID],
    way: SignInWay,
    *,
    now: datetime,
) -> None:
    """Keep those of these who are not down already, under the lock of the session."""
    there = set(session.came.filter(taken_back_at=None).values_list("user_id", flat=True))
    fresh = [
        TrainingAttendance(
            session=session,
            user_id=user,
            way=way.value,
            recorded_by_id=actor.user_id,
            recorded_at=now,
        )
        for user in users
        if user not in there
    ]
    if fresh:
        TrainingAttendance.objects.bulk_create(fresh)
        also = tuple(Ref("user", row.user_id) for row in fresh)
        keep(actor, session, "record_training", op=Op.COLLECTION, now=now, also=also)


def _take_back(actor: Actor, session: TrainingSession, users: list[UUID], *, now: datetime) -> None:
    rows = session.came.filter(taken_back_at=None, user_id__in=users)
    gone = [Ref("user", user) for user in rows.values_list("user_id", flat=True)]
    if gone:
        rows.update(taken_back_at=now, taken_back_by_id=actor.user_id)
        keep(actor, session, "take_back_training", now=now, also=tuple(gone))
