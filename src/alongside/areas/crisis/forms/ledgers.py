"""What is done about a difference between two ledgers."""

from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.areas.crisis.rules.ledgers import REASONS
from alongside.foundation.kit.forms import PlainForm, RadioChoices


class GiveForm(PlainForm):
    """Whose it is to find out."""

    owner = forms.ChoiceField(label="Who finds out?")

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["owner"]
        field.choices = [("", "Choose somebody"), *owners]


class SettleForm(PlainForm):
    """How it was settled."""

    reason = forms.ChoiceField(
        label="How was it settled?", choices=list(REASONS.items()), widget=RadioChoices()
    )
    note = forms.CharField(
        label="What did you find? (optional)",
        help_text="Leave names out. Say which record was changed, and by whom you were told.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReopenForm(PlainForm):
    """Why it is not settled after all."""

    note = forms.CharField(
        label="Why is it opened again?",
        help_text="Leave names out.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
