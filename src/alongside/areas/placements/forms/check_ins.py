"""What a coordinator writes down after asking somebody how it goes."""

from typing import Any

from django import forms

from alongside.areas.placements.actions.checking_in import NewCheckIn
from alongside.areas.placements.rules.check_ins import HOW
from alongside.foundation.kit.forms import LocalDateField, PlainForm, RadioChoices


class CheckInForm(PlainForm):
    """How it goes, what they said, and when to come back to it."""

    how = forms.ChoiceField(
        label="How is it going?",
        choices=tuple(HOW.items()),
        widget=RadioChoices(hints={"worried": "This raises an issue as well."}),
    )
    words = forms.CharField(
        label="What did they say?",
        help_text="You may leave this empty, but not when they are worried.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    follow_up_on = LocalDateField(
        label="Come back to it on which day?",
        help_text="Leave this empty when nothing is owed.",
        required=False,
    )

    def new(self) -> NewCheckIn:
        """What is recorded, once valid."""
        said: dict[str, Any] = self.cleaned_data
        return NewCheckIn(said["how"], said["words"], said["follow_up_on"])
