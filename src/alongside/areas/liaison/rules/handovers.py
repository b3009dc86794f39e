"""What a handover is made of, and what may become of one."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from alongside.areas.liaison.rules.posts import check_not_far
from alongside.foundation.reference.who_somebody_is import tells_who
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


class HandoverState(StrEnum):
    """Where a handover stands."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    CALLED_OFF = "called_off"


class Step(StrEnum):
    """What can be done with a handover as a whole."""

    CHANGE = "change"
    CONFIRM = "confirm"
    CALL_OFF = "call_off"


class Part(StrEnum):
    """The parts of a briefing, in the order they are read."""

    QUESTIONS = "questions"
    ACTIONS = "actions"
    PROMISES = "promises"
    REVIEWS = "reviews"
    MEETINGS = "meetings"
    ANSWERS = "answers"
    GUIDE = "guide"
    CONTACTS = "contacts"
    COVER = "cover"


STATE_WORDS: Final[Mapping[HandoverState, str]] = {
    HandoverState.DRAFT: "Being prepared",
    HandoverState.CONFIRMED: "Confirmed",
    HandoverState.CALLED_OFF: "Called off",
}
NEXT: Final[Mapping[tuple[HandoverState, Step], HandoverState]] = {
    (HandoverState.DRAFT, Step.CHANGE): HandoverState.DRAFT,
    (HandoverState.DRAFT, Step.CONFIRM): HandoverState.CONFIRMED,
    (HandoverState.DRAFT, Step.CALL_OFF): HandoverState.CALLED_OFF,
    (HandoverState.CONFIRMED, Step.CALL_OFF): HandoverState.CALLED_OFF,
}
PART_WORDS: Final[Mapping[Part, str]] = {
    Part.QUESTIONS: "Open questions",
    Part.ACTIONS: "Actions this post owns",
    Part.PROMISES: "Promises made",
    Part.REVIEWS: "Joint reviews under way",
    Part.MEETINGS: "Meetings ahead",
    Part.ANSWERS: "Answers to be reviewed",
    Part.GUIDE: "Guide pages",
    Part.CONTACTS: "Contacts to keep fresh",
    Part.COVER: "Standing cover",
}
NOTHING_WORDS: Final[Mapping[Part, str]] = {
    Part.QUESTIONS: "No question is open.",
    Part.ACTIONS: "No action is open.",
    Part.PROMISES: "Nothing that was promised is still owed.",
    Part.REVIEWS: "No review is under way.",
    Part.MEETINGS: "No meeting is set.",
    Part.ANSWERS: "No answer waits to be looked over.",
    Part.GUIDE: "No guide page is being written or is due to be looked at.",
    Part.CONTACTS: "The leaver confirmed no contact.",
    Part.COVER: "No cover is arranged.",
}
NEVER: Final = frozenset({"an NHS number", "a date of birth", "an address"})
"""What a leaver's own words never hold."""


def step_after(state: HandoverState, step: Step) -> HandoverState:
    """Answer where a handover stands after a step.

    Raises:
        Refused: ``handover.not_now``.
    """
    after = NEXT.get((state, step))
    if after is None:
        raise Refused(
            "handover.not_now",
            "That cannot be done with this handover as it stands.",
            next_step="Open it again to see where it stands.",
        )
    return after


def check_not_begun(changes_at: datetime | None, *, now: datetime) -> None:
    """Refuse to call off a handover whose day has come: the post has changed hands.

    Raises:
        Refused: ``handover.happened``.
    """
    if changes_at is not None and changes_at <= now:
        raise Refused(
            "handover.happened",
            "The post has changed hands already.",
            next_step="The new holder can hand it over again.",
        )


def check_whole(
    *, leaver: UUID, successor: UUID | None, changes_at: datetime | None, now: datetime
) -> tuple[UUID, datetime]:
    """Refuse to confirm a handover to nobody, to the leaver, or for no good day.

    Returns:
        To whom and from when on: at once where the day is today.

    Raises:
        Refused: ``handover.to_nobody``, ``handover.to_self``, ``handover.no_day``,
            ``handover.past`` or ``post.too_far``.
    """
    if successor is None:
        raise Refused("handover.to_nobody", "Say who comes after.", field="successor")
    if successor == leaver:
        raise Refused(
            "handover.to_self", "Whoever leaves cannot come after themselves.", field="successor"
        )
    if changes_at is None:
        raise Refused("handover.no_day", "Say on which day the post changes hands.", field="day")
    if local_date(changes_at) < local_date(now):
        raise Refused(
            "handover.past",
            "The day on which the post was to change hands is over.",
            next_step="Choose today or a later day.",
            field="day",
        )
    check_not_far(changes_at, now=now, field="day")
    return successor, max(changes_at, now)


def check_own_words(words: str, *, field: str) -> None:
    """Refuse a leaver's own words that tell who a person in care is; colleagues' numbers may stand.

    Raises:
        Refused: ``words.tell_who``.
    """
    found = set(tells_who(words)) & NEVER
    if found:
        raise Refused(
            "words.tell_who",
            f"This looks as if it has {' and '.join(sorted(found))} in it.",
            next_step="Say what there is to know of the work, not whose record it is.",
            field=field,
        )
