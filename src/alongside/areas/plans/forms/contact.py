"""What is asked while a contact plan is made: wording and shape only."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from alongside.areas.plans.actions.contact_sharing import NewSharing
from alongside.areas.plans.rules.contact_fields import fields_in
from alongside.areas.plans.rules.contact_plan import (
    CAPACITY_WORDS,
    MOST_PEOPLE,
    PERMISSION_WORDS,
    Capacity,
    Permission,
    PersonToRing,
    PlanAgreement,
)
from alongside.engines.sharing import AgreedBy
from alongside.foundation.accounts.queries import OrganisationName
from alongside.foundation.kit.forms import LocalDateField, PlainForm, RadioChoices
from alongside.kernel.refusal import Refused

YES_OR_NOT = (("yes", "Yes"), ("no", "Not them"))
AGREED_WORDS = {
    AgreedBy.PERSON: "They did",
    AgreedBy.PARENT: "Somebody with parental responsibility did",
    AgreedBy.ATTORNEY: "Their attorney for health and welfare, or a deputy, did",
    AgreedBy.BEST_INTERESTS: "It was decided in their best interests",
}


PERSON_BOXES = (
    ("name", "Name", 120, "text"),
    ("relation", "Who they are to me", 80, "text"),
    ("phone", "Phone number", 30, "tel"),
)
ALL_MAY_BE_EMPTY = {"data-plain": "1"}
"""The page says once that any box may stay empty, so that no label has to."""
RECORD = ("decision", "assessed_by", "assessed_on")
ASSESSED_IN = {Capacity.ASSESSED: "", Capacity.LACKS: "lacks_"}
"""What begins the names of the boxes that an assessment is written in."""


class SectionForm(PlainForm):
    """One short part of a contact plan."""

    def __init__(self, *args: Any, section: str, **options: Any) -> None:
        super().__init__(*args, **options)
        for asked in fields_in(section):
            one_line = asked.lines == 1
            self.fields[asked.name] = forms.CharField(
                label=asked.label,
                help_text=asked.hint,
                required=False,
                max_length=asked.most,
                widget=forms.TextInput(attrs={"autocomplete": "off", **ALL_MAY_BE_EMPTY})
                if one_line
                else forms.Textarea(attrs={"rows": asked.lines, **ALL_MAY_BE_EMPTY}),
            )
        self.names = tuple(asked.name for asked in fields_in(section))

    def said(self) -> dict[str, str]:
        """What was typed, by field."""
        return {name: self.cleaned_data[name] for name in self.names}


class PeopleForm(PlainForm):
    """Whom to ring, in the person's order."""

    def __init__(self, *args: Any, people: Sequence[PersonToRing] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        known = dict(enumerate(people, 1))
        for number in range(1, MOST_PEOPLE + 1):
            self._ask(number, known.get(number))
        self.shown = min(MOST_PEOPLE, max(2, len(known) + 1))

    def _ask(self, number: int, person: PersonToRing | None) -> None:
        for part, label, most, kind in PERSON_BOXES:
            self.fields[f"{part}_{number}"] = forms.CharField(
                label=label,
                max_length=most,
                required=False,
                initial=getattr(person, part, ""),
                widget=forms.TextInput(
                    attrs={"type": kind, "autocomplete": "off", **ALL_MAY_BE_EMPTY}
                ),
            )
        self.fields[f"permission_{number}"] = forms.ChoiceField(
            label="What may they be told?",
            choices=[(code.value, words) for code, words in PERMISSION_WORDS.items()],
            widget=RadioChoices,
            initial=(person.permission if person else Permission.RING).value,
            required=False,
        )

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """Each person's boxes, with their number."""
        for number in range(1, MOST_PEOPLE + 1):
            names = (f"{part}_{number}" for part in ("name", "relation", "phone", "permission"))
            yield number, [self[name] for name in names]

    def people(self) -> list[PersonToRing]:
        """Everybody named, in order; boxes left empty are nobody."""
        said = self.cleaned_data
        found = []
        for number in range(1, MOST_PEOPLE + 1):
            name, relation, phone = (
                said[f"{part}_{number}"].strip() for part in ("name", "relation", "phone")
            )
            if name or relation or phone:
                permission = Permission(said[f"permission_{number}"] or Permission.RING)
                found.append(PersonToRing(name, relation, phone, permission))
        return found


class ShareForm(PlainForm):
    """Who may see it, until when, and who agreed."""

    def __init__(
        self,
        *args: Any,
        services: Sequence[OrganisationName],
        child: bool,
        medical: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.services = tuple(services)
        for service in self.services:
            self.fields[_to(service.id)] = forms.ChoiceField(
                label=service.name,
                choices=YES_OR_NOT,
                widget=RadioChoices(inline=True),
                error_messages={"required": f"Choose yes or not them for {service.name}"},
            )
        if medical:
            self.fields["medical_agreed"] = forms.ChoiceField(
                label="May they see the urgent medical safety as well?",
                choices=(("yes", "Yes"), ("no", "No")),
                widget=RadioChoices(inline=True),
            )
        self.fields["review_on"] = LocalDateField(
            label="When shall we look at it again?",
            help_text="Within 12 months. After that day it is not shown until it is looked at.",
        )
        self._ask_who_agreed(child=child)

    def _ask_who_agreed(self, *, child: bool) -> None:
        offered = (
            (AgreedBy.PERSON, AgreedBy.PARENT)
            if child
            else (AgreedBy.PERSON, AgreedBy.ATTORNEY, AgreedBy.BEST_INTERESTS)
        )
        reveal = {
            AgreedBy.PERSON: ("understands",) if child else (),
            AgreedBy.PARENT: ("agreed_name",),
            AgreedBy.ATTORNEY: ("agreed_name",),
        }
        self.fields["agreed_by"] = forms.ChoiceField(
            label="Who agreed that it is shared?",
            choices=[(code.value, AGREED_WORDS[code]) for code in offered],
            widget=RadioChoices(reveal={c.value: n for c, n in reveal.items() if c in offered}),
        )
        self.fields["agreed_name"] = forms.CharField(
            label="Who agreed", max_length=120, required=False
        )
        self.fields["understands"] = _words(
            "How do you know that they understand what is shared, and with whom?"
        )
        self._ask_capacity(child=child)

    def _ask_capacity(self, *, child: bool) -> None:
        kinds = (Capacity.PRESUMED, Capacity.ASSESSED) if child else tuple(Capacity)
        self.fields["capacity"] = forms.ChoiceField(
            label="Can they decide this?",
            choices=[(code.value, CAPACITY_WORDS[code]) for code in kinds],
            widget=RadioChoices(reveal={c.value: _record(c) for c in kinds if c in ASSESSED_IN}),
            initial=Capacity.PRESUMED.value,
        )
        for decision, by, on in (_record(code) for code in kinds if code in ASSESSED_IN):
            self.fields[decision] = _words("Which decision was it about?")
            self.fields[by] = forms.CharField(
                label="Who assessed it", max_length=120, required=False
            )
            self.fields[on] = LocalDateField(label="When was it assessed?", required=False)

    def refuse(self, refused: Refused) -> None:
        """Say a refusal beside the field it is about, in the choice that is chosen."""
        code = Capacity(self.cleaned_data.get("capacity") or Capacity.PRESUMED)
        if refused.field in RECORD and code in ASSESSED_IN:
            field = f"{ASSESSED_IN[code]}{refused.field}"
            refused = Refused(
                refused.code, refused.message, next_step=refused.next_step, field=field
            )
        super().refuse(refused)

    def asked_of(self) -> list[Any]:
        """The boxes for each service."""
        return [self[_to(service.id)] for service in self.services]

    def sharing(self, *, kept_medical: bool) -> NewSharing:
        """What was chosen, as the action takes it."""
        said: Mapping[str, Any] = self.cleaned_data
        recipients = {row.id: said[_to(row.id)] == "yes" for row in self.services}
        capacity = Capacity(said["capacity"])
        record = dict(zip(RECORD, _record(capacity), strict=False))
        medical = said["medical_agreed"] == "yes" if "medical_agreed" in said else kept_medical
        return NewSharing(
            recipients=recipients,
            review_on=said["review_on"],
            agreement=PlanAgreement(
                agreed_by=AgreedBy(said["agreed_by"]),
                agreed_name=said["agreed_name"],
                understands=said["understands"],
                capacity=capacity,
                **{name: said[box] for name, box in record.items()},
            ),
            medical_agreed=medical,
        )


def _record(code: Capacity) -> tuple[str, ...]:
    """The boxes an assessment is written in, in the order of ``RECORD``; none without one."""
    if code not in ASSESSED_IN:
        return ()
    return tuple(f"{ASSESSED_IN[code]}{name}" for name in RECORD)


def _to(service: UUID) -> str:
    return f"to_{service.hex}"


def _words(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class OfferForm(PlainForm):
    """What somebody said when they were offered a plan."""

    answer = forms.ChoiceField(
        label="What did they say?",
        choices=(
            ("accepted", "Yes, they want one"),
            ("declined", "No, not now"),
            ("thinking", "They want to think about it"),
            ("not_offered", "Not offered yet, but they may be at risk of crisis"),
        ),
        widget=RadioChoices,
    )
