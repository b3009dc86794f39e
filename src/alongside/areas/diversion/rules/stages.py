"""Where somebody is on the pathway: a table that the reference pages draw."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent


class Stage(StrEnum):
    """Where an episode stands. Nothing here says anything of risk."""

    IDENTIFIED = "identified"
    NOT_SEEN = "not_seen"
    SEEN = "seen"
    NOT_SCREENED = "not_screened"
    NO_NEED = "no_need"
    SCREENED = "screened"
    NOT_ASKED = "not_asked"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    BEST_INTERESTS = "best_interests"
    ASSESSED = "assessed"
    SUPPORTED = "supported"
    MET = "met"
    ENDING = "ending"
    CLOSED = "closed"


STAGE_WORDS: Final[Mapping[Stage, str]] = {
    Stage.IDENTIFIED: "noticed, not yet seen",
    Stage.NOT_SEEN: "not seen when we went",
    Stage.SEEN: "seen",
    Stage.NOT_SCREENED: "no first look yet",
    Stage.NO_NEED: "no need found",
    Stage.SCREENED: "first look done",
    Stage.NOT_ASKED: "could not be asked yet",
    Stage.DECLINED: "said no for now",
    Stage.ACCEPTED: "said yes to help",
    Stage.BEST_INTERESTS: "going on in their best interests",
    Stage.ASSESSED: "assessed",
    Stage.SUPPORTED: "support to first appointment arranged",
    Stage.MET: "first appointment known",
    Stage.ENDING: "outcome recorded",
    Stage.CLOSED: "closed",
}

OPEN: Final = tuple(stage for stage in Stage if stage is not Stage.CLOSED)
UNSEEN: Final = (Stage.IDENTIFIED, Stage.NOT_SEEN)
UNLOOKED: Final = (*UNSEEN, Stage.SEEN, Stage.NOT_SCREENED)
UNASKED: Final = (*UNLOOKED, Stage.NO_NEED, Stage.SCREENED, Stage.NOT_ASKED, Stage.DECLINED)
AGREED: Final = (*UNASKED, Stage.ACCEPTED, Stage.BEST_INTERESTS)
HELPED: Final = (*AGREED, Stage.ASSESSED, Stage.SUPPORTED)

SIGNALS: Final[Mapping[str, str]] = {
    "screened": "result",
    "offered": "answer",
    "assessed": "outcome",
}
"""Events that lead on by what one of their facts says."""

_ROWS: Final[tuple[tuple[tuple[Stage, ...], str, Stage], ...]] = (
    ((Stage.IDENTIFIED,), "not_seen", Stage.NOT_SEEN),
    (UNSEEN, "seen", Stage.SEEN),
    (UNLOOKED, "screened:unable", Stage.NOT_SCREENED),
    (UNLOOKED, "screened:declined", Stage.NOT_SCREENED),
    (UNLOOKED, "screened:no_need", Stage.NO_NEED),
    ((*UNLOOKED, Stage.NO_NEED), "screened:need_identified", Stage.SCREENED),
    (UNASKED, "offered:unable_to_ask", Stage.NOT_ASKED),
    (AGREED, "offered:declined", Stage.DECLINED),
    (UNASKED, "offered:accepted", Stage.ACCEPTED),
    (UNASKED, "offered:lacked_capacity_best_interests", Stage.BEST_INTERESTS),
    (AGREED, "assessed:complete", Stage.ASSESSED),
    (AGREED, "assessed:partial", Stage.ASSESSED),
    (AGREED, "assessed:referred_for_MHA_assessment", Stage.ASSESSED),
    ((*AGREED, Stage.ASSESSED), "support_planned", Stage.SUPPORTED),
    (HELPED, "support_done", Stage.MET),
    (tuple(stage for stage in OPEN if stage is not Stage.ENDING), "outcome", Stage.ENDING),
    (OPEN, "closed", Stage.CLOSED),
)

TRANSITIONS: Final[Mapping[tuple[Stage, str], Stage]] = {
    (before, signal): after
    for stages, signal, after in _ROWS
    for before in stages
    if before is not after
}
"""From where, on what, to where. What has no row leaves the stage as it is: nothing is refused."""


def signal_of(event: TimelineEvent) -> str:
    """Answer the word of the table for an event: its kind, with what decides where it leads."""
    fact = SIGNALS.get(event.kind)
    return f"{event.kind}:{event.facts.get(fact, '')}" if fact else event.kind


def stage_of(timeline: Timeline) -> Stage:
    """Go down the events with the table; opened again, it is where it was before it was closed.

    An offer made later, of a referral or of support, has an answer of its own and does not undo
    the help that was agreed to.
    """
    stage, before_closing = Stage.IDENTIFIED, Stage.IDENTIFIED
    for event in timeline.events:
        if event.kind == "reopened":
            stage = before_closing if stage is Stage.CLOSED else stage
            continue
        if event.kind == "offered" and event.facts.get("stage", MAIN_OFFER) != MAIN_OFFER:
            continue
        after = TRANSITIONS.get((stage, signal_of(event)), stage)
        if after is Stage.CLOSED and stage is not Stage.CLOSED:
            before_closing = SEEN_BEFORE_ENDING if stage is Stage.ENDING else stage
        stage = after
    return stage


MAIN_OFFER: Final = "assessment"
"""The offer everything after it rests on; later ones are of a referral, of support, of a report."""
SEEN_BEFORE_ENDING: Final = Stage.MET

CUSTODY_WORDS: Final[Mapping[Stage, str]] = {
    Stage.IDENTIFIED: "not yet seen",
    Stage.NOT_SEEN: "not seen when we went",
    Stage.CLOSED: "closed",
}


def words_for_custody(stage: Stage) -> str:
    """Answer what a custody officer is told: seen or not seen, never what was asked or answered."""
    return CUSTODY_WORDS.get(stage, "seen by Liaison and Diversion")
