"""Who somebody is, or how they seem when nobody knows yet."""

from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.crisis.forms.contact_fields import ContactForm, line, taps
from alongside.areas.people.actions import NewPerson
from alongside.foundation.kit.forms import LocalDateField, PlainForm

SEEMS: Final = (("1", "Man"), ("2", "Woman"), ("X", "Not sure"))
AGES: Final = {
    "child": ("Under 18", 10, 17),
    "could_be_child": ("Could be under 18", 15, 20),
    "twenties": ("18 to 29", 18, 29),
    "thirties": ("30s", 30, 39),
    "forties": ("40s", 40, 49),
    "fifties": ("50s", 50, 59),
    "older": ("60 or over", 60, 90),
    "not_sure": ("Not sure", None, None),
}


class LookForm(PlainForm):
    """Who it may be, as heard."""

    q = forms.CharField(
        label="Name, date of birth, phone or NHS number", max_length=120, required=False
    )


class PickForm(PlainForm):
    """One of the people found."""

    person_id = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": "Choose one of the people found.", "invalid": "Look again."},
    )

    def chosen(self) -> UUID:
        """The person tapped."""
        picked: UUID = self.cleaned_data["person_id"]
        return picked


class UnknownForm(ContactForm):
    """How somebody seems, in three taps."""

    sex = taps("They seem to be a…", SEEMS, required="Tap man, woman or not sure")
    age = taps(
        "About how old?",
        tuple((code, row[0]) for code, row in AGES.items()),
        required="Tap about how old they are, or not sure",
    )
    description = line(
        "What do they look like? (optional)",
        hint="A few words, so that others know who is meant: “grey coat, tall”.",
        longest=120,
        autocapitalize="sentences",
    )

    def ages(self) -> tuple[int | None, int | None]:
        """Youngest and oldest they seem, in years."""
        _, low, high = AGES[self.cleaned_data["age"]]
        return low, high


class NewPersonForm(ContactForm):
    """Somebody who has said who they are and is not on record."""

    given = line("First name", longest=80, autocapitalize="words", autocomplete="off")
    family = line("Last name", longest=80, autocapitalize="words", autocomplete="off")
    born_on = LocalDateField(label="Date of birth (optional)", required=False)
    sex = taps("They are a…", (("1", "Man"), ("2", "Woman"), ("9", "Neither"), ("X", "Not sure")))
    not_these = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Ask for one name at least."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not (cleaned.get("given") or cleaned.get("family")):
            self.need("given", "Enter a first or last name, or choose “Don’t know yet”")
        return cleaned

    def facts(self) -> NewPerson:
        """What is to be recorded."""
        said = self.cleaned_data
        return NewPerson(
            given=said["given"].strip(),
            family=said["family"].strip(),
            born_on=said["born_on"],
            sex=said["sex"] or "X",
        )
