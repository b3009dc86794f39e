"""What a contact plan may say: one row for each field, with whose it is and what kind it is.

Everything that shows, asks for, checks or prints a field reads this table, so that a field of one
category never stands on a panel of another. There is no field that tells a service to stay away.

Source: DOMAIN 6.1 and 2.4.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final

from alongside.engines.sharing import Category


class Owner(StrEnum):
    """Who decides what a field says."""

    PERSON = "person"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class PlanField:
    """One field of a contact plan.

    Attributes:
        name: Its column.
        label: As the person says it.
        owner: Whose it is to write.
        category: What kind of information it is.
        section: The short part of the form it is asked in.
        hint: A line under the label; may be empty.
        lines: How tall its box is; 1 for a single line.
    """

    name: str
    label: str
    owner: Owner
    category: Category
    section: str
    hint: str = ""
    lines: int = 3

    @property
    def most(self) -> int:
        """The most letters it takes."""
        return 120 if self.lines == 1 else 1000


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What a contact plan says, field by field."""

    preferred_name: str = ""
    pronouns: str = ""
    language: str = ""
    communication_needs: str = ""
    sensory_needs: str = ""
    first_words: str = ""
    helps: str = ""
    worse: str = ""
    words_to_avoid: str = ""
    looks_fine: str = ""
    looks_unwell: str = ""
    touch: str = ""
    uniform: str = ""
    lights: str = ""
    dogs: str = ""
    dependants: str = ""
    pets: str = ""
    home_security: str = ""
    advance_pointer: str = ""
    care_team: str = ""
    care_team_phone: str = ""
    care_team_hours: str = ""
    out_of_hours_name: str = ""
    out_of_hours_phone: str = ""
    allergies: str = ""
    epilepsy: str = ""
    diabetes: str = ""
    swallowing: str = ""
    restraint_danger: str = ""


def _own(name: str, label: str, section: str, hint: str = "", lines: int = 3) -> PlanField:
    return PlanField(name, label, Owner.PERSON, Category.OWN_WORDS, section, hint, lines)


def _team(name: str, label: str, hint: str = "", lines: int = 1) -> PlanField:
    return PlanField(name, label, Owner.TEAM, Category.OWN_WORDS, "team", hint, lines)


def _medical(name: str, label: str, hint: str = "") -> PlanField:
    return PlanField(name, label, Owner.TEAM, Category.MEDICAL_SAFETY, "medical", hint, 2)


FIELDS: Final = (
    _own("first_words", "The first thing I want you to know", "words"),
    _own("helps", "What helps me", "words"),
    _own("worse", "What makes it worse", "words"),
    _own("words_to_avoid", "Words to stay away from", "words", lines=2),
    _own("preferred_name", "What I like to be called", "me", lines=1),
    _own("pronouns", "My pronouns", "me", "Such as she and her, or they and them", lines=1),
    _own("language", "The language I speak best", "me", lines=1),
    _own("communication_needs", "What helps me understand and be understood", "me", lines=2),
    _own("sensory_needs", "What my senses need", "me", "Such as noise, light or smells", lines=2),
    _own("looks_fine", "How I am when I am fine", "seen", lines=2),
    _own("looks_unwell", "How I am when I am unwell", "seen", "What you may see or hear"),
    _own("touch", "Being touched", "near", lines=2),
    _own("uniform", "Uniforms", "near", lines=2),
    _own("lights", "Lights and sirens", "near", lines=2),
    _own("dogs", "Dogs", "near", lines=2),
    _own("dependants", "People I look after", "home", "Who needs somebody if I cannot be there", 2),
    _own("pets", "My pets", "home", "Who can look after them", 2),
    _own(
        "home_security", "My home", "home", "What to lock or turn off. Never write a key code.", 2
    ),
    _own(
        "advance_pointer",
        "Where my advance decision or attorney's papers are kept",
        "home",
        "Only where they are and who has them, not what they say",
        2,
    ),
    _team("care_team", "Care team"),
    _team("care_team_phone", "Care team's number"),
    _team("care_team_hours", "When the team answers", "Such as Mon to Fri, 9 to 5"),
    _team("out_of_hours_name", "Who answers at other times"),
    _team("out_of_hours_phone", "Number at other times"),
    _medical("allergies", "Allergies"),
    _medical("epilepsy", "Epilepsy or fits"),
    _medical("diabetes", "Diabetes"),
    _medical("swallowing", "Swallowing or choking"),
    _medical(
        "restraint_danger",
        "Health danger if held",
        "What could happen to their body and why, such as a weak heart. Never how to hold them.",
    ),
)
FIELD: Final[Mapping[str, PlanField]] = {field.name: field for field in FIELDS}

SECTIONS: Final[Mapping[str, str]] = {
    "words": "My words",
    "me": "About me",
    "seen": "What you may see",
    "near": "Being near me",
    "home": "At home",
    "people": "People to ring",
    "team": "My care team",
    "medical": "Urgent medical safety",
}
"""Parts of the form in the order they are asked. ``people`` holds rows, not fields."""


def fields_in(section: str) -> tuple[PlanField, ...]:
    """Answer the fields of one part of the form, in order."""
    return tuple(field for field in FIELDS if field.section == section)


def fields_of(category: Category) -> tuple[PlanField, ...]:
    """Answer the fields that hold one kind of information, in order."""
    return tuple(field for field in FIELDS if field.category is category)


def said_in(words: PlanWords, names: tuple[PlanField, ...]) -> dict[str, str]:
    """Answer what these fields say, leaving out those that say nothing."""
    return {f.name: text for f in names if (text := getattr(words, f.name))}


def all_said(words: PlanWords) -> dict[str, str]:
    """Answer everything a plan says, by field."""
    return {f.name: getattr(words, f.name) for f in fields(words)}
