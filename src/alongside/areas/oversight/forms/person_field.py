"""A person, by the address of their page: nobody is looked up by name here."""

from typing import Any
from uuid import UUID

from django import forms

from alongside.foundation.audit.forms import IDENTIFIER
from alongside.foundation.audit.keys import standing_key


class PersonField(forms.CharField):
    """Takes the identifier out of whatever was pasted around it."""

    def __init__(self, **options: Any) -> None:
        words: dict[str, Any] = {
            "label": "Which person?",
            "help_text": "Paste the address of the person's page, or the identifier in it",
            "max_length": 400,
            "error_messages": {"required": "Paste the address of the person's page"},
        }
        super().__init__(**(words | options))

    def clean(self, value: Any) -> UUID:
        """Answer the identifier."""
        found = IDENTIFIER.search(super().clean(value))
        if found is None:
            raise forms.ValidationError("Paste the address of the person's page")
        return standing_key(UUID(found.group()))
