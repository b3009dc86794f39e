"""What somebody reading the log is asked."""

from django import forms

from alongside.foundation.audit.queries import LAWFUL_PURPOSES
from alongside.foundation.audit.record import Op
from alongside.foundation.kit.forms import PlainForm, RadioChoices

OPS = {
    Op.CONSULTATION: "Looked at",
    Op.COLLECTION: "Recorded",
    Op.ALTERATION: "Changed",
    Op.DISCLOSURE: "Passed on",
    Op.EXPORT: "Exported",
    Op.PRINT: "Printed",
    Op.COMBINATION: "Combined",
    Op.ERASURE: "Erased",
    Op.BREAK_GLASS: "Opened in an emergency",
    Op.SEARCH: "Searched",
    Op.SEARCH_NO_HIT: "Searched, nothing found",
    Op.LOGIN: "Signed in or out",
    Op.CONFIGURATION: "Set up",
}


class LogForm(PlainForm):
    """Why the log is read, and which part of it."""

    purpose = forms.ChoiceField(
        label="What is the log being read for?",
        choices=[(code, words.capitalize()) for code, words in LAWFUL_PURPOSES.items()],
        widget=RadioChoices,
        error_messages={"required": "Choose what the log is being read for"},
    )
    op = forms.ChoiceField(
        label="Kind of event",
        choices=[("", "All kinds"), *((op.value, words) for op, words in OPS.items())],
        required=False,
        widget=forms.Select(attrs={"data-plain": "1"}),
    )
    person = forms.UUIDField(
        label="About one person",
        help_text="The identifier at the end of the address of the person's page",
        required=False,
        error_messages={"invalid": "Paste the identifier from the address of the person's page"},
    )
