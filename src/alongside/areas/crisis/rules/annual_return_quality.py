"""What is missing from the return or does not agree, said when it is made and never at entry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from alongside.areas.crisis.rules.annual_return import (
    AMBULANCE_WITHIN,
    NOT_KNOWN,
    POLICE_STATION,
    POLICE_VEHICLE,
    PersonAtUse,
    ReturnRow,
    Use,
    age_range,
)
from alongside.foundation.reference import code_list
from alongside.kernel.local_time import local_date

LONGEST_HELD: Final = timedelta(hours=36)


class Severity(StrEnum):
    """How much it matters to the return."""

    CRITICAL = "critical"
    ERROR = "error"
    WARNING = "warning"


SEVERITY_LABELS: Final[Mapping[Severity, str]] = {
    Severity.CRITICAL: "Look at this first",
    Severity.ERROR: "Put right before sending",
    Severity.WARNING: "Not recorded, or looks odd",
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to look at in one row of the return.

    Attributes:
        code: Stable dotted word.
        severity: How much it matters.
        field: Name of the column it is about.
        sentence: What it is, without anybody's details.
    """

    code: str
    severity: Severity
    field: str
    sentence: str


Check = tuple[str, Severity, str, str, Callable[["Look"], bool]]


@dataclass(frozen=True, slots=True)
class Look:
    """Everything a check may look at."""

    use: Use
    row: ReturnRow
    person: PersonAtUse
    now: datetime

    @property
    def by_police_vehicle(self) -> bool:
        """Whether a police vehicle took the person."""
        return self.row.transport == POLICE_VEHICLE

    @property
    def may_be_child(self) -> bool:
        """Whether nothing recorded says the person was 18 or over."""
        low, _ = age_range(self.person, local_date(self.use.used_at))
        return low is None or low < 18


def issues(use: Use, row: ReturnRow, person: PersonAtUse, *, now: datetime) -> tuple[Issue, ...]:
    """Name what is missing or does not agree in one row, worst first.

    Source: DOMAIN T2.1 rows 5 to 7.
    """
    look = Look(use, row, person, now)
    return tuple(
        Issue(code, severity, field, sentence)
        for code, severity, field, sentence, found in CHECKS
        if found(look)
    )


def _child_at_station(look: Look) -> bool:
    return look.use.station_used and look.row.age_band == "under_18"


def _maybe_child_at_station(look: Look) -> bool:
    return look.use.station_used and look.row.age_band == NOT_KNOWN and look.may_be_child


def _vehicle_without_reason(look: Look) -> bool:
    return look.by_police_vehicle and not look.row.vehicle_reason


def _reason_without_vehicle(look: Look) -> bool:
    return bool(look.use.vehicle_reason) and not look.by_police_vehicle


def _asked_and_not_asked(look: Look) -> bool:
    return look.use.vehicle_reason == "not_requested" and look.row.ambulance_requested == "yes"


def _late_and_not_asked(look: Look) -> bool:
    waited = look.use.vehicle_reason == "ambulance_not_within_30_minutes"
    return waited and look.row.ambulance_requested == "no"


def _told_sooner(look: Look) -> bool:
    waited = look.use.vehicle_reason == "ambulance_not_within_30_minutes"
    told = look.use.told_minutes
    return waited and told is not None and told <= AMBULANCE_WITHIN


def _station_without_reason(look: Look) -> bool:
    return look.row.place == POLICE_STATION and not look.row.station_reason


def _reason_without_station(look: Look) -> bool:
    return bool(look.row.station_reason) and not look.use.station_used


def _old_station_reason(look: Look) -> bool:
    if not look.row.station_reason:
        return False
    reason = code_list("police_station_reason").find(look.row.station_reason)
    return not reason.in_force(local_date(look.use.used_at))


def _journey_though_kept(look: Look) -> bool:
    return look.use.kept and look.use.transport not in ("", "none")


def _no_journey_though_removed(look: Look) -> bool:
    return not look.use.kept and look.use.transport == "none"


def _no_end(look: Look) -> bool:
    return look.use.ended_at is None and look.now - look.use.used_at >= LONGEST_HELD


def _born_after(look: Look) -> bool:
    born = look.person.date_of_birth
    return born is not None and born > local_date(look.use.used_at)


CHECKS: Final[tuple[Check, ...]] = (
    ("return.child_at_police_station", Severity.CRITICAL, "place",
     "Somebody under 18 was taken to a police station.", _child_at_station),
    ("return.may_be_child_at_police_station", Severity.CRITICAL, "age_band",
     "A police station was used and the age recorded does not show 18 or over.",
     _maybe_child_at_station),
    ("return.vehicle_without_reason", Severity.ERROR, "vehicle_reason",
     "A police vehicle was used and no reason is recorded.", _vehicle_without_reason),
    ("return.reason_without_vehicle", Severity.ERROR, "vehicle_reason",
     "A reason for a police vehicle is recorded, and a police vehicle was not used.",
     _reason_without_vehicle),
    ("return.asked_and_not_asked", Severity.ERROR, "ambulance_requested",
     "The reason is that no ambulance was asked for, and one is recorded as asked for.",
     _asked_and_not_asked),
    ("return.late_and_not_asked", Severity.ERROR, "ambulance_requested",
     "The reason is that no ambulance could come within 30 minutes, and none was asked for.",
     _late_and_not_asked),
    ("return.station_without_reason", Severity.ERROR, "station_reason",
     "A police station was the first place of safety and no reason is recorded.",
     _station_without_reason),
    ("return.reason_without_station", Severity.ERROR, "station_reason",
     "A reason for a police station is recorded, and none was used.", _reason_without_station),
    ("return.old_station_reason", Severity.ERROR, "station_reason",
     "The reason recorded for a police station was not one that counted on that day.",
     _old_station_reason),
    ("return.journey_though_kept", Severity.ERROR, "transport",
     "The person was kept where they were, and transport is recorded.", _journey_though_kept),
    ("return.no_journey_though_removed", Severity.ERROR, "transport",
     "The person was removed to a place of safety, and transport is recorded as none.",
     _no_journey_though_removed),
    ("return.born_after", Severity.ERROR, "age_band",
     "The date of birth is after the power was used.", _born_after),
    ("return.told_sooner", Severity.WARNING, "vehicle_reason",
     "The ambulance service is recorded as offering 30 minutes or less.", _told_sooner),
    ("return.no_transport", Severity.WARNING, "transport", "Transport is not recorded.",
     lambda look: look.row.transport == NOT_KNOWN),
    ("return.no_place", Severity.WARNING, "place", "The first place of safety is not recorded.",
     lambda look: look.row.place == NOT_KNOWN),
    ("return.no_age", Severity.WARNING, "age_band",
     "The age recorded does not tell whether under 18.",
     lambda look: look.row.age_band == NOT_KNOWN),
    ("return.no_sex", Severity.WARNING, "sex", "Sex is not recorded.",
     lambda look: look.row.sex == NOT_KNOWN),
    ("return.no_ethnicity", Severity.WARNING, "ethnicity_self",
     "Self-defined ethnicity is not recorded: reported as not stated.",
     lambda look: not look.row.ethnicity_self_code),
    ("return.no_consultation", Severity.WARNING, "consulted",
     "Whether a health professional was consulted is not recorded.",
     lambda look: look.row.power == "s136" and not look.row.consulted),
    ("return.no_end", Severity.WARNING, "outcome",
     "No end is recorded, more than 36 hours after the power was used.", _no_end),
    ("return.out_of_order", Severity.WARNING, "used_at", "The times are out of order.",
     lambda look: not look.use.in_order),
)  # fmt: skip
