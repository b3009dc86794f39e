"""Says in plain words who looked, when, and why. Roles and services are named, never staff."""

from datetime import datetime
from typing import Final

from alongside.engines.sharing import Category, Purpose
from alongside.kernel.actor import Role
from alongside.kernel.local_time import MONTHS, local_date, to_local

WEEKDAYS: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday"),
    *("Friday", "Saturday", "Sunday"),
)
WHO: Final = {
    Role.RESPONSE_OFFICER: ("A police officer", ""),
    Role.POLICE_SUPERVISOR: ("A senior police officer", ""),
    Role.CUSTODY_OFFICER: ("A custody officer", ""),
    Role.CONTROL_ROOM_CLINICIAN: ("A nurse", "in the police control room"),
    Role.TRIAGE_CLINICIAN: ("A nurse", "in the car that goes out with police"),
    Role.PLACE_OF_SAFETY_COORDINATOR: ("Somebody", "who looks after places of safety"),
    Role.AMHP: ("A mental health professional (AMHP)", ""),
    Role.DOCTOR: ("A doctor", ""),
    Role.LIAISON_LEAD: ("A nurse", "who links police and mental health services"),
    Role.KEYWORKER: ("A keyworker", ""),
    Role.DIVERSION_PRACTITIONER: ("A Liaison and Diversion worker", ""),
    Role.COURT_LINK_WORKER: ("A court link worker", ""),
    Role.PLACEMENT_COORDINATOR: ("Somebody", "who plans where officers learn"),
    Role.PLACEMENT_BUDDY: ("Somebody", "who looks after officers who are learning"),
    Role.LEARNER: ("Somebody", "who is learning"),
    Role.FORCE_STATISTICS: ("Somebody", "who counts things for the police"),
    Role.ANALYST: ("Somebody", "who counts things, without names"),
    Role.INFORMATION_GOVERNANCE: ("Somebody", "who checks that records are used fairly"),
    Role.ADMINISTRATOR: ("Somebody", "who looks after this website"),
    Role.PERSON: ("You", ""),
    Role.CARER: ("Somebody who acts for you", ""),
}
"""Who, and what they do where the role alone does not say it."""
BECAUSE: Final = {
    Purpose.IMMEDIATE_DANGER: "because somebody’s life may have been in danger",
    Purpose.S136_TO_HEALTH: "because they were asked how best to help you",
    Purpose.S136_TO_POLICE: "because they were with you and were working out how to help",
    Purpose.CUSTODY: "to keep you safe in custody",
    Purpose.COURT: "to write a report for a court",
    Purpose.CRISIS_PLAN: "to use your plan",
    Purpose.MISSING: "because you were missing and they were looking for you",
    Purpose.SAFEGUARDING_MEETING: "for a meeting about keeping people safe",
    Purpose.PUBLIC_PROTECTION: "for a meeting about keeping the public safe",
    Purpose.INVESTIGATION: "because they were looking into a crime",
    Purpose.SUICIDE_PREVENTION: "because they help with a plan to keep you alive and safe",
    Purpose.MODERN_SLAVERY: "because of a worry about modern slavery",
    Purpose.SURVEILLANCE: "to count how many people are hurt",
    Purpose.PROGRAMME: "because you take part in something they run",
    Purpose.TRAINING: "for training",
}
OTHER_REASONS: Final = {
    "correction": "because you asked for something to be put right",
    "administration": "to keep the records in order",
}
NO_REASON: Final = "and did not say why. You can ask"
SAW: Final = {
    Category.OWN_WORDS: "your words",
    Category.IDENTITY: "your name and how to reach you",
    Category.MEDICAL_SAFETY: "what keeps your body safe",
    Category.RISK: "what people worry about",
    Category.CLINICAL: "health notes",
    Category.OFFENCE: "police notes",
    Category.SAFEGUARDING: "notes about keeping people safe",
    Category.VICTIM: "notes about harm done to you",
    Category.AGGREGATE: "numbers about many people",
}


def when_words(at: datetime, now: datetime) -> str:
    """Say when, as people do: ``today at 14:20``, ``on Tuesday at 23:10``, ``on 3 May at 9:05``."""
    local, days = to_local(at), (local_date(now) - local_date(at)).days
    clock = f"{local:%H:%M}"
    if days == 0:
        return f"today at {clock}"
    if days == 1:
        return f"yesterday at {clock}"
    if 1 < days < 7:
        return f"on {WEEKDAYS[local.weekday()]} at {clock}"
    year = "" if local.year == to_local(now).year else f" {local.year}"
    return f"on {local.day} {MONTHS[local.month - 1]}{year} at {clock}"


def day_words(at: datetime, now: datetime) -> str:
    """Say a day without its time: ``today``, ``yesterday``, ``on Tuesday``, ``on 3 May``."""
    return when_words(at, now).rsplit(" at ", 1)[0]


def who_words(role: Role | None, organisation: str) -> str:
    """Say who, by role and service: ``A police officer from Northmoor Police``."""
    if role is None:
        return "A computer, by itself,"
    who, where = WHO[role]
    if role is Role.CARER or not organisation:
        return who
    return f"{who} from {organisation}, {where}," if where else f"{who} from {organisation}"


def because_words(purpose: str) -> str:
    """Say why, in words that start with ``because``, ``to`` or ``for``."""
    if purpose in OTHER_REASONS:
        return OTHER_REASONS[purpose]
    try:
        return BECAUSE[Purpose(purpose)]
    except ValueError:
        return NO_REASON


def saw_words(categories: tuple[Category, ...]) -> str:
    """Say what they saw: ``your words and your name and how to reach you``; may be empty."""
    said = [words for category, words in SAW.items() if category in categories]
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])}, and {said[-1]}"
