"""What a file of past detentions may hold, and which column titles are guessed to mean it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from alongside.areas.crisis.rules.kinds import SOURCES
from alongside.engines import law
from alongside.exchange.spreadsheets.cells import alike
from alongside.foundation.reference import code_list


class Shape(StrEnum):
    """How the cells of a column read."""

    WORDS = "words"
    INSTANT = "date and time"
    DAY = "day"
    AGE = "age in years, or a range such as 30-34"
    NUMBER = "whole number"
    YES_NO = "yes, no or not known"
    CODE = "one of a list"
    CODES = "some of a list, with semicolons between"


@dataclass(frozen=True, slots=True)
class Field:
    """One fact a column may hold.

    Attributes:
        name: Its name in a column map.
        shape: How its cells read.
        says: What it is, in words.
        titles: Column titles that are guessed to mean it, in any capitals.
        pairs: Pairs of titles, a day and a time, that are guessed to mean it together.
        system: Code list, or the name of a list of the law, for coded shapes.
        longest: Most characters for words, or the greatest number.
        needed: Whether a file without it is refused.
    """

    name: str
    shape: Shape
    says: str
    titles: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    system: str = ""
    longest: int = 0
    needed: bool = False


def _when(name: str, says: str, *titles: str, needed: bool = False) -> Field:
    stem = titles[0].removesuffix(" time").removesuffix(" at")
    pairs = ((f"date {stem}", f"time {stem}"), (f"{stem} date", f"{stem} time"))
    return Field(name, Shape.INSTANT, says, titles, pairs, needed=needed)


def _words(name: str, says: str, longest: int, *titles: str) -> Field:
    return Field(name, Shape.WORDS, says, titles, longest=longest)


def _code(name: str, says: str, system: str, *titles: str) -> Field:
    return Field(name, Shape.CODE, says, titles, system=system)


def _yes_no(name: str, says: str, *titles: str) -> Field:
    return Field(name, Shape.YES_NO, says, titles)


FIELDS: Final = (
    _words("reference", "Your own reference of this use of the power; it tells rows apart.", 40,
           "incident reference", "incident number", "log number", "record number", "urn", "id"),
    _when("power_used_at", "When the power was used.", "detained at", "detention time",
          "detention start", "date and time of detention", "date time detained", needed=True),
    _code("power", "Section 136, or section 135(1) for a warrant. Section 136 when not said.",
          "power", "section", "legislation"),
    _code("mode", "Removed to a place of safety, or kept where already at one.", "mode",
          "removed or kept"),
    _code("source", "How the person was met.", "source", "how met"),
    _words("place_words", "Where the power was used.", 200, "location", "place detained",
           "address of incident", "incident location"),
    _code("place_type", "What kind of place that was.", "location_type", "location type",
          "type of location"),
    _yes_no("ambulance_asked", "Whether an ambulance was asked for.", "ambulance requested",
            "ambulance called"),
    _when("ambulance_asked_at", "When it was asked for.", "ambulance requested at",
          "ambulance called at"),
    Field("ambulance_told_minutes", Shape.NUMBER, "The wait it gave, in minutes.",
          ("ambulance wait", "ambulance eta minutes", "ambulance wait minutes"), longest=6000),
    _when("left_scene_at", "When they left for the place of safety.", "left scene at",
          "departed at"),
    _code("transport", "How the person was taken.", "transport", "conveyance", "conveyed by",
          "method of conveyance", "transport used"),
    _code("police_vehicle_reason", "Why a police vehicle was used.", "police_vehicle_reason",
          "reason for police vehicle", "reason police vehicle used", "reason police transport"),
    _when("arrived_at", "First arrival at the first place of safety.", "arrived at",
          "arrival time", "place of safety arrival", "arrived place of safety"),
    _words("place_name", "Its name, as in the directory where it is there.", 120,
           "place of safety", "place of safety name", "name of place of safety", "pos name"),
    _code("place_of_safety_type", "What kind of place of safety.", "place_of_safety_type",
          "type of place of safety", "place of safety type", "pos type"),
    _code("police_station_reason", "Why a police station was used.", "police_station_reason",
          "reason for police station", "reason police station used"),
    _code("consulted", "Whether a health professional was consulted first.", "consulted",
          "health professional consulted", "hcp consulted", "mh professional consulted"),
    _when("consulted_at", "When.", "consulted at", "consultation time"),
    _code("consultee", "Who was consulted.", "consultee", "consulted with", "who consulted"),
    _when("handover_at", "When the place accepted the handover.", "handover at",
          "handover time", "handed over at"),
    _when("police_left_at", "When police left.", "police left at", "officers left at"),
    _when("examined_at", "When the doctor's examination was complete.", "examined at",
          "doctor assessment complete"),
    _when("interviewed_at", "When the AMHP's interview was complete.", "interviewed at",
          "amhp assessment complete"),
    _when("extension_given_at", "When a longer time was allowed.", "extension at",
          "extension given at"),
    Field("extension_hours", Shape.NUMBER, "By how many hours.", ("extension hours",),
          longest=48),
    _code("extension_by", "Who allowed it.", "extension_by", "extension given by"),
    _code("extension_reason", "Why.", "extension_reason", "reason for extension"),
    _when("ended_at", "When it ended.", "ended at", "end time", "detention ended", "released at",
          "detention end", "date and time ended"),
    _code("end_reason", "How it ended.", "end_reason", "outcome", "reason ended",
          "detention outcome"),
    _yes_no("arrested_too", "Whether also arrested for an offence.", "arrested",
            "arrested for offence", "also arrested"),
    _words("person_reference", "Your own reference of the person; the same person is then one "
           "person here. Never a name.", 40, "person id", "person number", "nominal reference",
           "nominal id"),
    _code("sex", "Sex or stated gender.", "sex", "gender", "sex or gender"),
    Field("age", Shape.AGE, "Age on the day.", ("age at detention", "age at event"), longest=125),
    Field("born_on", Shape.DAY, "Date of birth; wins over an age.",
          ("date of birth", "dob", "birth date")),
    _code("ethnicity_self", "Ethnicity as the person defined it (16+1 code).", "ethnicity",
          "ethnicity", "self-defined ethnicity", "self defined ethnicity", "ethnic category"),
    _code("ethnicity_officer", "Ethnicity as an officer saw it (16+1 code).", "ethnicity",
          "officer-defined ethnicity", "officer defined ethnicity"),
)  # fmt: skip

_OF_THE_LAW: Final[Mapping[str, type[law.EndReason] | type[StrEnum]]] = {
    "location_type": law.LocationType,
    "consulted": law.Consulted,
    "consultee": law.Consultee,
    "end_reason": law.EndReason,
    "extension_by": law.ExtensionBy,
    "extension_reason": law.ExtensionReason,
}
_OWN_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "power": {
        "s136": "s136", "136": "s136", "section 136": "s136", "s.136": "s136",
        "s135(1)": "s135(1)", "135(1)": "s135(1)", "section 135(1)": "s135(1)", "s135": "s135(1)",
        "135": "s135(1)", "section 135": "s135(1)",
    },
    "mode": {"removed": "removed", "kept": "kept", "kept at": "kept", "taken": "removed"},
    "source": {**{code: code for code in SOURCES}, **{say: code for code, say in SOURCES.items()}},
    "sex": {
        "1": "1", "m": "1", "male": "1", "man": "1", "2": "2", "f": "2", "female": "2",
        "woman": "2", "9": "9", "indeterminate": "9", "other": "9", "x": "X", "u": "X",
        "not known": "X", "unknown": "X", "not stated": "X", "0": "X",
    },
    "transport": {
        "police car": "police_vehicle", "police van": "police_vehicle", "police": "police_vehicle",
        "none": "none", "other health transport": "other_health_vehicle", "unknown": "not_known",
    },
    "place_of_safety_type": {
        "hbpos": "health_based_pos", "136 suite": "health_based_pos",
        "s136 suite": "health_based_pos", "suite": "health_based_pos",
        "ed": "emergency_department", "a&e": "emergency_department",
        "accident and emergency": "emergency_department", "custody": "police_station",
        "police custody": "police_station", "private house": "private_dwelling",
        "other": "other_suitable_place", "unknown": "not_known",
    },
    "consulted": {
        "y": "yes", "true": "yes", "no": "no_other", "n": "no_other", "false": "no_other",
        "not practicable": "no_not_practicable",
    },
    "end_reason": {"unknown": "not_known"},
    "ethnicity": {"": ""},
}  # fmt: skip


@cache
def codes_of(system: str) -> Mapping[str, str]:
    """Answer the code of every way an answer is written: codes, their words, and the usual others.

    Args:
        system: As ``Field.system`` names it.
    """
    found: dict[str, str] = {}
    if system in _OF_THE_LAW:
        for member in _OF_THE_LAW[system]:
            found[alike(member.value)] = member.value
            found[alike(str(getattr(member, "label", member.value)))] = member.value
    elif system == "ethnicity":
        found |= _of_list("ethnic_category")
    elif system not in _OWN_WORDS or system in ("transport", "place_of_safety_type"):
        found |= _of_list(system)
    for written, code in _OWN_WORDS.get(system, {}).items():
        found.setdefault(alike(written), code)
    return found


def _of_list(system: str) -> dict[str, str]:
    entries = list(code_list(system))
    words = {alike(entry.display): entry.code for entry in entries}
    return words | {alike(entry.code): entry.code for entry in entries}
