"""What may be said of each decision of police and courts: codes from lists, nothing else."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from alongside.areas.diversion.rules.facts import Facts
from alongside.areas.diversion.rules.justice import LEFT_TO, REMANDED_TO
from alongside.areas.diversion.rules.owed_justice import instant_of
from alongside.foundation.reference import code_list
from alongside.kernel.refusal import Refused

RECORDED_HERE: Final = (
    "charged",
    "bailed",
    "remanded",
    "sentenced",
    "disposed",
    "left_custody",
    "moved_to_136",
    "release_planned",
    "handed_over",
)
"""Kinds recorded one at a time; hearings have actions of their own."""

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "remanded": ("to",),
    "sentenced": ("outcome",),
    "disposed": ("justice_outcome",),
    "left_custody": ("to",),
    "release_planned": ("from_where", "on"),
    "handed_over": ("to_service", "who", "at"),
}
SENTENCES: Final = ("Sentence", "Hospital")
"""Groups of ``ld_justice_outcome`` that a court passes; the others end a case before that."""


def sentences() -> tuple[tuple[str, str], ...]:
    """Answer the sentences a court passes, as code and words."""
    every = code_list("ld_justice_outcome")
    return tuple((one.code, one.display) for one in every if one.group in SENTENCES)


def other_outcomes() -> tuple[tuple[str, str], ...]:
    """Answer how a case ends without a sentence, as code and words."""
    every = code_list("ld_justice_outcome")
    return tuple((one.code, one.display) for one in every if one.group not in SENTENCES)


def check_said(kind: str, facts: Facts, happened_at: datetime) -> None:
    """Refuse a kind that is not recorded here, a fact left out, or a code in no list.

    Raises:
        Refused: ``justice.not_here``, ``justice.missing``, ``justice.unknown_code`` or
            ``justice.ends_before``.
    """
    if kind not in RECORDED_HERE:
        raise Refused("justice.not_here", "That is not recorded on this page.", field="kind")
    for name in NEEDED.get(kind, ()):
        if facts.get(name) in (None, ""):
            raise Refused("justice.missing", "Something is left out.", field=name)
    for name, codes in _codes(kind).items():
        if facts.get(name) not in codes:
            raise Refused("justice.unknown_code", "Choose one from the list.", field=name)
    until = instant_of(_said(facts.get("until")))
    if until is not None and until < happened_at:
        raise Refused("justice.ends_before", "Bail ends after it begins.", field="until")


def _said(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _codes(kind: str) -> Mapping[str, Collection[object]]:
    every: Mapping[str, Mapping[str, Collection[object]]] = {
        "remanded": {"to": REMANDED_TO},
        "sentenced": {"outcome": dict(sentences())},
        "disposed": {"justice_outcome": dict(other_outcomes())},
        "left_custody": {"to": LEFT_TO},
    }
    return every.get(kind, {})
