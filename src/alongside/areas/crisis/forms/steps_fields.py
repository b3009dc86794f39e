"""The few shapes of question a step is made of."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from django import forms

from alongside.foundation.kit.forms import (
    CheckboxChoices,
    LocalDateTimeField,
    RadioChoices,
    YesNoNotKnown,
    YesNoNotKnownField,
)
from alongside.foundation.kit.widgets import LocalDateTime

Choices = Sequence[tuple[str, str]]
CHOOSE: tuple[str, str] = ("", "Choose one")
ON_THE_STREET = (0, 5, 10, 30)


def coded(kind: type[StrEnum], *, without: Iterable[str] = ()) -> Choices:
    """Offer the codes of a list with their words."""
    left_out = set(without)
    return [
        (code.value, getattr(code, "label", code.value)) for code in kind if code not in left_out
    ]


def yes_no(label: str, *, hint: str = "", reveal: dict[str, list[str]] | None = None) -> Any:
    """Ask for yes, no or not known yet."""
    widget = YesNoNotKnown(reveal=reveal) if reveal else YesNoNotKnown()
    return YesNoNotKnownField(label=label, help_text=hint, required=False, widget=widget)


def line(label: str, *, hint: str = "", most: int = 120) -> forms.CharField:
    """Ask for a few words on one line."""
    return forms.CharField(label=label, help_text=hint, max_length=most, required=False)


def words(label: str = "Anything else", *, hint: str = "") -> forms.CharField:
    """Ask for as many words as they like."""
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=hint, max_length=4000, required=False, widget=box)


def number(label: str, *, hint: str = "", most: int = 999) -> forms.IntegerField:
    """Ask for a whole number."""
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=0,
        max_value=most,
        required=False,
        error_messages={"invalid": "Write a whole number, such as 12."},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


def radios(
    label: str,
    choices: Choices,
    *,
    hint: str = "",
    reveal: dict[str, list[str]] | None = None,
    required: bool = False,
) -> forms.ChoiceField:
    """Ask for one of a few, all in sight."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        required=required,
        widget=RadioChoices(reveal=reveal or {}),
    )


def pick(label: str, choices: Choices, *, hint: str = "") -> forms.ChoiceField:
    """Ask for one of many, in a list that opens."""
    return forms.ChoiceField(
        label=label, choices=[CHOOSE, *choices], help_text=hint, required=False
    )


def ticks(label: str, choices: Choices, *, hint: str = "") -> forms.MultipleChoiceField:
    """Ask which of these were done; each is a fact of its own."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, help_text=hint, required=False, widget=CheckboxChoices()
    )


def moment(label: str, *, hint: str = "", required: bool = False) -> LocalDateTimeField:
    """Ask for a date and time."""
    return LocalDateTimeField(
        label=label, help_text=hint, required=required, widget=LocalDateTime(chips=ON_THE_STREET)
    )
