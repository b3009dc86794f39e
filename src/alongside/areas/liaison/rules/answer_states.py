"""What may become of an answer others can find: one table for its versions."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.refusal import Refused

LOOK_AGAIN_AFTER: Final = timedelta(days=182)
"""An answer is looked at again half a year after somebody last said that it is right."""
LONGEST_QUESTION: Final = 200
LONGEST_ANSWER: Final = 6_000
LONGEST_SAID_AS: Final = 500
LONGEST_WHY: Final = 300


class VersionState(StrEnum):
    """Where one version of an answer stands."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


STATE_WORDS: Final[Mapping[VersionState, str]] = {
    VersionState.PROPOSED: "Waits for a second person",
    VersionState.RETURNED: "Sent back",
    VersionState.PUBLISHED: "Published",
    VersionState.SUPERSEDED: "Replaced",
    VersionState.WITHDRAWN: "Taken out",
}
NEXT: Final[Mapping[tuple[VersionState, str], VersionState]] = {
    (VersionState.PROPOSED, "publish"): VersionState.PUBLISHED,
    (VersionState.PROPOSED, "send_back"): VersionState.RETURNED,
    (VersionState.PROPOSED, "supersede"): VersionState.SUPERSEDED,
    (VersionState.RETURNED, "supersede"): VersionState.SUPERSEDED,
    (VersionState.PUBLISHED, "supersede"): VersionState.SUPERSEDED,
    (VersionState.PUBLISHED, "withdraw"): VersionState.WITHDRAWN,
    (VersionState.PUBLISHED, "confirm"): VersionState.PUBLISHED,
}
"""What each act makes of a version; every pair that is not here is refused."""
EVENT_WORDS: Final[Mapping[str, str]] = {
    "proposed": "Written",
    "published": "Looked over and published",
    "returned": "Sent back",
    "confirmed": "Still right",
    "withdrawn": "Taken out",
}


def state_after(state: str, act: str) -> VersionState:
    """Answer what an act makes of a version.

    Raises:
        Refused: ``answer.state`` where the version does not allow it.
    """
    after = NEXT.get((VersionState(state), act))
    if after is None:
        raise Refused(
            "answer.state",
            "That is not possible with this answer as it stands.",
            next_step="Open it again to see where it stands.",
        )
    return after


def check_second_person(written_by: object, reviewer: object) -> None:
    """Refuse somebody who would look over what they wrote themselves.

    Raises:
        Refused: ``answer.own``.
    """
    if written_by == reviewer:
        raise Refused(
            "answer.own",
            "You wrote this, so somebody else has to look it over.",
            next_step="Ask an inspector, a doctor or information governance to read it.",
        )


def check_answer_words(*, question: str, answer: str, said_as: str, why: str = "") -> None:
    """Refuse words that are missing, too long, or could tell who somebody is.

    Raises:
        Refused: ``answer.no_words``, ``answer.too_long`` or ``words.tell_who``.
    """
    if not question.strip():
        raise Refused("answer.no_words", "Write the question it answers.", field="question")
    if not answer.strip():
        raise Refused("answer.no_words", "Write the answer.", field="answer")
    for field, words, longest in (
        ("question", question, LONGEST_QUESTION),
        ("answer", answer, LONGEST_ANSWER),
        ("said_as", said_as, LONGEST_SAID_AS),
        ("why", why, LONGEST_WHY),
    ):
        if len(words) > longest:
            raise Refused(
                "answer.too_long",
                f"This is longer than {longest:,} characters.",
                next_step="Say it in fewer words, or make it a page of the guide.",
                field=field,
            )
        check_tells_nobody(words, field=field)


def look_again_on(today: date) -> date:
    """Answer when somebody has to say again that it is right."""
    return today + LOOK_AGAIN_AFTER


def is_stale(again_on: date | None, today: date) -> bool:
    """Say whether the day to look at it again has come."""
    return again_on is not None and again_on <= today
