"""Minutes: how they are saved, whether a meeting had its quorum, when they are agreed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.liaison.rules.meeting_states import MeetingState
from alongside.kernel.refusal import Conflict, Refused

LONGEST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether enough members were there. It is said, and never stops anything.

    Attributes:
        present: Members that were there.
        members: Members there are.
        needed: How many must be there; 0 for no quorum.
    """

    present: int
    members: int
    needed: int

    @property
    def reached(self) -> bool:
        """Whether enough were there."""
        return self.present >= self.needed

    @property
    def words(self) -> str:
        """In one sentence."""
        there = f"{self.present} of {self.members} member posts present."
        if not self.needed:
            return there
        if self.reached:
            return f"{there} The quorum of {self.needed} was reached."
        return f"{there} The quorum of {self.needed} was not reached."


def check_minutes(words: str) -> None:
    """Refuse more words than one item holds.

    Raises:
        Refused: ``minutes.too_long``.
    """
    if len(words) > LONGEST:
        raise Refused(
            "minutes.too_long",
            f"That is {len(words) - LONGEST} letters more than one item holds.",
            next_step="Shorten it, or put the rest in a paper. Nothing is cut.",
            field="words",
        )


def check_typed_on(upon: int, *, number: int, theirs: str, by: str) -> None:
    """Refuse words that were typed on older ones than stand now.

    Args:
        upon: The number they were typed on; 0 for none.
        number: The number that stands.
        theirs: The words that stand.
        by: Who saved those.

    Raises:
        Conflict: ``minutes.changed``.
    """
    if upon != number:
        raise Conflict(
            "minutes.changed",
            f"{by} saved minutes of this item while you wrote.",
            theirs={"Minutes": theirs},
            next_step="Both are here: put them together, then save.",
        )


def check_decision(words: str, why: str) -> None:
    """Refuse a decision without words or without a reason.

    Raises:
        Refused: ``decision.no_words`` or ``decision.no_why``.
    """
    if not words.strip():
        raise Refused("decision.no_words", "Say what was decided.", field="words")
    if not why.strip():
        raise Refused(
            "decision.no_why",
            "Say why it was decided.",
            next_step="Whoever comes next has to know the reason.",
            field="why",
        )


@dataclass(frozen=True, slots=True)
class LaterMeeting:
    """The meeting at which minutes are agreed."""

    group_id: UUID
    starts_at: datetime
    state: MeetingState


def check_agreed_in(
    group_id: UUID, starts_at: datetime, later: LaterMeeting, *, now: datetime
) -> None:
    """Refuse to agree minutes at a meeting that could not have.

    Args:
        group_id: The group whose minutes they are.
        starts_at: When the meeting they are of began.
        later: The meeting that agrees them.
        now: The instant.

    Raises:
        Refused: ``minutes.which_meeting`` or ``minutes.too_soon``.
    """
    fits = later.group_id == group_id and later.starts_at > starts_at
    if not fits or later.state is MeetingState.CANCELLED:
        raise Refused(
            "minutes.which_meeting",
            "Minutes are agreed at a later meeting of the same group.",
            next_step="Choose the meeting that agreed them.",
            field="meeting",
        )
    if later.starts_at > now:
        raise Refused(
            "minutes.too_soon",
            "That meeting has not begun.",
            next_step="Agree the minutes once it has.",
            field="meeting",
        )


def check_correction(words: str, why: str) -> None:
    """Refuse a correction that does not say what is put right, and why.

    Raises:
        Refused: ``correction.no_words`` or ``correction.no_why``.
    """
    if not words.strip():
        raise Refused("correction.no_words", "Say what the minutes should say.", field="words")
    if not why.strip():
        raise Refused("correction.no_why", "Say how the mistake came to light.", field="why")


def check_times(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse a meeting that ends before it begins, or goes on for more than a day.

    Raises:
        Refused: ``meeting.times``.
    """
    length = (ends_at - starts_at).total_seconds()
    if not 0 < length <= 24 * 3600:
        raise Refused(
            "meeting.times",
            "A meeting ends after it begins, on the same day or the next.",
            next_step="Look at both times.",
            field="ends_at",
        )
