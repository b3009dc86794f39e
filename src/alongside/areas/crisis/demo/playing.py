"""Plays one story of the demo world through the same actions people use."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from alongside.areas.crisis import actions
from alongside.areas.crisis.actions import NewEvent, Opening
from alongside.areas.crisis.demo.cast import Cast, DemoPlace
from alongside.kernel.actor import Actor, Role

COORDINATOR = Role.PLACE_OF_SAFETY_COORDINATOR
PLAYERS = {
    "handover_accepted": COORDINATOR,
    "rights_given": COORDINATOR,
    "amhp_told": COORDINATOR,
    "doctor_told": COORDINATOR,
    "examination_started": Role.DOCTOR,
    "examination_completed": Role.DOCTOR,
    "extension_given": Role.DOCTOR,
    "interview_started": Role.AMHP,
    "interview_completed": Role.AMHP,
    "transfer_started": COORDINATOR,
    "welfare_check": COORDINATOR,
    "station_review": Role.CUSTODY_OFFICER,
    "ended": Role.AMHP,
    "consultation": Role.CONTROL_ROOM_CLINICIAN,
}


@dataclass
class Story:
    """One contact being played.

    Attributes:
        cast: Who there is.
        rng: Seeded chance.
        officer: Who met the person.
        met_at: When.
        until: Nothing after this instant is recorded.
        contact_id: The contact, once opened.
    """

    cast: Cast
    rng: random.Random
    officer: Actor
    met_at: datetime
    until: datetime
    contact_id: UUID | None = field(default=None)

    def open(
        self, *, words: str, place_type: str, source: str, where: tuple[float, float] | None = None
    ) -> UUID:
        """Open the contact."""
        self.contact_id = actions.open_contact(
            self.officer,
            Opening(
                opened_at=self.met_at,
                source=source,
                place_words=words,
                place_type=place_type,
                latitude=where[0] if where else None,
                longitude=where[1] if where else None,
            ),
            now=self.met_at + timedelta(minutes=1),
        )
        return self.contact_id

    def name(self, person_id: UUID) -> None:
        """Say who it is with."""
        actions.name_person(
            self.officer, self._id(), person_id, now=self.met_at + timedelta(minutes=2)
        )

    def step(self, at: datetime, kind: str, **facts: object) -> UUID | None:
        """Record one thing, unless it has not happened yet."""
        if at > self.until:
            return None
        return actions.record_step(
            self._player(kind), self._id(), NewEvent(kind, at, facts), now=self._recorded(at)
        )

    def decide(self, at: datetime, decision: str, **facts: object) -> None:
        """Record the decision, and the power where one is used."""
        power = {"section_136": "s136", "section_135": "s135(1)"}.get(decision)
        mode = str(facts.pop("mode", "removed"))
        place = facts.pop("place", None)
        used = None
        if power:
            said: dict[str, object] = {"power": power, "mode": mode}
            if isinstance(place, DemoPlace):
                said |= place_facts(place)
            used = NewEvent("power_used", at, said)
            facts = {
                "appears_disordered": True,
                "immediate_need": True,
                "necessary": True,
                **facts,
            }
        actions.record_decision(
            self.officer,
            self._id(),
            NewEvent("decision", at, {"decision": decision, **facts}),
            power_used=used,
            now=self._recorded(at),
        )

    def _player(self, kind: str) -> Actor:
        role = PLAYERS.get(kind)
        return self.rng.choice(self.cast.roles[role]) if role else self.officer

    def _recorded(self, at: datetime) -> datetime:
        return min(self.until, at + timedelta(minutes=self.rng.choice((0, 1, 1, 2, 3, 6))))

    def _id(self) -> UUID:
        if self.contact_id is None:
            raise LookupError("open the story's contact first")
        return self.contact_id


def place_facts(place: DemoPlace) -> dict[str, object]:
    """The facts that say which place of safety it is."""
    return {"place_id": place.id, "place_name": place.name, "place_type": place.type}
