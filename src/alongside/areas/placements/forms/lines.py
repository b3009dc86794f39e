"""Fields whose lines or items people type as words."""

from collections.abc import Callable
from typing import Any, Final

from django import forms

from alongside.areas.placements.rules.marks import marks_typed
from alongside.areas.placements.rules.patterns import part_words, parts_typed
from alongside.areas.placements.rules.services import Hours, shift_lines, shifts_typed
from alongside.areas.placements.rules.stretches import stretch_lines, stretches_typed
from alongside.engines.scheduling.fields import CLOCK
from alongside.foundation.kit.fields import invalid
from alongside.kernel.refusal import Refused

DAYS_HINT: Final = "A line for each, like 2 March 2026 to 13 March 2026, or one day."


class LinesField(forms.CharField):
    """Words that a rule reads; shown again as they can be typed.

    Args:
        read: Answers the value of the words; its refusal is said beside the field.
        show: Answers the words of a value.
        rows: Height of the box.
    """

    def __init__(
        self,
        *,
        read: Callable[[str], Any],
        show: Callable[[Any], str],
        rows: int = 3,
        required: bool = False,
        **options: Any,
    ) -> None:
        self.read, self.show = read, show
        box = forms.Textarea(attrs={"rows": rows})
        super().__init__(required=required, widget=box, **options)

    def to_python(self, value: Any) -> Any:
        """What the words mean."""
        words = str(super().to_python(value) or "")
        try:
            return self.read(words)
        except Refused as refused:
            raise invalid(refused) from None

    def prepare_value(self, value: Any) -> Any:
        """The words of a kept value, or what was typed."""
        return value if isinstance(value, str) else self.show(value or [])

    def run_validators(self, value: Any) -> None:
        """Nothing more: the rule has read it."""

    def validate(self, value: Any) -> None:
        """Ask for words where there have to be some."""
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")


def stretches_field(label: str, help_text: str = DAYS_HINT) -> LinesField:
    """Days or stretches of days, a line for each."""
    return LinesField(read=stretches_typed, show=stretch_lines, label=label, help_text=help_text)


def shifts_field() -> LinesField:
    """Hours of a working day, a line for each."""
    return LinesField(
        read=shifts_typed,
        show=lambda value: shift_lines([Hours(*one) for one in value]),
        label="Shifts",
        help_text="A line for each, like early 08:00 to 15:30. Empty means the whole day.",
    )


def parts_field() -> LinesField:
    """Parts of a pattern, a line for each."""
    return LinesField(
        read=parts_typed,
        show=lambda value: "\n".join(part_words(one) for one in value),
        required=True,
        label="Parts",
        help_text="A line for each stay, one straight after another, like ward, 5 days.",
    )


def marks_field(label: str, help_text: str) -> LinesField:
    """Opaque marks, parted by commas."""
    return LinesField(read=marks_typed, show=", ".join, rows=1, label=label, help_text=help_text)


def words_field(label: str, help_text: str = "Parted by commas.") -> LinesField:
    """A few words or phrases, parted by commas."""
    return LinesField(read=_words, show=", ".join, rows=2, label=label, help_text=help_text)


def _words(text: str) -> list[str]:
    found = [word.strip() for word in text.replace("\n", ",").split(",")]
    return list(dict.fromkeys(word[:80] for word in found if word))


class ClockField(forms.CharField):
    """A time of day on a 24-hour clock; cleans to ``HH:MM`` or nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=5, **options)
        self.widget.attrs["inputmode"] = "numeric"

    def to_python(self, value: Any) -> str:
        """The time, with two figures for the hour."""
        text = str(super().to_python(value) or "")
        padded = text.zfill(5) if ":" in text else text
        if text and not CLOCK.match(padded):
            raise forms.ValidationError("Write a time like 08:00.", code="clock")
        return padded
