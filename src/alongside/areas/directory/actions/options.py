"""Keep the list of what else could work tonight."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.directory.actions.writing import (
    chase_later,
    check_version,
    confirm,
    confirmed_by,
    locked,
    name_taken,
    write,
)
from alongside.areas.directory.models import ServiceOption
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.hours import parse_hours
from alongside.areas.directory.rules.languages import check_languages
from alongside.areas.directory.rules.options import OptionKind, check_can_be_reached
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

OPTION_NOT_HERE = Refused(
    "option.not_here", "There is no such option.", next_step="Choose one listed."
)


@dataclass(frozen=True, slots=True)
class OptionEntry:
    """What is kept of an option. ``hours`` as ``rules.hours`` reads them."""

    organisation_id: UUID
    name: str
    kind: OptionKind
    for_whom: str
    phone: str
    address: str
    hours: str
    languages: list[str] = field(default_factory=list)
    active: bool = True


def add_option(
    actor: Actor, entry: OptionEntry, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Add an option, confirmed by whoever adds it.

    Raises:
        NotPermitted: The role may not.
        Refused: ``option.name_taken``, ``option.cannot_be_reached``,
            ``languages.not_known`` or ``hours.not_understood``.
    """

    def make() -> UUID:
        require(actor, PERMISSIONS, "option.add")
        _check(entry, other_than=None)
        kept = {name: getattr(entry, name) for name in entry.__slots__}
        row = ServiceOption(**kept, **confirmed_by(actor, EntryKind.OPTION, now))
        row.save(force_insert=True)
        done = Entry(Op.CONFIGURATION, "directory.add_option", Ref("option", row.id))
        record(actor, done, now=now, request_key=request_key)
        chase_later(row, EntryKind.OPTION, now)
        return row.id

    return once(actor, request_key, make)


def change_option(
    actor: Actor, option_id: UUID, entry: OptionEntry, *, version: int, now: datetime
) -> None:
    """Change an option; saving it also confirms it.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``entry.changed``.
        Refused: ``option.not_here`` or what ``add_option`` refuses.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "option.change")
        row = locked(ServiceOption, option_id, OPTION_NOT_HERE)
        check_version(row, entry, version)
        _check(entry, other_than=option_id)
        fields = write(row, entry)
        confirm(row, actor, kind=EntryKind.OPTION, now=now)
        row.save(force_update=True)
        done = Entry(
            Op.CONFIGURATION, "directory.change_option", Ref("option", row.id), fields=fields
        )
        record(actor, done, now=now)
        chase_later(row, EntryKind.OPTION, now)


def _check(entry: OptionEntry, *, other_than: UUID | None) -> None:
    parse_hours(entry.hours)
    check_languages(entry.languages)
    check_can_be_reached(phone=entry.phone, address=entry.address)
    if name_taken(ServiceOption.objects.filter(name=entry.name), other_than=other_than):
        raise Refused(
            "option.name_taken",
            "Another option has this name.",
            next_step="Add the town to tell them apart.",
            field="name",
        )
