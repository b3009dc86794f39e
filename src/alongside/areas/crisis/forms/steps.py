"""The form of one step, made from the tables, and what its answers are kept as."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django import forms

from alongside.areas.crisis.forms.steps_contact import CONTACT_STEPS
from alongside.areas.crisis.forms.steps_detention import DETENTION_STEPS, TOLD, TOLD_FACTS, Step
from alongside.areas.crisis.forms.steps_fields import line, moment
from alongside.areas.crisis.forms.steps_places import (
    OfferedPlaces,
    place_facts,
    place_fields,
    place_initial,
)
from alongside.areas.crisis.rules.facts import FACT_NAMES
from alongside.areas.crisis.rules.kinds import DECISIONS, POWER_OF_DECISION
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.local_time import parse_instant

STEPS: Final[Mapping[str, Step]] = {**CONTACT_STEPS, **DETENTION_STEPS}
MADE_ELSEWHERE: Final = frozenset({"opened", "person_named", "decision", "power_used"})
RECORDED_HERE: Final = frozenset(STEPS) - MADE_ELSEWHERE
_INSTANTS: Final = frozenset(
    {"started_at", "ended_at", "entered_at", "due_at", "review_at", "accepted_at"}
)


class StepForm(PlainForm):
    """One step of a contact or of being held."""

    def facts(
        self, kind: str, offered: OfferedPlaces, *, kept: Mapping[str, object] | None = None
    ) -> dict[str, object]:
        """Answer what was given, by the names events keep it under.

        Args:
            kind: Code from ``STEPS``.
            offered: The places that could be chosen.
            kept: Facts of the entry being put right; those not asked about here are kept.
        """
        cleaned, asked = self.cleaned_data, self._asked()
        before = {name: value for name, value in (kept or {}).items() if name not in asked}
        found = {name: cleaned[name] for name in FACT_NAMES[kind] if name in cleaned}
        if "place" in cleaned:
            found |= place_facts(cleaned, offered)
            found = {name: value for name, value in found.items() if name in FACT_NAMES[kind]}
        for name in cleaned.get(TOLD) or ():
            found[name] = True
        return before | {name: value for name, value in found.items() if value not in (None, "")}

    def _asked(self) -> frozenset[str]:
        """The facts this form asks about."""
        place = ("place_id", "place_name", "place_type") if "place" in self.fields else ()
        told = tuple(name for name, _ in TOLD_FACTS) if TOLD in self.fields else ()
        return frozenset((*self.fields, *place, *told))


def step_form(kind: str, offered: OfferedPlaces, *, correcting: bool = False) -> type[StepForm]:
    """Make the form of a kind of step.

    Args:
        kind: Code from ``STEPS``.
        offered: The places that may be chosen; empty where the step names none.
        correcting: Whether it puts an entry right, and so asks why.
    """
    step = STEPS[kind]
    fields: dict[str, Any] = {"happened_at": moment(step.when, required=True)}
    if step.place:
        fields |= place_fields(step.place, offered, names=frozenset(FACT_NAMES[kind]))
    fields |= step.fields()
    if correcting:
        reason = line("Why are you correcting it?", hint="Such as: read the wrong clock.", most=300)
        reason.required = True
        reason.error_messages["required"] = "Say why you are correcting this"
        fields["correction_reason"] = reason
    return type("KindForm", (StepForm,), fields)


def step_initial(
    kind: str, facts: Mapping[str, object], *, happened_at: datetime, offered: OfferedPlaces
) -> dict[str, object]:
    """Answer what a form shows of an event already recorded."""
    shown: dict[str, object] = {
        name: parse_instant(value) if name in _INSTANTS and isinstance(value, str) else value
        for name, value in facts.items()
    }
    shown["happened_at"] = happened_at
    if kind == "rights_given":
        shown[TOLD] = [name for name, _ in TOLD_FACTS if facts.get(name) is True]
    if STEPS[kind].place:
        shown |= place_initial(facts, offered)
    return shown


def keep_to_kind_of_decision(form: forms.Form, decided: str) -> None:
    """Offer only decisions like the one made, so that a correction never hides a power used."""
    field = form.fields["decision"]
    uses_power = decided in POWER_OF_DECISION
    if isinstance(field, forms.ChoiceField):
        field.choices = [
            (code, words)
            for code, words in DECISIONS.items()
            if (code in POWER_OF_DECISION) == uses_power
        ]
