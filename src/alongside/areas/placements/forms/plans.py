"""Forms of planning: what to plan, whom to move where, what to ask, and publishing."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from alongside.areas.placements.actions.plan_asking import AskedPlan
from alongside.areas.placements.actions.plan_moving import AskedMove
from alongside.foundation.kit.forms import CheckboxChoices, PlainForm, RadioChoices

Choices = Sequence[tuple[str, str]]
STANDS = (
    ("keep", "Keep it all where it is"),
    ("afresh", "Plan those cohorts afresh"),
)
CHANGED = "The plan has changed since you chose: choose again"
SECONDS = (("10", "10 seconds"), ("60", "60 seconds"))


def _asks(words: str) -> dict[str, str]:
    return {"required": words, "invalid_choice": CHANGED}


class PlanForm(PlainForm):
    """Which cohorts, what stands, and how long to look."""

    cohorts = forms.MultipleChoiceField(
        label="Which cohorts?",
        widget=CheckboxChoices,
        error_messages={"required": "Choose at least one cohort to plan"},
    )
    stands = forms.ChoiceField(
        label="What is published already?",
        choices=STANDS,
        initial="keep",
        widget=RadioChoices(
            hints={
                "keep": "Only those without a place are placed, beside what stands.",
                "afresh": "Those of these cohorts who have not started may move.",
            }
        ),
    )
    seconds = forms.ChoiceField(
        label="How long may it take?",
        choices=SECONDS,
        initial="10",
        widget=RadioChoices(
            inline=True,
        ),
        help_text="Most plans are proved best within a second. You need not wait on the page.",
    )
    why = forms.CharField(
        label="What is it for? (you can leave this empty)",
        required=False,
        max_length=300,
        help_text="Such as: with Larch Ward open in July. It names the draft in lists.",
    )

    def offer(self, cohorts: Choices, *, hints: dict[str, str], stands: bool) -> None:
        """Put in the cohorts there are; what stands is asked only where something does."""
        fields: Any = self.fields
        fields["cohorts"].choices = list(cohorts)
        fields["cohorts"].widget.hints = hints
        if not stands:
            del fields["stands"]

    def asked(self) -> AskedPlan:
        """What is asked for."""
        given = self.cleaned_data
        return AskedPlan(
            cohorts=tuple(UUID(one) for one in given["cohorts"]),
            afresh=given.get("stands") == "afresh",
            seconds=int(given["seconds"]),
            why=given["why"],
        )


class MoveForm(PlainForm):
    """Who, where, and which week."""

    moving = forms.ChoiceField(label="Who moves?", error_messages=_asks("Choose who moves"))
    where = forms.ChoiceField(label="Where to?", error_messages=_asks("Choose where to"))
    week = forms.ChoiceField(
        label="Which week?",
        error_messages={
            "required": "Choose which week",
            "invalid_choice": "Choose a week of the plan that is still to come",
        },
    )

    def offer(self, moving: Choices, where: Choices, weeks: Choices) -> None:
        """Put in whom there is to move, and where to."""
        fields: Any = self.fields
        fields["moving"].choices = [("", "Choose who"), *moving]
        fields["where"].choices = [("", "Choose where"), *where]
        fields["week"].choices = [("", "Choose a week"), *weeks]

    def asked(self) -> AskedMove:
        """What is asked for."""
        given = self.cleaned_data
        kind, _, key = given["moving"].partition(":")
        return AskedMove(
            stay_id=UUID(key) if kind == "stay" else None,
            learner_id=UUID(key) if kind == "learner" else None,
            service_id=UUID(given["where"]),
            week=date.fromisoformat(given["week"]),
        )


class WhyNotForm(PlainForm):
    """Who is asked about."""

    officer = forms.ChoiceField(
        label="Who do you ask about?", error_messages=_asks("Choose who you ask about")
    )

    def offer(self, people: Choices) -> None:
        """Put in those in the plan."""
        fields: Any = self.fields
        fields["officer"].choices = [("", "Choose who"), *people]


class PublishForm(PlainForm):
    """Why, for the record."""

    why = forms.CharField(
        label="A word for the record (you can leave this empty)", required=False, max_length=300
    )
