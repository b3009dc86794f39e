"""Say whom to ring for a need, and which areas an entry serves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import models, transaction

from alongside.areas.directory.actions.contacts import CONTACT_NOT_HERE
from alongside.areas.directory.actions.options import OPTION_NOT_HERE
from alongside.areas.directory.actions.teams import TEAM_NOT_HERE
from alongside.areas.directory.actions.writing import check_fingerprint, locked
from alongside.areas.directory.models import (
    AreaServed,
    Contact,
    Locality,
    NeedAnswered,
    ServiceOption,
    Team,
)
from alongside.areas.directory.queries.chain_rows import answered_here, answerers_of, areas_of
from alongside.areas.directory.rules.answerers import Answerer, check_answerers
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.fingerprints import fingerprint
from alongside.areas.directory.rules.needs import need_called
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class _Served:
    """A kind of entry that serves areas: its table, column and refusal."""

    rows: type[models.Model]
    column: str
    not_here: Refused


SERVES: Final = {
    EntryKind.TEAM: _Served(Team, "team", TEAM_NOT_HERE),
    EntryKind.CONTACT: _Served(Contact, "contact", CONTACT_NOT_HERE),
    EntryKind.OPTION: _Served(ServiceOption, "option", OPTION_NOT_HERE),
}
NO_AREAS: Final = Refused(
    "areas.not_here",
    "Only teams, contacts and options serve areas.",
    next_step="Choose one listed.",
)
NO_LOCALITY: Final = Refused(
    "locality.not_here", "There is no such area.", next_step="Choose one listed.", field="areas"
)


def set_need(
    actor: Actor,
    need: str,
    answerers: Sequence[Answerer],
    *,
    now: datetime,
    locality_id: UUID | None = None,
    version: int | None = None,
) -> None:
    """Say whom to ring for a need, in order; what was said before is replaced.

    Args:
        need: Code of ``rules.needs``.
        answerers: In order; empty leaves the need to the last resorts.
        locality_id: The area it holds for; ``None`` everywhere.
        version: Fingerprint of the list the form was read at; ``None`` not to look.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``entry.changed``.
        Refused: ``need.not_known``, ``locality.not_here`` or what
            ``rules.answerers.check_answerers`` refuses.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "need.set")
        need_called(need)
        check_answerers(answerers)
        if locality_id is not None:
            locked(Locality, locality_id, NO_LOCALITY)
        check_fingerprint(fingerprint(answerers_of(need, locality_id)), version)
        answered_here(need, locality_id).delete()
        NeedAnswered.objects.bulk_create(
            [
                NeedAnswered(need=need, locality_id=locality_id, position=number, **_kept(one))
                for number, one in enumerate(answerers, start=1)
            ]
        )
        about = Ref("locality", locality_id) if locality_id else None
        done = Entry(Op.CONFIGURATION, "directory.set_need", about, fields=(need,))
        record(actor, done, now=now)


def set_areas(
    actor: Actor,
    kind: EntryKind,
    entry_id: UUID,
    *,
    localities: Collection[UUID],
    now: datetime,
    version: int | None = None,
) -> None:
    """Say which areas a team, contact or option serves; none means the whole county.

    Args:
        version: Fingerprint of the areas the form was read at; ``None`` not to look.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``entry.changed``.
        Refused: ``areas.not_here``, ``locality.not_here``, or that the entry is not there.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "areas.set")
        served = SERVES.get(kind)
        if served is None:
            raise NO_AREAS
        locked(served.rows, entry_id, served.not_here)
        if Locality.objects.filter(pk__in=localities).count() != len(set(localities)):
            raise NO_LOCALITY
        check_fingerprint(fingerprint(areas_of(kind, entry_id)), version)
        owner: dict[str, Any] = {f"{served.column}_id": entry_id}
        AreaServed.objects.filter(**owner).delete()
        AreaServed.objects.bulk_create(
            [AreaServed(locality_id=locality, **owner) for locality in set(localities)]
        )
        done = Entry(Op.CONFIGURATION, "directory.set_areas", Ref(kind, entry_id))
        record(actor, done, now=now)


def _kept(one: Answerer) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__slots__}
