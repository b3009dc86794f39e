"""Why the log is read, answers to questions, reviews of broken glass, looks kept back."""

from typing import Final

from django import forms

from alongside.areas.oversight.forms.person_field import PersonField
from alongside.foundation.audit.queries import LAWFUL_PURPOSES
from alongside.foundation.kit.forms import LocalDateTimeField, PlainForm, RadioChoices
from alongside.foundation.kit.widgets import LocalDateTime
from alongside.foundation.picture.rules import FINDINGS

PERIODS: Final = (("7", "The last 7 days"), ("30", "The last 30 days"), ("90", "The last 90 days"))


class LooksForm(PlainForm):
    """What the log is read for, and how far back."""

    purpose = forms.ChoiceField(
        label="What are you reading this for?",
        choices=[(code, words.capitalize()) for code, words in LAWFUL_PURPOSES.items()],
        widget=RadioChoices,
        error_messages={"required": "Choose what you are reading this for"},
    )
    days = forms.TypedChoiceField(
        label="How far back?",
        choices=PERIODS,
        coerce=int,
        initial="30",
        widget=forms.Select(attrs={"data-plain": "1"}),
    )


class AnswerForm(PlainForm):
    """What was found out."""

    answer = forms.CharField(
        label="What did you find out?",
        help_text="In plain words. It stays on record, and closes the question.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class GlassReviewForm(PlainForm):
    """What a reviewer found of a broken glass."""

    finding = forms.ChoiceField(
        label="What did you find?",
        choices=list(FINDINGS.items()),
        widget=RadioChoices(reveal={}),
        error_messages={"required": "Choose what you found"},
    )
    note = forms.CharField(
        label="Note",
        help_text="What has to follow, or what was not right. Needed unless it was right.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HoldBackForm(PlainForm):
    """Why a person is not told yet who looked, and until when."""

    person = PersonField()
    from_at = LocalDateTimeField(
        label="Keep back looks from",
        error_messages={"required": "Enter from when looks are kept back"},
    )
    until_at = LocalDateTimeField(
        label="Tell them from",
        help_text="At most 12 months from now",
        widget=LocalDateTime(chips=()),
        error_messages={"required": "Enter when they are told"},
    )
    reason = forms.CharField(
        label="Why would telling them be unsafe?",
        help_text="Who could be harmed, and how",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
