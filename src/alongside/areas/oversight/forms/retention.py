"""Whose record, legal holds, and decisions on keeping or disposing."""

from django import forms

from alongside.areas.oversight.forms.person_field import PersonField
from alongside.areas.oversight.rules.retention import CAUSES, CLOCKS, DECISIONS
from alongside.foundation.kit.forms import LocalDateField, PlainForm, RadioChoices


class WhoForm(PlainForm):
    """Whose clocks to show."""

    person = PersonField(
        label="Whose record?",
        widget=forms.TextInput(attrs={"data-plain": "1"}),
    )


class LegalHoldForm(PlainForm):
    """What a hold is for."""

    cause = forms.ChoiceField(
        label="What is the hold for?",
        choices=list(CAUSES.items()),
        widget=RadioChoices,
        error_messages={"required": "Choose what the hold is for"},
    )
    reason = forms.CharField(
        label="Say more",
        help_text="Such as the coroner's reference. Leave out names.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LiftForm(PlainForm):
    """Why a hold is over."""

    reason = forms.CharField(
        label="Why is it over?", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class DecideForm(PlainForm):
    """What is decided of one kind of record."""

    record = forms.ChoiceField(
        label="Which record?",
        choices=[(record.value, clock.words) for record, clock in CLOCKS.items()],
    )
    decided = forms.ChoiceField(
        label="What is decided?",
        choices=list(DECISIONS.items()),
        widget=RadioChoices,
        error_messages={"required": "Choose what is decided"},
    )
    died_on = LocalDateField(
        label="Date of death, if they have died",
        help_text="Kept with the decision; the clocks count from it",
        required=False,
    )
    reason = forms.CharField(label="Why?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
