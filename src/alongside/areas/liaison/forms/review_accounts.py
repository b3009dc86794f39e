"""What a service is asked for its account, and what services say together afterwards."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.liaison.actions.review_accounts import LABELS, Account
from alongside.areas.liaison.actions.review_learning import Learning
from alongside.areas.liaison.actions.review_together import NewDifference
from alongside.areas.liaison.forms.reviews import LONG, NAME_NOBODY
from alongside.areas.liaison.rules.review_factors import DIFFERENCES, FACTORS
from alongside.foundation.kit.forms import PlainForm, RadioChoices

ACCOUNT_LONG: Final = 12000


class AccountForm(PlainForm):
    """What happened as one service saw it."""

    lines = forms.CharField(
        label=LABELS["lines"],
        help_text="One line for each thing that happened, its time first if you know it: "
        "22:10 We rang the ward. Or: about 22:10 We rang the ward. "
        "Without a time where you do not know it. Past midnight, go on with 00:15.",
        max_length=ACCOUNT_LONG,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    went_well = forms.CharField(
        label=LABELS["went_well"],
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    differently = forms.CharField(
        label=LABELS["differently"],
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def account(self) -> Account:
        """The account, once valid."""
        said = self.cleaned_data
        return Account(said["lines"], said["went_well"], said["differently"], self.version)


class DifferenceForm(PlainForm):
    """Where two tellings differ."""

    line = forms.ChoiceField(label="Which line?")
    beside = forms.ChoiceField(label="Beside what?", required=False)
    kind = forms.ChoiceField(
        label="What differs?", choices=list(DIFFERENCES.items()), widget=RadioChoices
    )
    words = forms.CharField(
        label="In a sentence",
        help_text=f"Say what differs, not who is right. {NAME_NOBODY}",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        lines: Sequence[tuple[str, str]],
        beside: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["line"].choices = lines  # type: ignore[attr-defined]
        only = ("", "Nothing: only this service says so")
        self.fields["beside"].choices = [only, *beside]  # type: ignore[attr-defined]

    def new(self) -> NewDifference:
        """The difference, once valid."""
        said = self.cleaned_data
        beside = UUID(said["beside"]) if said["beside"] else None
        return NewDifference(said["kind"], said["words"], UUID(said["line"]), beside)


class FactorForm(PlainForm):
    """What contributed."""

    category = forms.ChoiceField(
        label="What kind of thing contributed?",
        choices=list(FACTORS.items()),
        widget=RadioChoices,
    )
    words = forms.CharField(
        label="How did it contribute?",
        help_text=f"What the work was like, not who did it. {NAME_NOBODY}",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LearningForm(PlainForm):
    """What was learnt, for somebody who was not there."""

    title = forms.CharField(label="What was learnt, in one line", max_length=160)
    words = forms.CharField(
        label="For somebody who was not there",
        help_text="What to do another time, and why. No service, no day, nobody named: everybody "
        "who works here can find it.",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def learning(self) -> Learning:
        """What was learnt, once valid."""
        return Learning(self.cleaned_data["title"], self.cleaned_data["words"], self.version)
