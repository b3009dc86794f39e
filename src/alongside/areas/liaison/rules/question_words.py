"""What a question may say, and how long it may be."""

from typing import Final

from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.refusal import Refused

LONGEST_SUBJECT: Final = 160
LONGEST_WORDS: Final = 4000


def check_question(subject: str, words: str, *, needs_words: bool = True) -> None:
    """Refuse a question without words, or with words that could tell who somebody is.

    Raises:
        Refused: ``question.no_subject``, ``question.no_words``, ``question.long`` or
            ``words.tell_who``.
    """
    if not subject.strip():
        raise Refused("question.no_subject", "Say in one line what you ask.", field="subject")
    if needs_words and not words.strip():
        raise Refused("question.no_words", "Say what you need to know.", field="words")
    if len(subject) > LONGEST_SUBJECT:
        said = f"Keep the line under {LONGEST_SUBJECT} letters."
        raise Refused("question.long", said, field="subject")
    if len(words) > LONGEST_WORDS:
        said = f"Keep the question under {LONGEST_WORDS} letters."
        raise Refused("question.long", said, field="words")
    check_tells_nobody(subject, field="subject")
    check_tells_nobody(words, field="words")
