"""The few shapes of question a step is made of."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any, Final, TypeVar

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
F = TypeVar("F", bound=forms.Field)
WHOLE: Final = "Write a whole number, such as 12."
MOST_HOURS: Final = 72
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


def line(label: str, *, hint: str = "", most: int = 120, required: str = "") -> forms.CharField:
    """Ask for a few words on one line; ``required`` is what to say where they are missing."""
    field = forms.CharField(label=label, help_text=hint, max_length=most, required=bool(required))
    return _missing_says(field, required)


def words(label: str = "Anything else", *, hint: str = "") -> forms.CharField:
    """Ask for as many words as they like."""
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=hint, max_length=4000, required=False, widget=box)


def number(label: str, *, hint: str = "") -> forms.IntegerField:
    """Ask for a whole number of minutes."""
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        error_messages={"invalid": WHOLE},
        validators=[_between(0, 999, "Minutes must be from 0 to 999")],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


def hours(label: str, *, required: str) -> forms.IntegerField:
    """Ask for whole hours; more than the law allows is kept, and said on the page."""
    return forms.IntegerField(
        label=label,
        error_messages={"invalid": WHOLE, "required": required},
        validators=[_between(1, MOST_HOURS, f"Hours must be more than 0 and at most {MOST_HOURS}")],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


def _between(least: int, most: int, words: str) -> Callable[[int], None]:
    """Refuse a number outside its bounds, in one plain sentence."""

    def check(value: int) -> None:
        if not least <= value <= most:
            raise forms.ValidationError(words)

    return check


def _missing_says(field: F, words: str) -> F:
    if words:
        field.error_messages["required"] = words
    return field


def radios(
    label: str,
    choices: Choices,
    *,
    hint: str = "",
    reveal: dict[str, list[str]] | None = None,
    required: bool | str = False,
) -> forms.ChoiceField:
    """Ask for one of a few, all in sight; ``required`` may be what to say where none is."""
    field = forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        required=bool(required),
        widget=RadioChoices(reveal=reveal or {}),
    )
    return _missing_says(field, required if isinstance(required, str) else "")


def pick(label: str, choices: Choices, *, hint: str = "") -> forms.ChoiceField:
    """Ask for one of many, in a list that opens."""
    return forms.ChoiceField(
        label=label, choices=[CHOOSE, *choices], help_text=hint, required=False
    )


def ticks(
    label: str, choices: Choices, *, one_of: frozenset[str], otherwise: str
) -> forms.MultipleChoiceField:
    """Ask which of these were done; each is a fact of its own.

    Args:
        label: The question.
        choices: What may have been done.
        one_of: Those of which at least one has to be ticked.
        otherwise: What to say where none of them is.
    """

    def check(chosen: list[str]) -> None:
        if not one_of.intersection(chosen):
            raise forms.ValidationError(otherwise)

    field = forms.MultipleChoiceField(
        label=label, choices=choices, widget=CheckboxChoices(), validators=[check]
    )
    return _missing_says(field, otherwise)


def moment(label: str, *, hint: str = "", required: bool = False) -> LocalDateTimeField:
    """Ask for a date and time."""
    return LocalDateTimeField(
        label=label, help_text=hint, required=required, widget=LocalDateTime(chips=ON_THE_STREET)
    )


def by_when(label: str) -> LocalDateTimeField:
    """Ask for a date and time still to come, so that no tap offers one gone by."""
    return LocalDateTimeField(label=label, required=False, widget=LocalDateTime(chips=()))
