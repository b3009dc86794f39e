"""Makes the PDF of a report with Typst, which needs no system libraries."""

import json
from dataclasses import asdict
from importlib.resources import files

import typst

from alongside.areas.diversion.queries.report_paper import ReportPaper
from alongside.foundation.kit.letters import printable


def report_pdf(paper: ReportPaper) -> bytes:
    """Answer a released report as a PDF, A4, with its version and release on every page."""
    template = files(__package__).joinpath("report.typ").read_bytes()
    words = json.dumps(printable(asdict(paper)), ensure_ascii=False)
    made: bytes = typst.compile(
        template, format="pdf", ignore_system_fonts=True, sys_inputs={"paper": words}
    )
    return made
