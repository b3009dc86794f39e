"""Writes the reference page of every code list and mapping, as Markdown."""

from collections.abc import Iterable, Iterator

from alongside.foundation.reference.codelist import CodeList, Entry, Evidence
from alongside.foundation.reference.loading import code_list, systems
from alongside.foundation.reference.mapping import CodeMapping, code_mapping, mappings

_EVIDENCE = {
    Evidence.FOUND: "read in the source",
    Evidence.KNOWN: "known, not re-read",
    Evidence.UNCERTAIN: "not confirmed: check before relying on it",
    Evidence.OURS: "our own list",
}

_OPENING = """\
# Code lists

Made by `alongside codes document` from the files in
`src/alongside/foundation/reference`; a test fails when this page is out of date.

Codes are the source's own and are never renumbered; the words are ours. *From* is the first
day a code may be used and *to* the first day it may not; empty means no such day is recorded.
A code no longer in force still has its words, so an old record always reads. A mark beside a
code says how sure we are of it where that differs from its list.
"""


def codes_page() -> str:
    """Write the whole page."""
    parts = [_OPENING, "## Lists\n"]
    parts += [_list_section(code_list(system)) for system in systems()]
    parts.append("## Mappings\n")
    parts += [_mapping_section(code_mapping(name)) for name in mappings()]
    return "\n".join(parts)


def _list_section(codes: CodeList) -> str:
    source = f"[{codes.source}]({codes.address})" if codes.address else codes.source
    checked = f"Checked on {codes.checked_on.isoformat()}; {_EVIDENCE[codes.evidence]}."
    extent = "Whole list." if codes.complete else "Part of the list."
    lines = [
        f"### `{codes.system}`: {codes.title}",
        "",
        f"Source: {source}. {checked} {extent}",
        "",
    ]
    lines += [codes.note, ""] if codes.note else []
    return "\n".join([*lines, *_entry_table(codes), ""])


def _entry_table(codes: CodeList) -> Iterator[str]:
    columns = {
        "Code": [f"`{entry.code}`" for entry in codes],
        "Words": [entry.display for entry in codes],
        "Group": [entry.group for entry in codes],
        "From": [entry.valid_from.isoformat() if entry.valid_from else "" for entry in codes],
        "To": [entry.valid_to.isoformat() if entry.valid_to else "" for entry in codes],
        "Source": [entry.source for entry in codes],
        "Mark": [_mark(entry, codes) for entry in codes],
        "Note": [entry.note for entry in codes],
    }
    return _table({name: cells for name, cells in columns.items() if any(cells)})


def _mark(entry: Entry, codes: CodeList) -> str:
    return "" if entry.evidence is codes.evidence else entry.evidence.value


def _mapping_section(mapping: CodeMapping) -> str:
    start, end = code_list(mapping.from_system), code_list(mapping.to_system)
    checked = f"Checked on {mapping.checked_on.isoformat()}."
    lines = [
        f"### `{mapping.name}`",
        "",
        f"From `{start.system}` to `{end.system}`. Source: {mapping.source}. {checked}",
        "",
    ]
    lines += [mapping.note, ""] if mapping.note else []
    pairs = [(entry, mapping.pairs.get(entry.code)) for entry in start]
    table = _table(
        {
            "From": [f"`{entry.code}` {entry.display}" for entry, _ in pairs],
            "To": [f"`{to}` {end.display(to)}" if to else "no counterpart" for _, to in pairs],
        }
    )
    return "\n".join([*lines, *table, ""])


def _table(columns: dict[str, list[str]]) -> Iterator[str]:
    yield _row(columns)
    yield _row("---" for _ in columns)
    for cells in zip(*columns.values(), strict=True):
        yield _row(cells)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
