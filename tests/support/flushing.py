"""Lets tests that commit empty the tables afterwards, audit included.

SQLite's audit triggers refuse every delete, as they should. A test's clean-up is the
one that may: it takes the triggers down, empties the tables, puts them back, and makes the
full-text index again.
"""

from typing import Any

from django.db.backends.sqlite3.base import DatabaseOperations

_sql_flush = DatabaseOperations.sql_flush
FULL_TEXT = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%content=%'"
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"


def sql_flush(self: DatabaseOperations, style: Any, tables: Any, **options: bool) -> list[str]:
    """Return what empties the tables, with every trigger out of the way meanwhile."""
    statements = _sql_flush(self, style, tables, **options)
    with self.connection.cursor() as cursor:
        triggers = cursor.execute(TRIGGERS).fetchall()
        indexes = [name for (name,) in cursor.execute(FULL_TEXT).fetchall()]
    taken_down = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
    put_back = [sql for _, sql in triggers]
    # An index kept in step by triggers is made again from the emptied table.
    emptied = [f'INSERT INTO "{name}"("{name}") VALUES (\'rebuild\')' for name in indexes]
    return [*taken_down, *statements, *put_back, *emptied] if statements else []


def allow_flushing() -> None:
    """Use the above for the rest of this process."""
    DatabaseOperations.sql_flush = sql_flush
