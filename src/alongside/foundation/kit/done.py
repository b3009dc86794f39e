"""Says what was just done, on the page that follows: a code in the address, words in a table.

Nothing is kept between the two pages, so reading the second again says the same.
"""

from collections.abc import Mapping

from django.http import HttpRequest

NAME = "done"


def done_address(address: str, code: str) -> str:
    """Add to an address the code of what was just done."""
    return f"{address}{'&' if '?' in address else '?'}{NAME}={code}"


def done_words(request: HttpRequest, words: Mapping[str, str]) -> str:
    """Answer the words of what was just done; empty when the address names nothing of the table."""
    return words.get(request.GET.get(NAME, ""), "")
