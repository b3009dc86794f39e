"""Languages, typed by name."""

from typing import Any

from django import forms

from alongside.areas.directory.rules.languages import languages_typed, languages_words
from alongside.foundation.kit.fields import invalid
from alongside.kernel.refusal import Refused


class LanguagesField(forms.CharField):
    """Cleans names such as ``Polish, Urdu`` to the list of their codes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label="Languages beside English",
            help_text="Such as Polish, Urdu, British Sign Language",
            required=False,
            max_length=200,
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        """Show kept codes by name."""
        return languages_words(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """The codes."""
        try:
            return languages_typed(super().clean(value))
        except Refused as refused:
            raise invalid(refused) from None
