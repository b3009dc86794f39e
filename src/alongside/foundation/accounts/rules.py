"""When somebody may sign in, and how long a duty and a session last."""

from datetime import datetime, timedelta

from alongside.kernel.actor import Role
from alongside.kernel.refusal import Refused

ATTEMPTS_BEFORE_LOCK = 5
LOCKED_FOR = timedelta(minutes=15)
DUTY_LASTS = timedelta(hours=12)
OWN_DOOR_IDLE_MINUTES = 10
"""How long a person's own pages stay open untouched: phones are lent and left lying."""
SHORTEST_PASSWORD = 12

ROLE_LABELS = {
    Role.RESPONSE_OFFICER: "Response officer",
    Role.POLICE_SUPERVISOR: "Police supervisor (inspector)",
    Role.CUSTODY_OFFICER: "Custody officer",
    Role.CONTROL_ROOM_CLINICIAN: "Control-room clinician",
    Role.TRIAGE_CLINICIAN: "Triage car clinician",
    Role.PLACE_OF_SAFETY_COORDINATOR: "Place-of-safety coordinator",
    Role.AMHP: "Approved mental health professional (AMHP)",
    Role.DOCTOR: "Doctor (section 12)",
    Role.LIAISON_LEAD: "Clinical Police Liaison Lead",
    Role.KEYWORKER: "Keyworker (care coordinator)",
    Role.DIVERSION_PRACTITIONER: "Liaison and Diversion practitioner",
    Role.COURT_LINK_WORKER: "Court link worker",
    Role.PLACEMENT_COORDINATOR: "Placement coordinator",
    Role.PLACEMENT_BUDDY: "Placement buddy (ward or team)",
    Role.LEARNER: "On placement (learner)",
    Role.FORCE_STATISTICS: "Force statistics officer",
    Role.ANALYST: "Partnership analyst",
    Role.INFORMATION_GOVERNANCE: "Information governance lead",
    Role.ADMINISTRATOR: "Administrator",
    Role.PERSON: "The person themselves",
    Role.CARER: "Acting for the person, with permission",
}


def check_password_is_long(password: str, sign_in_name: str) -> None:
    """Refuse a password that is short, or that holds the name it goes with.

    Length is asked for and odd characters are not: three words nobody would put together do.

    Raises:
        Refused: ``password.too_short`` or ``password.holds_name``.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(
            "password.too_short",
            f"A password has at least {SHORTEST_PASSWORD} characters.",
            next_step="Three words that nobody would put together are long enough.",
            field="password",
        )
    if sign_in_name.strip().casefold() in password.casefold():
        raise Refused(
            "password.holds_name",
            "A password does not hold the sign-in name.",
            next_step="Choose words that have nothing to do with you.",
            field="password",
        )


def check_not_locked(locked_until: datetime | None, now: datetime) -> None:
    """Refuse a sign-in while the account is locked.

    Raises:
        Refused: ``sign_in.locked``.
    """
    if locked_until is not None and now < locked_until:
        minutes = int((locked_until - now).total_seconds() // 60) + 1
        raise Refused(
            "sign_in.locked",
            f"Too many wrong passwords. This sign-in is locked for {minutes} more minutes.",
            next_step="Wait, or ask your administrator to check it is you.",
        )


def lock_after(failed: int, now: datetime) -> datetime | None:
    """Answer until when an account is locked after this many failures in a row."""
    return now + LOCKED_FOR if failed >= ATTEMPTS_BEFORE_LOCK else None


def session_is_stale(seen_at: datetime, now: datetime, idle_minutes: int) -> bool:
    """Say whether a session has been left untouched for too long."""
    return now - seen_at >= timedelta(minutes=idle_minutes)
