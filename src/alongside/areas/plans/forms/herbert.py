"""The words the Herbert Protocol asks for."""

from typing import Any

from django import forms

from alongside.areas.plans.forms.joint_fields import day, line, moment, paragraph, taps
from alongside.areas.plans.rules.herbert import (
    CONSENT_LABELS,
    HERBERT_QUESTIONS,
    LONGEST_ANSWER,
    WRITER_LABELS,
    PartOne,
    PartTwo,
)
from alongside.foundation.kit.forms import PlainForm

OTHERS = (
    "completed_on",
    "completed_by",
    "completed_as",
    "completed_phone",
    "consent",
    "best_interests_note",
    "photo_reference",
    "photo_taken_on",
)


class PartOneForm(PlainForm):
    """Part 1, written in advance."""

    parts = (
        (
            "How to know them",
            ("description", "mobility", "communication", "photo_reference", "photo_taken_on"),
        ),
        (
            "Where they may go",
            ("places_found", "routines", "hobbies", "faith", "travel", "locator"),
        ),
        ("How to calm them, and who matters to them", ("calming", "key_people", "phones")),
        ("Medical needs", ("medical", "medication")),
        (
            "Where they live, lived and worked",
            ("address_now", "addresses_before", "work_and_school"),
        ),
        (
            "Who wrote this, and who agrees",
            ("completed_by", "completed_as", "completed_phone", "completed_on", "consent"),
        ),
    )
    completed_by = line("Who wrote this?", required="Say who wrote this")
    completed_as = taps(
        "What are they to the person?",
        list(WRITER_LABELS.items()),
        required="Say what they are to the person",
    )
    completed_phone = line("How to ring them", longest=30)
    completed_on = day("When was it written?", required="Enter when it was written")
    consent = taps(
        "Who agrees to this?",
        list(CONSENT_LABELS.items()),
        required="Say who agrees to this",
        reveal={"best_interests": ["best_interests_note"]},
    )
    best_interests_note = paragraph("Who decided, with whom, and why?")
    photo_reference = line("Where is a photo kept?", hint="Such as: on the wall by the front door")
    photo_taken_on = day("When was the photo taken?")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, question in HERBERT_QUESTIONS.items():
            self.fields[name] = paragraph(
                question.label,
                hint=question.hint,
                required="Say what they look like" if name == "description" else "",
                longest=LONGEST_ANSWER,
            )
        self.order_fields([*HERBERT_QUESTIONS, *self.base_fields])

    @staticmethod
    def initial_of(part: PartOne) -> dict[str, Any]:
        """Start from the form as it was written last."""
        return {**part.answers, **{name: getattr(part, name) for name in OTHERS}}

    def part(self) -> PartOne:
        """What was written."""
        said = self.cleaned_data
        answers = {name: said[name] for name in HERBERT_QUESTIONS}
        return PartOne(answers=answers, **{name: said[name] for name in OTHERS})


class PartTwoForm(PlainForm):
    """Part 2, when they are missing."""

    last_seen_at = moment("When were they last seen?", required="Enter when they were last seen")
    last_seen_place = line(
        "Where were they last seen?", longest=200, required="Say where they were last seen"
    )
    clothing = paragraph("What are they wearing?")
    money = line("What money, cards or pass do they have?", longest=200)
    happening = paragraph("What was happening just before?")

    def part(self) -> PartTwo:
        """What was known."""
        said = self.cleaned_data
        return PartTwo(
            said["last_seen_at"],
            said["last_seen_place"],
            clothing=said["clothing"],
            money=said["money"],
            happening=said["happening"],
        )


class EndForm(PlainForm):
    """End a form."""

    reason = line(
        "Why does this form end?", hint="Such as: they took it back", required="Say why it ends",
        longest=200,
    )  # fmt: skip


class HoldingForm(PlainForm):
    """Whether a force keeps the forms."""

    held = taps(
        "When do our officers have the forms?",
        [
            ("while_missing", "Only while somebody is missing"),
            ("centrally", "Always: our force keeps them centrally"),
        ],
        required="Choose when officers have the forms",
    )
    reason = forms.CharField(
        label="Why, and who agreed to it?",
        max_length=300,
        error_messages={"required": "Say why, and who agreed to it"},
    )
