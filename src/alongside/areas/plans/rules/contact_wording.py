"""Looks for words in a contact plan that would withhold help, before it is shared.

Source: DOMAIN 2.4 and 6.1.
"""

from dataclasses import dataclass

from alongside.areas.plans.rules.barred import check_plan_words
from alongside.areas.plans.rules.contact_fields import FIELD, PlanWords, all_said


@dataclass(frozen=True, slots=True)
class BarredPhrase:
    """A phrase that a plan may not hold as it stands.

    Attributes:
        field: Where it stands.
        phrase: The words.
        why: What is wrong with them.
        suggestion: What could be written instead; may be empty.
    """

    field: str
    phrase: str
    why: str
    suggestion: str

    @property
    def label(self) -> str:
        """The part of the plan it stands in, as the person says it."""
        return FIELD[self.field].label


def barred_in(words: PlanWords) -> tuple[BarredPhrase, ...]:
    """Answer every phrase of a plan that asks a service to withhold help, or threatens."""
    said = {name: text for name, text in all_said(words).items() if text}
    return tuple(
        BarredPhrase(hit.field, hit.phrase, hit.why, hit.instead) for hit in check_plan_words(said)
    )
