"""``alongside evaluate headline``: what verdict can a claim carry?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from alongside.config.command.acting import bad_input
from alongside.config.command.evaluate.answering import (
    AsJson,
    Level,
    Report,
    SheetName,
    answer,
    read_table,
)

if TYPE_CHECKING:
    from alongside.engines.evaluation.headlines.claims import Claim
    from alongside.engines.evaluation.result import Finding

QUESTION: Final = "Can this headline be stood behind?"
SETTINGS: Final = {"ignore_unknown_options": True}  # "-33% of …" is a claim, not an option
TABLES: Final = (".csv", ".xlsx", ".tsv", ".txt")

Given = Annotated[
    str, typer.Argument(help="A claim in words, or a file of claims with their counts.")
]
RegisterFile = Annotated[
    Path | None, typer.Option("--register", help="A register of your own (TOML).")
]


def headline(
    context: typer.Context,
    given: Given = "",
    register: RegisterFile = None,
    level: Level = 0.95,
    sheet: SheetName = "",
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Judge a headline by the counts behind it, or every claim of a file, or of the register.

    Words such as "−33% s136, Leicestershire, 3 months" are looked for in the register; words
    with counts, such as "down 38%, 169 -> 104", are judged by them. With nothing given, the whole
    register is judged. Exit 0 answered, 2 bad input.
    """

    def ask() -> "Finding":
        from alongside.engines.evaluation.headlines.answering import headline as judge_words
        from alongside.engines.evaluation.headlines.answering import headlines
        from alongside.engines.evaluation.headlines.claim_table import claims_in

        claims = _register(register)
        if not given.strip():
            return headlines(claims, source="the register of headlines", level=level)
        if not given.lower().endswith(TABLES):
            return judge_words(given, claims=claims, level=level)
        table = read_table(Path(given), sheet_name=sheet)
        judged = table.words("verdict") if table.has("verdict") else []
        source = f"{table.name}: {len(table):,} rows"
        found = claims_in(table)
        verdicts = judged if len(judged) == len(found) else []
        return headlines(found, given=verdicts, source=source, level=level)

    answer(context, ask, as_json=as_json, report=report, question=QUESTION)


def _register(path: Path | None) -> "tuple[Claim, ...]":
    from alongside.engines.evaluation.headlines.register import read_register, register

    if path is None:
        return register()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        why = getattr(fault, "strerror", None) or "not text in UTF-8"
        bad_input(f"--register {path.name}: {why}.")
    return read_register(text, name=path.name)
