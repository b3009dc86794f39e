"""Fills Liaison and Diversion in the demo world, one kind of work after another."""

from datetime import datetime
from typing import Final

from alongside.areas.crisis.demo.cast import Cast
from alongside.areas.directory.demo import DemoDirectory
from alongside.areas.diversion import (
    demo,
    demo_history,
    demo_lists,
    demo_referrals,
    demo_sites,
)
from alongside.areas.diversion.actions.importing import Provider
from alongside.kernel.actor import Actor, Role

SEED: Final = 1271


def fill(county: DemoDirectory, cast: Cast, *, part: float, now: datetime) -> None:
    """Make the county's sites, what is over there, and what is live at an instant.

    Args:
        county: The fictional county.
        cast: Who acts.
        part: Part of the whole history to make; 1 for all of it.
        now: The instant.
    """
    sites = demo_sites.fill(
        cast.roles[Role.LIAISON_LEAD][0],
        county.organisations,
        provider=county.organisations["trust"],
        now=now,
    )
    importer = cast.roles[Role.ADMINISTRATOR][0]
    demo_history.fill(
        importer,
        Provider(county.organisations["trust"], importer.organisation_name),
        demo_history.county_places(sites),
        now=now,
        seed=SEED,
        episodes=round(demo_history.EPISODES * part),
    )
    parts = demo.DiversionCast(
        nurse=_named(cast, Role.DIVERSION_PRACTITIONER, county, "fern_abara"),
        youth=_named(cast, Role.DIVERSION_PRACTITIONER, county, "gethin_moss"),
        court=_named(cast, Role.COURT_LINK_WORKER, county, "hope_ashdown"),
        custody=_named(cast, Role.CUSTODY_OFFICER, county, "dev_malhotra"),
        lead=cast.roles[Role.LIAISON_LEAD][0],
        sites=sites,
    )
    episodes = demo.fill(parts, now=now)
    demo_lists.fill(parts, now=now)
    answering = demo_referrals.ReferralCast(
        people=parts,
        trust=_named(cast, Role.KEYWORKER, county, "mina_osei"),
        charity=_named(cast, Role.KEYWORKER, county, "jude_amari"),
        teams=county.teams,
        episodes=episodes,
    )
    demo_referrals.fill(answering, now=now)


def _named(cast: Cast, role: Role, county: DemoDirectory, key: str) -> Actor:
    return next(actor for actor in cast.roles[role] if actor.user_id == county.users[key])
