"""What staff are asked when they give somebody a way in, close one, or answer the person."""

from django import forms

from alongside.areas.plans.actions.doors import Invitation
from alongside.areas.plans.rules.corrections import OUTCOME_WORDS
from alongside.areas.plans.rules.doors import ALLOWANCE_WORDS, Allowance
from alongside.foundation.kit.forms import CheckboxChoices, LocalDateField, PlainForm, RadioChoices
from alongside.kernel.actor import Role

CARER_FIELDS = ("carer_name", "carer_is", "allowed", "agreed_words", "ends_on")


class InviteForm(PlainForm):
    """For whom, and what was agreed."""

    as_whom = forms.ChoiceField(
        label="Who is it for?",
        choices=[("person", "The person themselves"), ("carer", "Somebody who acts for them")],
        widget=RadioChoices(
            reveal={"person": ("called",), "carer": CARER_FIELDS},
            hints={"carer": "A carer, relative, friend or advocate, with the person’s permission"},
        ),
    )
    called = forms.CharField(
        label="What do they like to be called?",
        max_length=60,
        required=False,
        help_text="Their own page says hello with it. They can change it.",
    )
    carer_name = forms.CharField(label="What is the carer’s name?", max_length=80, required=False)
    carer_is = forms.CharField(
        label="Who are they to the person?",
        max_length=60,
        required=False,
        help_text="Such as sister, friend, advocate",
    )
    allowed = forms.MultipleChoiceField(
        label="What did the person say they may do?",
        choices=[(code.value, words) for code, words in ALLOWANCE_WORDS.items()],
        required=False,
        widget=CheckboxChoices,
    )
    agreed_words = forms.CharField(
        label="How did the person agree?",
        max_length=300,
        required=False,
        help_text="In their words. If somebody holds a power of attorney, say which.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    ends_on = LocalDateField(
        label="What is the last day of this permission?",
        required=False,
        help_text="Within a year. Then the person is asked again.",
    )

    def invitation(self) -> Invitation:
        """Answer who is invited, once the form is valid."""
        said = self.cleaned_data
        return Invitation(
            as_whom=Role(said["as_whom"]),
            called=said["called"],
            carer_name=said["carer_name"],
            carer_is=said["carer_is"],
            allowed=frozenset(Allowance(code) for code in said["allowed"]),
            agreed_words=said["agreed_words"],
            ends_on=said["ends_on"],
        )


class CloseForm(PlainForm):
    """Why."""

    reason = forms.CharField(
        label="Why do you close it?",
        max_length=300,
        help_text="The person can read this.",
        error_messages={"required": "Say why you close it"},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(PlainForm):
    """What came of it, in words."""

    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=[(code.value, words) for code, words in OUTCOME_WORDS.items()],
        widget=RadioChoices,
        error_messages={"required": "Choose what came of it"},
    )
    answer = forms.CharField(
        label="Your answer",
        max_length=2000,
        help_text="The person reads this. Short words and short sentences help.",
        error_messages={"required": "Write your answer"},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
