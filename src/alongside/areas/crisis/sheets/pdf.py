"""Makes the record sheet's PDF with Typst, which needs no system libraries."""

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files

import typst

from alongside.areas.crisis.sheets.sections import SheetContents


@cache
def _compiler() -> typst.Compiler:
    """Keep the compiler, and so its fonts, for the life of the process.

    Only the fonts that ship with Typst are used, so a sheet looks the same wherever it is made.
    """
    template = files(__package__).joinpath("record.typ").read_bytes()
    return typst.Compiler(template, ignore_system_fonts=True)


def sheet_pdf(sheet: SheetContents) -> bytes:
    """Answer a record sheet as a PDF, A4."""
    words = json.dumps(asdict(sheet), ensure_ascii=False)
    made: bytes = _compiler().compile(format="pdf", sys_inputs={"sheet": words})
    return made
