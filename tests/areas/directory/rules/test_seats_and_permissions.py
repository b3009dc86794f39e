"""Who may do what, who may sit where, and what must hold of an entry."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from alongside.areas.directory.rules import PERMISSIONS
from alongside.areas.directory.rules.confirmation import (
    CONFIRMED_FOR,
    EntryKind,
    confirm_again_at,
    is_stale,
)
from alongside.areas.directory.rules.options import check_can_be_reached
from alongside.areas.directory.rules.places import (
    check_can_be_free,
    check_is_own_place,
    check_place_type,
    check_takes_somebody,
)
from alongside.areas.directory.rules.seats import (
    FILLED_BY,
    SEAT_LABELS,
    PlannedShift,
    Seat,
    check_holds_role,
    check_shift,
)
from alongside.kernel.actor import OWN_DOOR, Actor, Role, Sector, holds, require
from alongside.kernel.refusal import NotPermitted, Refused

NOW = datetime(2026, 6, 10, 22, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
KEEPERS = {Role.LIAISON_LEAD, Role.ADMINISTRATOR}
COORDINATOR = {Role.PLACE_OF_SAFETY_COORDINATOR}
DESK = {Role.CONTROL_ROOM_CLINICIAN, Role.PLACE_OF_SAFETY_COORDINATOR, Role.POLICE_SUPERVISOR}
TRUTH = {
    "place.add": KEEPERS,
    "place.change": KEEPERS | COORDINATOR,
    "availability.say": COORDINATOR,
    "availability.report": set(Role),
    "availability.withdraw": set(Role),
    "entry.confirm": KEEPERS | DESK,
    "team.add": KEEPERS,
    "team.change": KEEPERS,
    "option.add": KEEPERS,
    "option.change": KEEPERS,
    "cover.set": KEEPERS,
    "shift.plan": KEEPERS | DESK,
    "shift.cancel": KEEPERS | DESK,
    "locality.add": KEEPERS,
    "contact.add": KEEPERS,
    "contact.change": KEEPERS,
    "contact.away": set(Role) - OWN_DOOR,
    "contact.confirm": set(Role) - OWN_DOOR,
    "entry.doubt": set(Role) - OWN_DOOR,
    "chain.set": KEEPERS,
    "need.set": KEEPERS,
    "areas.set": KEEPERS,
    "directory.send_out": KEEPERS,
    "directory.take_in": KEEPERS,
}


def actor(role: Role, *, on_duty: bool = True, organisation: UUID | None = None) -> Actor:
    return Actor(
        user_id=uuid4(),
        name="Somebody",
        organisation_id=organisation or uuid4(),
        organisation_name="Somewhere",
        sector=Sector.MENTAL_HEALTH_TRUST,
        role=role,
        on_duty=on_duty,
    )


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


def test_the_table_of_permissions_is_all_there():
    assert PERMISSIONS.keys() == TRUTH.keys()


@pytest.mark.parametrize("permission", TRUTH)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_the_table_says_and_nothing_else(permission, role):
    assert holds(actor(role), PERMISSIONS, permission) is (role in TRUTH[permission])


@pytest.mark.parametrize("permission", TRUTH)
def test_nobody_off_duty_may_do_anything(permission):
    role = next(iter(TRUTH[permission]))
    with pytest.raises(NotPermitted):
        require(actor(role, on_duty=False), PERMISSIONS, permission)


def test_a_coordinator_speaks_for_their_own_organisations_places_only():
    trust = uuid4()
    check_is_own_place(actor(Role.PLACE_OF_SAFETY_COORDINATOR, organisation=trust), trust)
    check_is_own_place(actor(Role.LIAISON_LEAD), trust)
    with pytest.raises(NotPermitted) as refused:
        check_is_own_place(actor(Role.PLACE_OF_SAFETY_COORDINATOR), trust)
    assert code_of(refused) == "place.not_yours"


def test_a_place_has_a_known_type_and_takes_somebody():
    check_place_type("health_based_pos")
    check_takes_somebody(adults=True, children=False)
    check_takes_somebody(adults=False, children=True)
    with pytest.raises(Refused) as unknown:
        check_place_type("cell")
    with pytest.raises(Refused) as nobody:
        check_takes_somebody(adults=False, children=False)
    assert (code_of(unknown), code_of(nobody)) == ("place.type_not_known", "place.takes_nobody")


def test_no_space_is_kept_for_a_police_station():
    check_can_be_free("emergency_department")
    with pytest.raises(Refused) as refused:
        check_can_be_free("police_station")
    assert code_of(refused) == "place.has_no_availability"


def test_an_option_needs_a_phone_or_an_address():
    check_can_be_reached(phone="01632 960000", address="")
    check_can_be_reached(phone="", address="1 Quay Street")
    with pytest.raises(Refused) as refused:
        check_can_be_reached(phone="", address="")
    assert code_of(refused) == "option.cannot_be_reached"


def test_every_seat_has_a_label_and_a_role():
    assert set(SEAT_LABELS) == set(FILLED_BY) == set(Seat)


@pytest.mark.parametrize("seat", Seat)
def test_a_seat_is_filled_by_its_own_role_only(seat):
    check_holds_role(seat, [FILLED_BY[seat]])
    with pytest.raises(Refused) as refused:
        check_holds_role(seat, [role for role in Role if role is not FILLED_BY[seat]])
    assert code_of(refused) == "shift.role_not_held"


@pytest.mark.parametrize(
    ("starts", "ends", "code"),
    [
        (0, 12, None),
        (12, 24, None),
        (0, 0, "shift.ends_before_it_starts"),
        (2, 1, "shift.ends_before_it_starts"),
        (0, 25, "shift.too_long"),
        (11, 13, None),
        (23, 37, "shift.overlaps"),
        (30, 31, "shift.overlaps"),
    ],
)
def test_a_shift_ends_after_it_starts_and_overlaps_no_other(starts, ends, code):
    others = [PlannedShift(NOW + 24 * HOUR, NOW + 36 * HOUR)]
    wanted = PlannedShift(NOW + starts * HOUR, NOW + ends * HOUR)
    if code is None:
        check_shift(wanted, others)
        return
    with pytest.raises(Refused) as refused:
        check_shift(wanted, others)
    assert code_of(refused) == code


@pytest.mark.parametrize("kind", EntryKind)
def test_a_confirmed_entry_goes_stale_at_its_time_and_not_before(kind):
    again_at = confirm_again_at(kind, NOW)
    assert again_at == NOW + CONFIRMED_FOR[kind]
    assert not is_stale(again_at, again_at - timedelta(seconds=1))
    assert is_stale(again_at, again_at)
