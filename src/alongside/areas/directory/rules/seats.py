"""The seats of a shift, and which role fills each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from alongside.kernel.actor import Role
from alongside.kernel.refusal import Refused

LONGEST_SHIFT = timedelta(hours=24)


class Seat(StrEnum):
    """A job somebody must be doing at any moment, in the order of the desk."""

    CONTROL_ROOM_CLINICIAN = "control_room_clinician"
    TRIAGE_CAR = "triage_car"
    PLACE_OF_SAFETY_COORDINATOR = "place_of_safety_coordinator"
    LIAISON_LEAD_OUT_OF_HOURS = "liaison_lead_out_of_hours"
    DUTY_AMHP = "duty_amhp"
    DUTY_INSPECTOR = "duty_inspector"


SEAT_LABELS = {
    Seat.CONTROL_ROOM_CLINICIAN: "Control-room clinician",
    Seat.TRIAGE_CAR: "Triage car",
    Seat.PLACE_OF_SAFETY_COORDINATOR: "Place-of-safety coordinator",
    Seat.LIAISON_LEAD_OUT_OF_HOURS: "Liaison lead, out of hours",
    Seat.DUTY_AMHP: "Duty AMHP",
    Seat.DUTY_INSPECTOR: "Duty inspector",
}

FILLED_BY = {
    Seat.CONTROL_ROOM_CLINICIAN: Role.CONTROL_ROOM_CLINICIAN,
    Seat.TRIAGE_CAR: Role.TRIAGE_CLINICIAN,
    Seat.PLACE_OF_SAFETY_COORDINATOR: Role.PLACE_OF_SAFETY_COORDINATOR,
    Seat.LIAISON_LEAD_OUT_OF_HOURS: Role.LIAISON_LEAD,
    Seat.DUTY_AMHP: Role.AMHP,
    Seat.DUTY_INSPECTOR: Role.POLICE_SUPERVISOR,
}


@dataclass(frozen=True, slots=True)
class PlannedShift:
    """When one person is planned to be in a seat; the end is out."""

    starts_at: datetime
    ends_at: datetime


def check_shift(wanted: PlannedShift, others: list[PlannedShift]) -> None:
    """Refuse a shift that cannot be worked.

    Args:
        wanted: The shift to plan.
        others: Every other shift of the same person that is not cancelled.

    Raises:
        Refused: ``shift.ends_before_it_starts``, ``shift.too_long`` or ``shift.overlaps``.
    """
    if wanted.ends_at <= wanted.starts_at:
        raise Refused(
            "shift.ends_before_it_starts",
            "The shift ends before it starts.",
            next_step="Check both times. A night shift ends on the next day.",
            field="ends_at",
        )
    if wanted.ends_at - wanted.starts_at > LONGEST_SHIFT:
        raise Refused(
            "shift.too_long",
            "A shift is 24 hours at most.",
            next_step="Plan it as two shifts.",
            field="ends_at",
        )
    if any(o.starts_at < wanted.ends_at and wanted.starts_at < o.ends_at for o in others):
        raise Refused(
            "shift.overlaps",
            "This person already has a shift at that time.",
            next_step="Choose another time, or cancel the other shift first.",
            field="starts_at",
        )


def check_holds_role(seat: Seat, roles: Collection[Role]) -> None:
    """Refuse to plan somebody into a seat whose role they do not hold.

    Raises:
        Refused: ``shift.role_not_held``.
    """
    if FILLED_BY[seat] not in roles:
        raise Refused(
            "shift.role_not_held",
            "This person does not hold the role of that seat.",
            next_step="Choose somebody who does, or ask an administrator to add the role.",
            field="user_id",
        )
