"""What a viewer may see of places, teams, seats and options."""

from alongside.areas.directory.queries.confirmations import Confirmation
from alongside.areas.directory.queries.cover import (
    CoverLine,
    SeatLine,
    SeatPerson,
    ShiftLine,
    cover_entry,
    on_now,
    planned_shifts,
)
from alongside.areas.directory.queries.finding import (
    LocalityName,
    NearestPlaces,
    Needs,
    PlaceChoice,
    localities,
    locality_named,
    nearest_locality,
    nearest_suitable,
)
from alongside.areas.directory.queries.options import OptionLine, open_options, option, options
from alongside.areas.directory.queries.places import (
    ClaimLine,
    PlaceLine,
    PlaceName,
    PlacePage,
    claim_to_undo,
    place,
    place_names,
    places,
)
from alongside.areas.directory.queries.teams import TeamLine, team, teams

__all__ = [
    "ClaimLine",
    "Confirmation",
    "CoverLine",
    "LocalityName",
    "NearestPlaces",
    "Needs",
    "OptionLine",
    "PlaceChoice",
    "PlaceLine",
    "PlaceName",
    "PlacePage",
    "SeatLine",
    "SeatPerson",
    "ShiftLine",
    "TeamLine",
    "claim_to_undo",
    "cover_entry",
    "localities",
    "locality_named",
    "nearest_locality",
    "nearest_suitable",
    "on_now",
    "open_options",
    "option",
    "options",
    "place",
    "place_names",
    "places",
    "planned_shifts",
    "team",
    "teams",
]
