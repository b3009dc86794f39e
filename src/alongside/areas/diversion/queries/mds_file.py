"""Writes the minimum data set as a file: CSV, or JSON after the published schema."""

import json
from datetime import date, datetime
from typing import Final

from alongside.areas.diversion.actions.exporting import MdsFile
from alongside.areas.diversion.rules.mds import Item, Shape, Value
from alongside.foundation.kit.sheets import csv_file
from alongside.kernel.local_time import to_local

KINDS: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def mds_file(made: MdsFile, kind: str) -> bytes:
    """Answer the file.

    Args:
        made: What leaves.
        kind: ``csv`` or ``json``.
    """
    return _csv(made) if kind == "csv" else _json(made)


def _csv(made: MdsFile) -> bytes:
    titles = [item.name for item in made.items]
    return csv_file(titles, ([_cell(value) for value in row] for row in made.rows))


def _cell(value: Value) -> str | int | datetime | None:
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value


def _json(made: MdsFile) -> bytes:
    told = {
        "version": made.version,
        "made_at": to_local(made.made_at).isoformat(timespec="seconds"),
        "provider": made.provider,
        "first": str(made.first),
        "last": str(made.last),
        "pseudonymised": not made.leaving.named,
        "rows": [
            {item.name: _plain(item, value) for item, value in zip(made.items, row, strict=True)}
            for row in made.rows
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _plain(item: Item, value: Value) -> object:
    if isinstance(value, datetime):
        return to_local(value).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value if item.shape is Shape.TEXT or value != "" else None
