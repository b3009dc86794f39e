"""The places a step offers: nearest that suit first, where it is known where they are."""

from datetime import datetime

from alongside.areas.crisis.forms.steps_places import OfferedPlace, OfferedPlaces
from alongside.areas.crisis.queries import Story
from alongside.areas.directory.queries import Needs, PlaceChoice, nearest_suitable, places
from alongside.kernel.actor import Actor


def offered_places(viewer: Actor, story: Story, now: datetime) -> OfferedPlaces:
    """Answer every place that may be chosen for a story, police stations too."""
    if story.latitude is None or story.longitude is None:
        lines = places(viewer, now=now)
        return OfferedPlaces(
            tuple(OfferedPlace(p.id, p.name, p.type, f"{p.type_label}; {p.takes}") for p in lines)
        )
    needs = Needs(child=story.person.is_child if story.person else None)
    found = nearest_suitable(
        viewer, latitude=story.latitude, longitude=story.longitude, needs=needs, now=now
    )
    choices = [*found.suitable, *found.ruled_out]
    return OfferedPlaces(
        tuple(OfferedPlace(c.id, c.name, c.type, _why(c)) for c in choices), nearest=True
    )


def _why(choice: PlaceChoice) -> str:
    return "; ".join((f"{choice.drive_minutes} min drive", *choice.reasons))
