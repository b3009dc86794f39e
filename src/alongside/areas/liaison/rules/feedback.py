"""One question after an answer: did this help?"""

from collections.abc import Mapping
from typing import Final

from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.refusal import Refused

HELPED: Final[Mapping[str, str]] = {"yes": "Yes", "partly": "Partly", "no": "No"}
LONGEST_FEEDBACK: Final = 300


def check_feedback(helped: str, words: str) -> None:
    """Refuse what is no answer to the one question.

    Raises:
        Refused: ``feedback.helped``, ``feedback.long`` or ``words.tell_who``.
    """
    if helped not in HELPED:
        raise Refused("feedback.helped", "Choose yes, partly or no.", field="helped")
    if len(words) > LONGEST_FEEDBACK:
        said = f"Keep it under {LONGEST_FEEDBACK} letters."
        raise Refused("feedback.long", said, field="words")
    check_tells_nobody(words, field="words")
