"""Who may break glass, ask a senior person, and review; and what each must say.

Source of every number here: design, to be agreed by the organisations that use it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from alongside.engines.sharing import Category
from alongside.kernel.actor import Permissions, Role
from alongside.kernel.refusal import NotPermitted, Refused

LOOKERS: Final = frozenset(
    {
        Role.RESPONSE_OFFICER,
        Role.POLICE_SUPERVISOR,
        Role.CUSTODY_OFFICER,
        Role.CONTROL_ROOM_CLINICIAN,
        Role.TRIAGE_CLINICIAN,
        Role.PLACE_OF_SAFETY_COORDINATOR,
        Role.AMHP,
        Role.DOCTOR,
        Role.LIAISON_LEAD,
        Role.KEYWORKER,
        Role.DIVERSION_PRACTITIONER,
        Role.COURT_LINK_WORKER,
    }
)
STAND_INS: Final = frozenset({Role.LIAISON_LEAD, Role.POLICE_SUPERVISOR})
"""Who reviews for a side that has no information governance lead, or is late."""

PERMISSIONS: Final[Permissions] = {
    "glass.break": LOOKERS,
    "glass.review": STAND_INS | {Role.INFORMATION_GOVERNANCE},
    "senior.ask": LOOKERS,
    "senior.decide": LOOKERS | {Role.INFORMATION_GOVERNANCE},
}
"""Which category a senior person may decide on is in the sharing policy."""

GLASS_HOURS: Final = {1: "1 hour", 3: "3 hours", 6: "6 hours", 12: "12 hours"}
USUAL_GLASS_HOURS: Final = 3
SENIOR_HOURS: Final = {3: "3 hours", 12: "12 hours", 24: "1 day", 72: "3 days"}
USUAL_SENIOR_HOURS: Final = 12
SHORTEST_REASON: Final = 10

HARMS: Final = {
    "serious_harm": "Serious harm to somebody",
    "serious_crime": "A serious crime",
    "neither": "Neither",
}
SERIOUS: Final = frozenset({"serious_harm", "serious_crime"})
TELLING: Final = {
    "tell": "Yes, they are to be told",
    "unsafe": "Not now: telling them would put somebody in danger",
}
FINDINGS: Final = {
    "right": "It was right",
    "follow_up": "It needs follow-up",
    "not_right": "It was not right",
}


class Side(StrEnum):
    """Whose review it is: of those who looked, or of those who hold what was opened."""

    LOOKED = "looked"
    HOLDS = "holds"


@dataclass(frozen=True, slots=True)
class GlassFacts:
    """What matters to reviewing a broken glass.

    Attributes:
        broken_by: The account that broke it.
        closed: Whether both sides have reviewed it.
        may_review: Accounts that may review it now, for each side.
        reviewed: The side and the account of each review so far.
    """

    broken_by: UUID
    closed: bool
    may_review: Mapping[Side, frozenset[UUID]]
    reviewed: tuple[tuple[Side, UUID], ...] = ()

    @property
    def waiting_for(self) -> tuple[Side, ...]:
        """The sides that nobody has reviewed for."""
        done = {side for side, _ in self.reviewed}
        return tuple(side for side in Side if side not in done)


@dataclass(frozen=True, slots=True)
class HarmTest:
    """What a senior person weighs before a confidence is set aside.

    Attributes:
        harm: A key of ``HARMS``.
        harm_words: What would happen.
        to_whom: Who would be harmed.
        how_soon: When.
        other_way: What less intrusive way there is, and why it will not do.
        telling: A key of ``TELLING``.
    """

    harm: str
    harm_words: str = ""
    to_whom: str = ""
    how_soon: str = ""
    other_way: str = ""
    telling: str = ""


def check_reason(reason: str) -> None:
    """Refuse a reason that says nothing.

    Raises:
        Refused: ``glass.reason``.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(
            "glass.reason",
            "Say in a few words why you need to see this now.",
            next_step=f"At least {SHORTEST_REASON} letters. Both reviewers read it.",
            field="reason",
        )


def opened_until(hours: int, allowed: Mapping[int, str], now: datetime) -> datetime:
    """Answer when an opening ends by itself.

    Raises:
        Refused: ``opening.hours``, when that length is not offered.
    """
    if hours not in allowed:
        offered = ", ".join(allowed.values())
        raise Refused(
            "opening.hours",
            "That is not a length of time offered here.",
            next_step=f"Choose one of: {offered}.",
            field="hours",
        )
    return now + timedelta(hours=hours)


def side_of(reviewer: UUID, facts: GlassFacts) -> Side:
    """Answer for which side somebody reviews a broken glass.

    Raises:
        NotPermitted: ``glass.own`` or ``glass.not_yours_to_review``.
        Refused: ``glass.reviewed`` or ``glass.reviewed_before``.
    """
    if reviewer == facts.broken_by:
        raise NotPermitted(
            "glass.own",
            "Nobody reviews their own broken glass.",
            next_step="Another reviewer of your organisation will.",
        )
    if reviewer in {by for _, by in facts.reviewed}:
        raise Refused("glass.reviewed_before", "You have reviewed this already.")
    if facts.closed:
        raise Refused("glass.reviewed", "Both sides have reviewed this already.")
    mine = [side for side in Side if reviewer in facts.may_review[side]]
    if not mine:
        raise NotPermitted(
            "glass.not_yours_to_review",
            "This is reviewed by the information governance leads of the two organisations.",
            next_step="If nobody has by the time it is due, the liaison lead is asked.",
        )
    return next((side for side in mine if side in facts.waiting_for), mine[0])


def check_finding(finding: str, note: str) -> None:
    """Refuse a finding that is none, or one that finds fault and does not say why.

    Raises:
        Refused: ``glass.finding`` or ``glass.note``.
    """
    if finding not in FINDINGS:
        raise Refused("glass.finding", "Choose what you found.", field="finding")
    if finding != "right" and not note.strip():
        raise Refused("glass.note", "Say what has to follow, or what was not right.", field="note")


def check_need(need: str) -> None:
    """Refuse to trouble a senior person without saying what for.

    Raises:
        Refused: ``senior.need``.
    """
    if len(need.strip()) < SHORTEST_REASON:
        raise Refused(
            "senior.need",
            "Say what you need to know and what it would prevent.",
            next_step=f"At least {SHORTEST_REASON} letters.",
            field="need",
        )


def check_harm(test: HarmTest) -> None:
    """Refuse to let a confidence be set aside for anything less than serious.

    Raises:
        Refused: ``senior.not_serious`` or ``senior.unanswered``, on the field to answer.

    Source: DOMAIN 5.2, overriding public interest; T5.2 rows 5 and 6.
    """
    if test.harm not in SERIOUS:
        raise Refused(
            "senior.not_serious",
            "This can only be shared to prevent serious harm or serious crime.",
            next_step="If that is not so, say no; whoever asked is told whom to ask next.",
            field="harm",
        )
    for name, words in (
        ("harm_words", "Say what would happen."),
        ("to_whom", "Say who would be harmed."),
        ("how_soon", "Say how soon."),
        ("other_way", "Say what other way there is, and why it will not do."),
    ):
        if not getattr(test, name).strip():
            raise Refused("senior.unanswered", words, field=name)
    if test.telling not in TELLING:
        raise Refused("senior.unanswered", "Say whether the person is to be told.", field="telling")


def check_refusal(note: str) -> None:
    """Refuse a bare no: whoever asked has to know why.

    Raises:
        Refused: ``senior.note``.
    """
    if not note.strip():
        raise Refused("senior.note", "Say in a few words why not.", field="note")


def letters(categories: frozenset[Category]) -> str:
    """Write kinds of information as their letters, in their order."""
    return "".join(category.value for category in Category if category in categories)


def categories_of(text: str) -> frozenset[Category]:
    """Read kinds of information from their letters."""
    return frozenset(Category(letter) for letter in text)
