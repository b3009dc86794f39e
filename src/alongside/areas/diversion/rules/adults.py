"""Appropriate adults: whether one is needed, who is there, and what has to be looked at."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent
from alongside.engines.law import (
    AdultFacts,
    Answer,
    Candidate,
    CandidateKind,
    Outcome,
    Screening,
    Suspicion,
    appropriate_adult,
)
from alongside.kernel.local_time import say

RECORD_SAYS: Final = {
    "nothing": "It says there is none",
    "not_sure": "The officer is not sure",
    "yes": "It says there is reason to think so",
    "not_looked": "I have not seen it",
}
"""What the custody record says of being vulnerable, as the practitioner read it."""
SUSPICION: Final = {
    "nothing": Suspicion.NO,
    "not_sure": Suspicion.NOT_SURE,
    "yes": Suspicion.YES,
}
RAISED: Final = "adult.raise_at_once"
BASIS: Final = {
    "juvenile": "Under 18",
    "mental_health": "Mental health condition",
    "learning_disability": "Learning disability",
    "autism": "Autism",
    "communication": "Communication",
    "intoxication_with_vulnerability": "Drink or drugs, and vulnerable too",
    "officer_not_sure": "The officer is not sure",
    "other": "Another reason",
}
PRESENT_AT: Final = {
    "rights": "Rights and entitlements",
    "search": "Search",
    "interview": "Interview",
    "charge": "Charge",
}


@dataclass(frozen=True, slots=True)
class AdultStanding:
    """How things stand with an appropriate adult.

    Attributes:
        needed: Whether one is needed.
        basis: Why, as a code of ``BASIS``; empty where none is needed.
        since: Since when it has been known.
        called: The name of whoever was asked last and may act; empty when nobody was.
        called_at: When they were asked.
        arrived_at: When one arrived; ``None`` before, and again once they left.
        left_at: When the last one left.
        interview_at: When an interview began.
        gap: What to look at where an interview began with nobody there; empty otherwise.
    """

    needed: bool
    basis: str
    since: datetime | None
    called: str
    called_at: datetime | None
    arrived_at: datetime | None
    left_at: datetime | None
    interview_at: datetime | None
    gap: str


def adult_standing(case: Case) -> AdultStanding:
    """Work out from the events whether an appropriate adult is needed, asked, there or missing.

    Source: PACE Code C 1.4, 1.5, 1.13(d); DOMAIN R2.1, R2.2, 2.2.
    """
    story = case.timeline
    asked = story.last("adult_needed")
    noticed = next(story.of_kind("identified"), None)
    needed = case.is_child or asked is not None
    basis = "juvenile" if case.is_child else _text(asked, "basis")
    since = (noticed or asked) if case.is_child else asked
    there, left = story.last("adult_arrived"), story.last("adult_left")
    called = story.last("adult_called")
    interview = next(story.of_kind("interview_started"), None)
    gone = there is not None and left is not None and left.happened_at >= there.happened_at
    return AdultStanding(
        needed=needed,
        basis=basis,
        since=since.happened_at if since else None,
        called=_text(called, "name"),
        called_at=called.happened_at if called else None,
        arrived_at=there.happened_at if there and not gone else None,
        left_at=left.happened_at if left else None,
        interview_at=interview.happened_at if interview else None,
        gap=_gap(story, needed),
    )


def _text(event: TimelineEvent | None, name: str) -> str:
    return str(event.facts.get(name, "")) if event else ""


def _gap(story: Timeline, needed: bool) -> str:
    """Say each interview that began with no appropriate adult recorded as there."""
    if not needed:
        return ""
    began = [e.happened_at for e in story.of_kind("interview_started") if not _there(story, e)]
    if not began:
        return ""
    return f"An interview began at {say(began[0])} with no appropriate adult recorded as there."


def _there(story: Timeline, interview: TimelineEvent) -> bool:
    before = [e for e in story.of_kind("adult_arrived", "adult_left")
              if e.happened_at <= interview.happened_at]  # fmt: skip
    return bool(before) and before[-1].kind == "adult_arrived"


def law_on_screening(
    *, ground: str, record_says: str, screened_at: datetime, age_years: int | None = None
) -> Answer:
    """Ask the law what a first look and the custody record say together.

    Args:
        ground: What the first look gave, a code of the law's ``Screening``; empty for nothing.
        record_says: What the custody record says, a code of ``RECORD_SAYS``.
        screened_at: When.
        age_years: Known or estimated age.
    """
    return appropriate_adult(
        AdultFacts(
            event_at=screened_at,
            age_years=age_years,
            suspicion=SUSPICION.get(record_says),
            screening=Screening(ground) if ground else Screening.NOTHING,
            screened_at=screened_at,
        )
    )


def contradicts(*, ground: str, record_says: str, at: datetime) -> bool:
    """Say whether a first look found a ground that the custody record does not have.

    The custody officer is to be told at once, whatever the person agreed to.

    Source: DOMAIN T2.2.
    """
    if record_says not in ("nothing", "not_sure"):
        return False
    answer = law_on_screening(ground=ground, record_says=record_says, screened_at=at)
    return any(finding.code == RAISED for finding in answer.findings)


def why_cannot_act(candidate: Candidate, *, at: datetime) -> str:
    """Answer in words why somebody cannot act as appropriate adult; empty when they may.

    What is not recorded of them does not bar them: it is shown as not recorded.

    Source: DOMAIN R2.3, R2.5, T2.2.
    """
    answer = appropriate_adult(AdultFacts(event_at=at, candidate=candidate))
    if answer.outcome is not Outcome.REJECTED:
        return ""
    return " ".join(f.sentence for f in answer.findings if f.outcome is Outcome.NOT_MET)


KINDS_OF_ADULT: Final = {kind.value: kind.label for kind in CandidateKind}
