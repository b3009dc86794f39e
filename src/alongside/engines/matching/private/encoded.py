"""The file one side hands to whoever links: encodings, and nothing that was encoded."""

import base64
import binascii
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np

from alongside.engines.matching.private.filters import WIDTH, Words
from alongside.kernel.refusal import Refused

KIND: Final = "alongside encoding"
VERSION: Final = 1


@dataclass(frozen=True)
class Encoded:
    """A ledger without names.

    Attributes:
        name: Of the file, for messages.
        exchange: What both sides call the exchange.
        fingerprint: Of the key; two that differ cannot be linked.
        records: What each row is called, by those who hold the names.
        filters: ``(len(records), WIDTH)``.
        carried: Columns given openly beside the encodings, such as times; by name.
    """

    name: str
    exchange: str
    fingerprint: str
    records: tuple[str, ...]
    filters: Words
    carried: dict[str, tuple[str, ...]] = field(default_factory=dict)


def write_encoded(path: Path, encoded: Encoded) -> None:
    """Write the file: a line that says what it is, and a line for each record.

    Raises:
        OSError: It cannot be written.
    """
    heading = {
        "kind": KIND,
        "version": VERSION,
        "exchange": encoded.exchange,
        "fingerprint": encoded.fingerprint,
        "records": len(encoded.records),
        "carried": list(encoded.carried),
    }
    raw = np.ascontiguousarray(encoded.filters.astype("<u8"))
    with path.open("w", encoding="utf-8", newline="\n") as opened:
        opened.write(f"{json.dumps(heading, ensure_ascii=False)}\n")
        carried = list(encoded.carried.values())
        for place, record in enumerate(encoded.records):
            bits = base64.b64encode(raw[place].tobytes()).decode()
            line = [record, bits, *(column[place] for column in carried)]
            opened.write(f"{json.dumps(line, ensure_ascii=False)}\n")


def read_encoded(path: Path) -> Encoded:
    """Read such a file.

    Raises:
        Refused: ``encoded.…``: it is not one, or a line of it is not whole.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as fault:
        reason = fault.strerror or "it cannot be read"
        raise Refused("encoded.unreadable", f"{path.name}: {reason}.") from None
    except UnicodeDecodeError:
        raise Refused("encoded.kind", f"{path.name}: not a file of encodings.") from None
    heading = _heading(path.name, lines)
    titles = tuple(heading["carried"])
    rows = [
        _row(path.name, number, line, width=2 + len(titles))
        for number, line in enumerate(lines[1:], start=2)
    ]
    if len(rows) != heading["records"]:
        raise Refused(
            "encoded.short",
            f"{path.name}: it says {heading['records']} records and holds {len(rows)}.",
            next_step="Copy the whole file again.",
        )
    if len({row[0] for row in rows}) != len(rows):
        raise Refused("encoded.twice", f"{path.name}: two records are called the same.")
    joined = b"".join(row[1] for row in rows)
    return Encoded(
        name=path.name,
        exchange=str(heading["exchange"]),
        fingerprint=str(heading["fingerprint"]),
        records=tuple(row[0] for row in rows),
        filters=np.frombuffer(joined, dtype="<u8").reshape(-1, WIDTH).astype(np.uint64),
        carried={title: tuple(row[2 + n] for row in rows) for n, title in enumerate(titles)},
    )


def check_same_key(left: Encoded, right: Encoded) -> None:
    """Check that both were encoded for one exchange with one secret.

    Raises:
        Refused: ``encoded.exchange`` or ``encoded.secret``.
    """
    if left.exchange.casefold() != right.exchange.casefold():
        raise Refused(
            "encoded.exchange",
            f"{left.name} was encoded for {left.exchange!a} and {right.name} for "
            f"{right.exchange!a}.",
            next_step="Encode both again with the same --exchange.",
        )
    if left.fingerprint != right.fingerprint:
        raise Refused(
            "encoded.secret",
            f"{left.name} ({left.fingerprint}) and {right.name} ({right.fingerprint}) were "
            "encoded with different secrets, so nothing in them can be compared.",
            next_step="Check that both sides hold the same secret, and encode again.",
        )


def _heading(name: str, lines: list[str]) -> dict[str, Any]:
    try:
        heading = json.loads(lines[0]) if lines else None
    except ValueError:
        heading = None
    if not isinstance(heading, dict) or heading.get("kind") != KIND:
        raise Refused(
            "encoded.kind",
            f"{name}: not a file of encodings.",
            next_step="Make one with `alongside match encode`.",
        )
    if heading.get("version") != VERSION:
        raise Refused(
            "encoded.version",
            f"{name}: encodings of version {heading.get('version')!a}; this reads {VERSION}.",
            next_step="Encode both files with the same release.",
        )
    expected = {"exchange": str, "fingerprint": str, "records": int, "carried": list}
    if not all(isinstance(heading.get(title), kind) for title, kind in expected.items()):
        raise Refused("encoded.heading", f"{name}: row 1: its heading is not whole.")
    return heading


def _row(name: str, number: int, line: str, *, width: int) -> list[Any]:
    try:
        row = json.loads(line)
        whole = isinstance(row, list) and len(row) == width and all(map(_is_text, row))
        bits = base64.b64decode(row[1], validate=True) if whole else b""
    except (ValueError, binascii.Error):
        whole, bits = False, b""
    if not whole or len(bits) != 8 * WIDTH:
        raise Refused("encoded.row", f"{name}: row {number}: this encoding is not whole.")
    return [row[0], bits, *row[2:]]


def _is_text(value: object) -> bool:
    return isinstance(value, str)
