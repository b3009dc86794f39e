"""What each viewer sees of an episode: all of it, or what bears on custody."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from alongside.areas.diversion.rules.kinds_justice import KINDS as JUSTICE
from alongside.areas.diversion.rules.permissions import PRACTITIONERS
from alongside.kernel.actor import Role


class Sight(StrEnum):
    """How much of an episode a viewer sees."""

    WHOLE = "whole"
    CUSTODY = "custody"


ADULT: Final = frozenset(
    {
        "name",
        "relation",
        "phone",
        "age_years",
        "involved_in_offence",
        "is_victim",
        "is_witness",
        "received_admissions",
        "estranged_and_objected_to",
        "why",
        "basis",
        "present_at",
        "words",
        "reason",
    }
)
NOTHING: Final[frozenset[str]] = frozenset()
CUSTODY_SEES: Final[Mapping[str, frozenset[str]]] = {
    "identified": frozenset({"source", "offence_group"}),
    "seen": NOTHING,
    "not_seen": frozenset({"reason"}),
    "adult_needed": frozenset({"basis"}),
    "adult_called": ADULT,
    "adult_arrived": ADULT,
    "adult_refused_as": ADULT,
    "adult_left": ADULT,
    "adult_not_found": ADULT,
    "interview_started": ADULT,
    "alert_raised": frozenset({"what", "record_says", "screening_says"}),
    "alert_acknowledged": frozenset({"by", "words"}),
    "told_custody": frozenset({"what", "ground", "told_person"}),
    "closed": NOTHING,
    "reopened": NOTHING,
    **{
        kind.code: frozenset(kind.facts)
        for kind in JUSTICE
        if kind.code not in ("release_planned", "handed_over")
    },
}
"""What custody sees of each kind; a kind that is not here, not at all."""


def sight_of(role: Role, *, own_service: bool, clinical: bool) -> Sight:
    """Answer how much a viewer sees.

    Args:
        role: Theirs.
        own_service: Whether the episode is kept by the organisation they act for.
        clinical: Whether the sharing decision shows clinical information of this person.
    """
    whole = role in PRACTITIONERS and (own_service or clinical)
    return Sight.WHOLE if whole else Sight.CUSTODY


def shown_facts(
    kind: str, facts: Mapping[str, object], sight: Sight
) -> Mapping[str, object] | None:
    """Answer what may be shown of an event; ``None`` where not even that it happened."""
    if sight is Sight.WHOLE:
        return facts
    names = CUSTODY_SEES.get(kind)
    if names is None:
        return None
    return {name: value for name, value in facts.items() if name in names}
