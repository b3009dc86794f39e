"""Looks for words in a contact plan that would withhold help, before it is shared.

Source: DOMAIN 2.4 and 6.1.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from alongside.areas.plans.rules.barred import BarredHit, Kind, check_plan_words, kind_words
from alongside.areas.plans.rules.contact_fields import FIELD, PlanWords, all_said

SAID_THERE: Final[Mapping[str, frozenset[Kind]]] = {
    "worse": frozenset({Kind.RESTRAINT_TECHNIQUE}),
    "words_to_avoid": frozenset({Kind.RESTRAINT_TECHNIQUE, Kind.FREQUENCY_AS_REASON}),
}
"""What is only to be expected in a field: handcuffs that make it worse, a name not to use."""


@dataclass(frozen=True, slots=True)
class BarredPhrase:
    """A phrase that keeps a plan from being shared, as its writer is told of it.

    Attributes:
        field: Where it stands.
        phrase: The words.
        why: What is wrong with them.
        instead: What could be written.
    """

    field: str
    phrase: str
    why: str
    instead: str

    @property
    def label(self) -> str:
        """The part of the plan it stands in, as the person says it."""
        return FIELD[self.field].label

    @property
    def section(self) -> str:
        """The key of the short part it is asked in, where it can be put another way."""
        return FIELD[self.field].section


def barred_in(words: PlanWords) -> tuple[BarredHit, ...]:
    """Answer every phrase of a plan that tells a service to withhold help, or threatens."""
    hits = check_plan_words({name: text for name, text in all_said(words).items() if text})
    return tuple(hit for hit in hits if hit.kind not in SAID_THERE.get(hit.field, ()))


def told_of(field: str, phrase: str, kind: str) -> BarredPhrase:
    """Say to the writer why a phrase is held back, and how it could be said."""
    said = kind_words(Kind(kind))
    return BarredPhrase(field, phrase, said.why, said.instead)
