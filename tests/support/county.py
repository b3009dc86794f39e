"""The fictional county with somebody to sign in as, and a person nobody could mistake."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from alongside.areas.crisis import actions as crisis
from alongside.areas.crisis.actions import NewEvent, Opening
from alongside.areas.directory import demo as directory
from alongside.areas.oversight import demo as oversight
from alongside.areas.oversight.models import SharingAgreement
from alongside.areas.people import actions as people
from alongside.areas.plans.actions import contact_drafting, door_entry, doors
from alongside.areas.plans.actions.contact_sharing import NewSharing, share_contact_plan
from alongside.areas.plans.rules.contact_plan import latest_review
from alongside.foundation.accounts import actions as accounts
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import actor_of, organisations
from alongside.kernel.actor import Actor, Role
from alongside.kernel.local_time import local_date

LEADS: Final = ("hal_brandreth", "uma_bains")
PASSWORD: Final = "seven green lanterns"
OWN_PIN: Final = "428617"
WORDS: Final = "Talk to me about the sea, and give me time to answer."
HELPS: Final = "Standing beside me, not in front."
WORSE: Final = "Being held by the arm."


@dataclass(frozen=True)
class Canary:
    """A synthetic person whose name and number stand out wherever they should not be."""

    id: UUID
    given: str = "Zephyrine"
    family: str = "Quillwhistle"
    nhs_number: str = "9991230009"

    @property
    def full(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def traces(self) -> tuple[str, ...]:
        """What must be found nowhere but on pages, in lower case."""
        spaced = f"{self.nhs_number[:3]} {self.nhs_number[3:6]} {self.nhs_number[6:]}"
        return (self.given.lower(), self.family.lower(), self.nhs_number, spaced)


@dataclass(frozen=True)
class County:
    """Northmoor, with the same password for everybody."""

    users: Mapping[str, UUID]
    places: Mapping[str, UUID]
    canary: Canary

    def actor(self, key: str) -> Actor:
        """Somebody on duty, to record what happened before a journey starts."""
        return actor_of(User.objects.get(pk=self.users[key]), session="before")

    def on_duty(self, key: str, role: Role) -> Actor:
        """Let somebody who is not on shift come on duty now."""
        now = timezone.now()
        ends = now + timedelta(hours=8)
        user = self.users[key]
        return accounts.start_duty(user, role=role, seat="", phone="", ends_at=ends, now=now)

    def meet(self, person_id: UUID, *, minutes_ago: int, by: str = "ade_okafor") -> UUID:
        """Open a contact with somebody by the weir, some time ago."""
        officer, now = self.actor(by), timezone.now()
        at = now - timedelta(minutes=minutes_ago)
        opening = Opening(at, "street", "Weir railings", "bridge", latitude=54.757, longitude=-2.2)
        contact = crisis.open_contact(officer, opening, now=now)
        crisis.name_person(officer, contact, person_id, now=now)
        return contact

    def hold(self, person_id: UUID, *, minutes_ago: int, by: str = "ade_okafor") -> UUID:
        """Meet somebody and use section 136, some time ago."""
        contact = self.meet(person_id, minutes_ago=minutes_ago, by=by)
        now = timezone.now()
        at = now - timedelta(minutes=minutes_ago - 1)
        crisis.record_decision(
            self.actor(by),
            contact,
            NewEvent("decision", at, {"decision": "section_136", "reasons": "Would not step back"}),
            power_used=NewEvent("power_used", at, {"power": "s136", "mode": "removed"}),
            now=now,
        )
        return contact

    def child(self) -> UUID:
        """Record somebody of fifteen."""
        now = timezone.now()
        facts = people.NewPerson(
            given="Wilfred", family="Ashdown", sex="1", born_on=date(now.year - 15, 1, 1)
        )
        return people.add_person(self.actor("ade_okafor"), facts, now=now - timedelta(minutes=90))

    def own_door(self, person_id: UUID, called: str = "Zeph") -> str:
        """Give a person a way in to their own pages; answer the name that goes with the PIN."""
        now = timezone.now()
        invitation = doors.Invitation(Role.PERSON, called=called)
        sheet = doors.invite(self.actor("mina_osei"), person_id, invitation, now=now)
        door_entry.choose_pin(door_entry.try_code(sheet.code, now=now), OWN_PIN, now=now)
        return sheet.sign_in_name

    def share_plan(self, person_id: UUID, said: Mapping[str, str]) -> UUID:
        """Write a contact plan with a person, and share it with everybody."""
        keyworker, now = self.actor("mina_osei"), timezone.now()
        draft = contact_drafting.start_contact_plan(keyworker, person_id, now=now)
        version = contact_drafting.save_contact_words(keyworker, draft, said, version=1, now=now)
        everybody = {row.id: True for row in organisations()}
        sharing = NewSharing(everybody, latest_review(local_date(now)))
        share_contact_plan(keyworker, draft, sharing, version=version, now=now)
        return draft

    def lead_at(self, organisation: str) -> str:
        """Give an organisation an information governance lead; answer their sign-in name."""
        where = next(row.id for row in organisations() if row.name == organisation)
        accounts.add_user(
            sign_in_name="edda.sayle",
            display_name="Edda Sayle",
            organisation_id=where,
            roles=(Role.INFORMATION_GOVERNANCE,),
            password=PASSWORD,
            now=timezone.now(),
        )
        return "edda.sayle"

    def due_for_review(self, reference: str) -> SharingAgreement:
        """Let the review of a sharing agreement fall due, as half a year would."""
        yesterday = local_date(timezone.now()) - timedelta(days=1)
        SharingAgreement.objects.filter(reference=reference).update(review_on=yesterday)
        return SharingAgreement.objects.get(reference=reference)


def make_county(now: datetime) -> County:
    """Fill the county as it stands now, and record the canary with words of their own."""
    made = directory.fill(now=now)
    User.objects.update(password=make_password(PASSWORD))
    _agree(made, now)
    county = County(made.users, made.places, Canary(UUID(int=0)))
    return County(made.users, made.places, _record_canary(county, now - timedelta(days=30)))


def _agree(made: directory.DemoDirectory, now: datetime) -> None:
    """Put the county's sharing agreements in force, as the demo does."""
    leads = [actor_of(User.objects.get(pk=made.users[key])) for key in LEADS]
    on_duty = {
        lead.organisation_id: replace(lead, role=Role.INFORMATION_GOVERNANCE, on_duty=True)
        for lead in leads
    }
    oversight.fill(on_duty, made.organisations, now=now)


def _record_canary(county: County, at: datetime) -> Canary:
    nurse = county.actor("nia_prosser")
    person = people.add_person(
        nurse,
        people.NewPerson(
            given=Canary.given,
            family=Canary.family,
            sex="2",
            born_on=date(1988, 3, 7),
            nhs_number=Canary.nhs_number,
        ),
        now=at,
    )
    people.record_words(nurse, person, text=WORDS, helps=HELPS, worse=WORSE, now=at)
    return Canary(person)
