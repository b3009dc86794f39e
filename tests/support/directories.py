"""Directories as values, as Hypothesis makes them up."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from alongside.areas.directory.rules.cover_steps import CoverWhen
from alongside.areas.directory.rules.options import OptionKind
from alongside.areas.directory.rules.whole import (
    ServiceKind,
    TargetKind,
    Vouched,
    Whole,
    WholeContact,
    WholeLocality,
    WholeNeed,
    WholeOrganisation,
    WholePlace,
    WholeService,
    WholeStep,
)
from alongside.kernel.actor import Sector

LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\x00")
HOURS = (
    "Day and night",
    "Mon-Fri 09:00-17:00",
    "Mon-Fri 09:00-17:00; Sat 18:00-02:00",
    "daily 20:00-08:00",
    "Fri 22:00 to 24:00; Sun 00:00-06:30",
    "Sat 10:00-24:00",
)
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


def words(most: int, least: int = 1) -> st.SearchStrategy[str]:
    """Words of any letters, that begin and end with one."""
    return (
        st.text(LETTERS, min_size=least, max_size=most)
        .map(str.strip)
        .filter(lambda text: len(text) >= least)
    )


@st.composite
def directories(draw: Any) -> Whole:
    """A directory in which everything points at something that is in it."""
    ids = iter(draw(st.lists(st.uuids(), min_size=14, max_size=14, unique=True)))
    organisations = [
        WholeOrganisation(
            next(ids), draw(words(40)), draw(words(20)), draw(st.sampled_from(Sector)), code
        )
        for code in draw(st.lists(st.sampled_from(["", "RX1", "40"]), min_size=1, max_size=3))
    ]
    owners = st.sampled_from([row.id for row in organisations])
    towns = ("Moorchester", "St Aidan's Quay", "Westbeck, by the ford", "Ynys Wen")
    names = draw(st.lists(st.sampled_from(towns), max_size=3, unique=True))
    degrees = st.floats(-89, 89, allow_nan=False)
    localities = [WholeLocality(name, draw(degrees), draw(degrees)) for name in names]
    hung: dict[str, Any] = {"names": names, "teams": [], "needs": 0}
    services: list[WholeService] = []
    for _ in range(draw(st.integers(0, 3))):
        row = draw(_service(next(ids), owners, hung))
        services.append(row)
        if row.kind is ServiceKind.TEAM:
            hung["teams"].append(row.id)
    places = [draw(_place(next(ids), owners)) for _ in range(draw(st.integers(0, 2)))]
    contacts: list[WholeContact] = []
    for _ in range(draw(st.integers(0, 3))):
        team = draw(st.sampled_from([None, *hung["teams"]]))
        at = next((one.organisation_id for one in services if one.id == team), None)
        contacts.append(draw(_contact(next(ids), at or draw(owners), team, hung)))
    served = {name for row in (*services, *contacts) for name in row.areas}
    return Whole(
        organisations=tuple(sorted(organisations, key=lambda row: row.id)),
        localities=tuple(sorted(row for row in localities if row.name in served)),
        services=tuple(sorted(services, key=lambda row: row.id)),
        places=tuple(sorted(places, key=lambda row: row.id)),
        contacts=tuple(sorted(contacts, key=lambda row: row.id)),
    )


@st.composite
def _vouched(draw: Any) -> Vouched | None:
    if draw(st.booleans()):
        return None
    at = draw(INSTANTS)
    return Vouched(at, draw(words(40)), at + timedelta(days=draw(st.integers(1, 90))))


def _hung(draw: Any, hung: dict[str, Any]) -> dict[str, Any]:
    areas = draw(st.lists(st.sampled_from(hung["names"]), unique=True)) if hung["names"] else []
    leads = [(TargetKind.SEAT, "duty_amhp", ""), (TargetKind.PHONE, "01632 960999", "Switchboard")]
    leads += [(TargetKind.TEAM, str(team), "") for team in hung["teams"]]
    steps = [
        WholeStep(draw(st.sampled_from(CoverWhen)), place, *draw(st.sampled_from(leads)))
        for place in range(1, draw(st.integers(0, 2)) + 1)
    ]
    needs = []
    for need in draw(st.lists(st.sampled_from(["a_bed", "advice"]), unique=True)):
        hung["needs"] += 1
        needs.append(WholeNeed(need, draw(st.sampled_from(["", *areas])), hung["needs"]))
    return {
        "areas": tuple(sorted(areas)),
        "steps": tuple(sorted(steps)),
        "needs": tuple(sorted(needs)),
        "languages": tuple(draw(st.lists(st.sampled_from(["pl", "ur", "cy"]), unique=True))),
    }


@st.composite
def _service(draw: Any, key: UUID, owners: Any, hung: dict[str, Any]) -> WholeService:
    kind = draw(st.sampled_from([ServiceKind.TEAM, ServiceKind.OPTION]))
    team = kind is ServiceKind.TEAM
    parts = _hung(draw, hung)
    if not team:
        parts["steps"] = ()
    phone = draw(st.sampled_from(["01632 960111", "+44 1632 960112"]))
    own: dict[str, Any] = {"address": draw(words(60, 0)), "option_kind": OptionKind.CRISIS_CAFE}
    if team:
        takes = draw(words(30, 0))
        own = {
            "email": draw(st.sampled_from(["", "team@example.org"])),
            "out_of_hours_name": draw(words(20, 0)),
            "takes": takes,
            "usual_wait_days": draw(st.integers(0, 90)) if takes else None,
        }
    return WholeService(
        id=key,
        kind=kind,
        organisation_id=draw(owners),
        name=draw(words(60)),
        words=draw(words(100, 0)),
        phone=phone,
        hours=draw(st.sampled_from(HOURS)),
        vouched=draw(_vouched()),
        active=draw(st.booleans()),
        **own,
        **parts,
    )


@st.composite
def _place(draw: Any, key: UUID, owners: Any) -> WholePlace:
    adults = draw(st.booleans())
    return WholePlace(
        id=key,
        organisation_id=draw(owners),
        name=draw(words(60)),
        type="health_based_pos",
        takes_adults=adults,
        takes_children=not adults or draw(st.booleans()),
        takes_physical_health_need=draw(st.booleans()),
        phone=draw(st.sampled_from(["", "01632 960113"])),
        address=draw(words(60, 0)),
        latitude=draw(st.floats(-89, 89)),
        longitude=draw(st.floats(-89, 89)),
        note=draw(words(60, 0)),
        vouched=draw(_vouched()),
        active=draw(st.booleans()),
    )


@st.composite
def _contact(draw: Any, key: UUID, owner: UUID, team: UUID | None, hung: Any) -> WholeContact:
    return WholeContact(
        id=key,
        organisation_id=owner,
        team_id=team,
        name=draw(words(40)),
        job_title=draw(words(40)),
        is_for=draw(words(60, 0)),
        phone=draw(st.sampled_from(["", "07700 900114"])),
        email="somebody@example.org",
        hours=draw(st.sampled_from(HOURS)),
        vouched=draw(_vouched()),
        active=draw(st.booleans()),
        **_hung(draw, hung),
    )
