"""Asking for a copy, weighing an item, an opinion, and the release."""

from typing import Any

from django import forms

from alongside.areas.oversight.forms.person_field import PersonField
from alongside.areas.oversight.rules.copies import (
    FLAG_LABELS,
    OUTCOME_LABELS,
    Asker,
    Flag,
    Outcome,
    Weighed,
)
from alongside.foundation.kit.forms import (
    CheckboxChoices,
    LocalDateField,
    PlainForm,
    RadioChoices,
)


class AskForm(PlainForm):
    """Who asks for whose copy."""

    person = PersonField(label="Whose copy is it?")
    asker = forms.ChoiceField(
        label="Who is asking?",
        choices=[
            (Asker.PERSON.value, "The person themselves"),
            (Asker.REPRESENTATIVE.value, "Somebody acting for them"),
        ],
        widget=RadioChoices(reveal={Asker.REPRESENTATIVE.value: ["authority"]}),
        error_messages={"required": "Choose who is asking"},
    )
    authority = forms.CharField(
        label="What entitles them to ask?",
        help_text="Such as a signed permission, or parental responsibility",
        required=False,
        max_length=300,
    )
    asked_by = forms.CharField(label="Name of whoever is asking", max_length=120)
    identity_checked = forms.CharField(
        label="How did you check who they are?",
        help_text="Such as a passport shown at the desk",
        max_length=300,
    )
    received_on = LocalDateField(label="When did the request come?")


class ItemForm(PlainForm):
    """Whether one item is given, given in part, or held back, and why."""

    outcome = forms.ChoiceField(
        label="What is done with it?",
        choices=[(one.value, OUTCOME_LABELS[one]) for one in Outcome],
        widget=RadioChoices(reveal={Outcome.REDACT.value: ["parts"]}),
    )
    parts = forms.MultipleChoiceField(
        label="Which parts are taken out?", required=False, widget=CheckboxChoices
    )
    flags = forms.MultipleChoiceField(
        label="On what ground?",
        help_text="Needed when anything is taken out or held back",
        choices=[(one.value, FLAG_LABELS[one]) for one in Flag],
        required=False,
        widget=CheckboxChoices,
    )
    why = forms.CharField(
        label="Why?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, labels: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parts"].choices = [(one, one) for one in labels]  # type: ignore[attr-defined]

    def weighed(self) -> Weighed:
        """Answer what was decided, once the form is valid."""
        given = self.cleaned_data
        return Weighed(
            Outcome(given["outcome"]),
            frozenset(Flag(flag) for flag in given["flags"]),
            given["why"],
            frozenset(given["parts"]),
        )


class OpinionForm(PlainForm):
    """What a health professional said."""

    opinion_by = forms.CharField(label="Whose opinion is it?", max_length=120)
    opinion_post = forms.CharField(label="Their post", max_length=120)
    opinion_on = LocalDateField(label="When did they give it?", help_text="It counts for 6 months")
    opinion_words = forms.CharField(
        label="What did they say?",
        help_text="Whether anything would be likely to seriously harm somebody's health, and what",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReleaseForm(PlainForm):
    """To whom it is given, and that somebody has looked at all of it."""

    released_to = forms.CharField(label="Who is it given to?", max_length=120)
    method = forms.ChoiceField(
        label="How?",
        choices=[
            ("by_hand", "By hand, on paper"),
            ("post", "By post"),
            ("file", "As a file they can open"),
        ],
        widget=RadioChoices,
        error_messages={"required": "Choose how it is given"},
    )
    looked_at_all = forms.BooleanField(
        label="I have looked at every item, and what is not held back may be given",
        required=False,
    )
