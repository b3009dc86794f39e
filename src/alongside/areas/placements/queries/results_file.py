"""Writes what the results page shows as a table for a spreadsheet."""

from collections.abc import Iterator
from typing import Final

from alongside.areas.placements.queries.results import ResultsPage
from alongside.areas.placements.queries.themes import ThemesPage
from alongside.areas.placements.rules.shares import Share
from alongside.foundation.kit.sheets import Value, csv_file

COLUMNS: Final = ("what", "cohort", "of", "count", "out_of", "per_cent", "low", "high", "note")
EVERYBODY: Final = "everybody"


def results_file(page: ResultsPage, themes: ThemesPage) -> bytes:
    """Answer shares, words and themes as CSV; what is hidden on the page is a note here."""
    return csv_file(COLUMNS, _rows(page, themes))


def _rows(page: ResultsPage, themes: ThemesPage) -> Iterator[tuple[Value, ...]]:
    for share in page.results.shares:
        yield _share(EVERYBODY, share)
    for cohort in page.results.cohorts:
        for share in cohort.shares:
            yield _share(cohort.asked.name, share)
    for one in page.words:
        yield ("word", EVERYBODY, one.word, one.count, page.words_given, None, None, None, "")
    for theme in themes.themes:
        numbers = (theme.heard, themes.people)
        yield ("theme", EVERYBODY, theme.words, *numbers, None, None, None, "")


def _share(cohort: str, share: Share) -> tuple[Value, ...]:
    if not share.known:
        return ("share", cohort, share.question.short, *(None,) * 5, share.words)
    ends = (share.value, share.interval.low, share.interval.high)
    per_cent = [round(100 * end, 1) for end in ends]
    return ("share", cohort, share.question.short, share.count, share.out_of, *per_cent, "")
