"""What is asked where something is looked for, and where an answer is written or looked over."""

from django import forms

from alongside.foundation.kit.fields import invalid
from alongside.foundation.kit.forms import PlainForm
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.refusal import Refused


class FindForm(PlainForm):
    """What is looked for."""

    q = forms.CharField(
        label="What do you want to know?",
        help_text="Say it as you would say it at work. Name nobody: this is about how things "
        "are done.",
        max_length=400,
        error_messages={"required": "Say what you want to know"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )

    def clean_q(self) -> str:
        """Words that could tell who somebody is are not looked for, and stay out of addresses."""
        words: str = self.cleaned_data["q"]
        try:
            check_tells_nobody(words, field="q")
        except Refused as refused:
            raise invalid(refused) from refused
        return words
