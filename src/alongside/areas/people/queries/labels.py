"""How people are named on lists."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet

from alongside.areas.people.models import Person
from alongside.areas.people.queries.lines import PersonLabel
from alongside.areas.people.rules.ages import Birth, age_words, is_child
from alongside.areas.people.rules.facts import NewName
from alongside.areas.people.rules.labelling import initials, unknown_full, unknown_words
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date

COLUMNS = (
    "id",
    "known",
    "description",
    "sex",
    "legal__given",
    "legal__family",
    "liked__given",
    "liked__family",
    "born__born_on",
    "born__age_low",
    "born__age_high",
    "born__as_of",
)

Row = dict[str, Any]
"""A person as the database joins them to their current names and birth."""


def labels(
    viewer: Actor, person_ids: Collection[UUID], *, now: datetime
) -> dict[UUID, PersonLabel]:
    """Answer how each of these people is named, in one database query.

    A key that was joined to another is named as the record that stands.

    Nothing is logged here: the page that shows the list logs what it shows.

    Args:
        viewer: Who looks; must be signed in, and the caller has decided they may see the list.
        person_ids: Whom to name. Unknown identifiers are left out.
        now: For ages.
    """
    today = local_date(now)
    rows = list(labelled(Person.objects.filter(pk__in=set(person_ids)), "merged_into_id"))
    found = {row["id"]: label_of(row, today) for row in rows}
    joined = {row["id"]: row["merged_into_id"] for row in rows if row["merged_into_id"]}
    if joined:
        standing = labels(viewer, set(joined.values()), now=now)
        found |= {key: standing[into] for key, into in joined.items()}
    return found


def labelled(people: QuerySet[Person], *more: str) -> Iterable[Row]:
    """Join the current names and birth to people, one row each.

    Args:
        people: Whom.
        more: Further columns of the person's own row.
    """
    joined: Any = people.annotate(
        legal=FilteredRelation("names", condition=Q(names__current=True, names__kind="legal")),
        liked=FilteredRelation("names", condition=Q(names__current=True, names__kind="preferred")),
        born=FilteredRelation("births", condition=Q(births__current=True)),
    )
    rows: Iterable[Row] = joined.values(*COLUMNS, *more)
    return rows


def birth_of(row: Row) -> Birth:
    """Read the birth from a labelled row."""
    return Birth(*(row[f"born__{part}"] for part in ("born_on", "age_low", "age_high", "as_of")))


def legal_name(row: Row) -> NewName:
    """Read the legal name from a labelled row."""
    return NewName(str(row["legal__given"] or ""), str(row["legal__family"] or ""))


def label_of(row: Row, today: date) -> PersonLabel:
    """Turn a labelled row into a label; a name somebody likes comes before the legal one."""
    birth = birth_of(row)
    legal = legal_name(row)
    liked = NewName(
        str(row["liked__given"] or legal.given), str(row["liked__family"] or legal.family)
    )
    if row["known"]:
        full, short = liked.full, initials(liked)
    else:
        short = unknown_words(str(row["sex"]), birth, today)
        full = unknown_full(short, str(row["description"]))
    return PersonLabel(
        id=row["id"],
        full=full,
        initials=short,
        age_words=age_words(birth, today),
        is_child=is_child(birth, today),
        known=bool(row["known"]),
    )
