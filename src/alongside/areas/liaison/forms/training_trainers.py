"""Who teaches a session, where they agreed to be named, and what they are owed afterwards."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.liaison.rules.training_trainers import (
    NAMING_WORDS,
    SUPPORT_WORDS,
    Naming,
    Support,
    TrainerFacts,
)
from alongside.foundation.kit.forms import LocalDateField, PlainForm, RadioChoices

NAMINGS: Final = [(naming.value, words) for naming, words in NAMING_WORDS.items()]
SUPPORTS: Final = [(support.value, words) for support, words in SUPPORT_WORDS.items()]
NOBODY: Final = [("", "Nobody chosen")]


def _naming(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=NAMINGS,
        initial=Naming.UNNAMED.value,
        widget=RadioChoices(inline=True),
    )


def _account(label: str, help_text: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=(),
        coerce=UUID,
        empty_value=None,
        required=False,
    )


class TrainerForm(PlainForm):
    """Who teaches, how each page may name them, and what is owed to them."""

    name = forms.CharField(
        label="What do they like to be called?",
        help_text="Only liaison leads see it where they are not to be named",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    used_services = forms.TypedChoiceField(
        label="Do they teach from having used services?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda word: word == "yes",
        widget=RadioChoices(inline=True),
    )
    user_id = _account("Their account, where they have one")
    on_catalogue = _naming("On the page of the course")
    on_session = _naming("On the page of the session")
    on_screen = _naming("On the screen in the room")
    agreed_on = LocalDateField(
        label="When did they agree to be named so?",
        help_text="They can take it back on any day, for any reason",
        required=False,
    )
    payment = forms.CharField(
        label="What was agreed to pay them?",
        help_text="Money, travel, hours given back. Only liaison leads see it.",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    paid_on = LocalDateField(label="When was it paid?", required=False)
    rung_by_id = _account("Who rings them afterwards?", "The day after, to ask how they are")
    support = forms.ChoiceField(
        label="How did that call go?",
        choices=SUPPORTS,
        initial=Support.OWED.value,
        widget=RadioChoices,
    )

    def __init__(self, *args: Any, accounts: Mapping[UUID, str], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = NOBODY + [(str(key), words) for key, words in accounts.items()]
        for name in ("user_id", "rung_by_id"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def facts(self) -> TrainerFacts:
        """What the actions take, once the form is valid."""
        said = {name: self.cleaned_data[name] for name in TrainerFacts.__slots__}
        named = {name: Naming(said[name]) for name in ("on_catalogue", "on_session", "on_screen")}
        return TrainerFacts(**said | named | {"support": Support(said["support"])})


def typed(facts: TrainerFacts) -> dict[str, Any]:
    """Answer what is kept as the form shows it."""
    shown = {name: getattr(facts, name) for name in TrainerFacts.__slots__}
    return shown | {"used_services": "yes" if facts.used_services else "no"}
