"""The columns of an episode that follow from its events."""

from dataclasses import dataclass
from datetime import datetime

from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.justice import standing
from alongside.areas.diversion.rules.owed import owed_next
from alongside.areas.diversion.rules.owed_pathway import urgency_of
from alongside.areas.diversion.rules.stages import MAIN_OFFER, Stage, stage_of
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent

LOOKED = ("no_need", "need_identified")
"""Results that count as a first look: one that was declined or could not be is none."""


@dataclass(frozen=True, slots=True)
class Projection:
    """The columns of an episode that follow from its events.

    Attributes:
        stage: Where on the pathway.
        urgency: How soon the last first look asks for somebody; empty where it was not said.
        next_what: What is owed next; empty when nothing is.
        next_role: By which role.
        next_since: Since when.
        next_due_at: By when; ``None`` where no clock runs.
        identified_at: When they were noticed.
        screened_at: When the first look was done, first; ``None`` before.
        screen_result: What the last first look found; empty before.
        offer: The last answer to the offer of help; empty before.
        assessed_at: When they were assessed, first.
        justice_stage: How far the case is: a code of ``ld_justice_stage``.
        justice_outcome: How it ended: a code of ``ld_justice_outcome``; empty before.
        engagement: How help ended: a code of ``ld_engagement``; empty before.
        offence_group: The last that was recorded; empty where none was.
        left_custody_at: When they left custody.
        closed_at: When the episode was closed.
    """

    stage: str
    urgency: str
    next_what: str
    next_role: str
    next_since: datetime | None
    next_due_at: datetime | None
    identified_at: datetime
    screened_at: datetime | None
    screen_result: str
    offer: str
    assessed_at: datetime | None
    justice_stage: str
    justice_outcome: str
    engagement: str
    offence_group: str
    left_custody_at: datetime | None
    closed_at: datetime | None


def project(case: Case) -> Projection:
    """Work out what follows from the events of an episode, which has one at least."""
    story = case.timeline
    next_one = owed_next(case)
    justice = standing(story)
    outcome = story.last("outcome")
    stage = stage_of(story)
    return Projection(
        stage=stage.value,
        urgency=urgency_of(story),
        next_what=next_one.what if next_one else "",
        next_role=next_one.role if next_one else "",
        next_since=next_one.since if next_one else None,
        next_due_at=next_one.due_at if next_one else None,
        identified_at=_first_at(story, "identified") or story.events[0].happened_at,
        screened_at=_when(_screened(story)),
        screen_result=_said(story.last("screened"), "result"),
        offer=_said(_main_offer(story), "answer"),
        assessed_at=_when(_assessed(story)),
        justice_stage=justice.stage,
        justice_outcome=justice.outcome,
        engagement=_said(outcome, "engagement") or _said(story.last("closed"), "engagement"),
        offence_group=_offence_group(story),
        left_custody_at=justice.left_custody_at,
        closed_at=_closed_at(story) if stage is Stage.CLOSED else None,
    )


def _first_at(story: Timeline, kind: str) -> datetime | None:
    return _when(next(story.of_kind(kind), None))


def _when(event: TimelineEvent | None) -> datetime | None:
    return event.happened_at if event else None


def _said(event: TimelineEvent | None, name: str) -> str:
    return str(event.facts.get(name, "")) if event else ""


def _screened(story: Timeline) -> TimelineEvent | None:
    found = (e for e in story.of_kind("screened") if e.facts.get("result") in LOOKED)
    return next(found, None)


def _assessed(story: Timeline) -> TimelineEvent | None:
    found = (e for e in story.of_kind("assessed") if e.facts.get("outcome") != "abandoned")
    return next(found, None)


def _main_offer(story: Timeline) -> TimelineEvent | None:
    offers = [e for e in story.of_kind("offered") if e.facts.get("stage", MAIN_OFFER) == MAIN_OFFER]
    return offers[-1] if offers else None


def _offence_group(story: Timeline) -> str:
    said = [str(e.facts["offence_group"]) for e in story.events if e.facts.get("offence_group")]
    return said[-1] if said else ""


def _closed_at(story: Timeline) -> datetime | None:
    return _when(story.last("closed"))
