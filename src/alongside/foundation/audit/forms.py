"""What somebody reading the log is asked."""

import re
from typing import Final
from uuid import UUID

from django import forms

from alongside.foundation.audit.queries import LAWFUL_PURPOSES
from alongside.foundation.audit.record import Op
from alongside.foundation.kit.forms import PlainForm, RadioChoices

IDENTIFIER: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
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
    person = forms.CharField(
        label="About one person",
        help_text="Paste the address of the person's page, or the identifier in it",
        required=False,
        max_length=400,
    )

    def clean_person(self) -> UUID | None:
        """Take the identifier out of whatever was pasted around it."""
        pasted = self.cleaned_data["person"]
        if not pasted.strip():
            return None
        found = IDENTIFIER.search(pasted)
        if found is None:
            raise forms.ValidationError("Paste the address of the person's page")
        return UUID(found.group())
