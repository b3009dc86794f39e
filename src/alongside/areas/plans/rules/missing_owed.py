"""What is still owed to somebody who is missing or has been found, and by when.

Source: DOMAIN 6.2.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from alongside.areas.plans.rules.missing import MissingStanding, MissingState
from alongside.areas.plans.rules.missing_levels import SUPERVISOR_WITHIN
from alongside.foundation.reference import UnknownCode, code_list
from alongside.kernel.refusal import Refused

RETURN_INTERVIEW_AIM: Final = timedelta(hours=72)
"""Aim for offering a child a return-home interview, from when they were found."""

ANSWERS: Final[Mapping[str, str]] = {
    "held": "It took place",
    "accepted": "They said yes",
    "declined": "They said no",
    "no_answer": "No answer yet",
}


class OwedKind(StrEnum):
    """What is owed."""

    SUPERVISOR_REVIEW = "supervisor_review"
    REVIEW = "review"
    WELFARE = "welfare"
    PREVENTION_INTERVIEW = "prevention_interview"
    RETURN_INTERVIEW = "return_interview"


OWED_WORDS: Final[Mapping[OwedKind, str]] = {
    OwedKind.SUPERVISOR_REVIEW: "The level is high and no supervisor has reviewed it",
    OwedKind.REVIEW: "Review of the level",
    OwedKind.WELFARE: "Found: somebody has to see them and confirm that they are well",
    OwedKind.PREVENTION_INTERVIEW: "Prevention interview",
    OwedKind.RETURN_INTERVIEW: "Offer of a return-home interview by somebody independent",
}


@dataclass(frozen=True, slots=True)
class OwedThing:
    """One thing owed.

    Attributes:
        kind: What.
        due_at: By when; ``None`` when no time is set.
        overdue: Whether that time has gone by.
        alert: Whether it asks for somebody now.
    """

    kind: OwedKind
    due_at: datetime | None
    overdue: bool
    alert: bool = False


def high_unreviewed(standing: MissingStanding) -> bool:
    """Say whether the level is high and no supervisor has looked at it since it became so.

    Source: DOMAIN 6.2: high with no supervisor review is an alert.
    """
    since, reviewed = standing.high_since, standing.supervisor_reviewed_at
    if since is None or standing.state is not MissingState.MISSING:
        return False
    return reviewed is None or reviewed < since


def owed_now(
    standing: MissingStanding,
    recorded: Collection[str],
    *,
    is_child: bool | None,
    now: datetime,
) -> tuple[OwedThing, ...]:
    """Answer what is owed, most pressing first.

    Args:
        standing: Where the record stands.
        recorded: Kinds of what has been recorded.
        is_child: Whether the person is under 18; ``None``, when it cannot be told, counts as so.
        now: The instant.
    """
    owed: list[OwedThing] = []
    if high_unreviewed(standing) and standing.high_since is not None:
        by = standing.high_since + SUPERVISOR_WITHIN
        owed.append(OwedThing(OwedKind.SUPERVISOR_REVIEW, by, by <= now, alert=True))
    if standing.state is MissingState.FOUND:
        owed.append(OwedThing(OwedKind.WELFARE, None, overdue=False, alert=True))
    if standing.state is not MissingState.CLOSED:
        due = standing.next_review_due_at
        owed.append(OwedThing(OwedKind.REVIEW, due, due <= now))
    if standing.found_at is not None:
        owed += _after_found(standing.found_at, recorded, is_child=is_child, now=now)
    return tuple(owed)


def _after_found(
    found_at: datetime, recorded: Collection[str], *, is_child: bool | None, now: datetime
) -> list[OwedThing]:
    owed = []
    if "prevention_interview" not in recorded:
        owed.append(OwedThing(OwedKind.PREVENTION_INTERVIEW, None, overdue=False))
    if is_child is not False and "return_interview" not in recorded:
        by = found_at + RETURN_INTERVIEW_AIM
        owed.append(OwedThing(OwedKind.RETURN_INTERVIEW, by, by <= now))
    return owed


def check_independent(independent: bool | None) -> None:
    """Refuse a return-home interview offered by somebody who is not independent.

    Raises:
        Refused: ``missing.not_independent``.
    """
    if independent is not True:
        raise Refused(
            "missing.not_independent",
            "A return-home interview is offered by somebody independent of police and the home.",
            next_step="Record the offer once somebody independent has made it.",
            field="independent",
        )


SECTION_18: Final = "Mental Health Act 1983, section 18"
SECTION_18_STATUSES: Final = frozenset({"02", "03", "04", "05", "06", "09", "10", "35", "36"})
"""Legal statuses under which section 18 speaks of somebody absent without leave."""
NOT_HELD: Final = frozenset({"01", "98", "99"})


@dataclass(frozen=True, slots=True)
class PowerOnRecord:
    """A power as a fact with its source. It tells nobody to use it.

    Attributes:
        power: Such as ``s18``; empty when the status has another, which the hospital can name.
        source: Where it is written; empty with the power.
    """

    power: str
    source: str


def power_for(legal_status: str) -> PowerOnRecord:
    """Answer the power that goes with a legal status, as a fact and its source.

    Raises:
        Refused: ``missing.legal_status_unknown``, or ``missing.not_held`` where somebody is not
            held, so that they walked out and are not absent without leave.

    Source: DOMAIN 6.2, R2.11.
    """
    try:
        code_list("legal_status").find(legal_status)
    except UnknownCode:
        raise Refused(
            "missing.legal_status_unknown",
            "Choose the legal status from the list.",
            field="legal_status",
        ) from None
    if legal_status in NOT_HELD:
        raise Refused(
            "missing.not_held",
            "Somebody who is not held under the Act is free to go, so is not absent without leave.",
            next_step="Record as information that they walked out of hospital.",
            field="legal_status",
        )
    if legal_status in SECTION_18_STATUSES:
        return PowerOnRecord("s18", SECTION_18)
    return PowerOnRecord("", "")
