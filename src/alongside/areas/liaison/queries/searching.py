"""Finds what the hub has published by the words somebody would use."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from rapidfuzz import fuzz, process

from alongside.areas.liaison.models import SearchEntry, SearchWord
from alongside.areas.liaison.queries.search_addresses import address_of, kinds_for
from alongside.areas.liaison.queries.search_stores import Asked, matching
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.search_extracts import extract_of
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.areas.liaison.rules.search_words import (
    Group,
    loosened,
    put_right,
    rarest,
    read_words,
)
from alongside.kernel.actor import Actor, require

TOGETHER: Final = 1_500
"""Where not everything said is found together, the words looked for stand on so many at most."""
ALIKE: Final = 75
"""How alike, of 100, a word has to be that is taken for one typed wrong."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something found.

    Attributes:
        kind: What it is.
        entry_id: Of the answer, page or practice.
        title: Its title.
        extract: A piece of its words around what was looked for.
        href: Where it is read.
        current_since: Since when it has said so.
    """

    kind: SearchKind
    entry_id: UUID
    title: str
    extract: str
    href: str
    current_since: datetime


@dataclass(frozen=True, slots=True)
class Looked:
    """What a search came to.

    Attributes:
        found: Best first.
        understood: Whether anything was said that could be looked for.
        read_as: What was looked for instead, where a word was typed wrong; else empty.
        apart: From which place on not everything said is there together.
    """

    found: tuple[Found, ...]
    understood: bool
    read_as: str = ""
    apart: int = 0


def found(
    viewer: Actor,
    words: str,
    *,
    limit: int = 10,
    kinds: Collection[SearchKind] | None = None,
    typing: bool = False,
) -> list[Found]:
    """Answer what the hub has published that fits some words, best first.

    Args:
        viewer: Who looks; finds only what their role may read.
        words: As they were typed; anything may be in them.
        limit: How many at most.
        kinds: Of which kinds; all when ``None``.
        typing: Whether the last word is still being typed.

    Raises:
        NotPermitted: The role finds nothing here.
    """
    looked = looked_for(viewer, words, limit=limit, kinds=kinds, typing=typing)
    return list(looked.found)


def looked_for(
    viewer: Actor,
    words: str,
    *,
    limit: int = 10,
    kinds: Collection[SearchKind] | None = None,
    typing: bool = False,
) -> Looked:
    """Answer the same with how the words were read."""
    require(viewer, PERMISSIONS, "knowledge.find")
    wanted = kinds_for(viewer) if kinds is None else kinds_for(viewer) & frozenset(kinds)
    groups = read_words(words, typing=typing)
    if not groups or not wanted:
        return Looked((), understood=bool(groups))
    search = _Search(wanted, limit)
    numbers = search.together(groups)
    mended: tuple[Group, ...] = ()
    if not numbers:
        mended = _mended(groups, search.counts(groups))
        numbers = search.together(mended) if mended else []
        mended = mended if numbers else ()
    apart = len(numbers)
    numbers = search.apart(mended or groups, numbers)
    if not numbers and (mended := _mended(groups, search.counts(groups))):
        numbers = search.apart(mended, [])
    read_as = " ".join(group.said for group in mended) if numbers and mended else ""
    return Looked(
        tuple(_found(numbers, mended or groups)), understood=True, read_as=read_as, apart=apart
    )


@dataclass(frozen=True, slots=True)
class _Search:
    """One search: of these kinds, and so many at most."""

    kinds: frozenset[SearchKind]
    limit: int

    def counts(self, groups: tuple[Group, ...]) -> Mapping[str, int]:
        """On how many pages each word stands as it was written."""
        words = {word for group in groups for way in group.ways for word in way}
        return dict(SearchWord.objects.filter(word__in=words).values_list("word", "entries"))

    def together(self, groups: tuple[Group, ...]) -> list[int]:
        """Where everything said is."""
        counts = self.counts(groups)
        return matching(Asked(groups, True, self.kinds, self.limit, counts))

    def apart(self, groups: tuple[Group, ...], before: list[int]) -> list[int]:
        """The same, and after them where some of it is."""
        groups = loosened(groups)
        if len(groups) == 1 or len(before) >= self.limit:
            return before
        counts = self.counts(groups)
        telling = rarest(groups, counts, most=TOGETHER)
        more = matching(Asked(telling, False, self.kinds, self.limit, counts))
        return [*before, *(one for one in more if one not in before)][: self.limit]


def _mended(groups: tuple[Group, ...], counts: Mapping[str, int]) -> tuple[Group, ...]:
    """The groups with unknown words put right by the nearest that somebody wrote, if any are."""
    unknown = {
        word
        for group in groups
        for word in group.ways[0]
        if word not in counts and len(word) > 2 and not word.isdigit()
    }
    if not unknown:
        return ()
    words = list(SearchWord.objects.filter(entries__gt=0).values_list("word", flat=True))
    nearest = {}
    for word in unknown:
        best = process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=ALIKE)
        if best is not None:
            nearest[word] = best[0]
    return put_right(groups, nearest) if nearest else ()


def _found(numbers: list[int], groups: tuple[Group, ...]) -> list[Found]:
    rows = SearchEntry.objects.in_bulk(numbers)
    return [
        Found(
            kind=SearchKind(row.kind),
            entry_id=row.entry_id,
            title=row.title,
            extract=extract_of(row.body, groups),
            href=address_of(SearchKind(row.kind), row.entry_id),
            current_since=row.current_since,
        )
        for row in (rows[number] for number in numbers)
    ]


def newest(viewer: Actor, *, limit: int = 6) -> list[Found]:
    """Answer what was published last, for somebody who has not said yet what they look for.

    Raises:
        NotPermitted: The role finds nothing here.
    """
    require(viewer, PERMISSIONS, "knowledge.find")
    rows = SearchEntry.objects.filter(kind__in=kinds_for(viewer))
    numbers = rows.order_by("-current_since", "-id").values_list("id", flat=True)[:limit]
    return _found(list(numbers), ())
