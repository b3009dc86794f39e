"""Forms of the survey and of themes."""

from typing import Any

from django import forms

from alongside.areas.placements.rules.survey import (
    LONGEST_TEXT,
    LONGEST_WORD,
    Question,
    QuestionKind,
    Survey,
)
from alongside.foundation.kit.forms import PlainForm, RadioChoices


class SurveyForm(PlainForm):
    """Every question of a survey; each may stay empty."""

    def __init__(self, asked: Survey, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.codes = [one.code for one in asked.questions]
        for question in asked.questions:
            self.fields[question.code] = _field(question)

    @property
    def sent(self) -> dict[str, str]:
        """What was sent, by question."""
        return {code: self.cleaned_data.get(code) or "" for code in self.codes}


def _field(question: Question) -> forms.Field:
    if question.kind.choices:
        widget = RadioChoices(inline=question.kind is QuestionKind.YES_NO)
        return forms.ChoiceField(
            label=question.ask,
            choices=list(question.kind.choices.items()),
            required=False,
            help_text=question.hint,
            widget=widget,
        )
    if question.kind is QuestionKind.WORD:
        return forms.CharField(
            label=question.ask,
            required=False,
            help_text=question.hint,
            widget=forms.TextInput(attrs={"maxlength": str(LONGEST_WORD), "autocapitalize": "off"}),
        )
    attrs = {"rows": "3", "maxlength": str(LONGEST_TEXT)}
    return forms.CharField(
        label=question.ask,
        required=False,
        help_text=question.hint,
        widget=forms.Textarea(attrs=attrs),
    )


class ThemeForm(PlainForm):
    """A new theme."""

    words = forms.CharField(
        label="A theme you hear",
        help_text="A few words of your own, such as “time with patients”.",
        max_length=120,
        error_messages={"required": "Say in a few words what you hear."},
    )
