"""What a crisis plan says: one row for each field, with what kind of information it is.

Everything that shows, asks for, checks or prints a field reads this table, so each part of a plan
travels under its own decision: the person's words, urgent medical safety, known risks, and the
clinical part, which never reaches a police control room. No field tells a service to stay away.

Source: DOMAIN 6.1 and 2.4; NICE QS14 statement 9.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from alongside.engines.sharing import Category

LONG: Final = 2000
SHORT: Final = 120


@dataclass(frozen=True, slots=True)
class CrisisField:
    """One field of a crisis plan.

    Attributes:
        name: Its column.
        label: How it is asked and shown.
        category: What kind of information it is.
        hint: A line under the label; may be empty.
        lines: How tall its box is; 1 for a single line.
    """

    name: str
    label: str
    category: Category
    hint: str = ""
    lines: int = 3

    @property
    def most(self) -> int:
        """The most letters it takes."""
        return SHORT if self.lines == 1 else LONG


@dataclass(frozen=True, slots=True)
class CrisisWords:
    """What a crisis plan says, field by field."""

    triggers: str = ""
    early_signs: str = ""
    helps: str = ""
    does_not_help: str = ""
    advance_pointer: str = ""
    lead_name: str = ""
    lead_phone: str = ""
    out_of_hours_name: str = ""
    out_of_hours_phone: str = ""
    other_contacts: str = ""
    allergies: str = ""
    conditions: str = ""
    restraint_danger: str = ""
    diagnosis: str = ""
    history: str = ""
    medication: str = ""


@dataclass(frozen=True, slots=True)
class KnownRisk:
    """A risk in plain words.

    Attributes:
        words: What may happen, and what makes it less likely.
        last_seen_on: When it was last so.
        source: Who says so.
    """

    words: str
    last_seen_on: date
    source: str


def _own(name: str, label: str, hint: str = "", lines: int = 3) -> CrisisField:
    return CrisisField(name, label, Category.OWN_WORDS, hint, lines)


FIELDS: Final = (
    _own("triggers", "What can bring a crisis on", "In the person’s own words where you can"),
    _own("early_signs", "Early signs", "What they, or those near them, notice first"),
    _own("helps", "What helps"),
    _own("does_not_help", "What does not help"),
    _own(
        "advance_pointer",
        "Where an advance statement or decision is kept",
        "Only where it is and who has it, not what it says",
        lines=2,
    ),
    _own("lead_name", "Who leads on care", "A health or care worker, with their team", lines=1),
    _own("lead_phone", "Their number", lines=1),
    _own("out_of_hours_name", "Who answers at other times", lines=1),
    _own("out_of_hours_phone", "Number at other times", lines=1),
    _own("other_contacts", "Others to ring, in order", "Names and numbers, one to a line"),
    CrisisField("allergies", "Allergies", Category.MEDICAL_SAFETY, lines=2),
    CrisisField(
        "conditions",
        "Conditions that matter at once",
        Category.MEDICAL_SAFETY,
        "Such as epilepsy, diabetes or trouble swallowing, and what to do",
    ),
    CrisisField(
        "restraint_danger",
        "Health danger if held",
        Category.MEDICAL_SAFETY,
        "What could happen to their body and why, such as a weak heart. Never how to hold them.",
        lines=2,
    ),
    CrisisField("diagnosis", "Diagnosis", Category.CLINICAL, lines=2),
    CrisisField("history", "History that matters in a crisis", Category.CLINICAL),
    CrisisField("medication", "Medication", Category.CLINICAL, "Name, dose and when"),
)
FIELD: Final[Mapping[str, CrisisField]] = {field.name: field for field in FIELDS}
WHO_TO_RING: Final = (
    "lead_name",
    "lead_phone",
    "out_of_hours_name",
    "out_of_hours_phone",
    "other_contacts",
)
MOST_RISKS: Final = 4

PARTS: Final[Mapping[Category, str]] = {
    Category.OWN_WORDS: "In a crisis",
    Category.MEDICAL_SAFETY: "Urgent medical safety",
    Category.RISK: "Known risks",
    Category.CLINICAL: "Clinical part",
}
"""Parts of a plan in the order they are asked, each with its own sharing decision."""


def fields_of(category: Category) -> tuple[CrisisField, ...]:
    """Answer the fields that hold one kind of information, in order."""
    return tuple(field for field in FIELDS if field.category is category)


def all_said(words: CrisisWords) -> dict[str, str]:
    """Answer everything a plan says, by field."""
    return {f.name: getattr(words, f.name) for f in fields(words)}
