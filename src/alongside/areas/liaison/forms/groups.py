"""What is asked of a group, its terms and its members."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.liaison.actions.group_keeping import NewGroup
from alongside.areas.liaison.rules.group_words import KINDS, MOST_IN_QUORUM, RHYTHMS
from alongside.foundation.kit.forms import LocalDateField, PlainForm, RadioChoices

Choices = Sequence[tuple[Any, str]]
NAME_NOBODY: Final = "Never name anybody who is cared for, or tell what is theirs."


class GroupForm(PlainForm):
    """What a group is."""

    name = forms.CharField(label="What is the group called?", max_length=120)
    kind = forms.ChoiceField(
        label="What kind of group is it?", choices=tuple(KINDS.items()), widget=RadioChoices
    )
    senior = forms.ChoiceField(
        label="Which senior group stands above it?",
        help_text="Only for a locality group. What it asks goes there.",
        required=False,
    )
    chair = forms.ChoiceField(label="Which post chairs it?", required=False)
    minute_taker = forms.ChoiceField(label="Which post takes the minutes?", required=False)
    quorum = forms.IntegerField(
        label="How many members must be there?",
        help_text="Enter 0 if there is no quorum.",
        min_value=0,
        max_value=MOST_IN_QUORUM,
        initial=0,
        error_messages={
            "invalid": "Enter a whole number",
            "min_value": "Enter 0 or more",
            "max_value": f"Enter {MOST_IN_QUORUM} or fewer",
        },
    )
    every_weeks = forms.TypedChoiceField(
        label="How often does it meet?", choices=tuple(RHYTHMS.items()), coerce=int
    )
    standing = forms.CharField(
        label="What is on every agenda?",
        help_text="One thing to a line.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, seniors: Choices, posts: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["senior"].choices = [("", "None"), *_as_words(seniors)]  # type: ignore[attr-defined]
        for name in ("chair", "minute_taker"):
            self.fields[name].choices = [("", "Nobody yet"), *_as_words(posts)]  # type: ignore[attr-defined]

    def new(self) -> NewGroup:
        """What the group is to be, once valid."""
        said: dict[str, Any] = self.cleaned_data
        return NewGroup(
            name=said["name"],
            kind=said["kind"],
            senior_id=_id(said["senior"]),
            chair_id=_id(said["chair"]),
            minute_taker_id=_id(said["minute_taker"]),
            quorum=said["quorum"],
            every_weeks=said["every_weeks"],
            standing=said["standing"],
        )


class TermsForm(PlainForm):
    """The terms of reference, all of them."""

    words = forms.CharField(
        label="Terms of reference",
        help_text="What the group is for, what it may decide, who belongs to it. Headings begin "
        "with ##, lists with a hyphen.",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    why = forms.CharField(
        label="What changed, and why?",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, first: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if first:
            del self.fields["why"]


class MemberForm(PlainForm):
    """A post that is to belong to a group."""

    post = forms.ChoiceField(label="Which post?", help_text="Whoever holds it comes along.")
    since_on = LocalDateField(label="From which day?")

    def __init__(self, *args: Any, posts: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].choices = [("", "Choose a post"), *_as_words(posts)]  # type: ignore[attr-defined]

    def chosen(self) -> tuple[UUID, date]:
        """Which post, from when, once valid."""
        return UUID(self.cleaned_data["post"]), self.cleaned_data["since_on"]


class LeaveForm(PlainForm):
    """The day a post leaves a group."""

    until_on = LocalDateField(label="On which day does it leave?")


class WhyForm(PlainForm):
    """A reason, and nothing else."""

    why = forms.CharField(label="Why?", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["why"].label = label


def _as_words(choices: Choices) -> list[tuple[str, str]]:
    return [(str(code), words) for code, words in choices]


def _id(typed: str) -> UUID | None:
    return UUID(typed) if typed else None
