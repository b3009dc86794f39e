"""What is asked while a crisis plan is written: wording and shape only."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from alongside.areas.plans.forms.contact import ShareForm
from alongside.areas.plans.rules.crisis_plan import CrisisTerms
from alongside.areas.plans.rules.crisis_plan_fields import (
    FIELDS,
    LONG,
    MOST_RISKS,
    SHORT,
    CrisisField,
    CrisisWords,
    KnownRisk,
    fields_of,
)
from alongside.engines.sharing import Category
from alongside.foundation.kit.forms import LocalDateField, PlainForm, RadioChoices

TOOK_PART = (
    ("yes", "Yes, we wrote it together"),
    ("no", "No, or not in all of it"),
)


class CrisisPlanForm(PlainForm):
    """What a crisis plan says: its fields, and up to four known risks."""

    def __init__(self, *args: Any, risks: Sequence[KnownRisk] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        for asked in FIELDS:
            self.fields[asked.name] = _box(asked)
        known = dict(enumerate(risks, 1))
        for number in range(1, MOST_RISKS + 1):
            self._ask_risk(number, known.get(number))
        self.risks_shown = max(1, min(MOST_RISKS, len(known) + 1))

    def _ask_risk(self, number: int, risk: KnownRisk | None) -> None:
        self.fields[f"risk_words_{number}"] = forms.CharField(
            label="What may happen, and what makes it less likely",
            max_length=LONG,
            required=False,
            initial=risk.words if risk else "",
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields[f"risk_seen_{number}"] = LocalDateField(
            label="When it was last so",
            required=False,
            initial=risk.last_seen_on if risk else None,
        )
        self.fields[f"risk_source_{number}"] = forms.CharField(
            label="Who knows of it",
            max_length=SHORT,
            required=False,
            initial=risk.source if risk else "",
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the day of each risk that is written."""
        said: dict[str, Any] = super().clean() or {}
        for number in range(1, MOST_RISKS + 1):
            day = f"risk_seen_{number}"
            written = said.get(f"risk_words_{number}") or said.get(f"risk_source_{number}")
            if written and not said.get(day) and day not in self.errors:
                self.add_error(day, "Say when it was last so")
        return said

    def part(self, category: Category) -> list[Any]:
        """The boxes of one part."""
        return [self[asked.name] for asked in fields_of(category)]

    def risk_rows(self) -> Iterator[tuple[int, list[Any]]]:
        """Each risk's boxes, with its number."""
        for number in range(1, MOST_RISKS + 1):
            yield number, [self[f"risk_{part}_{number}"] for part in ("words", "seen", "source")]

    def said(self) -> tuple[CrisisWords, tuple[KnownRisk, ...]]:
        """What was typed, as the action takes it; risks left empty are none."""
        said = self.cleaned_data
        words = CrisisWords(**{asked.name: said[asked.name].strip() for asked in FIELDS})
        risks = tuple(
            KnownRisk(
                said[f"risk_words_{n}"].strip(),
                said[f"risk_seen_{n}"],
                said[f"risk_source_{n}"].strip(),
            )
            for n in range(1, MOST_RISKS + 1)
            if said[f"risk_seen_{n}"]
        )
        return words, risks


def _box(asked: CrisisField) -> forms.CharField:
    widget = (
        forms.TextInput(attrs={"autocomplete": "off"})
        if asked.lines == 1
        else forms.Textarea(attrs={"rows": asked.lines})
    )
    return forms.CharField(
        label=asked.label,
        help_text=asked.hint,
        required=False,
        max_length=asked.most,
        widget=widget,
    )


class CrisisTermsForm(ShareForm):
    """The person's part, until when it holds, and who agreed."""

    def __init__(self, *args: Any, child: bool, **options: Any) -> None:
        super().__init__(*args, services=(), child=child, medical=False, **options)
        self.fields["took_part"] = forms.ChoiceField(
            label="Did the person write it with you?",
            choices=TOOK_PART,
            widget=RadioChoices(reveal={"no": ("why_not",)}),
        )
        self.fields["why_not"] = forms.CharField(
            label="Why not, and what will you do about it?",
            max_length=1000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields["review_on"].help_text = "Within 12 months"
        self.fields["ends_on"] = LocalDateField(
            label="When does it end?",
            help_text="On or after that day, within two years. It ends by itself.",
        )
        self.fields["agreed_by"].label = "Who agreed to it?"

    def terms(self) -> CrisisTerms:
        """What was chosen, as the action takes it."""
        said = self.cleaned_data
        return CrisisTerms(
            took_part=said["took_part"] == "yes",
            why_not=said["why_not"],
            review_on=said["review_on"],
            ends_on=said["ends_on"],
            agreement=self.sharing(kept_medical=False).agreement,
        )
