"""Writes a scheme's document as TOML."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any


def toml_text(document: Mapping[str, Any], *, heading: str = "") -> str:
    """Write a document of plain values, tables and lists of tables.

    Args:
        document: Text, numbers, truths, days, lists of them, tables, and lists of tables.
        heading: Lines of comment above it.

    Returns:
        TOML that ``tomllib`` reads back as the same values.
    """
    lines = [f"# {line}".rstrip() for line in heading.splitlines()]
    tables = {name: value for name, value in document.items() if isinstance(value, Mapping)}
    lists = {name: value for name, value in document.items() if _is_tables(value)}
    for name, value in document.items():
        if name not in tables and name not in lists:
            lines.append(f"{_key(name)} = {_value(value)}")
    for name, table in tables.items():
        lines.extend(("", f"[{_key(name)}]", *_lines(table)))
    for name, rows in lists.items():
        for row in rows:
            lines.extend(("", f"[[{_key(name)}]]", *_lines(row)))
    return "\n".join(lines).lstrip("\n") + "\n"


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        yield f"{_key(name)} = {_value(value)}"


def _key(name: str) -> str:
    plain = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if plain else _quoted(name)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(name)} = {_value(one)}" for name, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return value.isoformat() if isinstance(value, date) else _quoted(str(value))


def _quoted(text: str) -> str:
    """Write text in quotes; what JSON escapes, TOML reads, but for one letter."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
