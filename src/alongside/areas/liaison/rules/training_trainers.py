"""Who teaches: where their name may stand, and what is owed to them afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from alongside.kernel.refusal import Refused


class Naming(StrEnum):
    """How somebody may be named in one place."""

    NAMED = "named"
    INITIALS = "initials"
    UNNAMED = "unnamed"


class Support(StrEnum):
    """How far the call afterwards is."""

    OWED = "owed"
    OFFERED = "offered"
    TAKEN = "taken"
    DECLINED = "declined"


NAMING_WORDS: Final[Mapping[Naming, str]] = {
    Naming.NAMED: "By name",
    Naming.INITIALS: "By initials",
    Naming.UNNAMED: "Not named",
}
SUPPORT_WORDS: Final[Mapping[Support, str]] = {
    Support.OWED: "Not rung yet",
    Support.OFFERED: "Rung, and support offered",
    Support.TAKEN: "Took it up",
    Support.DECLINED: "Did not want it",
}


@dataclass(frozen=True, slots=True)
class TrainerFacts:
    """Who teaches, how they may be named, and what is owed to them.

    Attributes:
        name: As they like to be called.
        user_id: Their account, where they have one.
        used_services: Whether they teach from having used services.
        on_catalogue: How the page of the course names them.
        on_session: How the page of the session does.
        on_screen: How its screen does.
        agreed_on: The day they agreed to be named so.
        payment: What was agreed; for liaison leads only.
        paid_on: When it was paid.
        rung_by_id: Who rings them afterwards.
        support: How far that call is.
    """

    name: str
    user_id: UUID | None = None
    used_services: bool = False
    on_catalogue: Naming = Naming.UNNAMED
    on_session: Naming = Naming.UNNAMED
    on_screen: Naming = Naming.UNNAMED
    agreed_on: date | None = None
    payment: str = ""
    paid_on: date | None = None
    rung_by_id: UUID | None = None
    support: Support = Support.OWED

    @property
    def namings(self) -> tuple[Naming, ...]:
        """How each place names them."""
        return (self.on_catalogue, self.on_session, self.on_screen)


def shown_name(name: str, naming: Naming, *, used_services: bool) -> str:
    """Answer what a page says of a trainer."""
    if naming is Naming.NAMED:
        return name
    who = "somebody who has used services" if used_services else "a member of staff"
    if naming is Naming.INITIALS:
        letters = "".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())
        return f"{letters}, {who}" if letters else who
    return who


def check_naming(namings: tuple[Naming, ...], agreed_on: date | None, *, today: date) -> None:
    """Refuse to name somebody who has not said that they may be named.

    Raises:
        Refused: ``trainer.no_consent`` or ``trainer.consent_ahead``.
    """
    if agreed_on is None and any(one is not Naming.UNNAMED for one in namings):
        raise Refused(
            "trainer.no_consent",
            "They are named somewhere, and no day is given on which they agreed.",
            next_step="Ask them, and give the day; or leave them unnamed.",
            field="agreed_on",
        )
    if agreed_on is not None and agreed_on > today:
        raise Refused("trainer.consent_ahead", "That day has not come yet.", field="agreed_on")


def check_paid(payment: str, paid_on: date | None, *, today: date) -> None:
    """Refuse a payment of nothing, or of tomorrow.

    Raises:
        Refused: ``trainer.no_payment`` or ``trainer.paid_ahead``.
    """
    if paid_on is not None and not payment.strip():
        raise Refused(
            "trainer.no_payment",
            "It says when they were paid, and not what was agreed.",
            next_step="Say what was agreed.",
            field="payment",
        )
    if paid_on is not None and paid_on > today:
        raise Refused("trainer.paid_ahead", "That day has not come yet.", field="paid_on")
