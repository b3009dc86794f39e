"""What the questions of the contact flow have in common: taps, words to speak, when it was."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils.dateparse import parse_datetime

from alongside.foundation.kit.forms import LocalDateTimeField, PlainForm, RadioChoices
from alongside.foundation.kit.widgets import LocalDateTime

CORRECTION_REASONS: Final = (
    ("Tapped or typed the wrong thing", "Tapped or typed the wrong thing"),
    ("Misheard or misread it", "Misheard or misread it"),
    ("Know more now", "Know more now"),
)
ShownWhen = Mapping[str, tuple[str, Collection[str]]]


def spoken(label: str, *, hint: str = "", longest: int = 2000, rows: int = 3) -> forms.CharField:
    """A box for a few words, friendly to the microphone on a phone's keyboard."""
    attrs = {"rows": str(rows), "autocapitalize": "sentences", "spellcheck": "true"}
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        help_text=hint,
        widget=forms.Textarea(attrs=attrs),
        error_messages={
            "max_length": f"Keep this to {longest} letters, or add the rest as a note."
        },
    )


def line(label: str, *, hint: str = "", longest: int = 120, **attrs: str) -> forms.CharField:
    """A one-line box that may be left empty."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        help_text=hint,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"max_length": f"{label}: keep this to {longest} letters."},
    )


def taps(
    label: str, choices: Any, *, required: str = "", initial: str | None = None
) -> forms.ChoiceField:
    """One of a few, tapped.

    Args:
        label: The question.
        choices: Pairs of code and words.
        required: What to say when nothing was tapped; empty when it may be left.
        initial: What is tapped beforehand.
    """
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=bool(required),
        initial=initial,
        widget=RadioChoices(),
        error_messages={"required": required, "invalid_choice": f"{label} Choose from the list."},
    )


def when(label: str) -> LocalDateTimeField:
    """A time that is just now unless something else is typed."""
    return LocalDateTimeField(label=label, required=False)


def by_when(label: str) -> LocalDateTimeField:
    """A time still to come, so that no tap offers one gone by."""
    return LocalDateTimeField(label=label, required=False, widget=LocalDateTime(chips=()))


class ContactForm(PlainForm):
    """A form of the flow, where some questions count only after a certain answer.

    ``shown_when`` names, for a field, the field and the answers that bring it up. Until then
    what it holds is dropped, right or wrong.
    """

    shown_when: ShownWhen = {}
    silent: Collection[str] = ()
    """Fields filled beforehand, that alone do not mean somebody has answered."""

    def shows(self, name: str) -> bool:
        """Whether a question has been brought up by the answer before it."""
        if name not in self.shown_when:
            return True
        asker, answers = self.shown_when[name]
        return self.shows(asker) and str(self[asker].value() or "") in answers

    @property
    def says_nothing(self) -> bool:
        """Whether nobody has answered anything yet."""
        kept_quiet = {*self.silent, "request_key", "version", "correct"}
        return not [name for name in self.changed_data if name not in kept_quiet]

    def _clean_fields(self) -> None:
        super()._clean_fields()
        for name in self.shown_when:
            if name in self.fields and not self.shows(name):
                self.errors.pop(name, None)
                self.cleaned_data[name] = None

    def need(self, name: str, words: str) -> None:
        """Ask for an answer that another answer calls for."""
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)

    def answered(self, *names: str) -> dict[str, Any]:
        """Answer what was said of these questions; those left out are not among them."""
        return {
            name: self.cleaned_data[name]
            for name in names
            if self.cleaned_data.get(name) not in (None, "")
        }


class StepForm(ContactForm):
    """A form that records one kind of event, or puts one recorded earlier right."""

    correct = forms.UUIDField(required=False, widget=forms.HiddenInput)
    correction_reason = taps("Why are you changing it?", CORRECTION_REASONS)

    def clean(self) -> dict[str, Any]:
        """Ask why only where an earlier entry is put right."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("correct"):
            self.need("correction_reason", "Say why you are changing it")
        return cleaned

    @property
    def is_correction(self) -> bool:
        """Whether this form was opened to put an earlier entry right."""
        return bool(self["correct"].value())

    def facts(self, now: datetime) -> dict[str, Any]:
        """What is to be recorded, by the names of the facts."""
        raise NotImplementedError

    def happened_at(self, now: datetime) -> datetime:
        """When it happened; for a correction ``now`` is when the entry says it did."""
        return now


def instant_in(text: str) -> datetime | None:
    """Read an instant a page wrote into a hidden field of its own; a broken one is none."""
    try:
        read = parse_datetime(text)
    except ValueError:
        return None
    return read if read is not None and read.tzinfo is not None else None
