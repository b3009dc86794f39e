"""The words asked for when a directory is sent out or taken in."""

from typing import Final

from django import forms

from alongside.foundation.kit.forms import PlainForm, RadioChoices

LARGEST: Final = 1_500_000
"""Bytes a page takes; a larger file goes by the command."""


class SendForm(PlainForm):
    """What to send, and how it is written."""

    what = forms.ChoiceField(
        label="What do you want to send?",
        choices=[
            ("public", "Only options for tonight, which anybody may see"),
            ("everything", "Everything, with teams, places of safety and named contacts"),
        ],
        widget=RadioChoices,
        error_messages={"required": "Choose what to send"},
    )
    shape = forms.ChoiceField(
        label="How should it be written?",
        choices=[
            ("json", "JSON, for another system"),
            ("csv", "CSV tables in a zip, to look at or to edit"),
        ],
        widget=RadioChoices,
        error_messages={"required": "Choose JSON or CSV"},
    )


class TakeInForm(PlainForm):
    """A file somebody sent."""

    file = forms.FileField(
        label="File",
        help_text="Open Referral UK (HSDS 3.0): JSON, or a zip of its CSV tables. Nothing is "
        "changed before you have seen what would be.",
        widget=forms.FileInput(attrs={"accept": ".json,.zip"}),
        error_messages={
            "required": "Choose the file you were sent",
            "empty": "The file is empty: ask for it again",
        },
    )

    def clean_file(self) -> tuple[str, bytes]:
        """Answer its name and all of it."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError(
                "The file is larger than 1.5 MB: take it in with "
                "alongside import directory on the server"
            )
        return sent.name, sent.read()


class ConfirmForm(PlainForm):
    """The same file again, as it was looked at."""

    name = forms.CharField(max_length=200, widget=forms.HiddenInput)
    content = forms.CharField(max_length=2_100_000, widget=forms.HiddenInput)
