"""Which facts each kind of event may carry, in the order they are told; nothing else is stored."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from alongside.areas.crisis.rules.kinds import KINDS
from alongside.kernel.local_time import to_local
from alongside.kernel.refusal import Refused

Scalar = str | int | float | bool | None
Facts = Mapping[str, object]

FACT_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    kind: tuple(names.split())
    for kind, names in {
        "opened": "source place_words place_type reason",
        "person_named": "known",
        "happening": "danger injuries children weapons intoxicated words",
        "consultation": "consulted consultee consultee_name registration organisation "
        "method started_at ended_at advice no_consult_reason words",
        "alternative": "what result who words",
        "threshold": "request crime threat_to_life serious_harm police_assumed_responsibility "
        "police_made_worse_or_control partner_accepted accepted_by accepted_at "
        "caller_told review_at words",
        "decision": "decision reasons appears_disordered immediate_need necessary mode",
        "hand_off": "to owner_name phone due_at words",
        "note": "words",
        "closed": "outcome words",
        "power_used": "power mode entered_at place_type place_id place_name officer_name "
        "officer_reference arrested_too ambulance_asked police_station_reason",
        "ambulance_requested": "told_minutes words",
        "ambulance_arrived": "words",
        "left_scene": "transport police_vehicle_reason place_id place_name words",
        "station_decision": "risk_description risk_imminent risk_serious no_other_place "
        "no_other_place_reason clinician decision_maker decision_maker_rank authorised_rank "
        "consulted consultee no_consult_reason could_be_under_18",
        "turned_away": "place_id place_name place_type reason",
        "arrived": "place_id place_name place_type transport police_vehicle_reason "
        "police_station_reason body_worn_video",
        "handover_offered": "words police_asked_to_stay agreed_until",
        "handover_accepted": "words agreed_to_stay agreed_reason",
        "police_left": "words",
        "rights_given": "orally in_writing language legal_advice someone_told words",
        "amhp_told": "name words",
        "doctor_told": "name words",
        "examination_started": "doctor_name words",
        "examination_completed": "doctor_name mental_disorder words",
        "interview_started": "amhp_name words",
        "interview_completed": "amhp_name words",
        "extension_given": "hours by reason at_police_station assessment_at_station "
        "authorised_rank words",
        "transfer_started": "place_id place_name transport authorised_by escorted_by accepted "
        "reason words",
        "search": "danger_grounds item_grounds place_words officer_name officer_sex observers "
        "extent items outcome in_public",
        "welfare_check": "clinician_name asleep review_can_wait words",
        "station_review": "conditions_still_met words",
        "fell_asleep": "clinician_agrees",
        "woke": "",
        "absconded": "words",
        "retaken": "words",
        "ended": "reason went_to words arrested_too",
    }.items()
}


def check_kind(kind: str) -> None:
    """Refuse a kind of event nobody has named.

    Raises:
        Refused: ``event.unknown_kind``.
    """
    if kind not in KINDS:
        raise Refused("event.unknown_kind", "That is not a kind of event.", field="kind")


LONGEST_REASON: Final = 300
STRUCK_OUT: Final = "did_not_happen"
"""The one fact of an entry that takes another back: what it told of did not happen."""

NEVER_STRUCK_OUT: Final = frozenset({"opened", "person_named", "decision", "power_used"})


def check_may_strike_out(kind: str) -> None:
    """Refuse taking back what everything else rests on.

    Raises:
        Refused: ``strike_out.kind``.
    """
    if kind in NEVER_STRUCK_OUT:
        raise Refused(
            "strike_out.kind",
            "This entry is what the rest of the record rests on, so it stays.",
            next_step="Correct what it says, or end the detention with the reason.",
        )


def stored_facts(kind: str, facts: Facts) -> dict[str, Scalar]:
    """Put facts as they are stored: named, plain, and without the ones not given.

    Raises:
        Refused: ``event.unknown_fact`` for a name this kind does not carry.
    """
    unknown = sorted(set(facts).difference(FACT_NAMES[kind]))
    if unknown:
        raise Refused(
            "event.unknown_fact", f"'{unknown[0]}' is not recorded here.", field=unknown[0]
        )
    return {name: _plain(value) for name, value in facts.items() if value not in (None, "")}


def _plain(value: object) -> Scalar:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date | UUID):
        return str(value)
    if isinstance(value, bool | int | float | str) or value is None:
        return value
    raise TypeError(f"a fact cannot be {type(value).__name__}")


def check_happened_at(happened_at: datetime, now: datetime) -> None:
    """Refuse a time that has not come yet.

    A minute is allowed, for clocks that differ.

    Raises:
        Refused: ``event.in_the_future``.
    """
    if (happened_at - now).total_seconds() > 60:
        raise Refused(
            "event.in_the_future",
            "That time has not come yet.",
            next_step="Check the date and the time.",
            field="happened_at",
        )


def check_correction_reason(reason: str) -> None:
    """Refuse a correction that does not say why.

    Raises:
        Refused: ``correction.no_reason``.
    """
    if not reason.strip():
        raise Refused(
            "correction.no_reason",
            "Say why you are correcting this.",
            next_step="A few words are enough, such as 'read the wrong clock'.",
            field="correction_reason",
        )
    if len(reason.strip()) > LONGEST_REASON:
        raise Refused(
            "correction.long_reason",
            f"The reason has {len(reason.strip())} characters; there is room for {LONGEST_REASON}.",
            next_step="Say the rest in a note.",
            field="correction_reason",
        )


def financial_year(instant: datetime) -> str:
    """Answer the April to March year an instant falls in, as ``2025/26`` (DOMAIN 2.1)."""
    local = to_local(instant)
    first = local.year if local.month >= 4 else local.year - 1
    return f"{first}/{(first + 1) % 100:02d}"
