"""The cards and keys of the database, as the finder asks for them. By index alone, in plain SQL.

Written by hand because a look-up while somebody types has a few milliseconds: the same words for
SQLite and PostgreSQL.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Max

from alongside.areas.people.models import CardKey, NameWord, PersonCard, WordKey
from alongside.engines.matching.finder import facts_of, worth_weighing
from alongside.engines.matching.model import Facts

MOST_BEGINNINGS: Final = 500
MOST_ROWS: Final = 20_000
"""Rows read for one look-up at the most: one very common name alone stops there."""

_CARDS: Final = """
    WITH asked(key, weight) AS (VALUES {asked}),
    filed AS (
        SELECT {keys}.card_id AS card, asked.weight AS weight
        FROM asked JOIN {keys} ON {keys}.key = asked.key LIMIT %s
    )
    SELECT card, SUM(weight) FROM filed GROUP BY card ORDER BY SUM(weight) DESC, card LIMIT %s
"""


class DatabaseIndex:
    """Where people are filed, in the database."""

    def words_filed(self, keys: Collection[int], beginnings: Collection[str]) -> set[str]:
        """Answer the words of names filed under any key, or beginning so."""
        found = set[str]()
        if keys:
            table, marks = WordKey._meta.db_table, ",".join(["%s"] * len(keys))
            found.update(_column(f"SELECT word FROM {table} WHERE key IN ({marks})", list(keys)))  # nosec B608
        for start in beginnings:
            # Words hold a to z and 0 to 9 only, so every collation puts this range in one run of
            # the index; LIKE would not use the index on either database.
            end = start.ljust(NameWord._meta.get_field("word").max_length or 0, "z")
            table = NameWord._meta.db_table
            found.update(
                _column(
                    f"SELECT word FROM {table} WHERE word BETWEEN %s AND %s LIMIT %s",  # nosec B608
                    [start, end, MOST_BEGINNINGS],
                )
            )
        return found

    def cards_filed(self, keys: Mapping[int, float], most: int) -> list[int]:
        """Answer cards filed under any key that are worth weighing, those most likely first."""
        asked = ",".join(["(%s,%s)"] * len(keys))
        sql = _CARDS.format(asked=asked, keys=CardKey._meta.db_table)
        # Whole hundredths of a bit: both databases add whole numbers fastest.
        pairs = chain.from_iterable((key, round(weight * 100)) for key, weight in keys.items())
        with connection.cursor() as cursor:
            cursor.execute(sql, [*pairs, MOST_ROWS, most])
            return worth_weighing([(card, float(total) / 100) for card, total in cursor.fetchall()])

    def people_on(self, cards: Sequence[int]) -> list[tuple[UUID, Facts]]:
        """Answer who is on these cards, and what is known of them."""
        if not cards:
            return []
        table, marks = PersonCard._meta.db_table, ",".join(["%s"] * len(cards))
        sql = f"SELECT person_id, facts FROM {table} WHERE id IN ({marks})"  # nosec B608
        with connection.cursor() as cursor:
            cursor.execute(sql, cards)
            rows = cursor.fetchall()
        # SQLite keeps an identifier as text, PostgreSQL as what it is.
        return [(pk if isinstance(pk, UUID) else UUID(pk), facts_of(card)) for pk, card in rows]


def people_filed() -> int:
    """Answer how many people are filed, about: the number of the last card."""
    return PersonCard.objects.aggregate(last=Max("pk"))["last"] or 0


def _column(sql: str, values: Sequence[str | int]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]
