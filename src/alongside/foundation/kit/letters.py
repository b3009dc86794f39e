"""Keeps every word of a sheet in its PDF: what the fonts cannot draw is named, not dropped.

Only the fonts that ship with Typst are used, so which letters they draw is known beforehand.
"""

import re
import unicodedata
from typing import Any, Final

DRAWN: Final = (
    (0x0020, 0x007E),
    (0x00A0, 0x0377),
    (0x037A, 0x037F),
    (0x0384, 0x04FF),
    (0x0531, 0x058F),
    (0x0591, 0x05F4),
    (0x0606, 0x060C),
    (0x061B, 0x061F),
    (0x0621, 0x0655),
    (0x0660, 0x066D),
    (0x0679, 0x067B),
    (0x067E, 0x0680),
    (0x0686, 0x0687),
    (0x0691, 0x0691),
    (0x0698, 0x0698),
    (0x06A9, 0x06A9),
    (0x06AF, 0x06AF),
    (0x06BE, 0x06BE),
    (0x06CC, 0x06CC),
    (0x06F0, 0x06F9),
    (0x10D0, 0x10FF),
    (0x1E00, 0x1FFF),
    (0x2000, 0x200A),
    (0x2010, 0x2027),
    (0x202F, 0x2037),
    (0x2039, 0x2040),
    (0x2070, 0x209C),
    (0x20A0, 0x20C0),
    (0x2122, 0x2122),
    (0x2153, 0x2184),
    (0x2190, 0x21FF),
    (0x2460, 0x24FF),
    (0x2500, 0x257F),
    (0x25A0, 0x262F),
)
"""Ranges of characters that the fonts draw, first and last. Source: their character maps."""

ANOTHER_SCRIPT: Final = "[words in another script, shown on the page]"
LONG_WORD: Final = 18
BREAK: Final = "\u200b"
_WORD: Final = re.compile(r"\w[\w\u0300-\u036f\u0900-\u0dff\u200c\u200d]*")
_LONG: Final = re.compile(rf"[^\s{BREAK}]{{{LONG_WORD},}}")
_STEP: Final = re.compile(r".{6}(?=.)")


def printable(value: Any) -> Any:
    """Answer the same words, lists or mapping with every text made fit to print."""
    if isinstance(value, str):
        return printable_text(value)
    if isinstance(value, dict):
        return {key: printable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [printable(inner) for inner in value]
    return value


def printable_text(text: str) -> str:
    """Name what the fonts cannot draw, and let a very long word break."""
    if not text.isascii():
        text = _WORD.sub(_word, text)
        text = "".join(_named(char) for char in text)
        text = re.sub(rf"({re.escape(ANOTHER_SCRIPT)}\s*)+(?=\s|$)", ANOTHER_SCRIPT, text)
    return _LONG.sub(lambda found: _STEP.sub(rf"\g<0>{BREAK}", found[0]), text)


def _word(found: re.Match[str]) -> str:
    word = found[0]
    return word if all(_drawn(char) for char in word) else ANOTHER_SCRIPT


def _named(char: str) -> str:
    """Answer a character, or its name in brackets; nothing for one that is never seen."""
    if _drawn(char):
        return char
    if unicodedata.category(char) in {"Cf", "Cc", "Mn", "Me", "Sk"}:
        return ""
    return f"[{unicodedata.name(char, 'symbol').lower()}]"


def _drawn(char: str) -> bool:
    code = ord(char)
    return char in "\n\t" or any(first <= code <= last for first, last in DRAWN)
