"""The words asked for of a contact, of who answers instead, and of what each is rung for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from alongside.areas.directory.actions import ContactEntry
from alongside.areas.directory.forms.entries import EMAIL_WRONG, HOURS_HINT, PHONE, EntryForm
from alongside.areas.directory.forms.languages import LanguagesField
from alongside.areas.directory.rules.answerers import Answerer
from alongside.areas.directory.rules.cover_steps import (
    NUMBER,
    WHEN_LABELS,
    CoverWhen,
    NewStep,
    key_of_step,
)
from alongside.areas.directory.rules.seats import Seat
from alongside.foundation.kit.forms import CheckboxChoices, LocalDateTimeField, PlainForm
from alongside.foundation.kit.widgets import LocalDateTime

Choices = list[tuple[str, str]]
ORDER_WORDS = ("First", "Then", "Then", "Then", "Then", "Then")


class ContactForm(EntryForm):
    """What is kept of a contact."""

    name = forms.CharField(label="Name", max_length=120)
    job_title = forms.CharField(label="Job", max_length=120)
    is_for = forms.CharField(
        label="What they are rung for",
        help_text="Such as beds and transfers between wards",
        required=False,
        max_length=200,
    )
    phone = forms.CharField(
        label="Phone", required=False, max_length=30, widget=forms.TextInput(attrs=PHONE)
    )
    email = forms.EmailField(label="E-mail", required=False, error_messages=EMAIL_WRONG)
    hours = forms.CharField(label="Hours", help_text=HOURS_HINT, max_length=200)
    languages = LanguagesField()
    team = forms.TypedChoiceField(label="Team", coerce=UUID, required=False, empty_value=None)
    user = forms.TypedChoiceField(
        label="Their account here",
        help_text="Then they can say themselves that they are away, and confirm their own entry",
        coerce=UUID,
        required=False,
        empty_value=None,
    )
    field_order = ("name", "job_title", "organisation")

    def offer_more(self, *, teams: Choices, people: Choices) -> None:
        """Fill the lists of teams and of accounts."""
        self.fields["team"].choices = [("", "None"), *teams]  # type: ignore[attr-defined]
        self.fields["user"].choices = [("", "None"), *people]  # type: ignore[attr-defined]

    @property
    def entry(self) -> ContactEntry:
        """What the action takes, once the form is valid."""
        given = self.cleaned_data
        names = ("name", "job_title", "is_for", "phone", "email", "hours", "languages")
        return ContactEntry(
            organisation_id=given["organisation"],
            team_id=given["team"],
            user_id=given["user"],
            active=given.get("active", True),
            **{name: given[name] for name in names},
        )


class AwayForm(PlainForm):
    """From when until when somebody is away."""

    from_at = LocalDateTimeField(label="Away from", widget=LocalDateTime(chips=(0,)))
    until_at = LocalDateTimeField(label="Back on", widget=LocalDateTime(chips=()))


class ChainForm(PlainForm):
    """Who answers instead, by reason, in order; a number of nobody kept here comes last."""

    rows_kept = 3

    def __init__(
        self, *args: Any, names: Mapping[str, str], steps: Sequence[NewStep] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        numbers = {
            key_of_step(step): f"{step.to_name}, {step.to_phone}" for step in steps if step.to_phone
        }
        choices = [("", "Nobody"), *numbers.items(), *names.items()]
        for when in CoverWhen:
            kept = [key_of_step(step) for step in steps if step.when is when]
            for number in range(max(self.rows_kept, len(kept))):
                self.fields[f"{when}_{number}"] = forms.ChoiceField(
                    label=f"{WHEN_LABELS[when]}: {ORDER_WORDS[number].lower()}",
                    choices=choices,
                    required=False,
                    initial=kept[number] if number < len(kept) else "",
                )
            self.fields[f"{when}_name"] = forms.CharField(
                label=f"{WHEN_LABELS[when]}: last, somebody not listed",
                required=False,
                max_length=120,
            )
            self.fields[f"{when}_phone"] = forms.CharField(
                label="Their phone",
                required=False,
                max_length=30,
                widget=forms.TextInput(attrs=PHONE),
            )

    @property
    def steps(self) -> list[NewStep]:
        """What the action takes, once the form is valid."""
        return [step for when in CoverWhen for step in self._steps(when)]

    def _steps(self, when: CoverWhen) -> Iterator[NewStep]:
        for name, value in self.cleaned_data.items():
            if name.startswith(f"{when}_") and name.rpartition("_")[2].isdigit() and value:
                yield step_called(when, value)
        name, phone = self.cleaned_data[f"{when}_name"], self.cleaned_data[f"{when}_phone"]
        if name or phone:
            yield NewStep(when, to_phone=phone or None, to_name=name)


def step_called(when: CoverWhen, key: str) -> NewStep:
    """Answer the step that a key stands for."""
    kind, _, rest = key.partition(":")
    if kind == NUMBER:
        phone, _, name = rest.partition(":")
        return NewStep(when, to_phone=phone, to_name=name)
    if kind == "team":
        return NewStep(when, to_team_id=UUID(rest))
    if kind == "contact":
        return NewStep(when, to_contact_id=UUID(rest))
    return NewStep(when, to_seat=Seat(rest))


class NeedForm(PlainForm):
    """Whom to ring for a need, in order."""

    rows_kept = 4

    def __init__(
        self, *args: Any, names: Mapping[str, str], keys: Sequence[str] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choices = [("", "Nobody"), *names.items()]
        for number in range(max(self.rows_kept, len(keys))):
            self.fields[f"ring_{number}"] = forms.ChoiceField(
                label="Ring first" if number == 0 else "Then ring",
                choices=choices,
                required=False,
                initial=keys[number] if number < len(keys) else "",
            )

    @property
    def answerers(self) -> list[Answerer]:
        """What the action takes, once the form is valid."""
        kept = [value for name, value in self.cleaned_data.items() if name.startswith("ring_")]
        return [answerer_called(key) for key in kept if key]


def answerer_called(key: str) -> Answerer:
    """Answer whom a key stands for."""
    kind, _, rest = key.partition(":")
    if kind == "seat":
        return Answerer(seat=Seat(rest))
    named: dict[str, Any] = {f"{kind}_id": UUID(rest)}
    return Answerer(**named)


class AreasForm(PlainForm):
    """Which areas an entry serves."""

    areas = forms.TypedMultipleChoiceField(
        label="Which areas does it serve?",
        help_text="None ticked means the whole county",
        coerce=UUID,
        required=False,
        widget=CheckboxChoices,
    )

    def offer(self, localities: Choices) -> None:
        """Fill the list of areas."""
        self.fields["areas"].choices = localities  # type: ignore[attr-defined]
