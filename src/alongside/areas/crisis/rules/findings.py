"""Recorded facts against the law's conditions: puts events to ``engines.law``."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from alongside.areas.crisis.rules.ordering import out_of_order
from alongside.areas.crisis.rules.station import station_checks
from alongside.areas.crisis.rules.timeline import (
    Timeline,
    TimelineEvent,
    at_police_station,
    extension_facts,
)
from alongside.areas.crisis.rules.timeline import period_facts as _period_facts
from alongside.engines import law
from alongside.kernel.local_time import local_date, parse_instant

C = TypeVar("C", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Age:
    """What is known of somebody's age.

    Attributes:
        date_of_birth: Known date of birth.
        low: Lowest the age may be, where it is an estimate.
        high: Highest the age may be.
    """

    date_of_birth: date | None = None
    low: int | None = None
    high: int | None = None

    @property
    def could_be_under_18(self) -> bool | None:
        """Whether an estimate leaves room for a child; ``None`` when nothing is known."""
        return None if self.low is None else self.low < 18


@dataclass(frozen=True, slots=True)
class Heading:
    """One question put to the law, with its answer.

    Attributes:
        title: The question in plain words.
        answer: What the recorded facts say.
    """

    title: str
    answer: law.Answer


def location_answer(place_type: str) -> law.Answer | None:
    """Whether section 136 applies at this kind of place; ``None`` until the kind is known."""
    if not place_type:
        return None
    return law.location_applies(law.LocationFacts(law.LocationType(place_type)))


def grounds_answer(timeline: Timeline) -> law.Answer | None:
    """The three grounds of section 136, from the decision; ``None`` without a decision."""
    decision = timeline.last("decision")
    if decision is None or decision.text("decision") != "section_136":
        return None
    return law.grounds(
        law.GroundsFacts(
            appears_disordered=decision.flag("appears_disordered"),
            immediate_need=decision.flag("immediate_need"),
            necessary=decision.flag("necessary"),
        )
    )


def consultation_answer(timeline: Timeline) -> law.Answer:
    """The duty to consult first, if practicable."""
    event = _consultation(timeline)
    if event is None:
        return law.consultation(law.ConsultationFacts(power_used_at=timeline.at("power_used")))
    return law.consultation(
        law.ConsultationFacts(
            consulted=_coded(law.Consulted, event.text("consulted")),
            consultee=_coded(law.Consultee, event.text("consultee")),
            no_consult_reason=_coded(law.NoConsultReason, event.text("no_consult_reason")),
            started_at=_instant(event.text("started_at")),
            power_used_at=timeline.at("power_used"),
        )
    )


def _consultation(timeline: Timeline) -> TimelineEvent | None:
    """The consultation that counts: the first that reached somebody, else the last try."""
    tried = timeline.all("consultation")
    reached = [event for event in tried if event.text("consulted") == "yes"]
    return reached[0] if reached else timeline.last("consultation")


def station_answer(timeline: Timeline, age: Age) -> law.Answer | None:
    """Conditions for a police station; ``None`` unless one was used or considered."""
    considered = timeline.last("station_decision")
    used = [
        e for e in timeline.all("arrived", "power_used") if e.text("place_type") == "police_station"
    ]
    if considered is None and not used:
        return None
    event = considered or used[0]
    first = timeline.at("power_used") or event.happened_at
    return law.police_station_conditions(_station_facts(event, min(first, event.happened_at), age))


def child_at_station(timeline: Timeline, age: Age) -> law.Finding | None:
    """Somebody under 18, or who may be, at a police station now; ``None`` otherwise.

    Source: MHA 1983 s136A(1); DOMAIN R1.15.
    """
    ended = timeline.at("ended")
    if not at_police_station(timeline) or ended is not None:
        return None
    reading = law.age_reading(
        local_date(timeline.at("power_used") or timeline.events[0].happened_at),
        date_of_birth=age.date_of_birth,
        age_years=age.low if age.date_of_birth is None and age.low == age.high else None,
        age_estimated=None if age.date_of_birth else True,
        could_be_under_18=age.could_be_under_18,
    )
    if reading.is_child is False:
        return None
    sentence = f"{reading.sentence} A police station is never a place of safety for a child."
    return law.Finding("station.child", law.Outcome.FLAG, sentence, "MHA 1983 s136A(1)")


def _station_facts(event: TimelineEvent, at: datetime, age: Age) -> law.PoliceStationFacts:
    return law.PoliceStationFacts(
        event_at=at,
        date_of_birth=age.date_of_birth,
        age_years=age.low if age.date_of_birth is None and age.low == age.high else None,
        age_estimated=None if age.date_of_birth else True,
        could_be_under_18=_first(event.flag("could_be_under_18"), age.could_be_under_18),
        risk_description=event.text("risk_description") or None,
        risk_imminent=event.flag("risk_imminent"),
        risk_serious=event.flag("risk_serious"),
        no_other_place=event.flag("no_other_place"),
        no_other_place_reason=_coded(law.OtherPlaceReason, event.text("no_other_place_reason")),
        clinician=_coded(law.Clinician, event.text("clinician")),
        decision_maker=_coded(law.DecisionMaker, event.text("decision_maker")),
        decision_maker_rank=_coded(law.Rank, event.text("decision_maker_rank")),
        authorised_rank=_coded(law.Rank, event.text("authorised_rank")),
        consulted=_coded(law.Consulted, event.text("consulted")),
        consultee=_coded(law.Consultee, event.text("consultee")),
        no_consult_reason=_coded(law.NoConsultReason, event.text("no_consult_reason")),
    )


def extension_answers(timeline: Timeline) -> tuple[law.Answer, ...]:
    """Each extension recorded, against section 136B."""
    facts, given = _period_facts(timeline), timeline.all("extension_given")
    if facts is None or not given:
        return ()
    start = law.permitted_period(facts, given[0].happened_at)
    if start.starts_at is None:
        return ()
    answers: list[law.Answer] = []
    for event in given:
        stands = any(answer.outcome == law.Outcome.VALID for answer in answers)
        facts_given = extension_facts(event)
        answers.append(law.extension_check(facts_given, start.starts_at, earlier_extension=stands))
    return tuple(answers)


def order_findings(timeline: Timeline, expires_at: datetime | None) -> tuple[law.Finding, ...]:
    """What looks out of order. Warnings only: the record is kept as given."""
    return (*_main_order(timeline, expires_at), *out_of_order(timeline))


def _main_order(timeline: Timeline, expires_at: datetime | None) -> tuple[law.Finding, ...]:
    return law.order_warnings(
        law.OrderFacts(
            power_used_at=timeline.at("power_used"),
            left_scene_at=timeline.at("left_scene"),
            arrived_at=timeline.at("arrived"),
            handover_at=timeline.at("handover_accepted"),
            ended_at=timeline.at("ended"),
            expires_at=expires_at,
        )
    )


def search_answers(timeline: Timeline) -> tuple[law.Answer, ...]:
    """Each search, against section 136C: both grounds, the time and the limits.

    What somebody wrote about a ground is that ground recorded; nothing judges the words.
    """
    used = timeline.first("power_used")
    if used is None:
        return ()
    return tuple(
        law.search_grounds(
            law.SearchFacts(
                power=law.SearchPower(used.text("power") or "s136"),
                may_present_danger=True if event.text("danger_grounds") else None,
                concealing_item=True if event.text("item_grounds") else None,
                searched_at=event.happened_at,
                window_starts_at=used.happened_at,
                window_ends_at=timeline.at("ended"),
                in_public=event.flag("in_public"),
            )
        )
        for event in timeline.all("search")
    )


def late_checks(timeline: Timeline) -> tuple[law.Finding, ...]:
    """Checks and reviews at a police station done after they were due; kept all the same."""
    found = [
        law.check_late(check.kind, check.due_at, check.done_at)
        for check in station_checks(timeline)
        if check.done_at is not None
    ]
    return tuple(finding for finding in found if finding is not None)


def handover_answer(timeline: Timeline, now: datetime) -> law.Handover | None:
    """The time to handover against the aim; ``None`` before arrival."""
    arrived = timeline.at("arrived")
    if arrived is None:
        return None
    accepted = timeline.last("handover_accepted")
    left = timeline.at("police_left") or timeline.at("handover_accepted")
    return law.handover(
        law.HandoverFacts(
            arrived_at=arrived,
            police_left_at=left,
            agreed_to_stay=accepted.flag("agreed_to_stay") if accepted else None,
            agreed_reason=accepted.text("agreed_reason") if accepted else "",
        ),
        now,
    )


def end_answer(timeline: Timeline) -> law.Answer | None:
    """How it ended, against who saw the person; ``None`` while it runs or nothing is to check.

    An examination that nobody recorded is not recorded, which is not the same as left out.
    """
    ended = timeline.last("ended")
    if ended is None:
        return None
    answer = law.end_check(
        law.EndFacts(
            reason=law.EndReason(ended.text("reason") or "not_known"),
            doctor_examined=True if timeline.first("examination_completed") else None,
            amhp_interviewed=True if timeline.first("interview_completed") else None,
        )
    )
    return answer if answer.findings else None


def threshold_answer(timeline: Timeline) -> law.RcrpAnswer | None:
    """Right Care Right Person, from the answers recorded; ``None`` until asked."""
    asked = timeline.last("threshold")
    if asked is None:
        return None
    return law.rcrp(
        law.RcrpFacts(
            request=_coded(law.Request, asked.text("request")),
            crime=asked.flag("crime"),
            threat_to_life=asked.flag("threat_to_life"),
            serious_harm=asked.flag("serious_harm"),
            police_assumed_responsibility=asked.flag("police_assumed_responsibility"),
            police_made_worse_or_control=asked.flag("police_made_worse_or_control"),
            partner_accepted=asked.flag("partner_accepted"),
            accepted_by=asked.text("accepted_by") or None,
            accepted_at=_instant(asked.text("accepted_at")),
            caller_told=asked.flag("caller_told"),
            review_at=_instant(asked.text("review_at")),
            decided_at=asked.happened_at,
        )
    )


def owner_confirm_by(timeline: Timeline) -> datetime | None:
    """By when somebody has to have accepted, where police do not and nobody has yet."""
    answer = threshold_answer(timeline)
    if answer is None or answer.owner_confirmed is not False:
        return None
    return answer.confirm_owner_by


def _instant(text: str) -> datetime | None:
    return parse_instant(text) if text else None


def _first(given: bool | None, otherwise: bool | None) -> bool | None:
    return otherwise if given is None else given


def _coded(kind: type[C], text: str) -> C | None:
    return kind(text) if text else None
