"""The statements that write the chain, made once: every look and every change waits for them.

The ORM's own statements for the same rows took more than twice as long, and they run inside
every request. Columns and conversions still come from the models.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

from django.db import connection, models, transaction

from alongside.foundation.audit.models import AuditEntry, AuditLane, AuditSubject

_LANE: Final = AuditLane._meta.db_table
# Table and column names below come from the models; values are always parameters (nosec B608).


def chain_end(lane: int) -> tuple[int, str]:
    """Lock a chain's end and answer its last position and hash, making the chain if new."""
    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    ask = f"SELECT position, hash FROM {_LANE} WHERE lane = %s{lock}"  # nosec B608
    found = _one(ask, (lane,))
    if found is None:
        AuditLane.objects.get_or_create(lane=lane)
        found = _one(ask, (lane,))
    if found is None:
        raise LookupError("the chain that was just made is not there")
    return int(found[0]), str(found[1])


def move_end(lane: int, position: int, hash_: str) -> None:
    """Move a chain's end to its newest link."""
    move = f"UPDATE {_LANE} SET position = %s, hash = %s WHERE lane = %s"  # nosec B608
    with connection.cursor() as cursor:
        cursor.execute(move, (position, hash_, lane))


def insert_entry(row: AuditEntry) -> int:
    """Insert one entry and answer its key."""
    statement, fields = _insert(AuditEntry)
    made = _one(f"{statement} RETURNING id", _values(row, fields))
    if made is None:
        raise LookupError("the entry that was just written has no key")
    return int(made[0])


def insert_subjects(rows: Sequence[AuditSubject]) -> None:
    """Insert the rows that find an entry by what it is about."""
    if not rows:
        return
    statement, fields = _insert(AuditSubject)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [_values(row, fields) for row in rows])


@contextmanager
def unhurried() -> Iterator[None]:
    """A transaction that is durable with the next one, rather than waiting for the disk itself.

    A power cut may lose the last moments of it. Nothing is ever written by halves, and a crash
    of the program alone loses nothing. Inside a transaction it changes nothing.
    """
    inside = connection.in_atomic_block
    if connection.vendor == "sqlite" and not inside:
        _set("PRAGMA synchronous=NORMAL")
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql" and not inside:
                _set("SET LOCAL synchronous_commit TO off")
            yield
    finally:
        if connection.vendor == "sqlite" and not inside:
            _set("PRAGMA synchronous=FULL")


def _set(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@cache
def _insert(model: type[models.Model]) -> tuple[str, tuple[Any, ...]]:
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key)
    names = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    into = model._meta.db_table
    return f'INSERT INTO "{into}" ({names}) VALUES ({marks})', fields  # nosec B608


def _values(row: models.Model, fields: tuple[Any, ...]) -> list[Any]:
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]


def _one(statement: str, values: Sequence[Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found
