"""What the addresses of pages name: one of each thing, made when an address first asks for it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from string import Formatter
from typing import Final
from uuid import UUID

from django.utils import timezone

from alongside.areas.directory.models import Contact
from alongside.areas.oversight import actions as oversight
from alongside.areas.oversight.models import LookQuestion, SharingAgreement
from alongside.areas.oversight.rules.copies import Asker
from alongside.areas.people import actions as people
from alongside.areas.plans import demo_crisis_plan, demo_joint
from alongside.areas.plans.actions import contact_drafting, corrections, crisis_plan, doors
from alongside.areas.plans.actions.contact_sharing import NewSharing, share_contact_plan
from alongside.areas.plans.models import (
    HerbertForm,
    MissingEvent,
    MissingRecord,
    SuicidePlan,
    SuicidePlanEvent,
    WordingReview,
)
from alongside.areas.plans.rules.contact_plan import latest_review
from alongside.areas.plans.rules.corrections import About
from alongside.areas.plans.rules.doors import Allowance
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import actor_of, organisations
from alongside.foundation.audit.holding import hold_back_looks
from alongside.foundation.picture.actions import ask_senior
from alongside.foundation.picture.compose import compose
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date
from tests.support.county import County
from tests.support.known_diversion import DIVERSION
from tests.support.known_guide import GUIDE
from tests.support.known_hub_questions import HUB_QUESTIONS
from tests.support.known_meetings import MEETINGS
from tests.support.known_posts import POSTS
from tests.support.known_reviews import REVIEWS
from tests.support.known_training import TRAINING

DAY: Final = timedelta(days=1)


class Known:
    """One of each thing that an address of the county may name, by its name in the address."""

    def __init__(self, county: County) -> None:
        self.county = county
        self._made: dict[str, object] = {}

    def __getitem__(self, name: str) -> object:
        if name not in self._made:
            self._made[name] = MAKERS[name](self)
        return self._made[name]

    def address(self, template: str) -> str:
        """Fill an address in, making what it names."""
        names = {name for _, name, _, _ in Formatter().parse(template) if name}
        return template.format(**{name: self[name] for name in names})

    @property
    def person(self) -> UUID:
        return self.county.canary.id


def _neighbour(known: Known) -> UUID:
    """Somebody nobody has met."""
    facts = people.NewPerson(given="Odile", family="Marchant", sex="2", born_on=date(1979, 4, 2))
    return people.add_person(known.county.actor("mina_osei"), facts, now=timezone.now() - 30 * DAY)


def _draft(known: Known) -> UUID:
    """A change of the contact plan that is shared."""
    known.county.share_plan(known.person, {"first_words": "Hello first.", "touch": "Ask me."})
    return contact_drafting.start_contact_plan(
        known.county.actor("mina_osei"), known.person, now=timezone.now()
    )


def _crisis(known: Known) -> UUID:
    worker, now = known.county.actor("mina_osei"), timezone.now()
    plan = crisis_plan.start_crisis_plan(worker, known.person, purpose=Purpose.CRISIS_PLAN, now=now)
    said = (demo_crisis_plan.SAID[0], ())
    crisis_plan.save_crisis_plan(worker, plan, said, version=1, now=now)
    return plan


def _joint(known: Known) -> bool:
    """Missing people, Herbert forms and suicide prevention plans, as in the demo."""
    on_duty = known.county.on_duty
    cast = demo_joint.JointCast(
        officer=known.county.actor("ade_okafor"),
        supervisor=known.county.actor("carys_vaughan"),
        railway=on_duty("kirsty_dunn", Role.POLICE_SUPERVISOR),
        lead=on_duty("tess_holloway", Role.LIAISON_LEAD),
        keyworker=known.county.actor("mina_osei"),
    )
    demo_joint.fill(cast, now=timezone.now())
    return True


def _of_joint(find: Callable[[], object]) -> Callable[[Known], object]:
    def make(known: Known) -> object:
        known["joint"]
        return find()

    return make


def _wording(known: Known) -> UUID:
    """Words of a plan that would withhold help, and wait for a reviewer."""
    worker, now, person = known.county.actor("mina_osei"), timezone.now(), known["neighbour"]
    draft = contact_drafting.start_contact_plan(worker, person, now=now)
    said = {"first_words": "Do not send an officer when she rings."}
    version = contact_drafting.save_contact_words(worker, draft, said, version=1, now=now)
    sharing = NewSharing({row.id: True for row in organisations()}, latest_review(local_date(now)))
    share_contact_plan(worker, draft, sharing, version=version, now=now)
    return WordingReview.objects.get().pk


def _asked(known: Known) -> UUID:
    return ask_senior(
        known.county.actor("leila_farouk"),
        known.person,
        purpose=Purpose.CRISIS_PLAN,
        category=Category.SAFEGUARDING,
        need="Whether a child is at home tonight, who could be hurt.",
        now=timezone.now(),
    )


def _question(known: Known) -> UUID:
    """A look by an officer at somebody nobody has met."""
    at = timezone.now() - DAY
    officer, person = known.county.actor("ade_okafor"), known["neighbour"]
    compose(officer, person, purpose=Purpose.S136_TO_POLICE, reason="", now=at)
    oversight.raise_questions(timezone.now())
    return LookQuestion.objects.first().pk


def _copy(known: Known) -> UUID:
    now = timezone.now()
    asked = oversight.NewCopyRequest(
        Asker.PERSON, known.county.canary.full, "Passport shown at the desk", local_date(now)
    )
    return oversight.ask_for_copy(known.county.actor("hal_brandreth"), known.person, asked, now=now)


def _legal(known: Known) -> UUID:
    return oversight.set_legal_hold(
        known.county.actor("hal_brandreth"),
        known.person,
        cause="complaint",
        reason="Complaint 2026/118",
        now=timezone.now(),
    )


def _kept_back(known: Known) -> UUID:
    now = timezone.now()
    return hold_back_looks(
        known.county.actor("hal_brandreth"),
        known.person,
        from_at=now - DAY,
        until_at=now + 30 * DAY,
        reason="A relative reads their post and has threatened whoever helps them.",
        now=now,
    )


def _carer(known: Known) -> UUID:
    """The way in of somebody who acts for the person."""
    now = timezone.now()
    invitation = doors.Invitation(
        Role.CARER,
        carer_name="Marlowe",
        carer_is="brother",
        allowed=frozenset({Allowance.SEE_WORDS}),
        agreed_words="They said so, with me in the room.",
        ends_on=local_date(now) + 90 * DAY,
    )
    keyworker = known.county.actor("mina_osei")
    return doors.invite(keyworker, known.person, invitation, now=now).door_id


def _correction(known: Known) -> UUID:
    me = actor_of(User.objects.get(sign_in_name=known["door"]))
    words = "My number is the old one."
    return corrections.ask_to_put_right(me, about=About.ABOUT_ME, words=words, now=timezone.now())


MAKERS: Final[Mapping[str, Callable[[Known], object]]] = {
    "person": lambda known: known.person,
    "neighbour": _neighbour,
    "place": lambda known: known.county.places["larch"],
    "named": lambda _: Contact.objects.get(name="Bridget Callow").pk,
    "draft": _draft,
    "crisis": _crisis,
    "joint": _joint,
    "missing": _of_joint(lambda: MissingRecord.objects.get(person_id=_walter()).pk),
    "told": _of_joint(lambda: MissingEvent.objects.filter(kind="told").first().pk),
    "herbert": _of_joint(lambda: _walter()),
    "suicide": _of_joint(lambda: _contact_made().plan_id),
    "met": _of_joint(lambda: _contact_made().pk),
    "proposed": _of_joint(lambda: SuicidePlan.objects.get(state="proposed").pk),
    "wording": _wording,
    "asked": _asked,
    "question": _question,
    "agreement": lambda _: SharingAgreement.objects.get(reference="NM-01").pk,
    "unsigned": lambda _: SharingAgreement.objects.get(reference="NM-05").pk,
    "police": lambda _: next(row.id for row in organisations() if row.name == "Northmoor Police"),
    "copy": _copy,
    "legal": _legal,
    "kept": _kept_back,
    "door": lambda known: known.county.own_door(known.person),
    "carer": _carer,
    "correction": _correction,
    **DIVERSION,
    **HUB_QUESTIONS,
    **GUIDE,
    **POSTS,
    **MEETINGS,
    **TRAINING,
    **REVIEWS,
}


def _contact_made() -> SuicidePlanEvent:
    """An entry of a suicide prevention plan that is open."""
    return SuicidePlanEvent.objects.filter(kind="contact_made").first()


def _walter() -> UUID:
    """Whoever is missing and has a Herbert form."""
    written = HerbertForm.objects.values("person_id")
    return MissingRecord.objects.filter(person_id__in=written).first().person_id
