"""Services that take referrals in the small world, and a referral to one of them."""

from dataclasses import dataclass
from uuid import UUID

from alongside.areas.directory import actions as directory
from alongside.areas.diversion.actions.referring import NewReferral, make_referral
from alongside.foundation.accounts import actions as accounts
from alongside.kernel.actor import Actor, Role, Sector
from tests.support.custody import Suite
from tests.support.world import NOW, on_duty

NEED = "Somewhere to live, and somebody to ring"


@dataclass(frozen=True)
class Services:
    """A team that signs in, one that does not, and who works at the first."""

    suite: Suite
    community: UUID
    housing: UUID
    keyworker: Actor

    def refer(self, episode: UUID, *, team: UUID | None = None, **said: object) -> UUID:
        """Refer somebody who agreed."""
        terms = {"agreed_words": "Said yes", "urgency": "routine", "parts": {"need": NEED}} | said
        new = NewReferral(team_id=team or self.community, **terms)
        return make_referral(self.suite.nurse, episode, new, now=NOW)


def make_services(suite: Suite) -> Services:
    """Add both, with whoever answers at the first."""
    keeper = suite.world[Role.ADMINISTRATOR]
    charity = accounts.add_organisation(
        name="Hearth and Key", short_name="Hearth and Key", sector=Sector.CHARITY, now=NOW
    )
    community = directory.TeamEntry(
        organisation_id=suite.world.trust,
        name="Community team",
        purpose="Care at home",
        phone="01632 960307",
        hours="day and night",
        takes="Adults",
        usual_wait_days=21,
        answers_within_days=3,
        ods_code="ZNM01",
    )
    housing = directory.TeamEntry(
        organisation_id=charity,
        name="Tenancy support",
        purpose="A home",
        phone="01632 960332",
        hours="day and night",
        takes="Anyone with no home",
    )
    return Services(
        suite,
        directory.add_team(keeper, community, now=NOW),
        directory.add_team(keeper, housing, now=NOW),
        on_duty(Role.KEYWORKER, suite.world.trust, name="Mina Test"),
    )
