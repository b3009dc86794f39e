"""How much a report says, to whom it may go, and under which headings."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from alongside.engines.sharing import Category

LEVELS: Final = ("attended_only", "headline_needs", "summary_report", "full_report")
"""Least first: the codes of the list ``ld_report_level``. A diagnosis is in the last alone."""
RECIPIENTS: Final[Mapping[str, str]] = {
    "court": "The court",
    "cps": "Crown Prosecution Service",
    "defence": "Defence solicitor",
    "probation": "Probation",
    "youth_justice": "Youth justice service",
    "custody_officer": "Custody officer",
    "officer_in_case": "Officer in the case",
}
IN_CUSTODY: Final = frozenset({"custody_officer", "officer_in_case"})
CATEGORIES: Final[Mapping[str, frozenset[Category]]] = {
    "attended_only": frozenset({Category.IDENTITY}),
    "headline_needs": frozenset({Category.IDENTITY, Category.RISK}),
    "summary_report": frozenset({Category.IDENTITY, Category.RISK, Category.MEDICAL_SAFETY}),
    "full_report": frozenset(
        {Category.IDENTITY, Category.RISK, Category.MEDICAL_SAFETY, Category.CLINICAL}
    ),
}
"""Which kinds of information a report of each level holds."""
METHODS: Final[Mapping[str, str]] = {
    "secure_email": "Secure e-mail",
    "by_hand": "By hand, on paper",
    "court_portal": "Through the court's own system",
    "read_out": "Read out in court",
}
COPY_ANSWERS: Final[Mapping[str, str]] = {
    "given": "They have it",
    "later": "They want it later",
    "declined": "They do not want one",
}
VALID_MONTHS: Final = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a report.

    Attributes:
        code: Stable word stored with its text.
        title: As the court reads it.
        plain: As the person reads it.
        least: The least level whose report holds it.
        hint: What belongs under it.
    """

    code: str
    title: str
    plain: str
    least: str
    hint: str = ""


HEADINGS: Final[tuple[Heading, ...]] = (
    Heading("writer", "Who writes this", "Who wrote this about you", "attended_only"),
    Heading(
        "consent",
        "Consent",
        "What you agreed to",
        "attended_only",
        "Who agreed, to how much, and for whom",
    ),
    Heading(
        "sources",
        "What this rests on, and what was not seen",
        "What they read and what they did not",
        "headline_needs",
        "Say what was not seen as plainly as what was",
    ),
    Heading("needs", "Needs, in plain words", "What you need help with", "headline_needs"),
    Heading(
        "adjustments",
        "What would help them take part",
        "What would help you in court",
        "headline_needs",
        "Breaks, plain words, an intermediary, somebody beside them",
    ),
    Heading(
        "effect",
        "How this may affect understanding and taking part",
        "How this may make court harder for you",
        "summary_report",
        "No legal opinion: whether somebody is fit to plead is for the court",
    ),
    Heading(
        "risk",
        "Risk to self in custody or at court",
        "How to keep you safe",
        "summary_report",
        "What, when it was so, and who was told",
    ),
    Heading(
        "treatment",
        "Help there is, and whether the provider agreed",
        "Help you could have",
        "summary_report",
        "Name the service, and whether it said yes",
    ),
    Heading(
        "care",
        "Current care, diagnosis and who to contact",
        "Who looks after you now",
        "full_report",
    ),
    Heading("limits", "Limits of this report", "What this does not say", "headline_needs"),
    Heading("dates", "Date, and how long it holds", "When it was written", "attended_only"),
)
BY_CODE: Final = {heading.code: heading for heading in HEADINGS}


def at_least(level: str, least: str) -> bool:
    """Say whether a level is as much as another, or more."""
    return LEVELS.index(level) >= LEVELS.index(least)


def headings_of(level: str) -> tuple[Heading, ...]:
    """Answer the headings that a report of a level holds, in order."""
    return tuple(heading for heading in HEADINGS if at_least(level, heading.least))


def valid_until(on: date) -> date:
    """Answer until when a report holds: three months on, or that month's last day."""
    years, month = divmod(on.month - 1 + VALID_MONTHS, 12)
    year = on.year + years
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
