"""The question "which place of safety?", with its answers and what they come to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms

from alongside.areas.crisis.forms.steps_fields import Choices, coded, line, pick
from alongside.engines import law
from alongside.foundation.kit.forms import RadioChoices
from alongside.foundation.reference import code_list

A_STATION = "police_station"
ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class OfferedPlace:
    """One place somebody may choose.

    Attributes:
        kind: Code of the list ``place_of_safety_type``.
        why: A line under it, such as how far it is and who takes whom.
    """

    id: UUID
    name: str
    kind: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class OfferedPlaces:
    """Every place offered, best first.

    Attributes:
        nearest: Whether they are in order of what suits this person from here.
    """

    places: tuple[OfferedPlace, ...] = ()
    nearest: bool = False
    by_id: Mapping[str, OfferedPlace] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {str(place.id): place for place in self.places})

    def stations(self) -> Choices:
        """The police stations among them."""
        return [(str(p.id), p.name) for p in self.places if p.kind == A_STATION]

    def others(self) -> list[OfferedPlace]:
        """All the rest, in order."""
        return [place for place in self.places if place.kind != A_STATION]


def place_fields(
    label: str, offered: OfferedPlaces, *, names: frozenset[str]
) -> dict[str, forms.Field]:
    """Ask which place of safety.

    Args:
        label: The question.
        offered: What may be chosen.
        names: The facts this kind of event carries.
    """
    others = offered.others()
    station = ["station", *(["police_station_reason"] if "police_station_reason" in names else [])]
    elsewhere = ["place_name", *(["place_type"] if "place_type" in names else [])]
    choices = [(str(place.id), place.name) for place in others]
    choices += [(A_STATION, "A police station"), (ELSEWHERE, "Somewhere else")]
    reveal = {A_STATION: station, ELSEWHERE: elsewhere}
    hints = {str(place.id): place.why for place in others if place.why}
    found: dict[str, forms.Field] = {
        "place": forms.ChoiceField(
            label=label,
            choices=choices,
            help_text="Nearest that suits this person first." if offered.nearest else "",
            widget=RadioChoices(reveal=reveal, hints=hints),
            error_messages={"required": "Choose a place, or 'Somewhere else'"},
        ),
        "station": pick("Which police station", offered.stations()),
        "place_name": line("Where", hint="The name people would know it by."),
    }
    if "police_station_reason" in names:
        found["police_station_reason"] = pick("Why a police station", _station_reasons())
    if "place_type" in names:
        found["place_type"] = pick("What kind of place", coded(law.PlaceType, without=[A_STATION]))
    return found


def _station_reasons() -> Choices:
    """The reasons not yet retired; older events keep theirs."""
    entries = code_list("police_station_reason").entries
    return [
        (entry.code, entry.display)
        for entry in entries
        if entry.valid_to is None or entry.code == "not_known"
    ]


def place_facts(cleaned: Mapping[str, Any], offered: OfferedPlaces) -> dict[str, object]:
    """Answer what a chosen place is kept as: its id, and its name and kind copied."""
    chosen = cleaned.get("place") or ""
    if chosen == ELSEWHERE:
        return {
            "place_name": cleaned.get("place_name"),
            "place_type": cleaned.get("place_type") or law.PlaceType.NOT_KNOWN.value,
        }
    place = offered.by_id.get(cleaned.get("station") or "" if chosen == A_STATION else chosen)
    if place is None:
        return {"place_type": A_STATION} if chosen == A_STATION else {}
    return {"place_id": str(place.id), "place_name": place.name, "place_type": place.kind}


def place_initial(facts: Mapping[str, object], offered: OfferedPlaces) -> dict[str, object]:
    """Answer what is chosen already, from an event's facts."""
    known = offered.by_id.get(str(facts.get("place_id") or "")) or _named(facts, offered)
    if facts.get("place_type") == A_STATION or (known and known.kind == A_STATION):
        return {"place": A_STATION, "station": str(known.id) if known else ""}
    if known:
        return {"place": str(known.id)}
    named = facts.get("place_name") or facts.get("place_type")
    return {"place": ELSEWHERE} if named else {}


def _named(facts: Mapping[str, object], offered: OfferedPlaces) -> OfferedPlace | None:
    """A place kept by its name alone, where that is the name of one offered."""
    alike = [place for place in offered.places if place.name == facts.get("place_name")]
    return alike[0] if alike else None
