"""Hang on an entry what a directory sent says of it: areas, chains, needs."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from alongside.areas.directory.models import (
    AreaServed,
    Contact,
    CoverStep,
    Locality,
    NeedAnswered,
    Team,
)
from alongside.areas.directory.rules.localities import locality_key
from alongside.areas.directory.rules.seats import Seat
from alongside.areas.directory.rules.whole import (
    ServiceKind,
    TargetKind,
    WholeContact,
    WholeNeed,
    WholeService,
    WholeStep,
)
from alongside.kernel.refusal import Refused

Owner = WholeService | WholeContact


def hang(row: Owner) -> bool:
    """Make the areas, chains and needs of an entry what they were told to be.

    In the caller's transaction, after every entry is there.

    Returns:
        Whether anything was not so before.

    Raises:
        Refused: ``directory_file.entry``: a step leads to an entry that is not there.
    """
    owner = {_column(row): row.id}
    changed = _areas(owner, row.areas)
    if not isinstance(row, WholeService) or row.kind is ServiceKind.TEAM:
        changed |= _steps(owner, row)
    return changed | _needs(owner, row.needs)


def _column(row: Owner) -> str:
    if isinstance(row, WholeContact):
        return "contact_id"
    return "option_id" if row.kind is ServiceKind.OPTION else "team_id"


def _areas(owner: dict[str, UUID], names: Sequence[str]) -> bool:
    here = dict(Locality.objects.values_list("key", "id"))
    wanted = {here[locality_key(name)] for name in names}
    served = AreaServed.objects.filter(**owner)
    held = set(served.values_list("locality_id", flat=True))
    served.filter(locality_id__in=held - wanted).delete()
    AreaServed.objects.bulk_create(AreaServed(locality_id=key, **owner) for key in wanted - held)
    return held != wanted


def _steps(owner: dict[str, UUID], row: Owner) -> bool:
    columns = ("when", "position", "to_team_id", "to_contact_id", "to_seat", "to_phone", "to_name")
    held = CoverStep.objects.filter(**owner)
    wanted = [_step(row, step) for step in row.steps]
    before = {tuple(values) for values in held.values_list(*columns)}
    if before == {tuple(step[column] for column in columns) for step in wanted}:
        return False
    held.delete()
    CoverStep.objects.bulk_create(CoverStep(**owner, **step) for step in wanted)
    return True


def _step(row: Owner, step: WholeStep) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "when": step.when.value,
        "position": step.position,
        "to_team_id": None,
        "to_contact_id": None,
        "to_seat": None,
        "to_phone": None,
        "to_name": step.to_name,
    }
    if step.to_kind in (TargetKind.TEAM, TargetKind.CONTACT):
        model = Team if step.to_kind is TargetKind.TEAM else Contact
        fields[f"to_{step.to_kind.value}_id"] = _there(row, model, step.to)
    elif step.to_kind is TargetKind.SEAT:
        if step.to not in {seat.value for seat in Seat}:
            raise _nowhere(row, step.to)
        fields["to_seat"] = step.to
    else:
        if not step.to_name:
            raise _nowhere(row, step.to)
        fields["to_phone"] = step.to
    return fields


def _there(row: Owner, model: type[Team | Contact], told: str) -> UUID:
    try:
        key = UUID(told)
    except ValueError:
        raise _nowhere(row, told) from None
    if not model._default_manager.filter(pk=key).exists():
        raise _nowhere(row, told)
    return key


def _nowhere(row: Owner, told: str) -> Refused:
    return Refused(
        "directory_file.entry",
        f"{row.name}: a step of its cover leads to {told[:40]}, which is not in this directory.",
        next_step="Send that entry too, or take the step out.",
        field="file",
    )


def _needs(owner: dict[str, UUID], needs: Sequence[WholeNeed]) -> bool:
    here = dict(Locality.objects.values_list("key", "id"))
    wanted = {
        (need.need, here[locality_key(need.locality)] if need.locality else None): need.position
        for need in needs
    }
    held = NeedAnswered.objects.filter(**owner)
    before = {(row.need, row.locality_id): row for row in held}
    gone = [row.pk for key, row in before.items() if key not in wanted]
    NeedAnswered.objects.filter(pk__in=gone).delete()
    for (need, locality), position in wanted.items():
        if (need, locality) not in before:
            alike = NeedAnswered.objects.filter(need=need)
            others = alike.filter(locality=locality) if locality else alike.filter(locality=None)
            taken = set(others.values_list("position", flat=True))
            place = position if position not in taken else max(taken) + 1
            NeedAnswered.objects.create(need=need, locality_id=locality, position=place, **owner)
    return bool(gone) or bool(wanted.keys() - before.keys())
