"""``alongside match encode``: a ledger without names, for somebody else to link."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alongside.config.command.acting import bad_input
from alongside.config.command.match.answering import AsJson, Map
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.engines.matching.private.encoded import Encoded
    from alongside.engines.matching.private.filters import Words
    from alongside.engines.matching.private.preparing import Columns
    from alongside.engines.matching.private.secret import Key
    from alongside.exchange.spreadsheets.sheet import Sheet, SheetRow

File = Annotated[Path, typer.Argument(help="CSV or Excel (.xlsx) file with names.")]
Out = Annotated[Path, typer.Option("--out", help="File of encodings to write.")]
SecretFile = Annotated[
    Path, typer.Option("--secret-file", help="File that holds the secret both sides share.")
]
Exchange = Annotated[str, typer.Option("--exchange", help="What both sides call this exchange.")]
Record = Annotated[
    str, typer.Option("--id", help="Column that tells rows apart; row numbers when not given.")
]
Carry = Annotated[
    list[str] | None,
    typer.Option("--carry", help="Column given openly beside the encoding; many times."),
]
SheetName = Annotated[str, typer.Option("--sheet", help="Which sheet of a workbook.")]


def encode(
    file: File,
    out: Out,
    secret_file: SecretFile,
    exchange: Exchange,
    map_: Map = None,
    id_: Record = "",
    carry: Carry = None,
    sheet: SheetName = "",
    as_json: AsJson = False,
) -> None:
    """Turn a ledger into encodings that can be linked and not read, on your own machine.

    Nothing that was encoded is in the file written. Columns are encoded whose titles say what they
    are, or as --map says; what --carry names is given openly, such as times. Exit 0 written, 2
    bad input.
    """
    from alongside.engines.matching.private.encoded import write_encoded

    try:
        encoded, columns = _encoded(
            file, secret_file, exchange=exchange, asked=map_ or [], record=id_,
            carried=carry or [], sheet_name=sheet,
        )  # fmt: skip
        write_encoded(out, encoded)
    except Refused as wrong:
        bad_input(str(wrong))
    except OSError as fault:
        bad_input(f"--out {out}: {fault.strerror or 'cannot be written'}.")
    if as_json:
        told = {
            "written": str(out),
            "records": len(encoded.records),
            "exchange": encoded.exchange,
            "fingerprint": encoded.fingerprint,
            "encoded": {title: role.value for title, role in columns.roles.items()},
            "carried": list(encoded.carried),
        }
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    typer.echo(f"{len(encoded.records):,} records encoded, fingerprint {encoded.fingerprint}")
    typer.echo("\n".join(f"  {line}" for line in columns.words()))
    if encoded.carried:
        typer.echo(f"  given openly: {', '.join(encoded.carried)}")
    typer.echo(f"Written: {out}")


def _encoded(
    file: Path,
    secret_file: Path,
    *,
    exchange: str,
    asked: list[str],
    record: str,
    carried: list[str],
    sheet_name: str,
) -> "tuple[Encoded, Columns]":
    from alongside.engines.matching.private.encoded import Encoded
    from alongside.engines.matching.private.preparing import choose_columns, records_of
    from alongside.engines.matching.private.secret import key_from
    from alongside.exchange.spreadsheets.sheet import open_sheet

    _check_open([*carried, record])
    key = key_from(_secret(secret_file), exchange=exchange)
    opened = open_sheet(file, sheet_name=sheet_name)
    places = {title: _place(opened, title, option="--carry") for title in carried}
    columns = choose_columns(opened.titles, [*asked, *_not_encoded(carried)], file=opened.name)
    named = _place(opened, record, option="--id") if record else None
    rows = _rows(opened)
    records = records_of(opened.titles, (row.cells for row in rows), columns)
    names = tuple(str(row.number if named is None else row.cells[named]) for row in rows)
    if len(set(names)) != len(names):
        raise Refused("encode.id", f"{opened.name}: --id {record}: two rows have the same.")
    filters = _with_bar(records, key)
    told = {title: tuple(_open_cell(row.cells[at]) for row in rows) for title, at in places.items()}
    return Encoded(opened.name, exchange, key.fingerprint, names, filters, told), columns


def _check_open(titles: list[str]) -> None:
    """Names, dates of birth and numbers are not given openly, nor made the name of a row."""
    from alongside.engines.matching.private.preparing import gives_away

    for title in filter(gives_away, titles):
        raise Refused(
            "encode.open",
            f"--carry or --id {title}: that would say openly who somebody is.",
            next_step="Name rows by their number, or by a reference that only you can read.",
        )


def _not_encoded(carried: list[str]) -> list[str]:
    return [f"unused={title}" for title in carried]


def _place(opened: "Sheet", title: str, *, option: str) -> int:
    folded = [one.casefold() for one in opened.titles]
    if title.strip().casefold() not in folded:
        raise Refused(
            "encode.column",
            f"{option} {title}: {opened.name} has no such column.",
            next_step=f"Its columns are {', '.join(opened.titles)}.",
        )
    return folded.index(title.strip().casefold())


def _rows(opened: "Sheet") -> "list[SheetRow]":
    rows = []
    for row in opened.rows:
        if row.wrong:
            raise Refused("table.row", f"{opened.name}: row {row.number}: {row.wrong}")
        rows.append(row)
    if not rows:
        raise Refused("table.no_rows", f"{opened.name}: it has titles and no rows.")
    return rows


def _open_cell(cell: object) -> str:
    return "" if cell is None else str(cell)


def _secret(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as fault:
        why = fault.strerror or "cannot be read"
    except UnicodeDecodeError:
        why = "not text in UTF-8"
    raise Refused("secret.unreadable", f"--secret-file {path}: {why}.")


def _with_bar(records: list[dict[str, str]], key: "Key") -> "Words":
    from rich.console import Console
    from rich.progress import Progress

    from alongside.engines.matching.private.filters import encode as encode_records

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Encoding", total=len(records))
        return encode_records(records, key=key, told=lambda done: bar.advance(task, done))
