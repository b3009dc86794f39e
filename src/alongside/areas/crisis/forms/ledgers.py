"""What is done about a difference between two ledgers."""

from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.areas.crisis.rules.ledgers import COLUMNS, REASONS
from alongside.foundation.kit.forms import PlainForm, RadioChoices


def _file(label: str) -> forms.FileField:
    return forms.FileField(
        label=label,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": f"Choose the {label[:1].lower()}{label[1:]}, a CSV or Excel file",
            "empty": f"The {label[:1].lower()}{label[1:]} is an empty file",
        },
    )


def _reference(whose: str) -> forms.CharField:
    return forms.CharField(
        label=f"Column of the {whose} ledger that names each row (optional)",
        help_text="Such as Record or Reference. With it a difference keeps its owner and age when "
        "the ledgers are compared again. Without it rows are called by their numbers.",
        max_length=80,
        required=False,
    )


class CompareForm(PlainForm):
    """Two ledgers to set side by side."""

    period = forms.CharField(
        label="Which period do both cover?", help_text="Such as June 2026.", max_length=80,
        error_messages={"required": "Say which period both ledgers cover, such as June 2026"},
    )  # fmt: skip
    police = _file("Police ledger")
    police_reference = _reference("police")
    health = _file("Health ledger")
    health_reference = _reference("health")
    columns = forms.CharField(
        label="Which column is which, if a title does not say (optional)",
        help_text="One a line, such as: arrived at = Time of arrival. You can name "
        f"{', '.join(COLUMNS)}.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )


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
