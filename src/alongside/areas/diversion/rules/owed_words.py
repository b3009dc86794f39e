"""Words for everything that can be owed next, from each kind of work."""

from collections.abc import Mapping
from typing import Final

from alongside.areas.diversion.rules import owed_justice, owed_pathway, owed_reports

WORDS: Final[Mapping[str, str]] = {
    **owed_pathway.OWED_WORDS,
    **owed_justice.WORDS,
    **owed_reports.WORDS,
}


def owed_words(what: str) -> str:
    """Say what is owed; a code that has no words is said as it is."""
    return WORDS.get(what, what.replace("_", " ").capitalize())
