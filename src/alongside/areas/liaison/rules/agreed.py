"""Agreed actions: where they come from, what may be said of them, and what follows."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from alongside.kernel.refusal import Refused


class Origin(StrEnum):
    """Where an action was agreed."""

    REVIEW = "review"
    MEETING = "meeting"
    PLAN = "plan"
    QUERY = "query"
    PROMISE = "promise"


class Priority(StrEnum):
    """How soon it matters, soonest first."""

    NOW = "now"
    SOON = "soon"
    LATER = "later"


class AgreedState(StrEnum):
    """Whether it is still owed."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Said(StrEnum):
    """What can be said of an action."""

    AGREED = "agreed"
    NOTED = "noted"
    MOVED = "moved"
    GIVEN = "given"
    REPRIORITISED = "reprioritised"
    ESCALATED = "escalated"
    RETURNED = "returned"
    DONE = "done"
    DROPPED = "dropped"
    REOPENED = "reopened"


ORIGIN_WORDS: Final[Mapping[Origin, str]] = {
    Origin.REVIEW: "Joint review",
    Origin.MEETING: "Meeting",
    Origin.PLAN: "Plan of work",
    Origin.QUERY: "Question to the hub",
    Origin.PROMISE: "Promise",
}
PRIORITY_WORDS: Final[Mapping[Priority, str]] = {
    Priority.NOW: "Now",
    Priority.SOON: "Soon",
    Priority.LATER: "Later",
}
PRIORITY_HINTS: Final[Mapping[Priority, str]] = {
    Priority.NOW: "Somebody may come to harm while it waits",
    Priority.SOON: "It makes the work of both services better",
    Priority.LATER: "Worth doing when there is time",
}
STATE_WORDS: Final[Mapping[AgreedState, str]] = {
    AgreedState.OPEN: "Open",
    AgreedState.DONE: "Done",
    AgreedState.DROPPED: "Dropped",
}
SAID_WORDS: Final[Mapping[Said, str]] = {
    Said.AGREED: "Agreed",
    Said.NOTED: "Progress noted",
    Said.MOVED: "Day moved",
    Said.GIVEN: "Given to another post",
    Said.REPRIORITISED: "Priority changed",
    Said.ESCALATED: "Taken to the senior group",
    Said.RETURNED: "Given back by the senior group",
    Said.DONE: "Done",
    Said.DROPPED: "Dropped",
    Said.REOPENED: "Opened again",
}

NEXT: Final[Mapping[tuple[AgreedState | None, Said], AgreedState]] = {
    (None, Said.AGREED): AgreedState.OPEN,
    (AgreedState.OPEN, Said.NOTED): AgreedState.OPEN,
    (AgreedState.OPEN, Said.MOVED): AgreedState.OPEN,
    (AgreedState.OPEN, Said.GIVEN): AgreedState.OPEN,
    (AgreedState.OPEN, Said.REPRIORITISED): AgreedState.OPEN,
    (AgreedState.OPEN, Said.ESCALATED): AgreedState.OPEN,
    (AgreedState.OPEN, Said.RETURNED): AgreedState.OPEN,
    (AgreedState.OPEN, Said.DONE): AgreedState.DONE,
    (AgreedState.OPEN, Said.DROPPED): AgreedState.DROPPED,
    (AgreedState.DONE, Said.REOPENED): AgreedState.OPEN,
    (AgreedState.DROPPED, Said.REOPENED): AgreedState.OPEN,
}
"""The state that follows, by the state now and what is said."""

BY_OWNER: Final = frozenset({Said.NOTED, Said.DONE, Said.ESCALATED})
"""What the holder of the owning post may say; the rest is for those who change actions."""

DAYS_BEFORE: Final = timedelta(days=3)
"""How long before its day the owner is reminded."""
PATIENCE: Final[Mapping[Priority, timedelta]] = {
    Priority.NOW: timedelta(days=2),
    Priority.SOON: timedelta(days=14),
    Priority.LATER: timedelta(days=28),
}
"""How long a missed day waits before the senior group hears of it."""
PATIENCE_OF_PROMISE: Final = timedelta(days=7)
"""How long at the most where somebody was promised it."""

_ASKED: Final[Mapping[Said, str]] = {
    Said.NOTED: "Say how far it has come.",
    Said.MOVED: "Say why the day moves.",
    Said.GIVEN: "Say why another post takes it on.",
    Said.REPRIORITISED: "Say why its priority changes.",
    Said.ESCALATED: "Say what the senior group is asked to do.",
    Said.RETURNED: "Say what the senior group decided.",
    Said.DONE: "Say what shows that it is done.",
    Said.DROPPED: "Say why it will not be done.",
    Said.REOPENED: "Say why it is open again.",
}
CHANGE_WORDS: Final[Mapping[Said, str]] = {
    Said.AGREED: "New",
    Said.DONE: "Done, with what shows it",
    Said.MOVED: "Day moved",
    Said.REPRIORITISED: "Priority changed",
    Said.GIVEN: "Given to another post",
    Said.ESCALATED: "Taken to the senior group",
    Said.RETURNED: "Given back by the senior group",
    Said.DROPPED: "Dropped",
    Said.REOPENED: "Opened again",
}
"""What counts as a change since last time, in the order it is shown; progress noted does not."""
WORDS_ASKED: Final[Mapping[Said, str]] = {
    Said.NOTED: "How far has it come?",
    Said.MOVED: "Why does the day move?",
    Said.GIVEN: "Why does another post take it on?",
    Said.REPRIORITISED: "Why does its priority change?",
    Said.ESCALATED: "What is the senior group asked to do?",
    Said.RETURNED: "What did the senior group decide?",
    Said.DONE: "What shows that it is done?",
    Said.DROPPED: "Why will it not be done?",
    Said.REOPENED: "Why is it open again?",
}
"""What is asked for each; a clash shows what was said since under the same words."""


def state_after(state: AgreedState, said: Said) -> AgreedState:
    """Answer the state of an action after something is said of it.

    Raises:
        Refused: ``action.not_now``.
    """
    after = NEXT.get((state, said))
    if after is None:
        raise Refused(
            "action.not_now",
            "That cannot be said of this action as it stands.",
            next_step="Open the action again to see where it stands.",
        )
    return after


def may_say(state: AgreedState, *, escalated: bool) -> tuple[Said, ...]:
    """Answer what may be said of an action now."""
    never = Said.ESCALATED if escalated else Said.RETURNED
    return tuple(said for (before, said) in NEXT if before is state and said is not never)


def check_words(said: Said, words: str) -> None:
    """Refuse what is said without the words that it is for.

    Raises:
        Refused: ``action.no_words``.
    """
    if not words.strip():
        raise Refused("action.no_words", _ASKED[said], field="words")


def check_differs(was: str, now_is: str, *, field: str) -> None:
    """Refuse a change that changes nothing.

    Raises:
        Refused: ``action.same``.
    """
    if was == now_is:
        raise Refused("action.same", "That is how it stands already.", field=field)


def patience(priority: Priority, origin: Origin) -> timedelta:
    """Answer how long after its day an action may wait before the senior group hears of it."""
    usual = PATIENCE[priority]
    return min(usual, PATIENCE_OF_PROMISE) if origin is Origin.PROMISE else usual


def escalates_on(due_on: date, priority: Priority, origin: Origin) -> date:
    """Answer the day on which a missed action goes to the senior group by itself."""
    return due_on + patience(priority, origin)


def is_missed(due_on: date, priority: Priority, origin: Origin, *, today: date) -> bool:
    """Say whether an action open today has waited as long as it may."""
    return today >= escalates_on(due_on, priority, origin)
