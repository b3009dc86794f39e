"""An extract shaped as the Mental Health Services Data Set is: for checking, not for submitting.

The columns stand as near as we can to those of MHSDS (legal status period, police assistance
request, place-of-safety indicator; DOMAIN 4.3 and 4.5). It is not a submission: it has no header,
no provider or patient tables, and no validation against the data set's own rules.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alongside.areas.crisis.rules.annual_return import Use
from alongside.areas.crisis.rules.timeline import Timeline
from alongside.kernel.local_time import to_local

LEGAL_STATUS: Final = {"s136": "20", "s135(1)": "19"}
NEW_STATUS: Final = {"detained_s2": "02", "detained_s3": "03", "detained_s4": "04"}
NOT_HEALTH: Final = frozenset({"police_station", "private_dwelling", "not_known"})
COLUMNS: Final = (
    "LocalRecordID", "LegalStatusClassCode", "StartDateLegalStatusClass",
    "StartTimeLegalStatusClass", "EndDateLegalStatusClass", "EndTimeLegalStatusClass",
    "FollowingLegalStatusClassCode", "PlaceOfSafetyInd", "PoliceAssistReqDate",
    "PoliceAssistReqTime", "PoliceAssistArrDate", "PoliceAssistArrTime",
    "PoliceRestraintForceUsedInd",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LegalStatusRow:
    """One period under section 136 or 135(1), in the data set's codes.

    Attributes:
        status: ``20`` for section 136, ``19`` for section 135.
        starts_at: When the power was used.
        ends_at: When it ended; where a new section began, that instant.
        following: Code of the section that followed at once; empty when none did.
        in_place_of_safety: ``Y`` at a health or care place, ``N`` elsewhere, empty not known.
        asked_at: When the place asked police to stay and help; ``None`` when it did not.
    """

    status: str
    starts_at: datetime
    ends_at: datetime | None
    following: str
    in_place_of_safety: str
    asked_at: datetime | None


def legal_status_row(use: Use, timeline: Timeline) -> LegalStatusRow:
    """Put one use of the power as a legal status period."""
    asked = [e for e in timeline.all("handover_offered") if e.flag("police_asked_to_stay")]
    return LegalStatusRow(
        status=LEGAL_STATUS[use.power],
        starts_at=use.used_at,
        ends_at=use.ended_at,
        following=NEW_STATUS.get(use.end_reason, ""),
        in_place_of_safety=_indicator(use.place_type),
        asked_at=asked[0].happened_at if asked else None,
    )


def _indicator(place_type: str) -> str:
    if not place_type or place_type == "not_known":
        return ""
    return "N" if place_type in NOT_HEALTH else "Y"


def cells(row: LegalStatusRow, record: str) -> tuple[str, ...]:
    """Put a row as it is written, in the order of ``COLUMNS``.

    Police are there already when they are asked to stay, so arrival is not a time of its own,
    and force used is not a fact this record holds: both stay empty.
    """
    return (
        record,
        row.status,
        *_day_and_time(row.starts_at),
        *_day_and_time(row.ends_at),
        row.following,
        row.in_place_of_safety,
        *_day_and_time(row.asked_at),
        "",
        "",
        "",
    )


def _day_and_time(instant: datetime | None) -> tuple[str, str]:
    if instant is None:
        return "", ""
    local = to_local(instant)
    return f"{local:%Y-%m-%d}", f"{local:%H:%M:%S}"
