"""How far and how long, as an honest estimate: there is no route planner here."""

from dataclasses import dataclass
from math import asin, atan2, ceil, cos, degrees, radians, sin, sqrt

from alongside.kernel.refusal import Refused

EARTH_RADIUS_KM = 6371.0
ROAD_FACTOR = 1.3
ROAD_SPEED_KM_PER_HOUR = 50.0
COMPASS = (
    "north",
    "north-east",
    "east",
    "south-east",
    "south",
    "south-west",
    "west",
    "north-west",
)
HOW_ESTIMATED = (
    "Minutes are an estimate, not a route: the straight line, times 1.3 for bends in the road, "
    "at 50 km an hour."
)


@dataclass(frozen=True, slots=True)
class Point:
    """A spot on the ground, in degrees."""

    latitude: float
    longitude: float


def check_point(latitude: float, longitude: float) -> Point:
    """Answer the point, or refuse one that is not on the globe.

    Raises:
        Refused: ``point.not_on_the_globe``.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Refused(
            "point.not_on_the_globe",
            "These coordinates are not a place on the map.",
            next_step="Latitude goes from -90 to 90 and longitude from -180 to 180.",
            field="latitude",
        )
    return Point(latitude, longitude)


def distance_km(one: Point, other: Point) -> float:
    """Answer the straight line over the ground between two points, in kilometres.

    Source: the haversine formula, on a sphere of the Earth's mean radius.
    """
    lat_one, lat_other = radians(one.latitude), radians(other.latitude)
    across = radians(other.longitude - one.longitude)
    half = sin((lat_other - lat_one) / 2) ** 2
    half += cos(lat_one) * cos(lat_other) * sin(across / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


def drive_minutes(kilometres: float) -> int:
    """Estimate a drive, in whole minutes rounded up; 1 at least."""
    return max(1, ceil(kilometres * ROAD_FACTOR / ROAD_SPEED_KM_PER_HOUR * 60))


def direction_words(start: Point, end: Point) -> str:
    """Say which way it lies, such as ``north-east``."""
    lat_start, lat_end = radians(start.latitude), radians(end.latitude)
    across = radians(end.longitude - start.longitude)
    east = sin(across) * cos(lat_end)
    north = cos(lat_start) * sin(lat_end) - sin(lat_start) * cos(lat_end) * cos(across)
    return COMPASS[round(degrees(atan2(east, north)) % 360 / 45) % 8]
