"""Who may be invited to add their words to a review, and what an answer needs."""

from datetime import date

from alongside.areas.liaison.rules.review_factors import ASKED_HOW, RELATIONS
from alongside.kernel.refusal import Refused


def check_invited(relation: str, how: str, *, on: date, today: date) -> None:
    """Refuse an invitation that does not say who by relation, how, and when.

    Raises:
        Refused: ``invitation.who``, ``invitation.how`` or ``invitation.day``.
    """
    if relation not in RELATIONS:
        raise Refused("invitation.who", "Choose how they stand to it.", field="relation")
    if how not in ASKED_HOW:
        raise Refused("invitation.how", "Choose how they were asked.", field="asked_how")
    if on > today:
        raise Refused("invitation.day", "That day has not come yet.", field="asked_on")


def check_answer(answer: str, words: str) -> None:
    """Refuse an answer that is none, or words that are missing.

    Raises:
        Refused: ``invitation.answer`` or ``invitation.no_words``.
    """
    if answer not in ("yes", "no"):
        raise Refused("invitation.answer", "Choose what they answered.", field="answer")
    if answer == "yes" and not words.strip():
        raise Refused("invitation.no_words", "Write down what they said.", field="words")
