"""Lets the words of a page that stands be found."""

from datetime import datetime

from alongside.areas.liaison.actions.search_filing import Findable, file_entry, take_out
from alongside.areas.liaison.models import GuidePage, GuideVersion
from alongside.areas.liaison.queries.guide_text import searched_words
from alongside.areas.liaison.rules.guide_states import PageKind
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.kernel.local_time import local_date


def file_page(row: GuideVersion, *, now: datetime) -> None:
    """Let a page be found by the words of the version that stands, and by no other kind's."""
    take_out_page(row.page)
    kind = SearchKind.POLICY if row.page.kind == PageKind.POLICY else SearchKind.PAGE
    body = searched_words(row.markdown, on=local_date(now))
    entry = Findable(kind, row.page_id, row.page.title, body, row.said_as)
    file_entry(entry, now=row.published_at or now)


def take_out_page(page: GuidePage) -> None:
    """Let a page be found no more."""
    for kind in (SearchKind.PAGE, SearchKind.POLICY):
        take_out(kind, page.id)
