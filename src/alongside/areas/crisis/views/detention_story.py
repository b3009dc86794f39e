"""A contact's page in words ready to place."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alongside.areas.crisis.queries import Story, TaskLine
from alongside.areas.crisis.rules.kinds import KINDS
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.crisis.sheets.wording import handover_words
from alongside.areas.crisis.views.detention_entries import so_far, story_entries, whose_words
from alongside.areas.crisis.views.detention_facts import (
    FactsCard,
    HandoverSide,
    facts_cards,
    handover_sides,
    shape_of,
    to_look_at,
)
from alongside.areas.crisis.views.detention_steps import (
    May,
    StepGroup,
    StepLink,
    choices_of,
    next_steps,
    other_steps,
    record_address,
)
from alongside.engines.law import Finding, Power
from alongside.foundation.kit.clockshape import ClockShape
from alongside.foundation.kit.time_words import ago, clock_time, duration
from alongside.foundation.kit.timeline import TimelineEntry
from alongside.foundation.picture.pictures import Picture
from alongside.kernel.actor import Actor, holds

NOBODY_YET: Final = "Not known yet who"
NOT_SHARED: Final = "Name not shared with your role"
ALSO_DOES: Final = {"follow_up": "closed"}
BEFORE_IT_IS_DUE: Final = {
    "period_ended": "Record the outcome before the time allowed ends",
    "extension_window": "Two hours before the end: is the assessment going to be complete?",
}
WHO_SEES: Final = (
    "Those on duty at the desk see this: police, control-room and triage clinicians, "
    "place-of-safety coordinators, AMHPs, doctors and the liaison lead. Nobody off duty does. "
    "Each look is kept, with who and when."
)


@dataclass(frozen=True, slots=True)
class TaskShown:
    """Something due.

    Attributes:
        due: When, in words.
        href: Where it is done; empty when the viewer may not do it here.
        choices: Where it is a question, its answers; empty elsewhere.
    """

    title: str
    due: str
    whose: str
    overdue: bool
    href: str
    choices: tuple[StepLink, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Everything a contact's page places, beside the story itself.

    Attributes:
        owed: Who owes the next step, in words; empty when nobody does.
        owed_since: Since when, in words.
        handing: How long the handover took, in words; empty before arrival.
        still: The wait going on now, in words; empty when there is none.
        words: What the person wants known; ``None`` while nobody knows who it is.
    """

    who: str
    age: str
    child: str
    power: str
    clock: ClockShape | None
    look_at: list[Finding]
    tasks: list[TaskShown]
    done: list[str]
    owed: str
    owed_since: str
    sides: list[HandoverSide]
    handing: str
    entries: list[TimelineEntry]
    still: str
    cards: list[FactsCard]
    next_steps: tuple[StepLink, ...]
    other_steps: tuple[StepGroup, ...]
    words: Picture | None
    may_take: bool
    may_record: bool
    may_print: bool
    who_sees: str = WHO_SEES


def story_page(story: Story, viewer: Actor, *, words: Picture | None, now: datetime) -> StoryPage:
    """Put a story in words for the viewer."""

    def may(kind: str) -> bool:
        return holds(viewer, PERMISSIONS, KINDS[kind].permission)

    handing = story.handing
    return StoryPage(
        who=person_words(story),
        age=story.person.age_words if story.person else "",
        child="Under 18" if story.person and story.person.is_child else "",
        power=Power(story.power).label if story.held else "",
        clock=shape_of(story.clock, story.ended_at, now),
        look_at=to_look_at(story.warnings),
        tasks=[
            _task(task, may, now)
            for task in story.tasks
            if task.done_at is None and not story.closed_at
        ],
        done=[
            f"{task.title}: {clock_time(task.done_at, now)}"
            for task in story.tasks
            if task.done_at is not None
        ],
        owed=story.owed,
        owed_since=f"since {clock_time(story.owed_since, now)}, {so_far(now - story.owed_since)}"
        if story.owed and story.owed_since
        else "",
        sides=handover_sides(
            handing,
            may_offer=may("handover_offered"),
            may_accept=may("handover_accepted"),
            now=now,
        ),
        handing=handover_words(story),
        entries=story_entries(story, may, now),
        still=_still(story, now),
        cards=facts_cards(story),
        next_steps=next_steps(story, may),
        other_steps=other_steps(story, may),
        words=words,
        may_take=not story.closed_at and not story.owner_is_viewer and may("note"),
        may_record=may("note"),
        may_print=holds(viewer, PERMISSIONS, "sheet.print"),
    )


def person_words(story: Story) -> str:
    """Name the person of a story as the viewer may know them."""
    if story.person is not None:
        return story.person.full
    return NOT_SHARED if story.person_id else NOBODY_YET


def _task(task: TaskLine, may: May, now: datetime) -> TaskShown:
    kind = task.records or ALSO_DOES.get(task.kind, "")
    late = f"overdue since {clock_time(task.due_at, now)}, {duration(now - task.due_at)}"
    soon = f"due {clock_time(task.due_at, now)}, {ago(task.due_at, now)}"
    return TaskShown(
        title=_task_title(task),
        due=late if task.overdue else soon,
        whose=task.owner_role_label,
        overdue=task.overdue,
        href=record_address(task.contact_id, kind) if kind and may(kind) else "",
        choices=choices_of(task, may),
    )


def _task_title(task: TaskLine) -> str:
    return task.title if task.overdue else BEFORE_IT_IS_DUE.get(task.kind, task.title)


def _still(story: Story, now: datetime) -> str:
    going_on = [wait for wait in story.waits if wait.ends_at is None]
    if not going_on:
        return ""
    whose = whose_words(going_on[-1].agency)
    return ", ".join(part for part in (f"{so_far(going_on[-1].lasted(now))} so far", whose) if part)
