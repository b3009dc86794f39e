"""Fills Liaison and Diversion in the demo world, one kind of work after another."""

from datetime import datetime

from alongside.areas.crisis.demo.cast import Cast
from alongside.areas.directory.demo import DemoDirectory
from alongside.areas.diversion import demo, demo_sites
from alongside.kernel.actor import Actor, Role


def fill(county: DemoDirectory, cast: Cast, *, now: datetime) -> None:
    """Make the county's sites and what is live there at an instant."""
    sites = demo_sites.fill(
        cast.roles[Role.LIAISON_LEAD][0],
        county.organisations,
        provider=county.organisations["trust"],
        now=now,
    )
    parts = demo.DiversionCast(
        nurse=_named(cast, Role.DIVERSION_PRACTITIONER, county, "fern_abara"),
        youth=_named(cast, Role.DIVERSION_PRACTITIONER, county, "gethin_moss"),
        court=_named(cast, Role.COURT_LINK_WORKER, county, "hope_ashdown"),
        custody=_named(cast, Role.CUSTODY_OFFICER, county, "dev_malhotra"),
        lead=cast.roles[Role.LIAISON_LEAD][0],
        sites=sites,
    )
    demo.fill(parts, now=now)


def _named(cast: Cast, role: Role, county: DemoDirectory, key: str) -> Actor:
    return next(actor for actor in cast.roles[role] if actor.user_id == county.users[key])
