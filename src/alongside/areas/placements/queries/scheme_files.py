"""Schemes as files: what was sent in, read; and one of ours, written."""

import tempfile
import tomllib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from alongside.areas.placements.models import Learner, PlacementScheme
from alongside.areas.placements.queries.documents import scheme_document
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.areas.placements.rules.intake import Intake, intake_of
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.toml_text import toml_text
from alongside.foundation.audit.record import Entry, Op, Ref, record_look
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

TableReader = Callable[[Path], dict[str, object]]
SentFile = tuple[str, bytes]
"""The name a file was sent under, and what is in it."""

LARGEST: Final = 2 * 1024 * 1024
ABOUT: Final = ("learner_word", "badge", "leaflet", "records_needed")
TOLD: Final = ("why_more", "where", "ask_for", "phone", "note")
HEADING: Final = """\
Plan it:          alongside placements plan {name} --out plan.xlsx
Where it fails:   alongside placements explain {name}
Numbers of buddies and links to accounts are not in this file."""

_readers: list[TableReader] = []


def read_tables_with(reader: TableReader) -> None:
    """Learn how the sheets of a workbook, or CSV files in a folder, are read."""
    _readers[:] = [reader]


def intake_from(viewer: Actor, sent: Sequence[SentFile]) -> Intake:
    """Read a scheme sent as one TOML file, one workbook, or CSV files named after its lists.

    Raises:
        NotPermitted: The role keeps no schemes.
        Refused: ``scheme.…`` or ``file.…``, naming the list, the row and the field.
    """
    require(viewer, PERMISSIONS, "scheme.keep")
    if any(len(content) > LARGEST for _, content in sent):
        raise Refused(
            "file.too_large",
            "The file is larger than 2 MB.",
            next_step="A scheme is small: send only its lists.",
            field="sent",
        )
    endings = {Path(name).suffix.lower() for name, _ in sent}
    if endings == {".toml"} and len(sent) == 1:
        return intake_of(_toml(sent[0]))
    if endings == {".csv"} or (endings == {".xlsx"} and len(sent) == 1):
        return intake_of(_tables(sent, one=endings == {".xlsx"}))
    raise Refused(
        "file.kind",
        "Send one TOML file, one workbook (.xlsx), or CSV files.",
        next_step="CSV files are named after their lists, such as services.csv and officers.csv.",
        field="sent",
    )


def _toml(sent: SentFile) -> dict[str, Any]:
    name, content = sent
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused("scheme.toml", f"{Path(name).name[:60]}: it is not text in UTF-8.") from None
    except tomllib.TOMLDecodeError as fault:
        raise Refused("scheme.toml", f"{Path(name).name[:60]}: not TOML: {fault}.") from None


def _tables(sent: Iterable[SentFile], *, one: bool) -> dict[str, object]:
    read = _readers[0]
    with tempfile.TemporaryDirectory(prefix="alongside-scheme-") as folder:
        for name, content in sent:
            path = Path(folder) / Path(name).name
            path.write_bytes(content)
        return read(path if one else Path(folder))


def scheme_file(viewer: Actor, scheme_id: UUID, *, now: datetime) -> tuple[str, str]:
    """Answer a scheme's file: its name and what is in it, as TOML. It is kept that it left.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``scheme.not_found``.
    """
    scheme = scheme_for(viewer, scheme_id)
    name = f"{_file_name(scheme.name)}.toml"
    text = toml_text(whole_document(scheme), heading=HEADING.format(name=name))
    entry = Entry(
        Op.EXPORT,
        "placements.scheme_file",
        Ref("placement_scheme", scheme.id),
        fields=("services", "patterns", "cohorts", "officers"),
    )
    record_look(viewer, entry, now=now)
    return name, text


def _file_name(words: str) -> str:
    plain = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in words)
    return "-".join(plain.lower().split()) or "scheme"


def whole_document(scheme: PlacementScheme) -> dict[str, Any]:
    """Answer a scheme's document with what people are told, so that it can be taken in again."""
    document = scheme_document(scheme)
    about = {name: getattr(scheme, name) for name in ABOUT if getattr(scheme, name)}
    services = {row.code: row for row in scheme.services.filter(left_at=None)}
    cohorts = {row.name: row for row in scheme.cohorts.all()}
    learners = {row.name: row for row in Learner.objects.filter(scheme=scheme)}
    for row in document["services"]:
        row |= {name: getattr(services[row["code"]], name) for name in TOLD}
    for row in document["cohorts"]:
        cohort = cohorts[row["name"]]
        row |= {"induction_at": cohort.induction_at, "feedback_at": cohort.feedback_at}
    for row in document["officers"]:
        learner = learners[row["name"]]
        vetted = learner.vetted_on.isoformat() if learner.vetted_on else ""
        row |= {"calling": learner.calling, "vetted_on": vetted}
    lists = {
        name: [_said(row) for row in rows]
        for name, rows in document.items()
        if isinstance(rows, list) and name != "day"
    }
    return {**document, "about": about, **lists}


def _said(row: dict[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing, so that the file is short; ``False`` says something."""
    return {name: value for name, value in row.items() if value not in ("", [], None)}
