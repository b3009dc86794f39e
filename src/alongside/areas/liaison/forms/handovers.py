"""What is asked when a post is handed over."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.liaison.actions.handovers import Prepared
from alongside.areas.liaison.rules.posts import start_of
from alongside.foundation.kit.forms import LocalDateField, PlainForm

LONG: Final = 6000
COFFEE: Final = "What I would tell you over coffee"


class PrepareForm(PlainForm):
    """To whom, when, and what no record says."""

    successor = forms.ChoiceField(
        label="Who comes after?", help_text="Leave this open until you know.", required=False
    )
    day = LocalDateField(
        label="From which day do they hold the post?",
        help_text="From the first minute of that day. Today means at once.",
        required=False,
    )
    coffee = forms.CharField(
        label=COFFEE,
        help_text=(
            "Who to trust with what, what nearly went wrong, what you would do first. "
            "Only whoever comes after you reads it. Name nobody who is cared for."
        ),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["successor"].choices = [("", "Not known yet"), *people]  # type: ignore[attr-defined]

    def prepared(self) -> Prepared:
        """What is kept, once valid."""
        typed: dict[str, Any] = self.cleaned_data
        chosen, day = typed["successor"], typed["day"]
        return Prepared(
            successor_id=UUID(chosen) if chosen else None,
            changes_at=start_of(day) if day else None,
            coffee=typed["coffee"],
            version=self.version,
        )


class PartForm(PlainForm):
    """What the leaver says of one part of the briefing."""

    words = forms.CharField(
        label="What should they know that the record does not say?",
        help_text="They read it above the list. Name nobody who is cared for.",
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ConfirmForm(PlainForm):
    """Asks for nothing but to go on, at the version that was read."""
