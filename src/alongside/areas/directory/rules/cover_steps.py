"""When somebody else answers for a team or a contact, and to whom a step may lead."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from alongside.areas.directory.rules.seats import Seat
from alongside.kernel.refusal import Refused

NUMBER: Final = "number"
"""How the key of a step to a number begins."""
MOST_STEPS: Final = 6
"""Steps for one reason: more than anybody would ring in turn."""


class CoverWhen(StrEnum):
    """Why the first number is no use now."""

    OUT_OF_HOURS = "out_of_hours"
    AWAY = "away"
    NO_ANSWER = "no_answer"


WHEN_LABELS: Final = {
    CoverWhen.OUT_OF_HOURS: "When it is shut",
    CoverWhen.AWAY: "While they are away",
    CoverWhen.NO_ANSWER: "If nobody answers",
}


@dataclass(frozen=True, slots=True)
class NewStep:
    """One step: why, and the one of four it leads to.

    Attributes:
        when: Why the first number is no use.
        to_name: Who answers ``to_phone``; empty for the other three.
    """

    when: CoverWhen
    to_team_id: UUID | None = None
    to_contact_id: UUID | None = None
    to_seat: Seat | None = None
    to_phone: str | None = None
    to_name: str = ""


def key_of_step(step: NewStep) -> str:
    """Answer the key of who a step leads to."""
    if step.to_phone:
        return f"{NUMBER}:{step.to_phone}:{step.to_name}"
    named = {"team": step.to_team_id, "contact": step.to_contact_id, "seat": step.to_seat}
    return next(f"{kind}:{key}" for kind, key in named.items() if key)


def check_steps(of_id: UUID, steps: Sequence[NewStep]) -> None:
    """Refuse a chain that leads nowhere, back to itself, or on for too long.

    Args:
        of_id: The team or contact whose chain it is.
        steps: In order.

    Raises:
        Refused: ``cover_step.leads_nowhere``, ``cover_step.no_name``, ``cover_step.to_itself``
            or ``cover_step.too_many``.
    """
    for step in steps:
        _check_step(of_id, step)
    if any(sum(step.when is when for step in steps) > MOST_STEPS for when in CoverWhen):
        raise Refused(
            "cover_step.too_many",
            f"A chain has {MOST_STEPS} steps at most.",
            next_step="Keep those that answer soonest.",
        )


def _check_step(of_id: UUID, step: NewStep) -> None:
    leads_to = [step.to_team_id, step.to_contact_id, step.to_seat, step.to_phone]
    if sum(bool(one) for one in leads_to) != 1:
        raise Refused(
            "cover_step.leads_nowhere",
            "A step leads to one team, contact, seat or number.",
            next_step="Choose one, or leave the step empty.",
        )
    if step.to_phone and not step.to_name:
        raise Refused(
            "cover_step.no_name",
            "Say who answers the number.",
            next_step="A job is enough, such as Fellside bleep-holder.",
        )
    if of_id in (step.to_team_id, step.to_contact_id):
        raise Refused(
            "cover_step.to_itself",
            "An entry cannot answer for itself.",
            next_step="Choose somebody else.",
        )
