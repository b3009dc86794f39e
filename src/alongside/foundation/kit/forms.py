"""The form every page's form starts from, and the fields and widgets it may use."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.forms.utils import pretty_name

from alongside.foundation.kit.fields import (
    LocalDateField,
    LocalDateTimeField,
    RequestKeyField,
    YesNoNotKnownField,
    invalid,
)
from alongside.foundation.kit.widgets import CheckboxChoices, RadioChoices, YesNoNotKnown
from alongside.kernel.refusal import Refused

DJANGOS_WORDS = forms.Field.default_error_messages["required"]

STALE = "This page is out of date. Open it again."

__all__ = [
    "CheckboxChoices",
    "LocalDateField",
    "LocalDateTimeField",
    "PlainForm",
    "RadioChoices",
    "YesNoNotKnown",
    "YesNoNotKnownField",
]


class PlainForm(forms.Form):
    """Wording and shape only; says refusals in place.

    Carries ``version`` (what the record was when it was read, or nothing) and
    ``request_key``. A field uncovered by a choice counts only while that is chosen:
    otherwise its errors are dropped and it cleans to empty.
    """

    use_required_attribute = False
    _fresh_key: UUID | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["request_key"] = RequestKeyField(required=False, widget=forms.HiddenInput)
        self.fields["version"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput, error_messages={"invalid": STALE}
        )
        self._say_what_to_enter()

    def _say_what_to_enter(self) -> None:
        for name, field in self.fields.items():
            if field.error_messages.get("required") == DJANGOS_WORDS:
                field.error_messages["required"] = _ask_for(field, name)

    @property
    def request_key(self) -> UUID:
        """The key this form was sent with, or a new one that stays the same for this form."""
        if self._fresh_key is None:
            sent = self.data.get(self.add_prefix("request_key"), "") if self.is_bound else ""
            self._fresh_key = RequestKeyField(required=False).clean(sent) or uuid4()
        return self._fresh_key

    @property
    def version(self) -> int | None:
        """The version the form was read at, once it is valid."""
        version: int | None = getattr(self, "cleaned_data", {}).get("version")
        return version

    def refuse(self, refused: Refused) -> None:
        """Say a refusal beside the field it is about, or above the form."""
        self.add_error(refused.field if refused.field in self.fields else None, invalid(refused))

    def revealed_by(self) -> dict[str, tuple[str, str]]:
        """Answer, for each field inside a choice, the field and the choice that uncover it."""
        return {
            inner: (name, choice)
            for name, field in self.fields.items()
            for choice, inners in getattr(field.widget, "reveal", {}).items()
            for inner in inners
        }

    def _clean_fields(self) -> None:
        self._say_what_to_enter()  # also for fields that a form added after it was made
        super()._clean_fields()  # type: ignore[misc]
        for inner in self.revealed_by():
            if inner in self.fields and not self._uncovered(inner):
                self.errors.pop(inner, None)
                self.cleaned_data[inner] = _empty(self.fields[inner])

    def _uncovered(self, inner: str) -> bool:
        """Whether the choice that uncovers a field is chosen, and any that uncovers that one."""
        outer = self.revealed_by().get(inner)
        if outer is None:
            return True
        name, choice = outer
        sent: Any = self[name].data
        chosen = [str(c) for c in sent] if isinstance(sent, list | tuple) else [str(sent)]
        return choice in chosen and self._uncovered(name)


def _ask_for(field: forms.Field, name: str) -> str:
    label = str(field.label or pretty_name(name))
    if label.endswith("?"):
        return f"Answer: {label}"
    word = "Choose" if isinstance(field, forms.ChoiceField) else "Enter"
    starts_plain = label[1:2].islower() or label[1:2] == " "
    return f"{word} {label[:1].lower()}{label[1:]}" if starts_plain else f"{word} {label}"


def _empty(field: forms.Field) -> Any:
    if isinstance(field, forms.MultipleChoiceField):
        return []
    return getattr(field, "empty_value", None)
