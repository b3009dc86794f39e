"""A custody suite and a court in the small world, and lists that are sent there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.areas.diversion.actions.custody_lists import Sending, hold_custody_list
from alongside.areas.diversion.actions.custody_taking import NEW, Decided, take_custody_list
from alongside.areas.diversion.actions.identifying import Identified, identify_person
from alongside.areas.diversion.models import CustodyEntry, Site
from alongside.areas.diversion.rules.custody_rows import read_pasted
from alongside.areas.people.actions import NewPerson, add_person
from alongside.foundation.accounts import actions as accounts
from alongside.kernel.actor import Actor, Role, Sector
from tests.support.world import NOW, World, on_duty

HOUR = timedelta(hours=1)
PASTED = "\n".join(
    (
        "Name\tDate of birth\tCustody number\tArrived\tOffence",
        "MARSH, Jamie\t12/3/1985\tNM/1\t10/06/2026 04:10\tAffray",
        "Tamsin Oake\t3/4/2011\tNM/2\t10/06/2026 13:30\tTheft",
        "Idris Vane\t31/02/1990\tNM/3\t10/06/2026 09:00\tDamage",
    )
)


@dataclass(frozen=True)
class Suite:
    """Where people are held, the court they go to, and who works there."""

    world: World
    custody: UUID
    court: UUID
    nurse: Actor
    link: Actor
    sergeant: Actor

    def hold(self, text: str = PASTED, *, whole: bool = False, now: datetime = NOW) -> UUID:
        """Paste a list that then waits."""
        sending = Sending(self.custody, "pasted", whole=whole)
        return hold_custody_list(self.nurse, sending, read_pasted(text, now=now), now=now)

    def take(self, text: str = PASTED, *, now: datetime = NOW) -> dict[str, CustodyEntry]:
        """Paste a list and take everybody on it as somebody new; answer them by number."""
        held = self.hold(text, now=now)
        choices = dict.fromkeys(range(1, 40), NEW)
        take_custody_list(self.nurse, held, Decided(choices), now=now)
        entries = CustodyEntry.objects.filter(row__list=held)
        return {entry.custody_reference: entry for entry in entries}

    def person(self, *, family: str = "Marsh", born_on: date = date(1985, 3, 12)) -> UUID:
        """Record somebody."""
        facts = NewPerson(given="Jamie", family=family, sex="1", born_on=born_on)
        return add_person(self.nurse, facts, now=NOW - 48 * HOUR)

    def notice(self, person_id: UUID, *, at: datetime = NOW - HOUR) -> UUID:
        """Open an episode."""
        said = Identified(
            person_id, self.custody, "liaison_and_diversion", at, source="custody_staff"
        )
        return identify_person(self.nurse, said, now=NOW)


def make_suite(world: World) -> Suite:
    """Add the places, and somebody of the health service in each of the two roles."""
    custody = Site.objects.create(
        name="Moorchester custody suite",
        kind="custody",
        host_id=world.police,
        provider_id=world.trust,
    )
    court = Site.objects.create(
        name="Moorchester Magistrates' Court",
        kind="magistrates",
        host_id=world.council,
        provider_id=world.trust,
    )
    return Suite(
        world,
        custody.id,
        court.id,
        nurse=on_duty(Role.DIVERSION_PRACTITIONER, world.trust, name="Fern Test"),
        link=on_duty(Role.COURT_LINK_WORKER, world.trust, name="Hope Test"),
        sergeant=world[Role.CUSTODY_OFFICER],
    )


def elsewhere() -> Actor:
    """Somebody of another service, who covers none of these places."""
    other = accounts.add_organisation(
        name="Southmere NHS Trust",
        short_name="Southmere",
        sector=Sector.MENTAL_HEALTH_TRUST,
        now=NOW,
    )
    return on_duty(Role.DIVERSION_PRACTITIONER, other, name="Far Away")
