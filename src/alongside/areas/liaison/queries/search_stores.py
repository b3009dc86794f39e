"""Asks the full-text index of the store: one port, and an adapter for each of the two stores.

SQLite's FTS5 weighs by BM25. PostgreSQL's ``ts_rank_cd`` does not know which words are rare, so
each thing said is ranked by itself and counted by how rare it is.
"""

import json
import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.areas.liaison.rules.search_words import (
    Group,
    fts5_query,
    one_tsquery,
    stands_on,
    tsquery,
)

WEIGHED: Final = 600
"""PostgreSQL ranks no more than so many, the newest; more is no answer to anybody."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the index is asked for.

    Attributes:
        groups: What was said; not empty.
        every: Whether all of it has to be there; otherwise any of it.
        kinds: What may be found.
        limit: How many at most.
        counts: On how many pages a word stands.
    """

    groups: tuple[Group, ...]
    every: bool
    kinds: Collection[SearchKind]
    limit: int
    counts: Mapping[str, int]


def matching(asked: Asked) -> list[int]:
    """Answer the numbers of the entries that match, best first."""
    return _ADAPTERS[connection.vendor](asked)


def make_again() -> None:
    """Make the index again from what is filed."""
    with connection.cursor() as cursor:
        cursor.execute(_MAKE_AGAIN[connection.vendor])


SQLITE: Final = """
    SELECT entry.id FROM liaison_search_index
    JOIN liaison_searchentry entry ON entry.id = liaison_search_index.rowid
    WHERE liaison_search_index MATCH %s AND entry.kind IN (SELECT value FROM json_each(%s))
    ORDER BY bm25(liaison_search_index, 8.0, 5.0, 1.0), entry.id DESC LIMIT %s
"""
POSTGRES: Final = """
    WITH said AS MATERIALIZED (
        SELECT rarity, to_tsquery('english', words) AS words
        FROM unnest(%s::float8[], %s::text[]) AS one(rarity, words)
    ), weighed AS (
        SELECT id, search_index FROM liaison_searchentry
        WHERE search_index @@ to_tsquery('english', %s) AND kind = ANY(%s)
        ORDER BY id DESC LIMIT %s
    )
    SELECT id FROM weighed ORDER BY (
        SELECT sum(rarity * ts_rank_cd('{0.1, 0.2, 0.7, 1.0}', search_index, words, 1)) FROM said
    ) DESC, id DESC LIMIT %s
"""


def _sqlite(asked: Asked) -> list[int]:
    words = fts5_query(asked.groups, every=asked.every)
    return _numbers(SQLITE, [words, json.dumps(_kinds(asked)), asked.limit])


def _postgres(asked: Asked) -> list[int]:
    rarities = [1 / math.log(2 + stands_on(one, asked.counts)) for one in asked.groups]
    each = [one_tsquery(one) for one in asked.groups]
    words = tsquery(asked.groups, every=asked.every)
    return _numbers(POSTGRES, [rarities, each, words, _kinds(asked), WEIGHED, asked.limit])


def _numbers(sql: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def _kinds(asked: Asked) -> list[str]:
    return sorted(kind.value for kind in asked.kinds)


_ADAPTERS: Final[Mapping[str, Callable[[Asked], list[int]]]] = {
    "sqlite": _sqlite,
    "postgresql": _postgres,
}
_MAKE_AGAIN: Final[Mapping[str, str]] = {
    "sqlite": "INSERT INTO liaison_search_index(liaison_search_index) VALUES ('rebuild')",
    "postgresql": "REINDEX INDEX liaison_search_index",
}
