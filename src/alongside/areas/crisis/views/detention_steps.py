"""Which steps to offer next, for where a story stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.crisis.forms.steps import RECORDED_HERE, STEPS
from alongside.areas.crisis.queries import Story, TaskLine
from alongside.areas.crisis.rules.kinds import KINDS
from alongside.areas.crisis.rules.states import State

FLOW: Final[Mapping[str, str]] = {
    "consultation": "crisis:talk",
    "alternative": "crisis:options",
    "threshold": "crisis:threshold",
    "decision": "crisis:decision",
    "hand_off": "crisis:hand_off",
    "happening": "crisis:happening",
}
FLOW_LABELS: Final[Mapping[str, str]] = {
    "consultation": "Talked to a clinician",
    "alternative": "Something else tried",
    "threshold": "Right Care Right Person",
    "decision": "Decision",
    "hand_off": "Handed on",
    "happening": "What is happening",
}
NEXT: Final[Mapping[State, tuple[str, ...]]] = {
    State.POWER_USED: (
        "ambulance_requested",
        "ambulance_arrived",
        "left_scene",
        "arrived",
        "search",
    ),
    State.CONVEYING: ("arrived", "turned_away", "search"),
    State.AT_PLACE: (
        "handover_offered",
        "handover_accepted",
        "rights_given",
        "doctor_told",
        "amhp_told",
    ),
    State.HANDED_OVER: (
        "rights_given",
        "doctor_told",
        "amhp_told",
        "police_left",
        "examination_started",
        "interview_started",
    ),
    State.UNDER_ASSESSMENT: (
        "examination_completed",
        "interview_started",
        "interview_completed",
        "extension_given",
        "ended",
    ),
    State.OUTCOME_RECORDED: ("ended", "transfer_started", "interview_completed"),
    State.ABSCONDED: ("retaken", "arrived", "ended"),
    State.ENDED: ("police_left", "note"),
}
PLAIN_CONTACT: Final = (
    "happening",
    "consultation",
    "alternative",
    "decision",
    "hand_off",
    "closed",
)
GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "Getting there",
        (
            "ambulance_requested",
            "ambulance_arrived",
            "left_scene",
            "turned_away",
            "arrived",
            "transfer_started",
        ),
    ),
    (
        "At the place of safety",
        ("handover_offered", "handover_accepted", "police_left", "rights_given", "search"),
    ),
    (
        "Assessment",
        (
            "doctor_told",
            "examination_started",
            "examination_completed",
            "amhp_told",
            "interview_started",
            "interview_completed",
            "extension_given",
        ),
    ),
    (
        "At a police station",
        ("station_decision", "welfare_check", "station_review", "fell_asleep", "woke"),
    ),
    ("If they go missing", ("absconded", "retaken")),
    (
        "Anything else",
        (
            "note",
            "happening",
            "consultation",
            "alternative",
            "threshold",
            "decision",
            "hand_off",
            "closed",
            "ended",
        ),
    ),
)
May = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class StepLink:
    """A step somebody may record.

    Attributes:
        page: Whether it is a page of its own, which cannot open beside the board.
    """

    label: str
    href: str
    page: bool = False


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Steps that belong together."""

    title: str
    links: tuple[StepLink, ...]


def next_steps(story: Story, may: May) -> tuple[StepLink, ...]:
    """Answer the steps that usually come next from where a story stands; none once it is over."""
    if story.closed_at is not None:
        return ()
    kinds = NEXT[State(story.state)] if story.held else PLAIN_CONTACT
    fresh = [
        kind
        for kind in kinds
        if kind in ("note", "alternative", "rights_given", "search") or kind not in story.kinds_done
    ]
    return tuple(_link(story.contact_id, kind) for kind in fresh if may(kind))


def other_steps(story: Story, may: May) -> tuple[StepGroup, ...]:
    """Answer every other step, grouped; those of being held only where somebody is.

    Once a story is over that is every step: what is found out late is recorded all the same.
    """
    offered = {link.href for link in next_steps(story, may)}
    groups = []
    for title, kinds in GROUPS:
        links = [
            _link(story.contact_id, kind)
            for kind in kinds
            if may(kind) and (story.held or not KINDS[kind].detention) and _fits(story, kind)
        ]
        fresh = tuple(link for link in links if link.href not in offered)
        if fresh:
            groups.append(StepGroup(title, fresh))
    return tuple(groups)


def _fits(story: Story, kind: str) -> bool:
    """Whether a step can still be told of.

    A contact that is a detention closes when it ends, and nothing ends or closes twice. Where a
    power has been used already, a second use is a new contact.
    """
    over = story.closed_at is not None
    unfit = {"closed": over or story.held, "ended": over, "decision": story.held}
    return not unfit.get(kind, False)


def choices_of(task: TaskLine, may: May) -> tuple[StepLink, ...]:
    """Answer the ways a due question may be answered, none of them put first; often none."""
    if task.kind != "extension_window" or not task.overdue:
        return ()
    answers = (
        ("examination_completed", "Assessment complete"),
        ("extension_given", "Record an extension"),
    )
    given = [
        StepLink(words, record_address(task.contact_id, kind))
        for kind, words in answers
        if may(kind)
    ]
    back = StepLink("Nothing to record yet", reverse("crisis:desk"), page=True)
    return (*given, back) if given else ()


def _link(contact_id: UUID, kind: str) -> StepLink:
    if kind in FLOW:
        return StepLink(FLOW_LABELS[kind], reverse(FLOW[kind], args=[contact_id]), page=True)
    return StepLink(STEPS[kind].title, record_address(contact_id, kind))


def record_address(contact_id: UUID, kind: str) -> str:
    """Answer where a kind of step is recorded; empty where it is not recorded by itself."""
    if kind not in RECORDED_HERE:
        return ""
    return reverse("crisis:record", args=[contact_id, kind])
