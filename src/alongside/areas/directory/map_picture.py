"""Draws the map beside "Where to go": a schematic made here, with no tiles from anywhere.

Every point on it is also in the list, by the same number.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, radians, sin

from alongside.areas.directory.queries import LocalityName, NearestPlaces, PlaceChoice

WIDTH = 420
MARGIN = 34
LOWEST, HIGHEST = 300, 520
KM_PER_DEGREE = 111.19
BADGE = 13
LETTER = 6.2
RING_LENGTHS_KM = (1, 2, 5, 10, 20, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in the picture, in its own units."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbered place: where it is, and where its badge is drawn so that none overlap."""

    number: int
    suits: bool
    at: Spot
    badge: Spot

    @property
    def moved(self) -> bool:
        """Whether the badge stands off its point."""
        return self.at != self.badge


@dataclass(frozen=True, slots=True)
class Town:
    """A name to find one's way by."""

    name: str
    at: Spot


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle of equal distance around where you are."""

    label: str
    radius: float
    label_at: Spot


@dataclass(frozen=True, slots=True)
class MapPicture:
    """Everything the template draws, in picture units, and the same in a sentence."""

    width: int
    height: int
    here: Spot
    markers: list[Marker]
    towns: list[Town]
    rings: list[Ring]
    spoken: str


def draw_map(
    latitude: float, longitude: float, *, nearest: NearestPlaces, towns: list[LocalityName]
) -> MapPicture:
    """Lay out the map for a search.

    Args:
        latitude: Of where the person is, degrees.
        longitude: Of where the person is, degrees.
        nearest: The places, numbered.
        towns: Names to find one's way by; those with no room are left out.
    """
    choices = [*nearest.suitable, *nearest.ruled_out]
    frame = _Frame.around([(latitude, longitude), *((c.latitude, c.longitude) for c in choices)])
    here = frame.spot(latitude, longitude)
    taken = [_Box.round(here, BADGE)]
    suits = {choice.id for choice in nearest.suitable}
    markers = [_marker(c, frame, taken, suits=c.id in suits) for c in choices]
    return MapPicture(
        width=WIDTH,
        height=frame.height,
        here=here,
        markers=markers,
        towns=list(_towns(towns, frame, taken)),
        rings=_rings(here, frame),
        spoken=_spoken(nearest),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """How degrees become picture units: north up, one scale both ways."""

    west: float
    north: float
    across: float
    per_km: float
    height: int

    @classmethod
    def around(cls, points: list[tuple[float, float]]) -> "_Frame":
        latitudes, longitudes = [p[0] for p in points], [p[1] for p in points]
        middle = (min(latitudes) + max(latitudes)) / 2
        across = KM_PER_DEGREE * max(cos(radians(middle)), 0.01)
        wide = max((max(longitudes) - min(longitudes)) * across, 2.0)
        tall = max((max(latitudes) - min(latitudes)) * KM_PER_DEGREE, 2.0)
        per_km = min((WIDTH - 2 * MARGIN) / wide, (HIGHEST - 2 * MARGIN) / tall)
        height = int(min(max(tall * per_km + 2 * MARGIN, LOWEST), HIGHEST))
        centre = (min(longitudes) + max(longitudes)) / 2
        return cls(
            west=centre - WIDTH / 2 / per_km / across,
            north=middle + height / 2 / per_km / KM_PER_DEGREE,
            across=across,
            per_km=per_km,
            height=height,
        )

    def spot(self, latitude: float, longitude: float) -> Spot:
        x = (longitude - self.west) * self.across * self.per_km
        y = (self.north - latitude) * KM_PER_DEGREE * self.per_km
        return Spot(round(x, 1), round(y, 1))

    def holds(self, box: "_Box") -> bool:
        return box.left >= 0 and box.right <= WIDTH and box.top >= 0 and box.bottom <= self.height


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def round(cls, spot: Spot, reach: float) -> "_Box":
        return cls(spot.x - reach, spot.y - reach, spot.x + reach, spot.y + reach)

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def _marker(choice: PlaceChoice, frame: _Frame, taken: list[_Box], *, suits: bool) -> Marker:
    at = frame.spot(choice.latitude, choice.longitude)
    badge = next((s for s in _around(at) if _free(s, frame, taken)), at)
    taken.append(_Box.round(badge, BADGE))
    return Marker(choice.number, suits, at, badge)


def _around(at: Spot) -> Iterator[Spot]:
    yield at
    for reach in range(2 * BADGE, 8 * BADGE, BADGE // 2):
        for step in range(16):
            angle = step * pi / 8
            yield Spot(round(at.x + reach * cos(angle), 1), round(at.y + reach * sin(angle), 1))


def _free(spot: Spot, frame: _Frame, taken: list[_Box]) -> bool:
    box = _Box.round(spot, BADGE + 1)
    return frame.holds(box) and not any(box.meets(other) for other in taken)


def _towns(towns: list[LocalityName], frame: _Frame, taken: list[_Box]) -> Iterator[Town]:
    for town in towns:
        at = frame.spot(town.latitude, town.longitude)
        half = len(town.name) * LETTER / 2
        box = _Box(at.x - half, at.y - 4, at.x + half, at.y + 20)
        if frame.holds(box) and not any(box.meets(other) for other in taken):
            taken.append(box)
            yield Town(town.name, at)


def _rings(here: Spot, frame: _Frame) -> list[Ring]:
    fitting = [km for km in RING_LENGTHS_KM if 40 <= km * frame.per_km <= WIDTH * 0.7]
    rings = ((km, km * frame.per_km) for km in fitting[-2:])
    return [
        Ring(f"{km} km", round(radius, 1), spot)
        for km, radius in rings
        if (spot := _label_spot(here, radius, frame)) is not None
    ]


def _label_spot(here: Spot, radius: float, frame: _Frame) -> Spot | None:
    """Where on a ring its label fits: above, below, or at a side."""
    spots = (
        Spot(here.x, here.y - radius - 4),
        Spot(here.x, here.y + radius + 12),
        Spot(here.x + radius - 4, here.y + 4),
        Spot(here.x - radius + 4, here.y + 4),
    )
    return next((s for s in spots if frame.holds(_Box.round(s, 16))), None)


def _spoken(nearest: NearestPlaces) -> str:
    if not nearest.suitable:
        return "Map of the places listed here. None is above the line."
    first = nearest.suitable[0]
    return (
        "Map of the places listed here, by the same numbers. The first, "
        f"{first.name}, is {first.distance_km:.1f} km {first.direction} of you."
    )
