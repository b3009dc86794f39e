"""What is asked at a person's own door, in plain words."""

from django import forms

from alongside.areas.plans.rules.corrections import ABOUT_WORDS
from alongside.foundation.kit.forms import PlainForm, RadioChoices


class CodeForm(PlainForm):
    """The code from the sheet."""

    code = forms.CharField(
        label="Your code",
        max_length=40,
        help_text="It looks like KAPUN-7342-LENO. Big or small letters are both fine.",
        error_messages={"required": "Type the code from your sheet"},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "me-code",
            }
        ),
    )


class ComeInForm(PlainForm):
    """The name and the PIN."""

    name = forms.CharField(
        label="Your sign-in name",
        max_length=60,
        help_text="Such as blue heron 42",
        error_messages={"required": "Type your sign-in name"},
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    pin = forms.CharField(
        label="Your PIN",
        max_length=100,
        strip=False,
        error_messages={"required": "Type your PIN"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ChoosePinForm(PlainForm):
    """A PIN, twice."""

    pin = forms.CharField(
        label="Choose a PIN",
        max_length=100,
        strip=False,
        help_text="6 numbers or more. Not your birthday. Or a few words, if you like words better.",
        error_messages={"required": "Choose a PIN"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Type it again",
        max_length=100,
        strip=False,
        error_messages={"required": "Type your PIN again"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, object]:
        """Say when the two are not the same."""
        typed: dict[str, object] = super().clean() or self.cleaned_data
        if "pin" in typed and "again" in typed and typed["pin"] != typed["again"]:
            self.add_error("again", "The two are not the same. Type your PIN again.")
        return typed


class PutRightForm(PlainForm):
    """What is wrong."""

    about = forms.ChoiceField(
        label="What is it about?",
        choices=[(about.value, words) for about, words in ABOUT_WORDS.items()],
        widget=RadioChoices,
        error_messages={"required": "Choose what it is about"},
    )
    words = forms.CharField(
        label="What is wrong, and what should it say?",
        max_length=2000,
        error_messages={"required": "Write what is wrong"},
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class CalledForm(PlainForm):
    """What the person likes to be called."""

    called = forms.CharField(
        label="What do you like to be called?",
        max_length=60,
        required=False,
        help_text="Only you see this.",
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
