"""Posts of the fictional county, and who holds them."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.liaison.actions.posts import PostEntry, hold_post, open_post
from alongside.areas.liaison.demo.cast import HubCast
from alongside.foundation.accounts.queries import people_holding
from alongside.kernel.actor import Actor, Role

DAY: Final = timedelta(days=1)
YEARS: Final = timedelta(days=735)
POSTS: Final[dict[str, tuple[str, str, str, str]]] = {
    "liaison_lead": (
        "trust",
        "Clinical police liaison lead",
        "Answers any question between police and mental-health services, runs joint reviews and "
        "groups, keeps the practice guide, and trains both sides.",
        "01632 960129",
    ),
    "police_mh_lead": (
        "northmoor_police",
        "Police mental-health lead",
        "Speaks for the force on mental health: policy, training of officers, and the triage car.",
        "",
    ),
    "amhp_manager": (
        "council",
        "AMHP manager",
        "Runs the AMHP rota by day and by night, and settles who assesses whom across the border.",
        "",
    ),
    "control_room_lead": (
        "trust",
        "Control-room clinicians’ lead",
        "Leads the nurses in the control room: their desk, their rota, what they may look up.",
        "01632 960121",
    ),
    "ed_lead": (
        "calder_royal",
        "Emergency department lead for mental health",
        "Agrees with police and trust how people are received, kept safe and handed over.",
        "",
    ),
    "ambulance_lead": (
        "ambulance",
        "Ambulance lead for mental health",
        "Conveyance: which vehicle, how soon, and what happens when none can come.",
        "",
    ),
    "custody_lead": (
        "northmoor_police",
        "Custody lead",
        "Healthcare and Liaison and Diversion in the custody suites.",
        "",
    ),
    "suicide_prevention_lead": (
        "trust",
        "Suicide prevention lead",
        "Places where people come to harm, and what is agreed about them.",
        "",
    ),
}
"""By key: organisation, title, what the post does, a number that stays with it."""
PLACES: Final = {
    "control_room_lead": (Role.CONTROL_ROOM_CLINICIAN, "trust"),
    "ed_lead": (Role.PLACE_OF_SAFETY_COORDINATOR, "calder_royal"),
    "ambulance_lead": (Role.TRIAGE_CLINICIAN, "ambulance"),
    "custody_lead": (Role.CUSTODY_OFFICER, "northmoor_police"),
    "suicide_prevention_lead": (Role.DOCTOR, "trust"),
}
"""Posts held by somebody of a role in an organisation, first by name."""


def fill(cast: HubCast, *, now: datetime) -> None:
    """Open the posts and let people hold them.

    Args:
        cast: Who plays; its ``posts`` are filled here.
        now: The demo's present.
    """
    since = now - YEARS
    for key, (organisation, title, does, phone) in POSTS.items():
        cast.posts[key] = open_post(
            cast.lead,
            cast.organisations[organisation],
            PostEntry(title, does, phone),
            now=since,
        )
    _hold(cast, since)


def _hold(cast: HubCast, since: datetime) -> None:
    for key, actor in (
        ("liaison_lead", cast.lead),
        ("police_mh_lead", cast.supervisor),
        ("amhp_manager", cast.amhp),
    ):
        _hold_from(cast.lead, cast.posts[key], actor.user_id, since)
    for key, (role, organisation) in PLACES.items():
        people = people_holding([role], cast.organisations[organisation])
        if people:
            _hold_from(cast.lead, cast.posts[key], people[0].user_id, since)


def _hold_from(lead: Actor, post_id: UUID, user_id: UUID, since: datetime) -> None:
    hold_post(lead, post_id, user_id, from_at=since, now=since)
