"""Pages of the practice guide: what they are, what may become of a version, and for whom."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from alongside.kernel.refusal import Refused


class PageKind(StrEnum):
    """What a page is."""

    PAGE = "page"
    POLICY = "policy"


class VersionState(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    GIVEN_UP = "given_up"


KIND_WORDS: Final[Mapping[str, str]] = {
    PageKind.PAGE: "Guide page",
    PageKind.POLICY: "Joint policy",
}
STATE_WORDS: Final[Mapping[str, str]] = {
    VersionState.DRAFT: "Draft",
    VersionState.IN_REVIEW: "In review",
    VersionState.PUBLISHED: "Published",
    VersionState.SUPERSEDED: "Replaced",
    VersionState.WITHDRAWN: "Withdrawn",
    VersionState.GIVEN_UP: "Given up",
}
NEXT: Final[Mapping[tuple[VersionState, str], VersionState]] = {
    (VersionState.DRAFT, "write"): VersionState.DRAFT,
    (VersionState.DRAFT, "send"): VersionState.IN_REVIEW,
    (VersionState.DRAFT, "give_up"): VersionState.GIVEN_UP,
    (VersionState.IN_REVIEW, "comment"): VersionState.IN_REVIEW,
    (VersionState.IN_REVIEW, "send_back"): VersionState.DRAFT,
    (VersionState.IN_REVIEW, "publish"): VersionState.PUBLISHED,
    (VersionState.IN_REVIEW, "give_up"): VersionState.GIVEN_UP,
    (VersionState.PUBLISHED, "confirm"): VersionState.PUBLISHED,
    (VersionState.PUBLISHED, "supersede"): VersionState.SUPERSEDED,
    (VersionState.PUBLISHED, "withdraw"): VersionState.WITHDRAWN,
}
"""What each act makes of a version; every pair that is not here is refused."""
IN_HAND: Final = (VersionState.DRAFT, VersionState.IN_REVIEW)
"""A page has one version in hand at most."""
WERE_PUBLISHED: Final = (
    VersionState.PUBLISHED,
    VersionState.SUPERSEDED,
    VersionState.WITHDRAWN,
)
EVENT_WORDS: Final[Mapping[str, str]] = {
    "begin": "Begun",
    "send": "Sent for review",
    "comment": "Comment",
    "send_back": "Sent back",
    "publish": "Published",
    "confirm": "Looked at again: it still holds",
    "supersede": "Replaced by the next version",
    "withdraw": "Withdrawn",
    "give_up": "Given up",
}
SECTIONS: Final[Mapping[str, str]] = {
    "first": "The first minutes",
    "held": "Sections 135 and 136",
    "hospital": "Hospitals and places of safety",
    "missing": "Missing and absent",
    "sharing": "Sharing what we know",
    "calls": "Who goes, and who to ring",
    "together": "Working side by side",
}
"""Parts of the guide, in the order they are read."""
SOONEST, LATEST = timedelta(days=1), timedelta(days=3 * 366)
CHASE_EVERY: Final = timedelta(days=28)
"""How often the owner of a page past its day is told again."""


def next_state(state: str, act: str) -> VersionState:
    """Answer what an act makes of a version.

    Raises:
        Refused: ``guide.state`` where the version does not allow it.
    """
    after = NEXT.get((VersionState(state), act))
    if after is None:
        raise Refused(
            "guide.state",
            f"This version is {STATE_WORDS[state].lower()}, so that is not possible.",
            next_step="Open the page again to see where it stands.",
        )
    return after


def check_review_day(day: date | None, *, today: date) -> None:
    """Refuse a day to look at a page again that is past, or years away.

    Raises:
        Refused: ``guide.review_day``.
    """
    if day is None or not today + SOONEST <= day <= today + LATEST:
        raise Refused(
            "guide.review_day",
            "Say when to look at this page again.",
            next_step="Choose a day from tomorrow to three years from now.",
            field="review_again_on",
        )


def check_ready(words: str, why: str) -> None:
    """Refuse to send for review what has no text, or does not say why it changed.

    Raises:
        Refused: ``guide.no_words`` or ``guide.no_why``.
    """
    if not words.strip():
        raise Refused(
            "guide.no_words",
            "There is no text yet.",
            next_step="Write the page first.",
            field="markdown",
        )
    if not why.strip():
        raise Refused(
            "guide.no_why",
            "Nothing says why this version was written.",
            next_step="Say in a line what is new and why; those who read the last version see it.",
            field="why",
        )


def check_other_eyes(author_id: object, reviewer_id: object) -> None:
    """Refuse that somebody publishes what they wrote themselves.

    Raises:
        Refused: ``guide.own_words``.
    """
    if author_id == reviewer_id:
        raise Refused(
            "guide.own_words",
            "You wrote this version, so somebody else has to publish it.",
            next_step="Ask a supervisor, a doctor or information governance to review it.",
        )


def is_stale(review_again_on: date | None, *, today: date) -> bool:
    """Say whether a page is past the day it was to be looked at again."""
    return review_again_on is not None and review_again_on <= today
