"""What the person is asked about their own words and about who may see them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from alongside.areas.plans.queries.portal_words import SeesLine
from alongside.areas.plans.rules.contact_fields import FIELD
from alongside.areas.plans.rules.contact_plan import (
    PERMISSION_WORDS,
    Permission,
    PersonToRing,
    latest_review,
)
from alongside.areas.plans.rules.portal_questions import EXAMPLES, QUESTIONS
from alongside.foundation.kit.forms import PlainForm, RadioChoices

YES_NO = (("yes", "Yes"), ("no", "No"))
MONTHS = (("3", "In 3 months"), ("6", "In 6 months"), ("12", "In a year"))


class QuestionForm(PlainForm):
    """One question of the plan; an empty answer is an answer."""

    def __init__(self, posted: Any, *, question: str, said: str, version: int) -> None:
        super().__init__(posted, initial={"said": said, "version": version})
        field = FIELD[question]
        one_line = field.lines == 1
        widget = forms.TextInput() if one_line else forms.Textarea(attrs={"rows": 5})
        self.fields["said"] = forms.CharField(
            label=QUESTIONS[question],
            help_text=EXAMPLES.get(question, field.hint),
            max_length=field.most,
            required=False,
            widget=widget,
            error_messages={"max_length": "That is too long. Keep what matters most."},
        )


class RingForm(PlainForm):
    """Somebody to ring."""

    name = forms.CharField(
        label="Their name", max_length=120, error_messages={"required": "Write their name"}
    )
    relation = forms.CharField(
        label="Who they are to you",
        max_length=80,
        required=False,
        help_text="Such as my sister",
    )
    phone = forms.CharField(
        label="Their phone number",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "data-plain": "1"}),
    )
    permission = forms.ChoiceField(
        label="What may people do?",
        choices=[(code.value, words) for code, words in PERMISSION_WORDS.items()],
        widget=RadioChoices,
        error_messages={"required": "Choose what people may do"},
    )

    def person(self) -> PersonToRing:
        """Answer whom, once the form is valid."""
        said = self.cleaned_data
        return PersonToRing(
            said["name"].strip(),
            said["relation"].strip(),
            said["phone"].strip(),
            Permission(said["permission"]),
        )


class ShareForm(PlainForm):
    """Yes or no for each service, and when to look again."""

    months = forms.ChoiceField(
        label="When do you want to look at your words again?",
        help_text="After that day people do not see them until you say yes again.",
        choices=MONTHS,
        initial="12",
        widget=RadioChoices,
        error_messages={"required": "Choose when to look at them again"},
    )

    def __init__(
        self, posted: Any, *, services: Sequence[SeesLine], version: int, medical: bool
    ) -> None:
        super().__init__(posted, initial={"version": version, "months": "12"})
        review = self.fields.pop("months")
        self.services = {f"service_{row.id}": row for row in services}
        for name, row in self.services.items():
            self.fields[name] = _yes_no(
                row.name, row.says, row.answer, f"Say yes or no: {row.name}"
            )
        if medical:
            self.fields["medical"] = _yes_no(
                "May the health safety notes go with your words?",
                "Your team wrote them, such as allergies.",
                "",
                "Say yes or no about the health safety notes",
            )
        self.fields["months"] = review

    def recipients(self) -> dict[UUID, bool]:
        """Answer yes or no by service, once the form is valid."""
        return {row.id: self.cleaned_data[name] == "yes" for name, row in self.services.items()}

    def medical_agreed(self) -> bool:
        """Answer whether the health safety notes may go along."""
        return str(self.cleaned_data.get("medical", "no")) == "yes"

    def review_on(self, today: date) -> date:
        """Answer the day to look at the words again, at most a year from now."""
        months = int(self.cleaned_data["months"])
        last = latest_review(today)
        if months == 12:
            return last
        later = today.month - 1 + months
        year, month = today.year + later // 12, later % 12 + 1
        return min(date(year, month, min(today.day, 28)), last)


def _yes_no(label: str, hint: str, answer: str, missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=YES_NO,
        initial=answer or None,
        widget=RadioChoices(inline=True),
        error_messages={"required": missing},
    )
