"""How somebody's words are read before a store is asked, so that both stores are asked alike.

Whatever was typed becomes groups of plain words; a query in a store's own language is made of
those alone, so nothing typed can reach its syntax.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from alongside.areas.liaison.rules.officer_words import (
    Phrase,
    left_out,
    longest_said,
    officer_words,
)

MOST_WORDS: Final = 24
LONGEST_WORD: Final = 40
LONGEST_TYPED: Final = 400
SHORTEST_START: Final = 3
"""A word still being typed is taken as the start of one from so many letters on."""
FEW: Final = 20
_WORD: Final = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that was said, and other ways to say it. Any of them will do.

    Attributes:
        ways: Each a word, or a few in order.
        starts: Whether the last word of the first way may go on: it was still being typed.
    """

    ways: tuple[Phrase, ...]
    starts: bool = False

    @property
    def said(self) -> str:
        """As it was said."""
        return " ".join(self.ways[0])


def folded(text: str) -> list[str]:
    """Answer the words of a text: lower case, no accents, letters and digits alone."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return _WORD.findall("".join(one for one in plain if not unicodedata.combining(one)))


def read_words(typed: str, *, typing: bool = False) -> tuple[Group, ...]:
    """Answer what was said, as groups; none where nothing was said that could be looked for.

    Args:
        typed: As somebody typed it.
        typing: Whether they are still at it, so that the last word may go on.
    """
    words = [word for word in folded(typed[:LONGEST_TYPED]) if len(word) <= LONGEST_WORD]
    words = words[:MOST_WORDS]
    last = words[-1] if words and typing and typed[-1:].isalnum() else ""
    if len(last) < SHORTEST_START:
        begun = bool(last) and (last,) not in officer_words()
        return _grouped(words[:-1] if begun else words)
    groups = _grouped(words)
    if groups and groups[-1].ways[0][-1] == last:
        return (*groups[:-1], replace(groups[-1], starts=True))
    return (*groups, Group(((last,),), starts=True))


def _grouped(words: list[str]) -> tuple[Group, ...]:
    """Take sayings of the list first, the longest that fits; then each word by itself."""
    said, at = officer_words(), 0
    groups: dict[Phrase, Group] = {}
    while at < len(words):
        take, means = 1, said.get((words[at],), ())
        for length in range(min(longest_said(), len(words) - at), 1, -1):
            if tuple(words[at : at + length]) in said:
                take = length
                means = said[tuple(words[at : at + length])]
                break
        phrase = tuple(words[at : at + take])
        at += take
        if take > 1 or means or (phrase[0] not in left_out() and not _one_letter(phrase[0])):
            groups[phrase] = Group(tuple(dict.fromkeys((phrase, *means))))
    return tuple(groups.values())


def loosened(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Answer the groups, and each word by itself of a saying of several words."""
    words = {
        word: Group(((word,),))
        for group in groups
        if len(group.ways[0]) > 1
        for word in group.ways[0]
        if word not in left_out() and not _one_letter(word)
    }
    single = {group.ways[0][0] for group in groups if len(group.ways[0]) == 1}
    return (*groups, *(group for word, group in words.items() if word not in single))


def _one_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def fts5_query(groups: tuple[Group, ...], *, every: bool) -> str:
    """Answer the query in the language of SQLite's FTS5: every group, or any of them."""
    parts = []
    for group in groups:
        ways = [f'"{" ".join(way)}"' for way in group.ways]
        if group.starts:
            ways.append(f"{ways[0]} *")
        parts.append(f"({' OR '.join(ways)})")
    return (" AND " if every else " OR ").join(parts)


def tsquery(groups: tuple[Group, ...], *, every: bool) -> str:
    """Answer the query in the language of PostgreSQL's ``to_tsquery``."""
    return (" & " if every else " | ").join(one_tsquery(group) for group in groups)


def one_tsquery(group: Group) -> str:
    """Answer the part of one group."""
    ways = [f"({' <-> '.join(way)})" for way in group.ways]
    if group.starts:
        ways.append(f"({' <-> '.join(group.ways[0])}:*)")
    return f"({' | '.join(ways)})"


def rarest(groups: tuple[Group, ...], counts: Mapping[str, int], *, most: int) -> tuple[Group, ...]:
    """Answer the groups that say the most, where not everything said can be found together.

    A word on very many pages tells none of them from another and makes the store weigh them all.

    Args:
        groups: What was said.
        counts: On how many pages a word stands.
        most: How many pages the groups may stand on together; the rarest is kept anyhow.
    """
    kept: list[Group] = []
    weighed = 0
    for group in sorted(groups, key=lambda one: stands_on(one, counts)):
        pages = stands_on(group, counts)
        if kept and weighed + pages > most:
            break
        kept.append(group)
        weighed += pages
    return tuple(group for group in groups if group in kept)


def stands_on(group: Group, counts: Mapping[str, int]) -> int:
    """Answer on about how many pages something said stands: the rarest word of each way.

    Words are counted as they were written and found by their stem, so one that nobody wrote in
    just this form may still be on a few.
    """
    return sum(min(counts.get(word, FEW) for word in way) for way in group.ways)


def put_right(groups: tuple[Group, ...], nearest: Mapping[str, str]) -> tuple[Group, ...]:
    """Answer the groups with words that nobody wrote put right, and read again."""
    words = [nearest.get(word, word) for group in groups for word in group.ways[0]]
    return read_words(" ".join(words))
