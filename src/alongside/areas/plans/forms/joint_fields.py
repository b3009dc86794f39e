"""The few shapes of question that shared plans and missing records ask."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django import forms

from alongside.areas.plans.rules.joint_story import Facts, NewEntry
from alongside.foundation.kit.forms import (
    CheckboxChoices,
    LocalDateField,
    LocalDateTimeField,
    PlainForm,
    RadioChoices,
)
from alongside.foundation.kit.widgets import LocalDateTime

Choices = Sequence[tuple[str, str]]
CHOOSE: Final = ("", "Choose one")
LONGEST: Final = 4000


def paragraph(
    label: str, *, hint: str = "", required: str = "", longest: int = LONGEST
) -> forms.CharField:
    """Ask for as many words as they like; ``required`` is what to say where there are none."""
    field = forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        required=bool(required),
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
    return _missing_says(field, required)


def line(label: str, *, hint: str = "", required: str = "", longest: int = 120) -> forms.CharField:
    """Ask for a few words on one line."""
    field = forms.CharField(
        label=label, help_text=hint, max_length=longest, required=bool(required)
    )
    return _missing_says(field, required)


def _missing_says(field: Any, said: str) -> Any:
    if said:
        field.error_messages["required"] = said
    return field


def taps(
    label: str,
    choices: Choices,
    *,
    required: str = "",
    hints: dict[str, str] | None = None,
    reveal: dict[str, list[str]] | None = None,
) -> forms.ChoiceField:
    """Ask for one of a few, all in sight; none is chosen beforehand."""
    field = forms.ChoiceField(
        label=label,
        choices=choices,
        required=bool(required),
        widget=RadioChoices(hints=hints or {}, reveal=reveal or {}),
    )
    return _missing_says(field, required)


def several(label: str, choices: Choices, *, hint: str = "") -> forms.MultipleChoiceField:
    """Ask which of these are so."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, help_text=hint, required=False, widget=CheckboxChoices()
    )


def pick(label: str, choices: Choices, *, hint: str = "", required: str = "") -> forms.ChoiceField:
    """Ask for one of many, in a list that opens."""
    field = forms.ChoiceField(
        label=label, choices=[CHOOSE, *choices], help_text=hint, required=bool(required)
    )
    return _missing_says(field, required)


def moment(label: str, *, hint: str = "", required: str = "") -> LocalDateTimeField:
    """Ask for a date and time gone by."""
    field = LocalDateTimeField(
        label=label,
        help_text=hint,
        required=bool(required),
        widget=LocalDateTime(chips=(0, 10, 30, 60)),
    )
    return _missing_says(field, required)


def moment_ahead(label: str, *, hint: str = "", required: str = "") -> LocalDateTimeField:
    """Ask for a date and time still to come."""
    field = LocalDateTimeField(
        label=label, help_text=hint, required=bool(required), widget=LocalDateTime(chips=())
    )
    return _missing_says(field, required)


def day(label: str, *, hint: str = "", required: str = "") -> LocalDateField:
    """Ask for a day."""
    field = LocalDateField(label=label, help_text=hint, required=bool(required))
    return _missing_says(field, required)


class EntryForm(PlainForm):
    """A form that records one kind of entry, or puts one recorded earlier right."""

    kind = ""
    facts: Sequence[str] = ()
    """Names of the facts, which are names of fields too."""

    happened_at = moment("When was that?", hint="Leave empty for just now.")

    def ask_why(self) -> None:
        """Ask why an earlier entry is put right."""
        self.fields["correction_reason"] = line(
            "Why are you changing it?", required="Say why you are changing it", longest=300
        )

    def entry(self, now: datetime) -> NewEntry:
        """What is to be recorded."""
        said = self.cleaned_data
        return NewEntry(self.kind, said.get("happened_at") or now, self.said())

    def said(self) -> Facts:
        """The facts, by their names."""
        return {name: self.cleaned_data[name] for name in self.facts}

    @property
    def reason(self) -> str:
        """Why an earlier entry is put right; empty for a new one."""
        reason: str = self.cleaned_data.get("correction_reason", "")
        return reason
