"""Kinds of place: where the power is used, and where a person is kept safe."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from alongside.engines.law.answers import Coded


class PlaceType(Coded):
    """Kinds of place of safety (DOMAIN 1.3, code list ``place_of_safety_type``)."""

    HEALTH_BASED_POS = "health_based_pos", "Health-based place of safety"
    EMERGENCY_DEPARTMENT = "emergency_department", "Emergency department"
    OTHER_HOSPITAL = "other_hospital", "Another hospital or ward"
    SOCIAL_CARE_RESIDENTIAL = "social_care_residential", "Council residential care"
    CARE_HOME_OR_INDEPENDENT_HOSPITAL = (
        "care_home_or_independent_hospital",
        "Care home or independent hospital",
    )
    PRIVATE_DWELLING = "private_dwelling", "Private home"
    OTHER_SUITABLE_PLACE = "other_suitable_place", "Another suitable place"
    POLICE_STATION = "police_station", "Police station"
    NOT_KNOWN = "not_known", "Not known"


PLACE_TYPES: Final = tuple(PlaceType)


class LocationType(Coded):
    """Kinds of place where a police officer may be with a person (DOMAIN T1.1)."""

    STREET = "street", "Street or road"
    PARK = "park", "Park or open ground"
    BRIDGE = "bridge", "Bridge"
    RAILWAY = "railway", "Railway platform or track"
    OWN_HOME = "own_home", "The person's own home"
    HOME_OF_ANOTHER = "home_of_another", "A home where somebody else lives"
    COMMUNAL_HALLWAY = "communal_hallway", "Shared hallway or stairs of flats"
    GARDEN_ONE_HOME = "garden_one_home", "Garden or yard of one home"
    GARDEN_SHARED = "garden_shared", "Garden or yard several homes share"
    GARAGE_ONE_HOME = "garage_one_home", "Garage or outhouse of one home"
    GARAGE_SHARED = "garage_shared", "Garage or outhouse several homes share"
    DRIVEWAY_ONE_HOME = "driveway_one_home", "Open front driveway of one home"
    EMERGENCY_DEPARTMENT = "emergency_department", "Emergency department"
    GP_SURGERY = "gp_surgery", "GP surgery or clinic"
    OFFICE = "office", "Office"
    SHOP = "shop", "Shop, cafe or pub"
    WORKPLACE = "workplace", "Other workplace"
    HOTEL_BEDROOM = "hotel_bedroom", "Hotel bedroom"
    HOSTEL_ROOM = "hostel_room", "Room in a hostel or care home where the person lives"
    HOSTEL_LOUNGE = "hostel_lounge", "Shared room in a hostel or care home"
    CUSTODY_SUITE = "custody_suite", "Custody suite"
    INPATIENT_WARD = "inpatient_ward", "Hospital ward, person already admitted"
    OTHER = "other", "Somewhere else"
    NOT_KNOWN = "not_known", "Not known"


LOCATION_TYPES: Final = tuple(LocationType)


@dataclass(frozen=True, slots=True)
class LocationNature:
    """What a kind of place says by itself about the two tests of s136(1A).

    Attributes:
        lived_in: It is a house, flat or room where any person lives.
        used_with_one_home: It is a yard, garden, garage or outhouse used with
            one home and with no other.

    ``None`` where the kind of place does not settle it.
    """

    lived_in: bool | None
    used_with_one_home: bool | None


_OPEN: Final = LocationNature(lived_in=False, used_with_one_home=False)
_HOME: Final = LocationNature(lived_in=True, used_with_one_home=False)
_YARD: Final = LocationNature(lived_in=False, used_with_one_home=True)
_EITHER: Final = LocationNature(lived_in=None, used_with_one_home=None)

NATURES: Final = MappingProxyType(
    dict.fromkeys(LocationType, _OPEN)
    | {
        LocationType.OWN_HOME: _HOME,
        LocationType.HOME_OF_ANOTHER: _HOME,
        LocationType.HOSTEL_ROOM: _HOME,
        LocationType.GARDEN_ONE_HOME: _YARD,
        LocationType.GARAGE_ONE_HOME: _YARD,
        LocationType.DRIVEWAY_ONE_HOME: LocationNature(lived_in=False, used_with_one_home=None),
        LocationType.HOTEL_BEDROOM: LocationNature(lived_in=None, used_with_one_home=False),
        LocationType.OTHER: _EITHER,
        LocationType.NOT_KNOWN: _EITHER,
    }
)
