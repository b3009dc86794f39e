"""What is asked about people: wording and shape only."""

from typing import Any

from django import forms

from alongside.areas.people.rules.checking import NEEDS
from alongside.areas.people.rules.facts import (
    NewAddress,
    NewName,
    NewNeed,
    NewPerson,
    PersonChanges,
)
from alongside.foundation.kit.forms import LocalDateField, PlainForm, RadioChoices
from alongside.foundation.reference import code_list

NUMBER_KINDS = (("nhs_number", "NHS number"), ("local", "Local number"))
POLICE_NUMBER_KINDS = (
    ("pnc_id", "PNC ID"),
    ("cro_number", "CRO number"),
    ("custody_record", "Custody record"),
)


def sex_choices() -> list[tuple[str, str]]:
    """Person stated gender (DOMAIN 4.1)."""
    return list(code_list("gender_stated").choices())


def ethnicity_choices() -> list[tuple[str, str]]:
    """Ethnic category; nothing recorded is kept apart from not stated."""
    return [("", "Nothing recorded"), *code_list("ethnic_category").choices()]


class PurposeForm(PlainForm):
    """Why somebody wants to see a person's page."""

    purpose = forms.ChoiceField(
        label="Why do you want to see this person?",
        widget=RadioChoices,
        error_messages={
            "required": "Choose why you want to see this person",
            "invalid_choice": "Choose one of the reasons listed",
        },
    )
    reason = forms.CharField(
        label="Anything to add for the log",
        help_text="A few words, without names. The person can ask who looked and why.",
        max_length=200,
        required=False,
    )


class FindForm(PlainForm):
    """What to look for, and why."""

    q = forms.CharField(
        label="Name, date of birth, NHS number or phone",
        help_text="In any order, half heard or half spelt, such as marsh jamie 12/3/85, "
        "or kowalsky approx 40 Skelby",
        max_length=120,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "data-plain": "1"}
        ),
    )
    purpose = forms.ChoiceField(label="Why are you looking?")


class _Core(PlainForm):
    given = forms.CharField(label="First name", max_length=80, required=False)
    family = forms.CharField(label="Family name", max_length=80, required=False)
    born_on = LocalDateField(
        label="Date of birth",
        help_text="For example, 27 3 1985. If it is not known, give the ages below.",
        required=False,
    )
    age_low = forms.IntegerField(
        label="Youngest they could be",
        required=False,
        min_value=0,
        max_value=125,
        error_messages={"invalid": "Youngest age must be a number, such as 35"},
    )
    age_high = forms.IntegerField(
        label="Oldest they could be",
        required=False,
        min_value=0,
        max_value=125,
        error_messages={"invalid": "Oldest age must be a number, such as 45"},
    )
    sex = forms.ChoiceField(
        label="Sex", choices=sex_choices, widget=RadioChoices(inline=True), initial="X"
    )


class _Ethnicity(PlainForm):
    ethnicity_self = forms.ChoiceField(
        label="Ethnic group, as they say themselves", choices=ethnicity_choices, required=False
    )
    ethnicity_officer = forms.ChoiceField(
        label="Ethnic group, as an officer saw it", choices=ethnicity_choices, required=False
    )


class AddPersonForm(_Core, _Ethnicity):
    """Somebody whose name is known, at least in part."""

    preferred = forms.CharField(
        label="What they like to be called, if different", max_length=80, required=False
    )
    nhs_number = forms.CharField(label="NHS number", max_length=20, required=False)
    phone = forms.CharField(
        label="Phone",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    text = forms.CharField(label="Address", max_length=160, required=False)
    postcode = forms.CharField(label="Postcode", max_length=12, required=False)
    no_fixed_abode = forms.BooleanField(label="They have no fixed abode", required=False)
    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = (
        "given",
        "family",
        "preferred",
        "born_on",
        "age_low",
        "age_high",
        "sex",
        "text",
        "postcode",
        "no_fixed_abode",
        "phone",
        "nhs_number",
        "ethnicity_self",
        "ethnicity_officer",
    )

    def facts(self) -> NewPerson:
        """What was typed, as the action takes it."""
        said: dict[str, Any] = self.cleaned_data
        address = NewAddress(said["text"], said["postcode"], said["no_fixed_abode"])
        return NewPerson(
            given=said["given"],
            family=said["family"],
            preferred=NewName(given=said["preferred"]) if said["preferred"] else None,
            sex=said["sex"],
            born_on=said["born_on"],
            age_low=said["age_low"],
            age_high=said["age_high"],
            ethnicity_self=said["ethnicity_self"],
            ethnicity_officer=said["ethnicity_officer"],
            nhs_number=said["nhs_number"],
            phone=said["phone"],
            address=address if address != NewAddress() else None,
        )


class UnknownPersonForm(PlainForm):
    """Somebody we cannot name yet."""

    description = forms.CharField(
        label="What do they look like?",
        help_text="So that others know who is meant, such as tall, grey coat, red rucksack",
        max_length=200,
    )
    sex = forms.ChoiceField(
        label="Sex, as it seems", choices=sex_choices, widget=RadioChoices(inline=True), initial="X"
    )
    age_low = forms.IntegerField(
        label="Youngest they could be",
        required=False,
        min_value=0,
        max_value=125,
        error_messages={"invalid": "Youngest age must be a number, such as 35"},
    )
    age_high = forms.IntegerField(
        label="Oldest they could be",
        required=False,
        min_value=0,
        max_value=125,
        error_messages={"invalid": "Oldest age must be a number, such as 45"},
    )


class ChangePersonForm(_Core, _Ethnicity):
    """The core details, all of them."""

    description = forms.CharField(label="What do they look like?", max_length=200, required=False)

    def __init__(self, *args: Any, known: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("description",) if known else ("given", "family"):
            del self.fields[name]

    def changes(self, recorded: PersonChanges) -> PersonChanges:
        """What was typed, as the action takes it; what was not asked stays as recorded."""
        said: dict[str, Any] = self.cleaned_data
        return PersonChanges(
            given=said.get("given", recorded.given),
            family=said.get("family", recorded.family),
            sex=said["sex"],
            born_on=said["born_on"],
            age_low=None if said["born_on"] else said["age_low"],
            age_high=None if said["born_on"] else said["age_high"],
            ethnicity_self=said["ethnicity_self"],
            ethnicity_officer=said["ethnicity_officer"],
            description=said.get("description", recorded.description),
        )


class NameForm(PlainForm):
    """Another name."""

    kind = forms.ChoiceField(
        label="How do they use this name?",
        choices=(
            ("alias", "Also known by it"),
            ("preferred", "They like to be called this"),
        ),
        widget=RadioChoices,
        initial="alias",
    )
    given = forms.CharField(label="First name", max_length=80, required=False)
    family = forms.CharField(label="Family name", max_length=80, required=False)

    def name(self) -> NewName:
        """The name typed."""
        return NewName(self.cleaned_data["given"], self.cleaned_data["family"])


class AddressForm(PlainForm):
    """Where somebody lives now."""

    text = forms.CharField(label="Address", max_length=160, required=False)
    postcode = forms.CharField(label="Postcode", max_length=12, required=False)
    no_fixed_abode = forms.BooleanField(label="They have no fixed abode", required=False)

    def address(self) -> NewAddress:
        """The address typed."""
        said = self.cleaned_data
        return NewAddress(said["text"], said["postcode"], said["no_fixed_abode"])


class PhoneForm(PlainForm):
    """A phone number."""

    phone = forms.CharField(
        label="Phone number",
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )


class NumberForm(PlainForm):
    """A number somebody else knows the person by."""

    kind = forms.ChoiceField(label="Which number?", widget=RadioChoices)
    value = forms.CharField(
        label="The number", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    issuer = forms.CharField(
        label="Whose number is it?",
        help_text="For a custody record or a local number, such as Northmoor Central custody",
        max_length=60,
        required=False,
    )

    def __init__(self, *args: Any, police: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = (*NUMBER_KINDS, *POLICE_NUMBER_KINDS) if police else NUMBER_KINDS
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class NeedForm(PlainForm):
    """A communication need."""

    code = forms.ChoiceField(
        label="What do they need?", choices=tuple(NEEDS.items()), widget=RadioChoices
    )
    words = forms.CharField(
        label="What helps",
        help_text="Such as the language they speak, or which ear they hear with",
        max_length=200,
        required=False,
    )

    def need(self) -> NewNeed:
        """The need typed."""
        return NewNeed(self.cleaned_data["code"], self.cleaned_data["words"])


class WordsForm(PlainForm):
    """What a person wants those who meet them to know."""

    text = forms.CharField(
        label="What I want you to know",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    helps = forms.CharField(
        label="What helps",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    worse = forms.CharField(
        label="What makes it worse",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
