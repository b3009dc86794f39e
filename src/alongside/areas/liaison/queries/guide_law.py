"""Which pages quote which number of the law, and what changes when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.areas.liaison.models import LawQuote
from alongside.areas.liaison.rules.guide_states import IN_HAND, VersionState
from alongside.areas.liaison.rules.law_quotes import Quoted, known_names, quoted, stretches_of
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import say_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Quoting:
    """A page that quotes a number of the law.

    Attributes:
        said: What it said when the page was last looked at.
        differs: Whether that is not what it says today.
        in_hand: Whether it is a version not published yet.
    """

    slug: str
    title: str
    owner: str
    number: int
    said: str
    differs: bool
    in_hand: bool


@dataclass(frozen=True, slots=True)
class LawEntry:
    """A number of the law and how much it is quoted.

    Attributes:
        changes: What is known to change, in one sentence; empty when nothing is.
    """

    law: Quoted
    pages: int
    changes: str


@dataclass(frozen=True, slots=True)
class LawPage:
    """A number of the law with its whole story and what quotes it."""

    law: Quoted
    stretches: tuple[Quoted, ...]
    quoting: tuple[Quoting, ...]
    changes: str


def law_list(viewer: Actor, *, today: date) -> list[LawEntry]:
    """Answer every number of the law with how many pages that stand quote it."""
    require(viewer, PERMISSIONS, "guide.read")
    rows = LawQuote.objects.filter(of__state=VersionState.PUBLISHED)
    many: dict[str, int] = {}
    for name in rows.values_list("name", flat=True):
        many[name] = many.get(name, 0) + 1
    found = [
        LawEntry(law, many.get(name, 0), change_words(name, today=today))
        for name in known_names()
        if (law := quoted(name, on=today)) is not None
    ]
    return sorted(found, key=lambda one: (not one.pages, one.law.title))


def law_page(viewer: Actor, name: str, *, today: date, works: bool) -> LawPage:
    """Answer one number of the law: what it was, is and will be, and which pages quote it.

    Args:
        viewer: Who looks.
        name: Its name in the law data.
        today: In England.
        works: Whether versions not published yet are listed too.

    Raises:
        Refused: ``guide.unknown_law``.
    """
    require(viewer, PERMISSIONS, "guide.read")
    law = quoted(name, on=today)
    if law is None:
        raise Refused(
            "guide.unknown_law",
            "There is no such number of the law here.",
            next_step="Choose one from the list of the law.",
        )
    states = [VersionState.PUBLISHED.value, *(one.value for one in IN_HAND if works)]
    rows = LawQuote.objects.filter(name=name, of__state__in=states)
    quoting = [
        Quoting(
            slug=row.of.page.slug,
            title=row.of.page.title,
            owner=row.of.page.owner.title,
            number=row.of.number,
            said=row.said,
            differs=row.said != law.words[:120],
            in_hand=row.of.state != VersionState.PUBLISHED,
        )
        for row in rows.select_related("of__page__owner").order_by("of__page__title", "of__number")
    ]
    stretches: Sequence[Quoted] = stretches_of(name)
    return LawPage(law, tuple(stretches), tuple(quoting), change_words(name, today=today))


def change_words(name: str, *, today: date) -> str:
    """Say what is known to change of a number of the law; empty when nothing is."""
    said = []
    for one in stretches_of(name):
        if one.since is not None and one.since > today:
            said.append(f"From {say_date(one.since)}: {one.words}.")
        elif one.until is not None and one.until > today:
            said.append(f"Ends on {say_date(one.until)}.")
        if one.until is None and one.until_words:
            said.append(f"Ends when {one.until_words}; no day is set yet.")
    return " ".join(said)
