"""Where to go: the nearest place that suits, and where a town is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.directory.models import Locality, PlaceOfSafety
from alongside.areas.directory.queries.places import PlaceLine, place_lines
from alongside.areas.directory.rules.availability import Availability
from alongside.areas.directory.rules.distance import (
    HOW_ESTIMATED,
    Point,
    check_point,
    direction_words,
    distance_km,
    drive_minutes,
)
from alongside.areas.directory.rules.localities import locality_key
from alongside.areas.directory.rules.suitability import Needs, judge, police_station_law
from alongside.engines.law import PlaceType
from alongside.kernel.actor import Actor

__all__ = [
    "LocalityName",
    "NearestPlaces",
    "Needs",
    "PlaceChoice",
    "localities",
    "locality_named",
    "nearest_locality",
    "nearest_suitable",
]


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """One place as it stands for this person now.

    Attributes:
        number: Its number in the list and on the map, from 1.
        reasons: Why it suits; for a place that is ruled out, why not.
        cautions: What to know before setting off.
        worth_ringing: Ruled out only because nothing live is known of its space.
        distance_km: Straight line, kilometres.
        direction: Which way it lies, such as ``north-east``.
        drive_minutes: Estimated as ``NearestPlaces.how_estimated`` says.
        claim_age: Such as ``12 minutes``; empty when nobody has said.
        law: Source of the legal sentence among the reasons; empty when there is none.
        may_say: Whether the viewer speaks for this place and it takes this person.
        may_report: Whether to offer "I rang" here.
    """

    number: int
    id: UUID
    name: str
    type: str
    type_label: str
    phone: str
    address: str
    latitude: float
    longitude: float
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    worth_ringing: bool
    distance_km: float
    drive_minutes: int
    direction: str
    space: Availability
    claim_age: str
    law: str
    may_say: bool
    may_report: bool

    @property
    def why(self) -> str:
        """The reasons as one sentence."""
        words = "; ".join(self.reasons)
        return f"{words[:1].upper()}{words[1:].removesuffix('.')}."


@dataclass(frozen=True, slots=True)
class NearestPlaces:
    """Places that suit, best first, and those ruled out with why."""

    suitable: list[PlaceChoice]
    ruled_out: list[PlaceChoice]
    how_estimated: str = HOW_ESTIMATED


@dataclass(frozen=True, slots=True)
class LocalityName:
    """A town or landmark and where it is."""

    id: UUID
    name: str
    latitude: float
    longitude: float


def nearest_suitable(
    viewer: Actor, *, latitude: float, longitude: float, needs: Needs, now: datetime
) -> NearestPlaces:
    """Answer where this person could be taken, best first.

    Above the line: places that take this person and of which somebody says now that there is
    space, nearest first; those that ask to be rung first come after. Below it: places worth
    ringing, full ones, ones that do not take this person, and police stations, each with why.

    Raises:
        Refused: ``point.not_on_the_globe``.

    Source: C4; SCREENS 5; DOMAIN 1.3, 1.5.
    """
    here = check_point(latitude, longitude)
    rows = PlaceOfSafety.objects.filter(active=True).select_related("organisation")
    judged = sorted(
        (_Judged.of(line, here, needs, now) for line in place_lines(viewer, rows, now)),
        key=lambda one: (not one.suits, one.order, one.kilometres, one.line.name),
    )
    choices = [(one.suits, one.choice(number)) for number, one in enumerate(judged, start=1)]
    return NearestPlaces(
        suitable=[choice for suits, choice in choices if suits],
        ruled_out=[choice for suits, choice in choices if not suits],
    )


def localities(viewer: Actor) -> list[LocalityName]:
    """Answer every town and landmark, by name."""
    return [_locality(row) for row in Locality.objects.order_by("name")]


def locality_named(viewer: Actor, text: str) -> LocalityName | None:
    """Answer the town or landmark meant: its name, or the one name that starts like this."""
    key = locality_key(text)
    if not key:
        return None
    exact = Locality.objects.filter(key=key).first()
    if exact is not None:
        return _locality(exact)
    begun = list(Locality.objects.filter(key__startswith=key)[:2])
    return _locality(begun[0]) if len(begun) == 1 else None


def nearest_locality(viewer: Actor, latitude: float, longitude: float) -> LocalityName | None:
    """Answer the town or landmark nearest to a point, or ``None`` when none is kept."""
    here = check_point(latitude, longitude)
    return min(
        localities(viewer),
        key=lambda town: distance_km(here, Point(town.latitude, town.longitude)),
        default=None,
    )


def _locality(row: Locality) -> LocalityName:
    return LocalityName(row.id, row.name, row.latitude, row.longitude)


@dataclass(frozen=True, slots=True)
class _Judged:
    line: PlaceLine
    kilometres: float
    direction: str
    suits: bool
    order: int
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    worth_ringing: bool
    claim_age: str
    law: str
    takes_them: bool

    @classmethod
    def of(cls, line: PlaceLine, here: Point, needs: Needs, now: datetime) -> "_Judged":
        judgement = judge(line.facts, needs, space=line.space, now=now)
        there = Point(line.latitude, line.longitude)
        is_station = line.facts.type is PlaceType.POLICE_STATION
        return cls(
            line=line,
            kilometres=distance_km(here, there),
            direction=direction_words(here, there),
            suits=judgement.suits,
            order=judgement.order,
            reasons=judgement.reasons,
            cautions=judgement.cautions,
            worth_ringing=judgement.worth_ringing,
            claim_age=line.space.age,
            law=police_station_law(needs, now)[1] if is_station else "",
            takes_them=judgement.takes_them,
        )

    def choice(self, number: int) -> PlaceChoice:
        line = self.line
        return PlaceChoice(
            number=number,
            id=line.id,
            name=line.name,
            type=line.type,
            type_label=line.type_label,
            phone=line.phone,
            address=line.address,
            latitude=line.latitude,
            longitude=line.longitude,
            reasons=self.reasons,
            cautions=self.cautions,
            worth_ringing=self.worth_ringing,
            distance_km=self.kilometres,
            drive_minutes=drive_minutes(self.kilometres),
            direction=self.direction,
            space=line.space,
            claim_age=self.claim_age,
            law=self.law,
            may_say=line.may_say and self.takes_them,
            may_report=line.may_report and self.takes_them,
        )
