"""Searching a person held, and consent to use another suitable place (DOMAIN 1.3, 1.7)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alongside.engines.law.answers import Answer, Coded, Finding, Outcome, all_of
from alongside.engines.law.instants import keep_in_utc
from alongside.kernel.local_time import say

SOURCE: Final = "MHA 1983 s136C (DOMAIN R1.24)"
CONSENT: Final = "MHA 1983 s135(7) (DOMAIN R1.6)"


class SearchPower(Coded):
    """The power the search rests on, with the stretch of time it covers."""

    S136 = "s136", "Section 136: while held"
    S135_1 = "s135(1)", "Section 135(1): from entry until it ends"
    S135_2 = "s135(2)", "Section 135(2): while being removed"


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """What is recorded about a search. ``None`` is not recorded.

    Attributes:
        power: The power it rests on.
        may_present_danger: Grounds to think they may be a danger to self or others.
        concealing_item: Grounds to think they conceal an item that could injure.
        searched_at: When (aware).
        window_starts_at: When the stretch the power covers began (aware).
        window_ends_at: When it ended; ``None`` while it lasts.
        intimate: It was an intimate search.
        in_public: It was in public.
        beyond_outer_clothing: More than outer coat, jacket and gloves came off.
    """

    power: SearchPower
    may_present_danger: bool | None = None
    concealing_item: bool | None = None
    searched_at: datetime | None = None
    window_starts_at: datetime | None = None
    window_ends_at: datetime | None = None
    intimate: bool | None = None
    in_public: bool | None = None
    beyond_outer_clothing: bool | None = None

    def __post_init__(self) -> None:
        keep_in_utc(self, "searched_at", "window_starts_at", "window_ends_at")


def search_grounds(facts: SearchFacts) -> Answer:
    """Set a search against section 136C: both grounds, the time, and the limits.

    Returns:
        ``met``, ``not_met`` or ``incomplete``.

    Source: MHA 1983 s136C; DOMAIN R1.24.
    """
    return all_of(
        [
            _recorded("may_present_danger", facts.may_present_danger, "may be a danger"),
            _recorded(
                "concealing_item", facts.concealing_item, "conceals an item that could injure"
            ),
            _window(facts),
            *_limits(facts),
        ]
    )


def _recorded(name: str, value: bool | None, words: str) -> Finding:
    code = f"search.{name}"
    if value is None:
        sentence = f"Grounds to think the person {words} are not recorded."
        return Finding(code, Outcome.INCOMPLETE, sentence, SOURCE, missing=(name,))
    if value:
        sentence = f"Grounds to think the person {words} are recorded."
        return Finding(code, Outcome.MET, sentence, SOURCE, facts=(name,))
    sentence = f"It is recorded that there were no grounds to think the person {words}."
    return Finding(code, Outcome.NOT_MET, sentence, SOURCE, facts=(name,))


def _window(facts: SearchFacts) -> Finding:
    code, at, start, end = (
        "search.time",
        facts.searched_at,
        facts.window_starts_at,
        facts.window_ends_at,
    )
    names = ("searched_at", "window_starts_at")
    if at is None or start is None:
        missing = tuple(name for name in names if getattr(facts, name) is None)
        sentence = f"Not recorded whether it was in time ({facts.power.label})."
        return Finding(code, Outcome.INCOMPLETE, sentence, SOURCE, missing=missing)
    inside = start <= at and (end is None or at < end)
    where = "within" if inside else "outside"
    return Finding(
        code,
        Outcome.MET if inside else Outcome.NOT_MET,
        f"Searched at {say(at)}, {where} the time covered ({facts.power.label}).",
        SOURCE,
        facts=(*names, "window_ends_at"),
    )


def _limits(facts: SearchFacts) -> list[Finding]:
    found = []
    if facts.intimate:
        sentence = "An intimate search is recorded. This power does not cover one."
        found.append(
            Finding("search.intimate", Outcome.NOT_MET, sentence, SOURCE, facts=("intimate",))
        )
    if facts.in_public and facts.beyond_outer_clothing:
        sentence = "In public, more than outer coat, jacket and gloves came off."
        names = ("in_public", "beyond_outer_clothing")
        found.append(Finding("search.clothing", Outcome.NOT_MET, sentence, SOURCE, facts=names))
    return found


class Occupancy(Coded):
    """What the place is to the person."""

    SOLE_OCCUPIER = "sole_occupier", "A home only the person occupies"
    ONE_OF_OCCUPIERS = "one_of_occupiers", "A home the person and others occupy"
    NOT_OCCUPIER = "not_occupier", "A home the person does not occupy"
    NOT_A_DWELLING = "not_a_dwelling", "Not a home"


NEEDED: Final = {
    Occupancy.SOLE_OCCUPIER: ("person_agrees",),
    Occupancy.ONE_OF_OCCUPIERS: ("person_agrees", "occupier_agrees"),
    Occupancy.NOT_OCCUPIER: ("person_agrees", "occupier_agrees"),
    Occupancy.NOT_A_DWELLING: ("manager_agrees",),
}
AGREES: Final = {
    "person_agrees": "The person",
    "occupier_agrees": "One of the occupiers",
    "manager_agrees": "Somebody who appears responsible for managing the place",
}


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """Who agreed to the use of another suitable place. ``None`` is not recorded.

    Attributes:
        occupancy: What the place is to the person.
        person_agrees: The person agreed.
        occupier_agrees: One of the (other) occupiers agreed.
        manager_agrees: Somebody who appears responsible for it agreed.
    """

    occupancy: Occupancy | None = None
    person_agrees: bool | None = None
    occupier_agrees: bool | None = None
    manager_agrees: bool | None = None


def suitable_place_consent(facts: ConsentFacts) -> Answer:
    """Say whether everybody agreed who must, for "any other suitable place".

    Returns:
        ``met``, ``not_met`` or ``incomplete``.

    Source: MHA 1983 s135(7), put in by PCA 2017 s81; DOMAIN R1.6.
    """
    if facts.occupancy is None:
        sentence = "Not recorded whether the place is a home, and whose."
        asked = Finding(
            "consent.place", Outcome.INCOMPLETE, sentence, CONSENT, missing=("occupancy",)
        )
        return all_of([asked])
    return all_of(_agrees(name, getattr(facts, name)) for name in NEEDED[facts.occupancy])


def _agrees(name: str, value: bool | None) -> Finding:
    code, who = f"consent.{name}", AGREES[name]
    if value is None:
        sentence = f"{who} must agree; this is not recorded."
        return Finding(code, Outcome.INCOMPLETE, sentence, CONSENT, missing=(name,))
    outcome = Outcome.MET if value else Outcome.NOT_MET
    sentence = f"{who} {'agreed' if value else 'did not agree, and must'}."
    return Finding(code, outcome, sentence, CONSENT, facts=("occupancy", name))
