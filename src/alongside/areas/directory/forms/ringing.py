"""The words asked for when somebody needs a number: what for, where, when."""

from django import forms

from alongside.foundation.kit.forms import LocalDateTimeField, PlainForm
from alongside.foundation.kit.widgets import LocalDateTime


class RingForm(PlainForm):
    """What is needed, where and when; sent as a link that can be passed on."""

    words = forms.CharField(
        label="What do you need?",
        help_text="Such as 136 suite, AMHP, missing from a ward",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-plain": "1"}),
    )
    place = forms.ChoiceField(
        label="Where?",
        required=False,
        error_messages={"invalid_choice": "Choose an area from the list"},
    )
    at = LocalDateTimeField(
        label="When?",
        help_text="Empty is now",
        required=False,
        widget=LocalDateTime(chips=()),
    )

    def offer(self, localities: list[tuple[str, str]]) -> None:
        """Fill the list of areas."""
        self.fields["place"].choices = [("", "Anywhere in the county"), *localities]  # type: ignore[attr-defined]
