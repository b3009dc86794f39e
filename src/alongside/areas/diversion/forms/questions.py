"""The few shapes of question asked on the pathway."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django import forms

from alongside.areas.diversion.actions.writing import NewEvent
from alongside.areas.diversion.rules.facts import Facts
from alongside.foundation.kit.forms import LocalDateTimeField, PlainForm, RadioChoices
from alongside.foundation.kit.widgets import LocalDateTime

Choices = Sequence[tuple[str, str]] | Mapping[str, str]
LONGEST: Final = 4000


def _pairs(choices: Choices) -> list[tuple[str, str]]:
    return list(choices.items()) if isinstance(choices, Mapping) else list(choices)


def _missing_says(field: Any, said: str) -> Any:
    if said:
        field.error_messages["required"] = said
    return field


def words(label: str, *, hint: str = "", required: str = "", rows: int = 3) -> forms.CharField:
    """Ask for as many words as they like."""
    widget = forms.Textarea(attrs={"rows": str(rows)})
    field = forms.CharField(
        label=label, help_text=hint, max_length=LONGEST, required=bool(required), widget=widget
    )
    return _missing_says(field, required)


def line(label: str, *, hint: str = "", required: str = "", longest: int = 120) -> forms.CharField:
    """Ask for a few words on one line."""
    field = forms.CharField(
        label=label, help_text=hint, max_length=longest, required=bool(required)
    )
    return _missing_says(field, required)


def taps(
    label: str,
    choices: Choices,
    *,
    required: str = "",
    hint: str = "",
    inline: bool = False,
    reveal: Mapping[str, Sequence[str]] | None = None,
) -> forms.ChoiceField:
    """Ask for one of a few, all in sight; none is chosen beforehand."""
    field = forms.ChoiceField(
        label=label,
        choices=_pairs(choices),
        help_text=hint,
        required=bool(required),
        widget=RadioChoices(reveal=reveal or {}, inline=inline),
    )
    return _missing_says(field, required)


def pick(label: str, choices: Choices, *, hint: str = "", required: str = "") -> forms.ChoiceField:
    """Ask for one of many, in a list that opens."""
    field = forms.ChoiceField(
        label=label,
        choices=[("", "Choose one"), *_pairs(choices)],
        help_text=hint,
        required=bool(required),
    )
    return _missing_says(field, required)


def moment(label: str, *, hint: str = "Leave empty for just now.") -> LocalDateTimeField:
    """Ask for a date and time gone by."""
    return LocalDateTimeField(
        label=label, help_text=hint, required=False, widget=LocalDateTime(chips=(0, 10, 30, 60))
    )


def ahead(label: str, *, hint: str = "", required: str = "") -> LocalDateTimeField:
    """Ask for a date and time still to come."""
    field = LocalDateTimeField(
        label=label, help_text=hint, required=bool(required), widget=LocalDateTime(chips=())
    )
    return _missing_says(field, required)


class StepForm(PlainForm):
    """A form that records one kind of event, or puts one right."""

    kind = ""
    says: Sequence[str] = ()
    """Names of facts, which are names of fields too."""

    def ask_when(self, label: str = "When was that?") -> None:
        """Ask for the time, last: most steps are recorded as they happen."""
        self.fields["happened_at"] = moment(label)

    def ask_why(self) -> None:
        """Ask why an entry is put right."""
        self.fields["correction_reason"] = line(
            "Why are you changing it?", required="Say why you are changing it", longest=300
        )

    def step(self, otherwise: datetime) -> NewEvent:
        """What is to be recorded; where no time was typed it was just now, or when it was."""
        at = self.cleaned_data.get("happened_at") or otherwise
        return NewEvent(self.kind, at, self.facts())

    def facts(self) -> Facts:
        """The facts, by their names."""
        return {name: self.cleaned_data.get(name) for name in self.says}

    @property
    def why(self) -> str:
        """Why an entry is put right; empty for a new one."""
        why: str = self.cleaned_data.get("correction_reason", "")
        return why
