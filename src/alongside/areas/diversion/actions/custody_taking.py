"""Take people from a list onto the custody list, once somebody has said who each of them is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from alongside.areas.diversion.actions.custody_leaving import write_leaving
from alongside.areas.diversion.actions.custody_lists import IN_CUSTODY, locked_list, settle
from alongside.areas.diversion.models import CustodyEntry, CustodyList, CustodyRow
from alongside.areas.diversion.rules.age_bands import age_band
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.people import actions as people
from alongside.areas.people.queries import birth_facts, labels
from alongside.foundation.audit.keys import standing_key
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

NEW: Final = "new"
LEFT_OUT: Final = "left_out"
Choice = UUID | str
"""A person on record, ``NEW`` or ``LEFT_OUT``."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody decided about a list.

    Attributes:
        choices: Who each row is, by its number.
        leaving: Where those went whom a whole list leaves out, by entry; ``rules.justice.LEFT_TO``.
    """

    choices: Mapping[int, Choice]
    leaving: Mapping[UUID, str] = field(default_factory=dict)


def take_custody_list(
    actor: Actor,
    list_id: UUID,
    decided: Decided,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Put everybody on a list into custody here: all of them in one go, or nobody.

    A row is never matched by guess: each is a person somebody chose, somebody new, or left out.
    A custody number that is here already is the same stay and is left alone.

    Returns:
        The list.

    Raises:
        NotPermitted: The role may not.
        Refused: ``list.not_found``, ``list.settled``, ``list.undecided`` or ``person.not_found``.
    """
    require(actor, PERMISSIONS, "custody_list.keep")

    def work() -> UUID:
        held = locked_list(actor, list_id)
        made = [
            entry
            for row in CustodyRow.objects.filter(list=held).order_by("number")
            if (entry := _take(actor, held, row, decided, now)) is not None
        ]
        for entry_id, to in decided.leaving.items():
            write_leaving(actor, _leaver(held, entry_id), to=to, at=held.made_at, now=now)
        settle(actor, held, state="taken", now=now)
        audit = Entry(
            Op.COLLECTION,
            "diversion.take_custody_list",
            Ref("custody_list", held.id),
            also=tuple(
                ref
                for one in made
                for ref in (Ref("custody_entry", one.id), Ref("person", one.person_id))
            ),
            fields=("custody",),
            why=Why(purpose=IN_CUSTODY),
        )
        record(actor, audit, now=now, request_key=request_key)
        return held.id

    return once(actor, request_key, work)


def _take(
    actor: Actor, held: CustodyList, row: CustodyRow, decided: Decided, now: datetime
) -> CustodyEntry | None:
    said = dict(row.said)
    there = CustodyEntry.objects.filter(site_id=held.site_id, left_at=None)
    reference = str(said.get("custody_reference", ""))
    if reference and there.filter(custody_reference=reference).exists():
        _decide(row, "already")
        return None
    choice = decided.choices.get(row.number)
    if choice is None or (isinstance(choice, str) and choice not in (NEW, LEFT_OUT)):
        raise Refused(
            "list.undecided", f"Row {row.number}: say who this is.", field=f"row_{row.number}"
        )
    if choice == LEFT_OUT:
        _decide(row, "left_out")
        return None
    person_id = _person(actor, said, choice, now)
    if there.filter(person_id=person_id).exists():
        _decide(row, "already")
        return None
    _decide(row, "known" if isinstance(choice, UUID) else "new")
    return _enter(actor, held, row, said, person_id=person_id, now=now)


def _decide(row: CustodyRow, how: str) -> None:
    CustodyRow.objects.filter(pk=row.pk).update(decided=how)


def _person(actor: Actor, said: Mapping[str, object], choice: Choice, now: datetime) -> UUID:
    if isinstance(choice, UUID):
        if choice not in labels(actor, [choice], now=now):
            raise Refused("person.not_found", "That person is not on record.")
        return standing_key(choice)
    born_on = said.get("born_on")
    facts = people.NewPerson(
        given=str(said.get("given", "")),
        family=str(said.get("family", "")),
        sex=str(said.get("sex", "X")),
        born_on=date.fromisoformat(str(born_on)) if born_on else None,
    )
    return people.add_person(actor, facts, now=now)


def _enter(
    actor: Actor,
    held: CustodyList,
    row: CustodyRow,
    said: Mapping[str, object],
    *,
    person_id: UUID,
    now: datetime,
) -> CustodyEntry:
    arrived = said.get("arrived_at")
    arrived_at = datetime.fromisoformat(str(arrived)) if arrived else held.made_at
    return CustodyEntry.objects.create(
        site_id=held.site_id,
        person_id=person_id,
        row=row,
        custody_reference=str(said.get("custody_reference", "")),
        arrived_at=arrived_at,
        offence_words=str(said.get("offence", ""))[:200],
        age_band=band_of(person_id, arrived_at),
        recorded_at=now,
        recorded_by_id=actor.user_id,
    )


def band_of(person_id: UUID, at: datetime) -> str:
    """Answer which path somebody is on, on the day they arrived."""
    birth = birth_facts(person_id)
    return age_band(born_on=birth.date_of_birth, age_low=birth.age_low, on=local_date(at))


def _leaver(held: CustodyList, entry_id: UUID) -> CustodyEntry:
    there = CustodyEntry.objects.select_for_update().filter(
        pk=entry_id, site_id=held.site_id, left_at=None
    )
    entry = there.first()
    if entry is None:
        raise Refused("custody.not_there", "Somebody named as leaving is not in custody here.")
    return entry
