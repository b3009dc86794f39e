"""What is owed on the pathway itself: the next step, an appropriate adult, an alert read."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from alongside.areas.diversion.rules.adults import adult_standing
from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.doors import STEPS
from alongside.areas.diversion.rules.owing import Owed
from alongside.areas.diversion.rules.reach_in import NOT_SEEN, REASONS, still_to_see
from alongside.areas.diversion.rules.stages import Stage, stage_of
from alongside.areas.diversion.rules.timeline import Timeline

NEXT: Final[Mapping[Stage, str]] = {
    Stage.IDENTIFIED: "see",
    Stage.NOT_SEEN: "see",
    Stage.SEEN: "screen",
    Stage.NOT_SCREENED: "screen",
    Stage.SCREENED: "offer",
    Stage.NOT_ASKED: "ask_again",
    Stage.DECLINED: "offer_again",
    Stage.ACCEPTED: "assess",
    Stage.BEST_INTERESTS: "assess",
    Stage.ASSESSED: "support",
    Stage.SUPPORTED: "support_result",
    Stage.MET: "outcome",
    Stage.NO_NEED: "outcome",
    Stage.ENDING: "close",
}
"""What is owed next at each stage."""

OWED_WORDS: Final[Mapping[str, str]] = {
    "see": "See them",
    "screen": "First look",
    "offer": "Offer help",
    "ask_again": "Ask again",
    "offer_again": "Offer again when you next meet",
    "assess": "Assess",
    "support": "Arrange support to the first appointment",
    "support_result": "Say whether they got to the first appointment",
    "outcome": "Record the outcome",
    "close": "Close the episode",
    "call_adult": "Call an appropriate adult",
    "adult_arrives": "Appropriate adult to arrive",
    "read_alert": "Read what the first look found",
    "about_child": "Say who has parental responsibility",
}
"""Words for what is owed here; other kinds of work have words of their own."""

SINCE: Final[Mapping[str, tuple[str, ...]]] = {
    "see": ("identified", "not_seen"),
    "screen": ("seen", "screened", "identified"),
    "offer": ("screened", "seen"),
    "ask_again": ("offered",),
    "offer_again": ("offered",),
    "assess": ("offered", "seen"),
    "support": ("assessed", "offered"),
    "support_result": ("support_planned",),
    "outcome": ("support_done", "screened", "assessed"),
    "close": ("outcome", "support_done", "screened", "not_seen"),
}
"""Since which event each is owed: the latest of these."""


def owed(case: Case) -> Iterator[Owed]:
    """Answer each thing owed here, in no order."""
    yield from _next_step(case)
    yield from _adult(case)
    yield from _alerts(case)
    yield from _child(case)


def _next_step(case: Case) -> Iterator[Owed]:
    what = NEXT.get(stage_of(case.timeline))
    if what is None:
        return
    if what == "see" and _not_to_be_seen(case.timeline):
        what = "close"
    if what in STEPS:
        what = case.door.from_step(what)
    since = _since(case.timeline, what)
    if since is not None:
        yield Owed(what, case.practitioner, since, _due(case, what, since))


def _not_to_be_seen(story: Timeline) -> bool:
    last = story.last("not_seen")
    reason = str(last.facts.get("reason", "")) if last else ""
    return reason in REASONS and not still_to_see(NOT_SEEN, reason)


def _since(story: Timeline, what: str) -> datetime | None:
    found = story.last(*SINCE[what]) or next(iter(story.events), None)
    return found.happened_at if found else None


def _due(case: Case, what: str, since: datetime) -> datetime | None:
    """By when a step is owed: by its door's minutes; saying no sets no clock running."""
    if what in ("offer_again", "close"):
        return None
    if what == "support_result":
        planned = case.timeline.last("support_planned")
        return _instant(planned.facts.get("at")) if planned else None
    name = f"assess_{urgency_of(case.timeline) or 'routine'}" if what == "assess" else what
    return since + timedelta(minutes=case.door.minutes[name])


def _instant(said: object) -> datetime | None:
    return datetime.fromisoformat(str(said)) if said else None


def urgency_of(story: Timeline) -> str:
    """Answer how soon the last first look asks for somebody; empty where it was not said."""
    for event in reversed(story.events):
        if event.kind == "screened" and event.facts.get("urgency"):
            return str(event.facts["urgency"])
    return ""


def _adult(case: Case) -> Iterator[Owed]:
    """One is owed while somebody is questioned: not once they have left, nor where none is."""
    adult = adult_standing(case)
    over = case.timeline.last("left_custody", "moved_to_136", "hearing_held")
    if not adult.needed or adult.since is None or over is not None or not _questioned(case):
        return
    if adult.arrived_at is not None or adult.left_at is not None:
        return
    if adult.called_at is None:
        yield Owed("call_adult", "custody_officer", adult.since, adult.since)
    else:
        yield Owed("adult_arrives", "custody_officer", adult.called_at, None)


def _questioned(case: Case) -> bool:
    return case.setting in ("custody", "voluntary_attendance")


def _alerts(case: Case) -> Iterator[Owed]:
    raised = case.timeline.last("alert_raised")
    read = case.timeline.last("alert_acknowledged")
    if raised and (read is None or read.recorded_at < raised.recorded_at):
        yield Owed("read_alert", "custody_officer", raised.happened_at, raised.happened_at)


def _child(case: Case) -> Iterator[Owed]:
    seen = case.timeline.last("seen")
    if case.is_child and seen and case.timeline.last("about_a_child") is None:
        yield Owed("about_child", case.practitioner, seen.happened_at, None)
