"""What is said of a place's space, and when it stops being true."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from alongside.kernel.refusal import Refused


class ClaimState(StrEnum):
    """What may be said of a place at one moment."""

    FREE = "free"
    FULL = "full"
    RING_FIRST = "ring_first"


class ClaimWay(StrEnum):
    """How the person who said it knows."""

    PLACE = "place"
    RANG = "rang"


STATE_LABELS = {
    ClaimState.FREE: "Free",
    ClaimState.FULL: "Full",
    ClaimState.RING_FIRST: "Ring first",
}
CLAIM_LASTS = {
    ClaimState.FREE: timedelta(minutes=60),
    ClaimState.FULL: timedelta(minutes=60),
    ClaimState.RING_FIRST: timedelta(hours=8),
}
SHORTEST_CLAIM = timedelta(minutes=5)
LONGEST_CLAIM = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing somebody said of a place.

    Attributes:
        id: The claim.
        state: What was said.
        way: Whether the place itself said it, or somebody who rang.
        spaces: How many are free, where it was said.
        note: A short free text.
        said_by: Name of who said it.
        organisation: Short name of the organisation they act for.
        said_at: When.
        expires_at: From this instant on it is stale.
        withdrawn: Whether it was taken back.
    """

    id: UUID
    state: ClaimState
    way: ClaimWay
    spaces: int | None
    note: str
    said_by: str
    organisation: str
    said_at: datetime
    expires_at: datetime
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Availability:
    """What may be shown of a place's space now.

    Attributes:
        state: The live state, or ``None`` when nothing said of it still holds.
        label: ``Free``, ``Full`` or ``Ring first``; a stale or missing claim is ``Ring first``.
        sentence: Who said what and how long ago, without its full stop.
        claim: The newest claim, live or stale, or ``None`` when nobody has said.
        age: How long ago it was said, such as ``12 minutes``; empty when nobody has.
    """

    state: ClaimState | None
    label: str
    sentence: str
    claim: Claim | None
    age: str = ""

    @property
    def live(self) -> bool:
        """Whether a claim holds now."""
        return self.state is not None


def claim_expires_at(state: ClaimState, said_at: datetime, lasts: timedelta | None) -> datetime:
    """Answer when a claim goes stale.

    Args:
        state: What is claimed.
        said_at: When it is said.
        lasts: How long the speaker says it holds; ``None`` for the usual time.

    Raises:
        Refused: ``claim.lasts_out_of_range`` outside 5 minutes to 24 hours.

    Source: DESIGN promise 6; C4.
    """
    length = CLAIM_LASTS[state] if lasts is None else lasts
    if not SHORTEST_CLAIM <= length <= LONGEST_CLAIM:
        raise Refused(
            "claim.lasts_out_of_range",
            "This can hold from 5 minutes to 24 hours.",
            next_step="Choose a time in between, and say it again later.",
            field="lasts_minutes",
        )
    return said_at + length


def check_spaces(state: ClaimState, spaces: int | None) -> None:
    """Refuse a number of spaces that contradicts the state.

    Raises:
        Refused: ``claim.spaces_do_not_fit``.
    """
    fits = (
        spaces is None
        or (state is ClaimState.FREE and spaces >= 1)
        or (state is ClaimState.FULL and spaces == 0)
    )
    if not fits:
        raise Refused(
            "claim.spaces_do_not_fit",
            "The number of spaces does not fit what you said.",
            next_step="Leave the number empty, or choose Free or Full to match it.",
            field="spaces",
        )


def is_live(claim: Claim, now: datetime) -> bool:
    """Say whether a claim holds at an instant: said, not outlived, not taken back."""
    return not claim.withdrawn and claim.said_at <= now < claim.expires_at


def newest(claims: list[Claim], now: datetime) -> Claim | None:
    """Answer the last thing said by an instant that was not taken back.

    While it stands, nothing said before it counts, even if that would hold for longer.
    """
    standing = [claim for claim in claims if not claim.withdrawn and claim.said_at <= now]
    return max(standing, key=lambda claim: claim.said_at, default=None)


def availability(claim: Claim | None, now: datetime) -> Availability:
    """Answer what may be shown of a place whose newest claim this is.

    A claim past its expiry is never shown as live: it becomes its age and "ring first".
    """
    if claim is None:
        return Availability(None, "Ring first", "Nobody has said yet: ring first", None)
    age = age_words(claim.said_at, now)
    if not is_live(claim, now):
        said = STATE_LABELS[claim.state].lower()
        sentence = f"Last said {said} by {speaker(claim)}, claim is {age} old: ring first"
        return Availability(None, "Ring first", sentence, claim, age)
    sentence = f"{_said(claim)}, as {_verb(claim)} {speaker(claim)} {age} ago"
    return Availability(claim.state, STATE_LABELS[claim.state], sentence, claim, age)


def speaker(claim: Claim) -> str:
    """Name who said it, with their organisation."""
    return f"{claim.said_by}, {claim.organisation}" if claim.organisation else claim.said_by


def age_words(since: datetime, now: datetime) -> str:
    """Say an age, such as ``12 minutes``, ``5 hours`` or ``3 days``; parts are dropped."""
    minutes = max(0, int((now - since).total_seconds() // 60))
    if minutes < 1:
        return "less than a minute"
    if minutes < 120:
        return _count(minutes, "minute")
    if minutes < 48 * 60:
        return _count(minutes // 60, "hour")
    return _count(minutes // (24 * 60), "day")


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _said(claim: Claim) -> str:
    if claim.state is ClaimState.FREE and claim.spaces:
        return "1 space free" if claim.spaces == 1 else f"{claim.spaces} spaces free"
    return STATE_LABELS[claim.state]


def _verb(claim: Claim) -> str:
    return "heard by" if claim.way is ClaimWay.RANG else "said by"
