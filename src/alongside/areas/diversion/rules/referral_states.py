"""Where a referral may stand, who may say what of it, and what that leads to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from alongside.kernel.refusal import Refused


class Side(StrEnum):
    """Who says something: whoever referred, or the service that was asked."""

    REFERRER = "referrer"
    SERVICE = "service"


class ReferralState(StrEnum):
    """Where a referral stands."""

    MADE = "made"
    MORE_ASKED = "more_asked"
    CONSIDERED = "considered"
    ACCEPTED = "accepted"
    BOOKED = "booked"
    ATTENDED = "attended"
    MISSED = "missed"
    REJECTED = "rejected"
    RESTED = "rested"
    REROUTED = "rerouted"
    WITHDRAWN = "withdrawn"


STATE_LABELS: Final[Mapping[ReferralState, str]] = {
    ReferralState.MADE: "Sent, no answer yet",
    ReferralState.MORE_ASKED: "They asked for more",
    ReferralState.CONSIDERED: "They have it and are deciding",
    ReferralState.ACCEPTED: "Taken on, no appointment yet",
    ReferralState.BOOKED: "Appointment made",
    ReferralState.ATTENDED: "Went to the appointment",
    ReferralState.MISSED: "Did not get to the appointment",
    ReferralState.REJECTED: "Not taken on",
    ReferralState.RESTED: "Not taken on, and left there",
    ReferralState.REROUTED: "Not taken on, sent elsewhere",
    ReferralState.WITHDRAWN: "Withdrawn",
}
STATUS: Final[Mapping[ReferralState, str]] = {
    ReferralState.MADE: "made",
    ReferralState.MORE_ASKED: "waiting",
    ReferralState.CONSIDERED: "waiting",
    ReferralState.ACCEPTED: "accepted",
    ReferralState.BOOKED: "accepted",
    ReferralState.ATTENDED: "attended",
    ReferralState.MISSED: "did_not_attend",
    ReferralState.REJECTED: "rejected",
    ReferralState.RESTED: "rejected",
    ReferralState.REROUTED: "rejected",
    ReferralState.WITHDRAWN: "withdrawn",
}
"""Code of the list ``ld_referral_status`` for each state."""


@dataclass(frozen=True, slots=True)
class ReferralKind:
    """One thing that can be said of a referral.

    Attributes:
        code: Stable word stored on the row.
        label: How the story names it.
        sides: Who may say it.
        facts: Names of what may be said with it.
        needs: Those of them that must be said.
    """

    code: str
    label: str
    sides: frozenset[Side]
    facts: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()


def _kind(code: str, label: str, sides: str, facts: str = "", needs: str = "") -> ReferralKind:
    allowed = {"referrer": {Side.REFERRER}, "service": {Side.SERVICE}, "both": set(Side)}[sides]
    named = frozenset(needs.split())
    return ReferralKind(code, label, frozenset(allowed), frozenset(facts.split()) | named, named)


REFERRAL_KINDS: Final[Mapping[str, ReferralKind]] = {
    kind.code: kind
    for kind in (
        _kind("made", "Referred", "referrer", "words"),
        _kind("more_asked", "Asked for more", "service", needs="words"),
        _kind("told_more", "Answered their question", "referrer", needs="words"),
        _kind("held", "Said when they will answer", "service", "words", "answer_by"),
        _kind("accepted", "Taken on", "service", "words"),
        _kind("rejected", "Not taken on", "service", needs="reason words"),
        _kind("booked", "Appointment made", "both", "words", "at where"),
        _kind("attended", "Went to the appointment", "both", "words"),
        _kind("missed", "Did not get there", "both", "words"),
        _kind("next_step", "Next step", "both", needs="words"),
        _kind("rerouted", "Sent elsewhere", "referrer", "words"),
        _kind("rested", "Left there", "referrer", needs="words"),
        _kind("withdrawn", "Withdrawn", "referrer", needs="words"),
    )
}

REASONS: Final[Mapping[str, str]] = {
    "not_for_us": "The need is one we do not meet",
    "area": "They live outside our area",
    "age": "They are outside the ages we see",
    "full": "We have no room",
    "known_elsewhere": "Another service already sees them",
    "not_reached": "We could not reach them",
    "not_wanted": "They told us they do not want it",
    "too_little_said": "We were told too little to decide",
    "other": "Something else",
}
"""Why a service does not take somebody on; a reason and words always travel together."""

S, OPEN = ReferralState, (ReferralState.MADE, ReferralState.MORE_ASKED, ReferralState.CONSIDERED)


def _rows() -> dict[tuple[ReferralState, str], ReferralState]:
    rows: dict[tuple[ReferralState, str], ReferralState] = {}
    for state in OPEN:
        rows[state, "accepted"] = S.ACCEPTED
        rows[state, "rejected"] = S.REJECTED
        rows[state, "held"] = S.CONSIDERED
    for state in (S.MADE, S.CONSIDERED):
        rows[state, "more_asked"] = S.MORE_ASKED
    rows[S.MORE_ASKED, "told_more"] = S.CONSIDERED
    for state in (S.ACCEPTED, S.BOOKED, S.MISSED, S.ATTENDED):
        rows[state, "booked"] = S.BOOKED
        rows[state, "next_step"] = state
    for state in (S.BOOKED, S.MISSED):
        rows[state, "attended"] = S.ATTENDED
    for state in (S.BOOKED, S.ATTENDED):
        rows[state, "missed"] = S.MISSED
    rows[S.ACCEPTED, "rejected"] = S.REJECTED
    rows[S.REJECTED, "accepted"] = S.ACCEPTED
    rows[S.REJECTED, "rerouted"] = S.REROUTED
    rows[S.REJECTED, "rested"] = S.RESTED
    for state in (*OPEN, S.ACCEPTED, S.BOOKED, S.MISSED):
        rows[state, "withdrawn"] = S.WITHDRAWN
    return rows


REFERRAL_TRANSITIONS: Final[Mapping[tuple[ReferralState, str], ReferralState]] = _rows()
"""What has no row is refused. An answer may be changed, such as from rejected to accepted."""
ENDED: Final = frozenset({S.ATTENDED, S.RESTED, S.REROUTED, S.WITHDRAWN})
"""Nobody owes anything any more."""


def next_state(state: ReferralState, kind: str) -> ReferralState:
    """Answer where a referral stands after something is said of it.

    Raises:
        Refused: ``referral.not_now``.
    """
    after = REFERRAL_TRANSITIONS.get((state, kind))
    if after is None:
        raise Refused(
            "referral.not_now",
            f"This referral stands at “{STATE_LABELS[state].lower()}”, so that cannot be said now.",
            next_step="Open it again: the other side may have answered meanwhile.",
        )
    return after


def open_to(state: ReferralState, side: Side) -> tuple[str, ...]:
    """Answer what a side may say now, in the order of the list of kinds."""
    return tuple(
        code
        for code, kind in REFERRAL_KINDS.items()
        if side in kind.sides and (state, code) in REFERRAL_TRANSITIONS
    )


def check_said(kind: str, side: Side, facts: Mapping[str, object]) -> ReferralKind:
    """Refuse what this side does not say, or what is said without what it needs.

    Raises:
        Refused: ``referral.unknown_kind``, ``referral.other_side`` or ``referral.unsaid``.
    """
    known = REFERRAL_KINDS.get(kind)
    if known is None or set(facts) - known.facts:
        raise Refused("referral.unknown_kind", "That is not said of a referral.")
    if side not in known.sides:
        raise Refused(
            "referral.other_side",
            "That is for the other side to say.",
            next_step="Ring them; both numbers are on the page.",
        )
    missing = [name for name in sorted(known.needs) if not facts.get(name)]
    if missing:
        raise Refused("referral.unsaid", MISSING[missing[0]], field=missing[0])
    return known


MISSING: Final[Mapping[str, str]] = {
    "answer_by": "Say by when you will answer.",
    "at": "Say when the appointment is.",
    "reason": "Choose why. The reason goes back to whoever referred.",
    "where": "Say where the appointment is.",
    "words": "Write it in a few words.",
}
