"""The columns of the return as they are sent: titles and words in place of codes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from alongside.areas.crisis.rules.annual_return import ReturnRow
from alongside.engines import law
from alongside.foundation.reference import code_list
from alongside.kernel.local_time import local_date

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class ForceCodes:
    """How the return names a force.

    Attributes:
        name: Its name.
        pnc: Police national computer force code; empty where the organisation has none.
        area: Office for National Statistics police force area; empty where it has none.
    """

    name: str
    pnc: str
    area: str


def _from(system: str) -> Callable[[str], str]:
    return lambda code: code_list(system).display(code) if code else ""


def _outcome(code: str) -> str:
    return law.EndReason(code).label if code else ""


def _consulted(code: str) -> str:
    return law.Consulted(code).label if code else ""


POWERS: Final[Mapping[str, str]] = {"s136": "Section 136", "s135(1)": "Section 135(1)"}
_COLUMNS: Final[tuple[tuple[str, Callable[[ReturnRow], Cell]], ...]] = (
    ("Year", lambda row: row.year),
    ("Power", lambda row: POWERS[row.power]),
    ("Date of use", lambda row: local_date(row.used_at).isoformat()),
    ("Age group", lambda row: _from("return_age")(row.age_band)),
    ("Age", lambda row: row.age),
    ("Age estimated", lambda row: {True: "Yes", False: "No", None: ""}[row.age_estimated]),
    ("Sex or gender", lambda row: _from("return_sex")(row.sex)),
    ("Self-defined ethnicity", lambda row: _from("return_ethnicity")(row.ethnicity_self)),
    ("Officer-defined ethnicity", lambda row: _from("return_ethnicity")(row.ethnicity_officer)),
    ("Place of safety first used", lambda row: _from("return_place")(row.place)),
    ("Transport", lambda row: _from("transport")(row.transport)),
    (
        "Ambulance requested",
        lambda row: _from("ambulance_requested")(row.ambulance_requested),
    ),
    (
        "Reason police vehicle used",
        lambda row: _from("police_vehicle_reason")(row.vehicle_reason),
    ),
    (
        "Reason police station used",
        lambda row: _from("police_station_reason")(row.station_reason),
    ),
    ("Hours at police station", lambda row: row.station_hours),
    ("Arrested for an offence too", lambda row: _from("ambulance_requested")(row.arrested_too)),
    ("Health professional consulted", lambda row: _consulted(row.consulted)),
    ("Outcome", lambda row: _outcome(row.outcome)),
)
COLUMNS: Final = (
    "Force", "PNC force code", "ONS area code", "Record", *(title for title, _ in _COLUMNS)
)  # fmt: skip


def cells(row: ReturnRow, force: ForceCodes, record: str) -> tuple[Cell, ...]:
    """Put one row as it is sent, in the order of ``COLUMNS``."""
    told = tuple(value(row) for _, value in _COLUMNS)
    return (force.name, force.pnc, force.area, record, *told)
