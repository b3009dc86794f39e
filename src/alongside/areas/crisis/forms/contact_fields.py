"""What the questions of the contact flow have in common: taps, words to speak, when it was."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django import forms
from django.utils.dateparse import parse_datetime

from alongside.foundation.kit.forms import LocalDateTimeField, PlainForm, RadioChoices
from alongside.foundation.kit.typed_times import TypedTime, typed_from_day
from alongside.foundation.kit.widgets import LocalDateTime
from alongside.kernel.local_time import to_local
from alongside.kernel.refusal import Refused

CORRECTION_REASONS: Final = (
    ("Tapped or typed the wrong thing", "Tapped or typed the wrong thing"),
    ("Misheard or misread it", "Misheard or misread it"),
    ("Know more now", "Know more now"),
)
TOO_LONG: Final = "this is %(show_value)s letters long. Nothing is cut: keep it to %(limit_value)s"
ShownWhen = Mapping[str, tuple[str, Collection[str]]]


def spoken(label: str, *, hint: str = "", longest: int = 10_000, rows: int = 3) -> forms.CharField:
    """A box for a few words, friendly to the microphone on a phone's keyboard.

    Longer words than it takes are refused whole, with all of them still in the box.
    """
    attrs = {"rows": str(rows), "autocapitalize": "sentences", "spellcheck": "true"}
    field = forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        help_text=hint,
        widget=forms.Textarea(attrs=attrs | {"data-longest": str(longest)}),
        error_messages={"max_length": f"{_named(label)}: {TOO_LONG}, or add the rest as a note."},
    )
    return _never_cut(field)


def line(label: str, *, hint: str = "", longest: int = 120, **attrs: str) -> forms.CharField:
    """A one-line box that may be left empty. It is never cut either."""
    field = forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        help_text=hint,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"max_length": f"{_named(label)}: {TOO_LONG}."},
    )
    return _never_cut(field)


def _named(label: str) -> str:
    return label.removesuffix(" (optional)")


def _never_cut(field: forms.CharField) -> forms.CharField:
    """Take away the length a browser would cut what is typed or pasted to, saying nothing."""
    field.widget.attrs.pop("maxlength", None)
    return field


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


class HourField(LocalDateTimeField):
    """A date and time of which the hour alone may be typed: then it is that of today.

    Args:
        ahead: Whether the time is still to come: an hour gone by today is tomorrow's.

    ``now`` is put in by the form; without it the date has to be typed.
    """

    now: datetime | None = None

    def __init__(self, *, ahead: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.ahead = ahead

    def meant(self, typed: TypedTime) -> datetime:
        """The instant typed, today where no day was."""
        if self.now is None or typed.day or typed.month or typed.year:
            return super().meant(typed)
        today = to_local(self.now).date()
        meant = self._on(today, typed)
        if self.ahead and meant < self.now:
            return self._on(today + timedelta(days=1), typed)
        return meant

    def _on(self, day: date, typed: TypedTime) -> datetime:
        on = typed_from_day(day)
        try:
            return super().meant(replace(on, time=typed.time, which=typed.which))
        except Refused as refused:
            if refused.code != "time.happened_twice":
                raise
            twice = f"{typed.time} comes twice that day, as the clocks go back."
            raise Refused("time.incomplete", twice, next_step="Enter the date too.") from None


def when(label: str) -> HourField:
    """A time that is just now unless something else is typed."""
    return HourField(label=label, required=False)


def by_when(label: str) -> HourField:
    """A time still to come, so that no tap offers one gone by."""
    return HourField(label=label, required=False, ahead=True, widget=LocalDateTime(chips=()))


class ContactForm(PlainForm):
    """A form of the flow, where some questions count only after a certain answer.

    ``shown_when`` names, for a field, the field and the answers that bring it up. Until then
    what it holds is dropped, right or wrong.
    """

    shown_when: ShownWhen = {}
    silent: Collection[str] = ()
    """Fields filled beforehand, that alone do not mean somebody has answered."""

    def __init__(self, *args: Any, now: datetime | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, HourField):
                field.now = now

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
