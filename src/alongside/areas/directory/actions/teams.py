"""Keep the list of teams."""

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
from alongside.areas.directory.models import Team
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.hours import parse_hours
from alongside.areas.directory.rules.languages import check_languages
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.areas.directory.rules.teams import check_takes_referrals
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

TEAM_NOT_HERE = Refused("team.not_here", "There is no such team.", next_step="Choose one listed.")


@dataclass(frozen=True, slots=True)
class TeamEntry:
    """What is kept of a team. ``hours`` as ``rules.hours`` reads them.

    Attributes:
        takes: Whom it takes by referral; empty where it takes nobody that way.
        usual_wait_days: From being taken on to the first appointment.
        answers_within_days: By when it promises to answer a referral.
        ods_code: What the NHS calls its organisation or site.
        languages: Codes of ``rules.languages``, beside English.
    """

    organisation_id: UUID
    name: str
    purpose: str
    phone: str
    hours: str
    out_of_hours_name: str = ""
    out_of_hours_phone: str = ""
    takes: str = ""
    usual_wait_days: int | None = None
    answers_within_days: int | None = None
    ods_code: str = ""
    email: str = ""
    languages: list[str] = field(default_factory=list)
    active: bool = True


def add_team(
    actor: Actor, entry: TeamEntry, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Add a team, confirmed by whoever adds it.

    Raises:
        NotPermitted: The role may not.
        Refused: ``team.name_taken``, ``team.takes_nobody``, ``team.ods_code``,
            ``languages.not_known`` or ``hours.not_understood``.
    """

    def make() -> UUID:
        require(actor, PERMISSIONS, "team.add")
        _check(entry, other_than=None)
        kept = {name: getattr(entry, name) for name in entry.__slots__}
        row = Team(**kept, **confirmed_by(actor, EntryKind.TEAM, now))
        row.save(force_insert=True)
        done = Entry(Op.CONFIGURATION, "directory.add_team", Ref("team", row.id))
        record(actor, done, now=now, request_key=request_key)
        chase_later(row, EntryKind.TEAM, now)
        return row.id

    return once(actor, request_key, make)


def change_team(
    actor: Actor, team_id: UUID, entry: TeamEntry, *, version: int, now: datetime
) -> None:
    """Change a team; saving it also confirms it.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``entry.changed``.
        Refused: ``team.not_here`` or what ``add_team`` refuses.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "team.change")
        row = locked(Team, team_id, TEAM_NOT_HERE)
        check_version(row, entry, version)
        _check(entry, other_than=team_id)
        fields = write(row, entry)
        confirm(row, actor, kind=EntryKind.TEAM, now=now)
        row.save(force_update=True)
        done = Entry(Op.CONFIGURATION, "directory.change_team", Ref("team", row.id), fields=fields)
        record(actor, done, now=now)
        chase_later(row, EntryKind.TEAM, now)


def _check(entry: TeamEntry, *, other_than: UUID | None) -> None:
    parse_hours(entry.hours)
    check_languages(entry.languages)
    check_takes_referrals(
        takes=entry.takes,
        usual_wait_days=entry.usual_wait_days,
        answers_within_days=entry.answers_within_days,
        ods_code=entry.ods_code,
    )
    same = Team.objects.filter(organisation_id=entry.organisation_id, name=entry.name)
    if name_taken(same, other_than=other_than):
        raise Refused(
            "team.name_taken",
            "This organisation already has a team of that name.",
            next_step="Add the town to tell them apart.",
            field="name",
        )
