"""Suicide prevention plans: opened by two services together, and closed by both.

Source: DOMAIN 6.4, after the British Transport Police model; 2.4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from alongside.areas.plans.rules.joint_story import FactNames, StoryEvent, in_order
from alongside.kernel.actor import Sector
from alongside.kernel.refusal import NotPermitted, Refused


class SuicideState(StrEnum):
    """Where a plan stands."""

    PROPOSED = "proposed"
    DECLINED = "declined"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


SUICIDE_LABELS: Final[Mapping[SuicideState, str]] = {
    SuicideState.PROPOSED: "proposed, waiting for the other service",
    SuicideState.DECLINED: "not taken up by the other service",
    SuicideState.OPEN: "open",
    SuicideState.CLOSING: "open, one service has signed to close it",
    SuicideState.CLOSED: "closed by both services",
}
SUICIDE_KINDS: Final[Mapping[str, str]] = {
    "proposed": "Proposed",
    "declined": "Not taken up",
    "asked_again": "Somebody else was asked",
    "confirmed": "Confirmed: the plan is open",
    "own_part": "The person's own part",
    "changed": "Plan changed",
    "contact_made": "Contact made with the person",
    "shared": "Information shared",
    "reviewed": "Reviewed",
    "anniversary": "A day that may be hard",
    "closing_signed": "First signature to close",
    "kept_open": "Kept open after all",
    "closing_agreed": "Second signature: closed",
}
"""What may be recorded, and how it is called."""

PLAN_FIELDS: Final[Mapping[str, str]] = {
    "trigger": "What happened",
    "trigger_place": "Where it happened",
    "location_code": "Railway location code",
    "immediate_actions": "What was done straight away",
    "consent": "Does the person agree to this plan?",
    "consent_why": "What they said about it, or why they were not asked",
    "services": "Services working with them",
    "protective_factors": "What keeps them safe",
    "means_restriction": "What has been agreed to make the means harder to reach",
}
"""What a plan says, in the order of the page."""

CLEARED: Final = "Nothing now"
"""Kept where something the plan said was taken out of it."""

CONSENT_ANSWERS: Final[Mapping[str, str]] = {
    "yes": "Yes",
    "no": "No",
    "not_asked": "Not asked yet",
}
SUICIDE_FACTS: Final[FactNames] = {
    kind: frozenset(names.split())
    for kind, names in {
        "proposed": f"{' '.join(PLAN_FIELDS)} ends_on words",
        "asked_again": "words",
        "declined": "words",
        "confirmed": "review_due_on words",
        "own_part": "given",
        "changed": f"{' '.join(PLAN_FIELDS)} ends_on words",
        "contact_made": "how words",
        "shared": "recipient gateway what",
        "reviewed": "words review_due_on ends_on",
        "anniversary": "month day words ended",
        "closing_signed": "reason",
        "kept_open": "words",
        "closing_agreed": "words",
    }.items()
}

CORRECTABLE: Final = frozenset({"contact_made", "shared"})
"""What may be put right. What a plan says is changed, and a review is followed by another."""

RUNNING: Final = (SuicideState.OPEN, SuicideState.CLOSING)

SUICIDE_TRANSITIONS: Final[Mapping[tuple[SuicideState, str], SuicideState]] = {
    (SuicideState.PROPOSED, "confirmed"): SuicideState.OPEN,
    (SuicideState.PROPOSED, "declined"): SuicideState.DECLINED,
    (SuicideState.PROPOSED, "asked_again"): SuicideState.PROPOSED,
    (SuicideState.DECLINED, "asked_again"): SuicideState.PROPOSED,
    **{
        (state, kind): state
        for state in (SuicideState.PROPOSED, *RUNNING)
        for kind in ("own_part", "changed", "contact_made")
    },
    **{(state, kind): state for state in RUNNING for kind in ("shared", "reviewed", "anniversary")},
    (SuicideState.OPEN, "closing_signed"): SuicideState.CLOSING,
    (SuicideState.CLOSING, "kept_open"): SuicideState.OPEN,
    (SuicideState.CLOSING, "closing_agreed"): SuicideState.CLOSED,
}
"""Every kind that may be recorded in a state, and where it leads. What is not here is refused."""

HEALTH: Final = frozenset(
    {
        Sector.MENTAL_HEALTH_TRUST,
        Sector.ACUTE_TRUST,
        Sector.AMBULANCE,
        Sector.COUNCIL,
        Sector.CHARITY,
    }
)
"""Who stands on the health side of a joint plan."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who signs for one side.

    Attributes:
        user: Opaque id of the account.
        organisation: Opaque id of their organisation.
        sector: What kind of organisation that is.
    """

    user: str
    organisation: str
    sector: Sector


@dataclass(frozen=True, slots=True)
class SuicideStanding:
    """What follows from the events of a plan.

    Attributes:
        state: Where it stands.
        says: What the plan says, by the names of ``PLAN_FIELDS``.
        opened_at: When the second service confirmed it.
        last_reviewed_at: When it was last reviewed; opening counts.
        review_due_on: When it is to be reviewed next.
        ends_on: When it ends unless both agree otherwise.
        closed_at: When both had signed.
    """

    state: SuicideState
    says: Mapping[str, str]
    opened_at: datetime | None
    last_reviewed_at: datetime | None
    review_due_on: date | None
    ends_on: date | None
    closed_at: datetime | None


def opposite(one: Sector, other: Sector) -> bool:
    """Say whether one is police and the other is health."""
    return one.is_police != other.is_police


def check_may_happen(state: SuicideState, kind: str) -> None:
    """Refuse what cannot be so in the state a plan is in.

    Raises:
        Refused: ``suicide.not_now``.
    """
    if (state, kind) not in SUICIDE_TRANSITIONS:
        raise Refused(
            "suicide.not_now",
            f"This plan is {SUICIDE_LABELS[state]}, so that is not done now.",
            next_step="Open the plan again to see what it needs.",
        )


def check_may_correct(kind: str) -> None:
    """Refuse to put right what is not a record of something done.

    Raises:
        Refused: ``suicide.not_corrected``.
    """
    if kind not in CORRECTABLE:
        raise Refused(
            "suicide.not_corrected",
            "That entry is what two services agreed, so it stays.",
            next_step="Change what the plan says, or review it again.",
        )


def check_two_sides(proposer: Signatory, asked: Signatory) -> None:
    """Refuse a plan that is not joint: police on one side, health on the other.

    Raises:
        Refused: ``suicide.one_side``.
    """
    if not opposite(proposer.sector, asked.sector) or proposer.organisation == asked.organisation:
        raise Refused(
            "suicide.one_side",
            "A plan is opened by police and a health service together.",
            next_step="Choose somebody from the other service.",
            field="asked",
        )


def check_named_person(asked: str, user: str) -> None:
    """Refuse a confirmation by anybody but the person who was asked.

    Raises:
        NotPermitted: ``suicide.not_the_one_asked``.
    """
    if asked != user:
        raise NotPermitted(
            "suicide.not_the_one_asked",
            "Somebody else was asked to confirm this plan.",
            next_step="The service that proposed it can ask you instead.",
        )


def check_party(parties: Sequence[str], organisation: str) -> None:
    """Refuse somebody whose organisation is not one of the two.

    Raises:
        NotPermitted: ``suicide.not_a_party``.
    """
    if organisation not in parties:
        raise NotPermitted(
            "suicide.not_a_party",
            "This plan belongs to two other services and the person.",
            next_step="Ring one of them if you know something that they should.",
        )


def check_closure(first: Signatory | None, second: Signatory) -> None:
    """Refuse a closure that does not carry the names of both services.

    Raises:
        Refused: ``suicide.one_signature``.

    Source: DOMAIN 6.4: closure with one signature is refused.
    """
    joint = (
        first is not None
        and first.user != second.user
        and first.organisation != second.organisation
        and opposite(first.sector, second.sector)
    )
    if not joint:
        raise Refused(
            "suicide.one_signature",
            "A plan is closed by both services, so it needs a second signature.",
            next_step="Ask the other service to look at it with you and sign.",
        )


def check_own_part(text: str, why_not: str) -> None:
    """Refuse a plan with neither the person's own part nor a reason why it has none.

    Raises:
        Refused: ``suicide.no_own_part`` or ``suicide.both``.

    Source: DOMAIN 2.4.
    """
    if text.strip() and why_not.strip():
        raise Refused(
            "suicide.both",
            "Write what they said, or why there is nothing yet: not both.",
            field="why_not",
        )
    if not text.strip() and not why_not.strip():
        raise Refused(
            "suicide.no_own_part",
            "Write what the person says, or why they have not been asked yet.",
            next_step="The plan belongs to them.",
            field="own_part",
        )


def standing_of(events: Sequence[StoryEvent]) -> SuicideStanding:
    """Work out where a plan stands from the events that stand, ``proposed`` among them."""
    ordered = in_order(events)
    state = SuicideState.PROPOSED
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    for event in ordered:
        after = SUICIDE_TRANSITIONS.get((state, event.kind), state)
        opened_at = event.happened_at if event.kind == "confirmed" else opened_at
        closed_at = event.happened_at if after is SuicideState.CLOSED else None
        state = after
    reviews = [event for event in ordered if event.kind in ("confirmed", "reviewed")]
    ends = [day for event in ordered if (day := event.day("ends_on"))]
    return SuicideStanding(
        state=state,
        says=_says(ordered),
        opened_at=opened_at,
        last_reviewed_at=reviews[-1].happened_at if reviews else None,
        review_due_on=reviews[-1].day("review_due_on") if reviews else None,
        ends_on=ends[-1] if ends else None,
        closed_at=closed_at,
    )


def _says(ordered: Sequence[StoryEvent]) -> dict[str, str]:
    said = {
        name: event.text(name)
        for event in ordered
        if event.kind in ("proposed", "changed")
        for name in PLAN_FIELDS
        if name in event.facts
    }
    return {name: said[name] for name in PLAN_FIELDS if said.get(name, CLEARED) != CLEARED}
