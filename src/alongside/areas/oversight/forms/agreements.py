"""What an agreement says, who its parties are, and what is said when it is signed or ends."""

from collections.abc import Collection, Mapping
from dataclasses import fields as parts_of
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.oversight.rules.agreements import (
    LABELS,
    PARTY_LABELS,
    AgreementEntry,
    Controllers,
    PartyEntry,
)
from alongside.foundation.kit.forms import (
    CheckboxChoices,
    LocalDateField,
    PlainForm,
    RadioChoices,
)

LONG: Final = tuple(
    part.name
    for part in parts_of(AgreementEntry)
    if part.name in LABELS
    and part.type in ("str", str)
    and part.name not in ("reference", "title", "controllers", "dpia_reference")
)
SECTIONS: Final = (
    ("What it is", ("title", "reference", "controllers", "organisations")),
    ("Why", ("purposes", "purpose_words", "benefits", "necessity")),
    ("What is shared", ("categories", "items", "special_category", "criminal_offence")),
    ("The law", ("gateways", "lawful_basis", "conditions", "policy_document")),
    ("People", ("people_affected", "who_has_access", "rights", "rights_contact", "foi")),
    ("Keeping it right and safe", ("accuracy", "retention", "security", "transfer", "breach",
                                   "quality_review", "dpia_reference")),
    ("When", ("starts_on", "review_on", "ends_on", "withdrawal", "return_of_data")),
)  # fmt: skip
Choices = Collection[tuple[str, str]]


class AgreementForm(PlainForm):
    """Everything an agreement says (DOMAIN 5.4); a draft may leave parts for later."""

    title = forms.CharField(label=LABELS["title"], max_length=160)
    reference = forms.CharField(
        label=LABELS["reference"],
        max_length=40,
        error_messages={"required": "Enter its reference, such as NM-06"},
    )
    controllers = forms.ChoiceField(
        label=LABELS["controllers"],
        choices=[
            (Controllers.SEPARATE.value, "Each decides for itself (separate)"),
            (Controllers.JOINT.value, "They decide together (joint)"),
        ],
        initial=Controllers.SEPARATE.value,
        widget=RadioChoices,
    )
    organisations = forms.MultipleChoiceField(
        label="Parties",
        help_text="Yours is one of them",
        widget=CheckboxChoices,
        error_messages={"required": "Choose the parties"},
    )
    purposes = forms.MultipleChoiceField(
        label=LABELS["purposes"], required=False, widget=CheckboxChoices
    )
    categories = forms.MultipleChoiceField(
        label=LABELS["categories"], required=False, widget=CheckboxChoices
    )
    special_category = forms.BooleanField(
        label="It holds special category information, such as health", required=False, initial=True
    )
    criminal_offence = forms.BooleanField(label="It holds information about crimes", required=False)
    gateways = forms.MultipleChoiceField(
        label=LABELS["gateways"], required=False, widget=CheckboxChoices
    )
    dpia_reference = forms.CharField(label=LABELS["dpia_reference"], required=False, max_length=120)
    starts_on = LocalDateField(
        label=LABELS["starts_on"], error_messages={"required": "Enter the day it starts"}
    )
    review_on = LocalDateField(
        label=LABELS["review_on"], error_messages={"required": "Enter the day it is reviewed by"}
    )
    ends_on = LocalDateField(
        label=LABELS["ends_on"], error_messages={"required": "Enter its last day"}
    )

    def __init__(
        self,
        *args: Any,
        organisations: Choices,
        words: Mapping[str, Choices],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        for name in LONG:
            self.fields[name] = forms.CharField(
                label=LABELS[name],
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.fields["organisations"].choices = list(organisations)  # type: ignore[attr-defined]
        for name, choices in words.items():
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def sections(self) -> list[tuple[str, list[Any]]]:
        """Answer the questions under their headings, in order."""
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]

    def entry(self, kept: Collection[PartyEntry] = ()) -> AgreementEntry:
        """Answer what the agreement says, once the form is valid.

        Args:
            kept: What was said of the parties before; parties left out are dropped.
        """
        known = {party.organisation_id: party for party in kept}
        given = self.cleaned_data
        chosen = [UUID(code) for code in given["organisations"]]
        values = {
            part.name: given[part.name]
            for part in parts_of(AgreementEntry)
            if part.name != "parties"
        }
        lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        parties = tuple(known.get(one, PartyEntry(one)) for one in chosen)
        return AgreementEntry(**(values | lists), parties=parties)


class PartyForm(PlainForm):
    """What the agreement says of one party."""

    lead_name = forms.CharField(label=PARTY_LABELS["lead_name"], max_length=120)
    lead_contact = forms.CharField(label=PARTY_LABELS["lead_contact"], max_length=120)
    dpo = forms.CharField(label=PARTY_LABELS["dpo"], max_length=120)
    power = forms.CharField(
        label=PARTY_LABELS["power"], max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def party(self, organisation_id: UUID) -> PartyEntry:
        """Answer what was said, once the form is valid."""
        given = self.cleaned_data
        return PartyEntry(organisation_id, **{name: given[name] for name in PARTY_LABELS})


class SignForm(PlainForm):
    """Who signed for one party."""

    signed_by = forms.CharField(label="Who signed?", help_text="Their name", max_length=120)
    post = forms.CharField(
        label="In what post?", help_text="Such as Caldicott Guardian", max_length=120
    )


class ReviewForm(PlainForm):
    """What a review found."""

    words = forms.CharField(
        label="What did the review find?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_review_on = LocalDateField(label="Next review by")


class WithdrawForm(PlainForm):
    """Why a party withdraws."""

    reason = forms.CharField(
        label="Why is it withdrawn?", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
