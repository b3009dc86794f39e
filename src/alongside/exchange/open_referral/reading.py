"""A file of another directory as a directory of ours; every fault is said with where it is."""

import csv
import io
import json
from typing import Final
from zipfile import BadZipFile, ZipFile

from alongside.areas.directory.rules.whole import Whole
from alongside.exchange.open_referral.names import OURS, Object
from alongside.exchange.open_referral.tables import FILES, Row, document_from
from alongside.exchange.open_referral.understanding import understood
from alongside.kernel.refusal import Refused

LARGEST: Final = 50 * 1024 * 1024
MOST_FAULTS: Final = 20
TITLES: Final = {file: table for table, file in FILES.items()}
OTHER_TITLES: Final = {
    "service_at_locations.csv": "service_at_location",
    "schedule.csv": "schedule",
    "attribute.csv": "attribute",
}
"""Names that versions of the standard have had for the same file."""


def read_directory(name: str, content: bytes) -> tuple[Whole, tuple[str, ...]]:
    """Read a directory somebody sent.

    Takes the document of ``as_json``; a page or a list of services as an Open Referral address
    answers it; or a zip of the standard's tables.

    Args:
        name: What the file is called, for messages.
        content: All of it.

    Returns:
        The directory, and notes of what was left out.

    Raises:
        Refused: ``directory_file.…``: it is not such a file, or some of it cannot be taken; the
            words name each place, at most ``MOST_FAULTS`` of them.
    """
    if len(content) > LARGEST:
        raise _refused("too_large", f"{name}: it is larger than 50 MB.")
    document = _zipped(name, content) if content[:2] == b"PK" else _json(name, content)
    whole, notes, faults = understood(document)
    if faults:
        more = f" And {len(faults) - MOST_FAULTS} more." if len(faults) > MOST_FAULTS else ""
        said = " ".join(faults[:MOST_FAULTS])
        raise _refused("faults", f"{name}: nothing was taken in. {said}{more}")
    return whole, tuple(notes)


def _refused(code: str, message: str) -> Refused:
    return Refused(
        f"directory_file.{code}",
        message,
        next_step="Put it right in the file, or ask whoever sent it, and send it again.",
        field="file",
    )


def _json(name: str, content: bytes) -> Object:
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError) as fault:
        where = f" (line {fault.lineno})" if isinstance(fault, json.JSONDecodeError) else ""
        raise _refused("not_json", f"{name}: this is not JSON or a zip of CSV{where}.") from None
    if isinstance(found, dict) and isinstance(found.get("contents"), list):
        found = found["contents"]
    if isinstance(found, list):
        found = {"services": found}
    if not isinstance(found, dict) or not isinstance(found.get("services", []), list):
        raise _refused("no_services", f"{name}: there is no list of services in it.")
    if not isinstance(found.get("organizations", []), list):
        raise _refused("no_services", f"{name}: organizations is not a list.")
    return {"organizations": found.get("organizations", []), "services": found.get("services", [])}


def _zipped(name: str, content: bytes) -> Object:
    try:
        with ZipFile(io.BytesIO(content)) as zipped:
            if sum(one.file_size for one in zipped.infolist()) > LARGEST:
                raise _refused("too_large", f"{name}: it unpacks to more than 50 MB.")
            tables = {
                table: _rows(name, one, zipped.read(one))
                for one in zipped.namelist()
                if (table := _table(one))
            }
    except BadZipFile:
        raise _refused("not_zip", f"{name}: this zip cannot be opened.") from None
    if not {"organization", "service"} & tables.keys():
        raise _refused(
            "no_services", f"{name}: there is no table of organisations or services in it."
        )
    try:
        return document_from(tables)
    except ValueError as fault:
        raise _refused("faults", f"{name}: {fault}") from None


def _table(path: str) -> str:
    file = path.rsplit("/", 1)[-1]
    return TITLES.get(file) or OTHER_TITLES.get(file, "")


def _rows(name: str, file: str, content: bytes) -> list[Row]:
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        rows = [{key: value or "" for key, value in row.items() if key} for row in reader]
    except (UnicodeDecodeError, csv.Error):
        raise _refused("not_csv", f"{name}, {file}: this is not CSV in UTF-8.") from None
    key = "link_id" if _table(file) == OURS else "id"
    for number, row in enumerate(rows, start=2):
        if not row.get(key):
            raise _refused("no_id", f"{name}, {file}, row {number}: {key} is empty.")
    return rows
