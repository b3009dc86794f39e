"""Send the directory out as a file, and read one that was sent, by whatever knows such files."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from alongside.areas.directory.queries.whole import whole_directory
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.areas.directory.rules.whole import Whole
from alongside.foundation.audit.record import Entry, Op, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

Write = Callable[[Whole], bytes]
Read = Callable[[str, bytes], tuple[Whole, tuple[str, ...]]]
NAMES: Final = {"json": "directory.json", "csv": "directory-csv.zip"}
_writers: dict[str, Write] = {}
_readers: list[Read] = []


def exchange_with(writers: Mapping[str, Write], reader: Read) -> None:
    """Let directories be written and read by these from now on; ``writers`` by ``NAMES``."""
    _writers.update(writers)
    _readers[:] = [reader]


def send_out(actor: Actor, *, shape: str, public: bool, now: datetime) -> bytes:
    """Write the directory, and that it was sent.

    Args:
        shape: A key of ``NAMES``.
        public: Only what may be shown to anybody: options for tonight. Else teams, places of
            safety and named contacts too.

    Raises:
        NotPermitted: The role may not.
        Refused: ``directory_file.shape``.
    """
    require(actor, PERMISSIONS, "directory.send_out")
    if shape not in NAMES:
        raise Refused("directory_file.shape", "Choose JSON or CSV.", field="shape")
    with transaction.atomic():
        whole = whole_directory(actor)
        sent = whole.only_for_the_public() if public else whole
        fields = (shape, "options only" if public else "everything")
        entry = Entry(Op.EXPORT, "directory.send_out", fields=fields)
        record(actor, entry, now=now)
    return _writers[shape](sent)


def read_sent(actor: Actor, name: str, content: bytes) -> tuple[Whole, tuple[str, ...]]:
    """Read a directory file, with notes of what is left out of it; nothing is taken in yet.

    Raises:
        NotPermitted: The role may not.
        Refused: ``directory_file.…``, with what is wrong and where.
    """
    require(actor, PERMISSIONS, "directory.take_in")
    return _readers[0](name, content)
