"""What one shift tells the next."""

from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.foundation.kit.forms import CheckboxChoices, PlainForm


class ShiftForm(PlainForm):
    """A note, and the open contacts it is about."""

    note = forms.CharField(
        label="What does the next shift need to know?",
        help_text="People are named by the contacts below, so leave names out of the note.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "data-plain": "1"}),
    )
    contacts = forms.MultipleChoiceField(
        label="Which open contacts is it about?", required=False, widget=CheckboxChoices()
    )

    def __init__(
        self, *args: Any, offered: Sequence[tuple[str, str]], hints: dict[str, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["contacts"]
        field.choices = offered
        field.widget.hints = hints
        if not offered:
            del self.fields["contacts"]

    def clean(self) -> dict[str, Any]:
        """Ask for one or the other."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("note", "").strip() and not cleaned.get("contacts"):
            self.add_error("note", "Write a note, or tick the contacts the next shift takes on")
        return cleaned
