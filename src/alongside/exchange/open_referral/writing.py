"""A directory as a file: one JSON document, or the tables as CSV files in a zip."""

import csv
import io
import json
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from alongside.areas.directory.rules.whole import Whole
from alongside.exchange.open_referral.describing import document_of
from alongside.exchange.open_referral.names import PROFILE, VERSION
from alongside.exchange.open_referral.tables import FILES, Row, tables_of

MADE_AT: Final = (1980, 1, 1, 0, 0, 0)
"""The same time in every zip, so that the same directory is the same file."""


def as_json(whole: Whole) -> bytes:
    """Answer the directory as one JSON document, in UTF-8."""
    return (json.dumps(document_of(whole), ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(whole: Whole) -> bytes:
    """Answer the directory as a zip of CSV files, one a table, with ``datapackage.json``."""
    tables = tables_of(document_of(whole))
    kept = io.BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as zipped:
        for table in FILES:
            if table in tables:
                _put(zipped, FILES[table], _table(tables[table]))
        names = [FILES[table] for table in FILES if table in tables]
        _put(zipped, "datapackage.json", _package(names))
    return kept.getvalue()


def _put(zipped: ZipFile, name: str, content: bytes) -> None:
    about = ZipInfo(name, MADE_AT)
    about.compress_type = ZIP_DEFLATED
    zipped.writestr(about, content)


def _table(rows: list[Row]) -> bytes:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _package(names: list[str]) -> bytes:
    said = {
        "profile": "tabular-data-package",
        "name": "directory",
        "title": f"A directory of services, {VERSION}",
        "homepage": PROFILE,
        "resources": [
            {"name": name.removesuffix(".csv"), "path": name, "profile": "tabular-data-resource"}
            for name in names
        ],
    }
    return (json.dumps(said, indent=1) + "\n").encode()
