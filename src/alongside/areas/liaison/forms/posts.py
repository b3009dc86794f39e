"""What is asked of a post: what it is, who holds it, from when until when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.liaison.actions.posts import PostEntry
from alongside.areas.liaison.rules.posts import start_of
from alongside.foundation.kit.forms import LocalDateField, PlainForm

Choices = Sequence[tuple[str, str]]
STARTS: Final = "From the first minute of that day."


class PostForm(PlainForm):
    """What a post is."""

    title = forms.CharField(
        label="Title",
        help_text="Such as “Police mental-health lead”.",
        max_length=120,
        error_messages={"required": "Say what the post is called"},
    )
    does = forms.CharField(
        label="What the post does",
        help_text="In two or three lines, for somebody who asks themselves whom to ask.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    phone = forms.CharField(
        label="Phone",
        help_text="A number that stays with the post. Leave this empty to use the holder’s own.",
        max_length=30,
        required=False,
    )

    def entry(self) -> PostEntry:
        """What is kept, once valid."""
        typed: dict[str, Any] = self.cleaned_data
        return PostEntry(typed["title"], typed["does"], typed["phone"])


class NewPostForm(PostForm):
    """What a new post is, and whose."""

    organisation = forms.ChoiceField(label="In which organisation?")
    field_order = ("organisation", "title", "does", "phone")

    def __init__(self, *args: Any, organisations: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].choices = [("", "Choose an organisation"), *organisations]  # type: ignore[attr-defined]

    def organisation_id(self) -> UUID:
        """In which organisation, once valid."""
        return UUID(self.cleaned_data["organisation"])


class HoldForm(PlainForm):
    """Who holds a post from a day on."""

    user = forms.ChoiceField(label="Who holds it?")
    from_on = LocalDateField(label="From which day?", help_text=STARTS)

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"].choices = [("", "Choose somebody"), *people]  # type: ignore[attr-defined]

    def user_id(self) -> UUID:
        """Who, once valid."""
        return UUID(self.cleaned_data["user"])

    def from_at(self) -> datetime:
        """From when on, once valid."""
        return start_of(self.cleaned_data["from_on"])


class LeaveForm(PlainForm):
    """On which day whoever holds a post leaves it."""

    until_on = LocalDateField(
        label="From which day on do they not hold it?", help_text="The day after their last."
    )

    def until_at(self) -> datetime:
        """From when on, once valid."""
        return start_of(self.cleaned_data["until_on"])


class NothingForm(PlainForm):
    """Asks for nothing but to go on."""
