"""Which place suits this person now, best first, and why the others do not."""

from dataclasses import dataclass
from datetime import datetime

from alongside.areas.directory.rules.availability import Availability, ClaimState, age_words
from alongside.engines.law import PlaceType, parameters_on
from alongside.kernel.local_time import local_date

ADULT_CONDITIONS = (
    "A police station may be used for an adult only where a police officer is satisfied of an "
    "imminent risk of serious injury or death, because of that risk no other place in the police "
    "area can reasonably be expected to hold the person, a healthcare professional will be "
    "present and available so far as reasonably practicable, and an inspector or above "
    "authorises it. That no other place has space is not enough by itself."
)
NEVER_A_CHILD = "A police station is never a place of safety for anyone under 18."
NO_LONGER = "A police station is no longer a place of safety."
CONSENT = "a person who appears responsible for its management has to agree"


@dataclass(frozen=True, slots=True)
class Needs:
    """What the person needs of a place.

    Attributes:
        child: Under 18; ``None`` when not known yet.
        physical_health: Hurt, unwell, or has taken something.
    """

    child: bool | None = None
    physical_health: bool = False


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """Whom a place takes."""

    type: PlaceType
    takes_adults: bool
    takes_children: bool
    takes_physical_health_need: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a place stands for this person now.

    Attributes:
        suits: Above the line.
        reasons: Why it suits, in words; for one below the line, why not.
        cautions: What to know before setting off.
        worth_ringing: Below the line only because nothing live is known of its space.
        order: Sorts the list before distance; lower is better.
        takes_them: Whether it takes this person at all, space or not.
    """

    suits: bool
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    worth_ringing: bool
    order: int
    takes_them: bool = True


def judge(place: PlaceFacts, needs: Needs, *, space: Availability, now: datetime) -> Judgement:
    """Answer how one place stands.

    A police station is never offered: it is named below the line with the law's condition.
    An emergency department is offered to anybody with a physical-health need whatever is
    said of its space, since it does not shut.

    Source: DOMAIN R1.5, R1.6, R1.15, R1.16; SCREENS 5.
    """
    if place.type is PlaceType.POLICE_STATION:
        return Judgement(False, police_station_law(needs, now)[:1], (), False, 40, False)
    misfits = _misfits(place, needs)
    if misfits:
        return Judgement(False, misfits, (), False, 30, False)
    cautions = _cautions(place, needs)
    never_shuts = place.type is PlaceType.EMERGENCY_DEPARTMENT and needs.physical_health
    if not never_shuts:
        if not space.live:
            return Judgement(False, (stale_words(space, now),), cautions, True, 10)
        if space.state is ClaimState.FULL:
            return Judgement(False, (said_words(space),), cautions, False, 20)
    reasons = (takes_words(place), *_for_needs(needs), said_words(space))
    return Judgement(True, reasons, cautions, False, _order(place, needs, space))


def police_station_law(needs: Needs, now: datetime) -> tuple[str, str]:
    """Answer the condition the law puts on a police station now, and where it says so.

    Anybody who may be under 18 is treated as a child.

    Returns:
        A sentence for the screen, and its source.

    Source: DOMAIN R1.15, R1.16, R1.20; Table 0.1.
    """
    if not parameters_on(local_date(now)).get("pos.police_station_allowed_adult"):
        return NO_LONGER, "Mental Health Act 2025 s48"
    if needs.child:
        return NEVER_A_CHILD, "Mental Health Act 1983 s136A(1)"
    if needs.child is None:
        return f"{NEVER_A_CHILD} {ADULT_CONDITIONS}", "Mental Health Act 1983 s136A; SI 2017/1036"
    return ADULT_CONDITIONS, "Mental Health Act 1983 s136A(2); SI 2017/1036"


def stale_words(space: Availability, now: datetime) -> str:
    """Say why a place whose space nobody vouches for now sinks below the line."""
    if space.claim is None:
        return "nobody has said whether there is space: ring first"
    return f"claim is {age_words(space.claim.said_at, now)} old: ring first"


def said_words(space: Availability) -> str:
    """Say who said what of the space, to stand inside a sentence."""
    return space.sentence[:1].lower() + space.sentence[1:]


def takes_words(place: PlaceFacts) -> str:
    """Say whom a place takes, such as ``takes adults``."""
    if place.takes_adults and place.takes_children:
        return "takes adults and under 18s"
    return "takes adults" if place.takes_adults else "takes under 18s"


def _misfits(place: PlaceFacts, needs: Needs) -> tuple[str, ...]:
    found = []
    if needs.child is True and not place.takes_children:
        found.append("takes adults only")
    if needs.child is False and not place.takes_adults:
        found.append("takes under 18s only")
    if needs.physical_health and not place.takes_physical_health_need:
        found.append("cannot care for a physical-health need")
    return tuple(found)


def _cautions(place: PlaceFacts, needs: Needs) -> tuple[str, ...]:
    found = []
    if needs.child is None and not (place.takes_adults and place.takes_children):
        found.append(f"{takes_words(place)} only, and the age is not known yet")
    if place.type is PlaceType.OTHER_SUITABLE_PLACE:
        found.append(CONSENT)
    if place.type is PlaceType.EMERGENCY_DEPARTMENT and not needs.physical_health:
        found.append("listed after the others, since no physical-health need is recorded")
    return tuple(found)


def _for_needs(needs: Needs) -> tuple[str, ...]:
    return ("can care for a physical-health need",) if needs.physical_health else ()


def _order(place: PlaceFacts, needs: Needs, space: Availability) -> int:
    """Free before ring-first; places made for this before others; then those sure of the age."""
    ring_first = space.state in (ClaimState.RING_FIRST, ClaimState.FULL)
    age_unsure = needs.child is None and not (place.takes_adults and place.takes_children)
    busy = place.type is PlaceType.EMERGENCY_DEPARTMENT and not needs.physical_health
    return (4 if ring_first else 0) + (2 if busy else 0) + (1 if age_unsure else 0)
