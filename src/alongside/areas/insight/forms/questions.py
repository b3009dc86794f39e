"""What a question is asked with, and how it is amended."""

from typing import Any
from uuid import UUID

from django import forms

from alongside.areas.insight.actions import NewQuestion
from alongside.areas.insight.rules.asking import FAMILY_WORDS, Family, Method
from alongside.areas.insight.rules.measures import MEASURES
from alongside.foundation.kit.fields import invalid
from alongside.foundation.kit.forms import PlainForm, RadioChoices
from alongside.kernel.months import Month, read_month
from alongside.kernel.refusal import Refused

YES_NO = [("yes", "Yes"), ("no", "No")]
NONE = "none"
BETWEEN = "|"


class MonthField(forms.CharField):
    """A month written like 2026-06."""

    def clean(self, value: Any) -> Month:
        """Read it.

        Raises:
            ValidationError: It is no month.
        """
        text = super().clean(value)
        try:
            return read_month(text, field="start")
        except Refused as refused:
            raise invalid(refused) from refused


class MethodForm(PlainForm):
    """How a question is answered."""

    comparator = forms.ChoiceField(
        label="What is it set beside?",
        help_text="Somewhere the change did not happen. Without one, another cause at the same "
        "time cannot be told apart.",
        widget=forms.Select,
    )
    season = forms.ChoiceField(
        label="Allow for the time of year?",
        choices=YES_NO,
        initial="yes",
        widget=RadioChoices,
    )
    slope = forms.ChoiceField(
        label="May the effect grow or shrink with time?",
        choices=YES_NO,
        initial="no",
        widget=RadioChoices,
    )
    family = forms.ChoiceField(
        label="How do the counts vary?",
        choices=[(code.value, words) for code, words in FAMILY_WORDS.items()],
        initial=Family.QUASIPOISSON.value,
        widget=RadioChoices,
    )
    lag = forms.IntegerField(
        label="Months before it can show",
        initial=0,
        min_value=0,
        max_value=12,
        error_messages={
            "min_value": "Enter 0 to 12 months",
            "max_value": "Enter 0 to 12 months",
            "invalid": "Enter a whole number of months",
        },
    )

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        nobody = (NONE, "Nothing: cannot separate from trend")
        self.fields["comparator"].choices = [nobody, *areas]  # type: ignore[attr-defined]

    def method(self) -> Method:
        """Answer the method asked for."""
        given = self.cleaned_data
        area, _, town = given["comparator"].partition(BETWEEN)
        return Method(
            family=given["family"],
            season=given["season"] == "yes",
            slope=given["slope"] == "yes",
            lag=given["lag"],
            comparator_area="" if area == NONE else area,
            comparator_locality=town,
        )


class QuestionForm(MethodForm):
    """A question about a change."""

    change = forms.CharField(
        label="What began?",
        help_text="In a few words, such as: a nurse in the control room at night",
        max_length=200,
    )
    measure = forms.ChoiceField(
        label="What might it have changed?",
        choices=[(one.code, one.title) for one in MEASURES.values()],
        widget=forms.Select,
    )
    area = forms.ChoiceField(label="Where?", widget=forms.Select)
    start = MonthField(
        label="From which month?", help_text="Like 2026-06. It may be still to come.", max_length=7
    )
    months_after = forms.IntegerField(
        label="How many months after the start do you wait for?",
        help_text="Twelve sees every season once. Looking early finds changes that are not there.",
        initial=12,
        min_value=3,
        max_value=60,
        error_messages={
            "min_value": "Wait for at least 3 months",
            "max_value": "Wait for at most 60 months",
            "invalid": "Enter a whole number of months",
        },
    )
    seen = forms.ChoiceField(
        label="Have you seen any of these numbers from after the start?",
        help_text="It is not wrong to have. The answer says so, since whoever has seen a number "
        "may ask the question it answers.",
        choices=YES_NO,
        widget=RadioChoices,
        error_messages={"required": "Say whether you have seen them"},
    )

    field_order = (
        "change", "measure", "area", "start", "months_after", "comparator", "season", "slope",
        "family", "lag", "seen",
    )  # fmt: skip

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, areas=areas, **options)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]

    def asked(self) -> NewQuestion:
        """Answer the question asked."""
        given = self.cleaned_data
        area, _, town = given["area"].partition(BETWEEN)
        return NewQuestion(
            change=given["change"],
            measure=given["measure"],
            area_id=UUID(area),
            locality=town,
            start=given["start"],
            months_after=given["months_after"],
            method=self.method(),
            seen_before=given["seen"] == "yes",
        )


class AmendForm(MethodForm):
    """A change of method, with why."""

    reason = forms.CharField(
        label="Why?",
        help_text="It stays beside both answers.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
