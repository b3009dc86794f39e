"""What is known of somebody's needs: one line each, answered with one tap."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms import BoundField

from alongside.areas.diversion.forms.questions import StepForm
from alongside.areas.diversion.rules.facts import Facts
from alongside.areas.diversion.rules.steps import asked_of
from alongside.foundation.kit.forms import RadioChoices
from alongside.foundation.reference import code_list

STATES: Final = (
    ("suspected", "Maybe"),
    ("known", "Known"),
    ("screened_positive", "Screened yes"),
    ("screened_negative", "Screened no"),
    ("not_asked", "Not asked"),
)
NOT_ASKED: Final = "not_asked"


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """Needs under one heading.

    Attributes:
        title: The heading.
        fields: One for each need.
        told: How many of them were asked about.
    """

    title: str
    fields: tuple[BoundField, ...]
    told: int


class NeedsForm(StepForm):
    """Every need that is asked about on somebody's path, with how it is held."""

    kind = "vulnerabilities"

    def __init__(
        self,
        *args: Any,
        age_band: str,
        held: Mapping[str, str],
        suggested: tuple[str, ...],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.held, self.suggested = held, suggested
        vulnerabilities = code_list("ld_vulnerability")
        for code in asked_of(age_band):
            starts = held.get(code) or ("screened_positive" if code in suggested else NOT_ASKED)
            self.fields[code] = forms.ChoiceField(
                label=vulnerabilities.display(code),
                choices=STATES,
                required=False,
                initial=starts,
                widget=RadioChoices(inline=True),
            )
        self.asked = asked_of(age_band)

    def first(self) -> list[BoundField]:
        """Those the first look or an earlier entry speaks of, so that they are in sight."""
        told = [code for code in self.asked if code in self.suggested or code in self.held]
        return [self[code] for code in told]

    def groups(self) -> list[NeedGroup]:
        """The rest, under their headings."""
        told = {bound.name for bound in self.first()}
        entries = code_list("ld_vulnerability").entries
        found = []
        for title in (*code_list("ld_vulnerability").groups(), ""):
            codes = [e.code for e in entries if e.group == title and e.code in self.asked]
            fields = tuple(self[code] for code in codes if code not in told)
            if fields:
                asked = sum(1 for field in fields if field.value() not in (None, "", NOT_ASKED))
                found.append(NeedGroup(title or "None of these", fields, asked))
        return found

    def facts(self) -> Facts:
        """Only what is new: a need that nobody asked about is not stored."""
        states = {
            code: self.cleaned_data.get(code) or NOT_ASKED
            for code in self.asked
            if (self.cleaned_data.get(code) or NOT_ASKED) != self.held.get(code, NOT_ASKED)
        }
        return {"states": states}
