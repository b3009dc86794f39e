"""What is asked about who may see what."""

from typing import Any

from django import forms

from alongside.areas.plans.rules.choices import ChoiceKind, NewChoice
from alongside.areas.plans.rules.contact_plan import over_at
from alongside.engines.sharing import Category
from alongside.foundation.accounts.queries import OrganisationName
from alongside.foundation.kit.forms import LocalDateField, PlainForm, RadioChoices

ABOUT = (
    (Category.OWN_WORDS.value, "Their own words"),
    (Category.MEDICAL_SAFETY.value, "Urgent medical safety"),
)


class ChoiceForm(PlainForm):
    """One answer about one service."""

    recipient = forms.ChoiceField(label="Which service?")
    category = forms.ChoiceField(label="About what?", choices=ABOUT, widget=RadioChoices)
    kind = forms.ChoiceField(
        label="What did they say?",
        choices=(("consent", "Yes, they may see it"), ("objection", "Not them")),
        widget=RadioChoices(reveal={"consent": ("ends_on",)}),
    )
    ends_on = LocalDateField(
        label="Until when?",
        help_text="Leave it empty if they did not say. They can change their mind at any time.",
        required=False,
    )

    def __init__(self, *args: Any, services: list[OrganisationName], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["recipient"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a service"),
            *((str(row.id), row.name) for row in services),
        ]

    def choice(self) -> NewChoice:
        """What was chosen, as the action takes it."""
        said = self.cleaned_data
        ends_on = said["ends_on"]
        return NewChoice(
            kind=ChoiceKind(said["kind"]),
            recipient=said["recipient"],
            category=Category(said["category"]),
            ends_at=over_at(ends_on) if ends_on else None,
        )
