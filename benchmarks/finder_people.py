"""A throwaway record of invented people, and what is asked about them, for the finder's benchmark.

Every person has a number; their identifier is that number, so that people the model cannot tell
apart stand in one order here and in the exhaustive scoring.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from alongside.engines.matching.made_up.noisy import APART, noisy, sample
from alongside.engines.matching.made_up.people import people
from alongside.engines.matching.model import Facts, NameFacts
from alongside.engines.matching.vocabulary import name_words, place_words, read_postcode

NOW = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
AT_ONCE = 20_000
PLACES_KEPT = 3
Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """One look-up.

    Attributes:
        facts: What is asked, as typed into fields.
        text: The same, typed into the one box.
        meant: The number of who is meant; -1 when they are not on record.
        errors: What is wrong with it.
    """

    facts: Facts
    text: str
    meant: int
    errors: tuple[str, ...]


def number_of(person: str) -> int:
    """Read the number of an invented person, from 0."""
    return int(person[1:]) - 1


def made(count: int, *, seed: int) -> Columns:
    """Invent people."""
    return people(count, seed=seed)


def asked_of(columns: Columns, count: int, *, seed: int, absent: bool = False) -> list[Asked]:
    """Answer half-remembered people, 1 to 3 errors each: name, date of birth, postcode, town."""
    spoilt = noisy(sample(columns, count, seed=seed), seed=seed + 1)
    found = []
    for i in range(count):
        row = {name: column[i] for name, column in spoilt.items()}
        meant = -1 if absent else number_of(row["person"])
        found.append(
            Asked(facts_of_row(row), _typed(row), meant, tuple(row["errors"].split(APART)))
        )
    return found


def facts_of_row(row: dict[str, str | None]) -> Facts:
    """Answer what of a row is asked: names, date of birth, postcode and town."""
    code = read_postcode(row["postcode"] or "")
    return Facts(
        names=(NameFacts(name_words(row["given"] or ""), name_words(row["family"] or "")),),
        births=(date.fromisoformat(row["born_on"]),) if row["born_on"] else (),
        postcodes=(code.whole,) if code else (),
        places=place_words(row["town"] or "")[:3],
    )


def _typed(row: dict[str, str | None]) -> str:
    born = "/".join(reversed(row["born_on"].split("-"))) if row["born_on"] else ""
    parts = (row["given"], row["family"], born, row["postcode"])
    return " ".join(part for part in parts if part)


def facts_on_record(columns: Columns, i: int) -> Facts:
    """Answer what is on the card of the person with this number."""
    code = read_postcode(columns["postcode"][i] or "")
    born, phone, nhs = (columns[name][i] for name in ("born_on", "phone", "nhs_number"))
    return Facts(
        names=(NameFacts(name_words(columns["given"][i]), name_words(columns["family"][i])),),
        births=(date.fromisoformat(born),) if born else (),
        postcodes=(code.whole,) if code else (),
        places=place_words(f"{columns['address'][i]}, {columns['town'][i]}")[:PLACES_KEPT],
        phones=(phone,) if phone else (),
        nhs_numbers=(nhs,) if nhs else (),
        sex={"M": "1", "F": "2"}.get(columns["sex"][i], ""),
    )


def file_everybody(columns: Columns) -> float:
    """Put people on record with nothing but their card, and answer the seconds it took."""
    from django.db import transaction

    from alongside.areas.people.actions.filing import file_facts
    from alongside.areas.people.actions.refiling import count_again
    from alongside.areas.people.models import Person

    began, stamp, words = time.perf_counter(), _stamp(), set[str]()
    for lot in _lots(len(columns["person"])):
        facts = {UUID(int=i): facts_on_record(columns, i) for i in lot}
        with transaction.atomic():
            Person.objects.bulk_create(Person(id=pk, known=True, **stamp) for pk in facts)
            file_facts(facts, filed_words=words)
    count_again()
    return time.perf_counter() - began


def _stamp() -> dict[str, object]:
    from alongside.foundation.accounts import actions as accounts
    from alongside.kernel.actor import Role, Sector

    force = accounts.add_organisation(
        name="Northmoor Police", short_name="NMP", sector=Sector.POLICE, now=NOW
    )
    user = accounts.add_user(
        sign_in_name="bench",
        display_name="Bench",
        organisation_id=force,
        roles=(Role.RESPONSE_OFFICER,),
        password=None,
        now=NOW,
    )
    return {"recorded_at": NOW, "recorded_by_id": user, "controller_id": force}


def _lots(count: int) -> Iterator[range]:
    for start in range(0, count, AT_ONCE):
        yield range(start, min(start + AT_ONCE, count))
