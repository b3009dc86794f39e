"""The words asked for at sign-in and at the start of duty."""

from django import forms

from alongside.foundation.kit.forms import LocalDateTimeField, PlainForm, RadioChoices
from alongside.foundation.kit.widgets import LocalDateTime


class SignInForm(PlainForm):
    """Name and password."""

    sign_in_name = forms.CharField(
        label="Sign-in name",
        max_length=120,
        error_messages={"required": "Enter your sign-in name"},
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="Password",
        max_length=200,
        strip=False,
        error_messages={"required": "Enter your password"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class StartDutyForm(PlainForm):
    """Role, seat, phone and when the shift ends."""

    role = forms.ChoiceField(
        label="What are you doing this shift?",
        widget=RadioChoices,
        error_messages={"required": "Choose what you are doing this shift"},
    )
    seat = forms.CharField(
        label="Seat or call sign",
        help_text="Such as Triage car 1 or Control room desk 4",
        max_length=60,
        required=False,
    )
    phone = forms.CharField(
        label="Phone others can ring you on",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    ends_at = LocalDateTimeField(
        label="When does your shift end?",
        widget=LocalDateTime(chips=()),
        error_messages={"required": "Enter when your shift ends"},
    )
