"""The whole directory as one value, to be sent out."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from alongside.areas.directory.models import (
    AreaServed,
    Contact,
    CoverStep,
    Locality,
    NeedAnswered,
    PlaceOfSafety,
    ServiceOption,
    Team,
)
from alongside.areas.directory.rules.cover_steps import CoverWhen
from alongside.areas.directory.rules.options import OptionKind
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.areas.directory.rules.whole import (
    ServiceKind,
    TargetKind,
    Vouched,
    Whole,
    WholeContact,
    WholeLocality,
    WholeNeed,
    WholeOrganisation,
    WholePlace,
    WholeService,
    WholeStep,
)
from alongside.foundation.accounts.queries import organisations
from alongside.kernel.actor import Actor, require


def whole_directory(viewer: Actor) -> Whole:
    """Answer every organisation, team, option, place of safety and contact.

    Seats, shifts and what is said of space tonight are of the desk, and are not in it.

    Raises:
        NotPermitted: The role may not.
    """
    require(viewer, PERMISSIONS, "directory.send_out")
    around = _Around()
    return Whole(
        organisations=_ordered(
            WholeOrganisation(row.id, row.name, row.short_name, row.sector, row.code)
            for row in organisations()
        ),
        localities=tuple(sorted(around.localities())),
        services=_ordered(
            [
                *(_team(row, around) for row in Team.objects.all()),
                *(_option(row, around) for row in ServiceOption.objects.all()),
            ]
        ),
        places=_ordered(_place(row) for row in PlaceOfSafety.objects.all()),
        contacts=_ordered(_contact(row, around) for row in Contact.objects.all()),
    )


class _Around:
    """What hangs on entries: areas, chains and needs, each read once."""

    def __init__(self) -> None:
        self._named = {row.id: row for row in Locality.objects.all()}
        self._areas: dict[UUID | None, list[str]] = defaultdict(list)
        self._steps: dict[UUID | None, list[WholeStep]] = defaultdict(list)
        self._needs: dict[UUID | None, list[WholeNeed]] = defaultdict(list)
        for area in AreaServed.objects.all():
            owner = area.team_id or area.contact_id or area.option_id
            self._areas[owner].append(self._named[area.locality_id].name)
        for step in CoverStep.objects.all():
            self._steps[step.team_id or step.contact_id].append(_step(step))
        for need in NeedAnswered.objects.filter(seat=None):
            where = self._named[need.locality_id].name if need.locality_id else ""
            owner = need.team_id or need.contact_id or need.option_id
            self._needs[owner].append(WholeNeed(need.need, where, need.position))

    def of(self, row_id: UUID) -> dict[str, Any]:
        """Answer the columns of one entry, each in its order."""
        return {
            "areas": tuple(sorted(self._areas[row_id])),
            "steps": tuple(sorted(self._steps[row_id])),
            "needs": tuple(sorted(self._needs[row_id])),
        }

    def localities(self) -> Iterable[WholeLocality]:
        """Answer the localities that anything here names."""
        named = {name for names in self._areas.values() for name in names}
        named |= {need.locality for needs in self._needs.values() for need in needs}
        for row in self._named.values():
            if row.name in named:
                yield WholeLocality(row.name, row.latitude, row.longitude)


def _ordered(rows: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(rows, key=lambda row: row.id))


def _vouched(row: Any) -> Vouched:
    return Vouched(row.confirmed_at, row.confirmed_by_name, row.confirm_again_at)


def _step(row: CoverStep) -> WholeStep:
    leads = {
        TargetKind.TEAM: row.to_team_id,
        TargetKind.CONTACT: row.to_contact_id,
        TargetKind.SEAT: row.to_seat,
        TargetKind.PHONE: row.to_phone,
    }
    (kind, to) = next((kind, to) for kind, to in leads.items() if to is not None)
    return WholeStep(CoverWhen(row.when), row.position, kind, str(to), row.to_name)


def _team(row: Team, around: _Around) -> WholeService:
    return WholeService(
        id=row.id,
        kind=ServiceKind.TEAM,
        organisation_id=row.organisation_id,
        name=row.name,
        words=row.purpose,
        phone=row.phone,
        hours=row.hours,
        vouched=_vouched(row),
        email=row.email,
        out_of_hours_name=row.out_of_hours_name,
        out_of_hours_phone=row.out_of_hours_phone,
        takes=row.takes,
        usual_wait_days=row.usual_wait_days,
        answers_within_days=row.answers_within_days,
        ods_code=row.ods_code,
        active=row.active,
        languages=tuple(row.languages),
        **around.of(row.id),
    )


def _option(row: ServiceOption, around: _Around) -> WholeService:
    return WholeService(
        id=row.id,
        kind=ServiceKind.OPTION,
        organisation_id=row.organisation_id,
        name=row.name,
        words=row.for_whom,
        phone=row.phone,
        hours=row.hours,
        vouched=_vouched(row),
        address=row.address,
        option_kind=OptionKind(row.kind),
        active=row.active,
        languages=tuple(row.languages),
        **around.of(row.id),
    )


def _place(row: PlaceOfSafety) -> WholePlace:
    return WholePlace(
        id=row.id,
        organisation_id=row.organisation_id,
        name=row.name,
        type=row.type,
        takes_adults=row.takes_adults,
        takes_children=row.takes_children,
        takes_physical_health_need=row.takes_physical_health_need,
        phone=row.phone,
        address=row.address,
        latitude=row.latitude,
        longitude=row.longitude,
        note=row.note,
        vouched=_vouched(row),
        police_area_id=row.police_area_id,
        active=row.active,
    )


def _contact(row: Contact, around: _Around) -> WholeContact:
    return WholeContact(
        id=row.id,
        organisation_id=row.organisation_id,
        team_id=row.team_id,
        name=row.name,
        job_title=row.job_title,
        is_for=row.is_for,
        phone=row.phone,
        email=row.email,
        hours=row.hours,
        vouched=_vouched(row),
        active=row.active,
        languages=tuple(row.languages),
        **around.of(row.id),
    )
