"""The shift going on now: clocks running, one of everything a visitor should see."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from alongside.areas.crisis.actions import correct_event
from alongside.areas.crisis.actions.writing import NewEvent
from alongside.areas.crisis.demo import words
from alongside.areas.crisis.demo.cast import Cast
from alongside.areas.crisis.demo.playing import Story, place_facts
from alongside.kernel.actor import Role


def fill_live(cast: Cast, people: Mapping[str, UUID], *, now: datetime, seed: int) -> None:
    """Play the contacts and detentions that are open at this instant.

    Args:
        cast: Who plays.
        people: By part: ``near_end``, ``station``, ``moved``, ``child``, ``unknown``, ``walking``,
            ``platform``, ``extended`` and ``settled``.
        now: The instant the demo world is at.
        seed: Decides every small choice.
    """
    rng = random.Random(seed)
    live = _Live(cast, people, rng, now)
    live.near_its_end()
    live.at_a_police_station()
    live.moved_on()
    live.a_child()
    live.on_the_way()
    live.extended()
    live.on_a_platform()
    live.waiting_for_somebody()
    live.settled_today()


class _Live:
    """Plays each part once."""

    def __init__(
        self, cast: Cast, people: Mapping[str, UUID], rng: random.Random, now: datetime
    ) -> None:
        self.cast, self.people, self.rng, self.now = cast, people, rng, now

    def _meet(
        self, part: str, ago: timedelta, scene: int, kind: str, source: str = "street"
    ) -> Story:
        officers = (
            self.cast.railway if source == "railway" else self.cast.roles[Role.RESPONSE_OFFICER]
        )
        officer = officers[scene % len(officers)]
        story = Story(self.cast, self.rng, officer, self.now - ago, self.now)
        name, latitude, longitude = self.cast.scenes[scene % len(self.cast.scenes)]
        story.open(words=name, place_type=kind, source=source, where=(latitude, longitude))
        if part:
            story.name(self.people[part])
        story.step(
            story.met_at + timedelta(minutes=3), "happening", danger=True, injuries=False,
            words=words.HAPPENING[scene % len(words.HAPPENING)],
        )  # fmt: skip
        return story

    def _hold(self, story: Story, after: int, **decision: object) -> datetime:
        at = story.met_at + timedelta(minutes=after)
        story.step(
            at - timedelta(minutes=5), "consultation", consulted="yes", consultee="nurse",
            method="phone", consultee_name="Leila Farouk", started_at=at - timedelta(minutes=9),
            ended_at=at - timedelta(minutes=5), advice=words.ADVICE[4],
        )  # fmt: skip
        story.decide(at, "section_136", reasons=words.REASONS[0], **decision)
        return at

    def _arrive(self, story: Story, at: datetime, key: str, **how: object) -> UUID | None:
        place = self.cast.places[key]
        said = {"transport": "ambulance", **how}
        leaving = {
            name: how[name] for name in ("transport", "police_vehicle_reason") if name in how
        }
        story.step(at - timedelta(minutes=20), "left_scene", place_name=place.name, **leaving)
        return story.step(at, "arrived", **place_facts(place), **said)

    def near_its_end(self) -> None:
        """Twenty-two and a half hours gone; the interview is still owed."""
        story = self._meet("near_end", timedelta(hours=24), 0, "bridge")
        used = self._hold(story, 20)
        arrived = self.now - timedelta(hours=22, minutes=34)
        story.step(used + timedelta(minutes=2), "ambulance_requested", told_minutes=25)
        story.step(used + timedelta(minutes=24), "ambulance_arrived")
        self._arrive(story, arrived, "larch")
        self._settle_in(story, arrived)
        story.step(arrived + timedelta(hours=9), "examination_started")
        story.step(
            arrived + timedelta(hours=9, minutes=40), "examination_completed", mental_disorder=True
        )

    def _settle_in(self, story: Story, arrived: datetime) -> None:
        story.step(arrived + timedelta(minutes=6), "handover_offered")
        story.step(arrived + timedelta(minutes=41), "handover_accepted")
        story.step(arrived + timedelta(minutes=25), "rights_given", orally=True, in_writing=True)
        story.step(arrived + timedelta(minutes=45), "doctor_told", name="Dr Ruth Adeyemi")
        story.step(arrived + timedelta(minutes=48), "amhp_told", name="Wanda Peel")

    def at_a_police_station(self) -> None:
        """At a police station, facts recorded, checks falling due."""
        story = self._meet("station", timedelta(hours=3), 3, "street")
        self._hold(story, 12)
        arrived = self.now - timedelta(hours=1, minutes=50)
        story.step(
            arrived - timedelta(minutes=25), "station_decision", risk_imminent=True,
            risk_serious=True, risk_description="Biting and headbutting the cage; cut officer",
            no_other_place=True, no_other_place_reason="risk", clinician="present",
            decision_maker="constable", decision_maker_rank="constable",
            authorised_rank="inspector", consulted="yes", consultee="nurse",
        )  # fmt: skip
        self._arrive(
            story, arrived, "moorchester_station", transport="police_vehicle",
            police_vehicle_reason="risk_assessment", police_station_reason="conditions_met",
        )  # fmt: skip
        story.step(arrived + timedelta(minutes=20), "rights_given", orally=True)
        for minutes in (28, 57, 85):
            story.step(arrived + timedelta(minutes=minutes), "welfare_check", asleep=False)
        story.step(arrived + timedelta(minutes=58), "station_review", conditions_still_met=True)
        story.step(arrived + timedelta(minutes=30), "doctor_told", name="Dr Ruth Adeyemi")

    def moved_on(self) -> None:
        """From the emergency department to a suite; the clock did not start again."""
        story = self._meet("moved", timedelta(hours=9), 5, "park")
        self._hold(story, 15)
        arrived = self.now - timedelta(hours=8)
        first = self._arrive(story, arrived, "calder_royal")
        self._settle_in(story, arrived)
        if first is not None:
            place = self.cast.places["calder_royal"]
            facts = {"transport": "ambulance", **place_facts(place)}
            corrected = NewEvent("arrived", arrived + timedelta(minutes=4), facts)
            correct_event(
                story.officer, first, corrected, reason="read the wrong line of the log",
                now=arrived + timedelta(minutes=50),
            )  # fmt: skip
        left = arrived + timedelta(hours=3)
        suite = self.cast.places["curlew"]
        story.step(
            left, "transfer_started", place_name=suite.name, transport="other_health_vehicle",
            reason="Medically fit; a room free at the suite", accepted=True,
        )  # fmt: skip
        story.step(
            left + timedelta(minutes=48),
            "arrived",
            transport="other_health_vehicle",
            **place_facts(suite),
        )
        story.step(left + timedelta(minutes=70), "handover_accepted")

    def a_child(self) -> None:
        """Sixteen, at the children's suite, handed over, waiting to be seen."""
        story = self._meet("child", timedelta(hours=4), 7, "communal_hallway")
        self._hold(story, 14)
        arrived = self.now - timedelta(hours=2, minutes=55)
        self._arrive(story, arrived, "wren")
        self._settle_in(story, arrived)

    def on_the_way(self) -> None:
        """An unknown man, power used twenty minutes ago, no arrival yet."""
        story = self._meet("unknown", timedelta(minutes=38), 9, "street")
        used = self._hold(story, 18)
        story.step(used + timedelta(minutes=1), "ambulance_requested", told_minutes=70)
        story.step(
            used + timedelta(minutes=9), "left_scene", transport="police_vehicle",
            place_name="Larch Suite", police_vehicle_reason="ambulance_not_within_30_minutes",
        )  # fmt: skip

    def extended(self) -> None:
        """Too intoxicated to be seen in twenty-four hours; extended by the doctor."""
        story = self._meet("extended", timedelta(hours=29), 2, "street")
        self._hold(story, 16)
        arrived = self.now - timedelta(hours=27, minutes=30)
        self._arrive(story, arrived, "st_aidans")
        self._settle_in(story, arrived)
        story.step(
            arrived + timedelta(hours=22), "extension_given", by="responsible_rmp", hours=8,
            reason="intoxicated", at_police_station=False,
        )  # fmt: skip

    def on_a_platform(self) -> None:
        """A contact running without any power, on the railway."""
        story = self._meet("platform", timedelta(minutes=52), 1, "railway", source="railway")
        at = story.met_at
        story.step(
            at + timedelta(minutes=12), "consultation", consulted="yes", consultee="nurse",
            method="phone", consultee_name="Leila Farouk", started_at=at + timedelta(minutes=7),
            ended_at=at + timedelta(minutes=12), advice=words.ADVICE[2],
        )  # fmt: skip
        story.step(at + timedelta(minutes=20), "alternative", what="family", result="worked",
                   who="Sister, on her way")  # fmt: skip

    def waiting_for_somebody(self) -> None:
        """A call to the control room that nobody owns yet."""
        from alongside.areas.crisis import actions

        clinician = self.cast.roles[Role.CONTROL_ROOM_CLINICIAN][0]
        actions.open_contact(
            clinician,
            actions.Opening(
                opened_at=self.now - timedelta(minutes=9),
                source="control_room",
                place_words="Bench by the weir, Westbeck",
                place_type="park",
                reason="Caller worried about a woman sitting by the water, talking to herself",
                mine=False,
            ),
            now=self.now - timedelta(minutes=8),
        )

    def settled_today(self) -> None:
        """Met, talked to, and safe with their own team: closed this shift."""
        story = self._meet("settled", timedelta(hours=3, minutes=20), 4, "shop")
        at = story.met_at
        story.step(at + timedelta(minutes=12), "alternative", what="own_team", result="worked",
                   who="Duty worker, community team")  # fmt: skip
        story.decide(at + timedelta(minutes=30), "own_team", reasons=words.CHOSEN[0])
        story.step(at + timedelta(minutes=50), "closed", outcome="own_team")
