"""What a ward is asked when it says that it is too busy, and for the notice on its wall."""

from typing import Any

from django import forms

from alongside.areas.placements.actions.wards import NewNo
from alongside.areas.placements.rules.busy import Days
from alongside.foundation.kit.forms import LocalDateField, PlainForm


class DaysForm(PlainForm):
    """From which day to which."""

    first_on = LocalDateField(label="From which day?")
    last_on = LocalDateField(label="Until which day?", help_text="That day is counted too.")

    def days(self) -> Days:
        """The days, once valid."""
        return Days(self.cleaned_data["first_on"], self.cleaned_data["last_on"])


class BusyForm(DaysForm):
    """Too busy on other days than the rest of this week, or with a reason."""

    why = forms.CharField(
        label="Why? (you may leave this empty)",
        help_text="In a few words, such as: two staff off sick. Name nobody.",
        max_length=200,
        required=False,
    )


class NoForm(DaysForm):
    """What to keep away from, because somebody said no."""

    keep_away_from = forms.CharField(
        label="What do they keep away from?",
        help_text=(
            "Write a place or a time, such as: the garden in the afternoon. "
            "Never write who said no, or anything that tells who it was."
        ),
        max_length=300,
        error_messages={"required": "Say what to keep away from"},
    )

    field_order = ("keep_away_from", "first_on", "last_on")

    def new(self) -> NewNo:
        """What is recorded, once valid."""
        said: dict[str, Any] = self.cleaned_data
        return NewNo(said["keep_away_from"], said["first_on"], said["last_on"])
