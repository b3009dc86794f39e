"""Which letters a cell holds, as bits, so that most unlike pairs are known to be so at once.

Counting how many letters differ is most of the work of comparing. One letter missing, added or
changed moves at most two of these bits, so a pair whose bits differ in more than twice the slips
allowed need not be counted. Nothing is decided by the bits that the count would decide otherwise.
"""

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

ENDING: Final = "_letters"
FIGURES_ALONE: Final = ("phone", "phone_2", "phone_3", "born")
"""Columns of figures: each figure has six bits, so that how often it stands there tells too."""
LETTERED: Final = frozenset((
    *FIGURES_ALONE, "given_name", "surname", "middle_name", "surname_2", "organisation", "address",
    "address_2", "address_3", "address_4", "town", "house_number", "postcode", "email", "email_2",
    "identifier", "identifier_2", "identifier_3", "identifier_4",
))  # fmt: skip
"""Columns whose letters are counted, beside those of no known role."""

_OF_WORDS: Final = "letters_of_words"
_OF_FIGURES: Final = "letters_of_figures"


def letters(column: str) -> str:
    """SQL for the bits of a prepared column."""
    return f"{_OF_FIGURES if column in FIGURES_ALONE else _OF_WORDS}({column})"


def know_letters(connection: "DuckDBPyConnection") -> None:
    """Teach DuckDB to read a cell's letters as bits; once for each connection."""
    known = connection.execute(
        "SELECT 1 FROM duckdb_functions() WHERE function_name = ?", [_OF_WORDS]
    ).fetchall()
    if known:
        return
    for name, places in ((_OF_WORDS, _places_of_words()), (_OF_FIGURES, _places_of_figures())):
        connection.create_function(  # type: ignore[call-overload]
            name, _reader(*places), ["VARCHAR"], "BIGINT", type="arrow"
        )


def _places_of_words() -> "tuple[NDArray[Any], NDArray[Any]]":
    """Two bits for each letter and one for each figure: ``(256,)`` first bit, ``(256,)`` bits.

    A letter of another script is taken by the first of its bytes for one of the 26; the bytes
    that follow have no bit.
    """
    import numpy as np

    first, bits = np.zeros(256, np.int64), np.zeros(256, np.int64)
    for number in range(26):
        for letter in (ord("a") + number, ord("A") + number):
            first[letter], bits[letter] = 2 * number, 0b11
    for number in range(10):
        first[ord("0") + number], bits[ord("0") + number] = 52 + number, 0b1
    for byte in range(0xC0, 256):
        first[byte], bits[byte] = 2 * (byte % 26), 0b11
    return first, bits


def _places_of_figures() -> "tuple[NDArray[Any], NDArray[Any]]":
    import numpy as np

    first, bits = np.zeros(256, np.int64), np.zeros(256, np.int64)
    for number in range(10):
        first[ord("0") + number], bits[ord("0") + number] = 6 * number, 0b111111
    return first, bits


def _reader(first: "NDArray[Any]", bits: "NDArray[Any]") -> Any:
    """A function of a column of text that answers a column of bits."""

    def read(column: Any) -> Any:
        import numpy as np
        import pyarrow as pa

        whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
        whole = pa.concat_arrays([whole.cast(pa.large_binary())])
        ends = np.frombuffer(whole.buffers()[1], np.int64)[whole.offset :][: len(whole) + 1]
        held = whole.buffers()[2]
        text = np.frombuffer(held, np.uint8) if held is not None else np.zeros(0, np.uint8)
        return pa.array(_bits_of(text, ends, first=first, bits=bits))

    return read


def _bits_of(
    text: "NDArray[Any]", ends: "NDArray[Any]", *, first: "NDArray[Any]", bits: "NDArray[Any]"
) -> "NDArray[Any]":
    """The bits of each cell, one place in all cells at a time.

    Args:
        text: Every cell's bytes, one after another.
        ends: ``(n + 1,)`` where each cell begins and the last ends.
        first: ``(256,)`` the first bit of each byte.
        bits: ``(256,)`` the bits it has, as a mask from the lowest.
    """
    import numpy as np

    longest_first = np.argsort(ends[:-1] - ends[1:], kind="stable")
    begins = ends[:-1][longest_first]
    less_long = -np.diff(ends)[longest_first]
    found = np.zeros(len(begins), np.int64)
    for place in range(-int(less_long[0]) if len(less_long) else 0):
        still = int(np.searchsorted(less_long, -place, side="left"))
        here = text[begins[:still] + place]
        at, able = first[here], bits[here]
        held = (found[:still] >> at) & able
        found[:still] |= ((2 * held + 1) & able) << at
    answer = np.empty_like(found)
    answer[longest_first] = found
    return answer
