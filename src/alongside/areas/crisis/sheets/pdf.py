"""Makes the record sheet's PDF with Typst, which needs no system libraries."""

import json
from dataclasses import asdict
from importlib.resources import files

import typst

from alongside.areas.crisis.sheets.sections import SheetContents
from alongside.foundation.kit.letters import printable


def sheet_pdf(sheet: SheetContents) -> bytes:
    """Answer a record sheet as a PDF, A4.

    Only the fonts that ship with Typst are used, so a sheet looks the same wherever it is
    made. A compiler is made each time, in some 20 ms: one that is kept serves a single thread.
    """
    template = files(__package__).joinpath("record.typ").read_bytes()
    words = json.dumps(printable(asdict(sheet)), ensure_ascii=False)
    made: bytes = typst.compile(
        template, format="pdf", ignore_system_fonts=True, sys_inputs={"sheet": words}
    )
    return made
