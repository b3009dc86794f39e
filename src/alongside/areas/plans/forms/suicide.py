"""The words a suicide prevention plan asks for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.plans.actions.suicide_opening import Proposal
from alongside.areas.plans.actions.suicide_writing import OwnPart
from alongside.areas.plans.forms.joint_fields import (
    CHOOSE,
    EntryForm,
    day,
    line,
    paragraph,
    pick,
    taps,
)
from alongside.areas.plans.queries.suicide import Askable
from alongside.areas.plans.rules.joint_story import NewEntry
from alongside.areas.plans.rules.suicide import CLEARED, CONSENT_ANSWERS, PLAN_FIELDS
from alongside.foundation.kit.forms import PlainForm
from alongside.foundation.reference import code_list

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
GATEWAYS: Final = [(entry.code, entry.display) for entry in code_list("legal_gateway").entries]


WHAT_HAPPENED: Final = (
    "What happened",
    ("trigger", "trigger_place", "location_code", "immediate_actions"),
)
SAFETY: Final = (
    "What keeps them safe",
    ("protective_factors", "means_restriction", "services"),
)


class PlanSaysForm(PlainForm):
    """What a plan says."""

    parts: tuple[tuple[str, tuple[str, ...]], ...] = (
        WHAT_HAPPENED,
        ("What the person says", ("consent", "consent_why")),
        SAFETY,
    )
    trigger = paragraph("What happened?", required="Say what happened")
    trigger_place = line("Where did it happen?", longest=200)
    location_code = line(
        "Railway location code", hint="Three to seven letters or digits. Leave empty elsewhere.",
        longest=12,
    )  # fmt: skip
    immediate_actions = paragraph("What was done straight away?")
    consent = taps(
        "Does the person agree to this plan?",
        list(CONSENT_ANSWERS.items()),
        required="Say whether the person agrees",
    )
    consent_why = paragraph("What did they say about that, or why were they not asked?")
    services = paragraph("Which services work with them?")
    protective_factors = paragraph("What keeps them safe?", hint="People, places, reasons, plans")
    means_restriction = paragraph("What is agreed to make the means harder to reach?")

    def says(self) -> dict[str, str]:
        """What it says, by the names of the plan."""
        return {name: self.cleaned_data[name] for name in PLAN_FIELDS}


class ProposeForm(PlanSaysForm):
    """Propose a plan."""

    parts = (
        WHAT_HAPPENED,
        ("What the person says", ("own_part", "why_not", "consent", "consent_why")),
        SAFETY,
        ("The other service", ("asked", "ends_on")),
    )
    own_part = paragraph(
        "What does the person say?",
        hint="In their words: what leads up to it, what helps, who they want told.",
    )
    why_not = paragraph(
        "If they have not been asked yet: why?", hint="Leave empty if you wrote their words."
    )
    ends_on = day(
        "When does the plan end?",
        hint="Six months ahead at most. Both services can agree a new end.",
        required="Enter when the plan ends",
    )
    asked = pick(
        "Who is asked to confirm it for the other service?", [],
        required="Choose who is asked",
    )  # fmt: skip

    def proposal(self) -> Proposal:
        """The plan as it is proposed."""
        said = self.cleaned_data
        return Proposal(
            says=self.says(),
            own_part=OwnPart(said["own_part"], said["why_not"]),
            asked_id=UUID(said["asked"]),
            ends_on=said["ends_on"],
        )


class ChangeForm(PlanSaysForm):
    """Change what a plan says."""

    def changed(self, before: Mapping[str, str], now: datetime) -> NewEntry:
        """Only what is not as it was; a word taken out is kept as said to be nothing now."""
        said = self.says()
        new = {name: text for name, text in said.items() if text.strip() != before.get(name, "")}
        return NewEntry("changed", now, {name: text or CLEARED for name, text in new.items()})


class ContactForm(EntryForm):
    """Contact made with the person."""

    kind = "contact_made"
    facts = ("how", "words")
    how = line("How were you in touch?", hint="Such as: rang, visited", required="Say how")
    words = paragraph("What was said and agreed?", required="Say what was agreed")


class SharedForm(EntryForm):
    """Information shared with somebody else."""

    kind = "shared"
    facts = ("recipient", "gateway", "what")
    recipient = line("With whom was it shared?", required="Say with whom")
    what = paragraph("What was shared?", required="Say what was shared")
    gateway = pick("On what legal ground?", GATEWAYS, required="Choose the legal ground")


class OwnPartForm(PlainForm):
    """The person's own part."""

    own_part = paragraph("What does the person say?", hint="Write it as they say it.")
    why_not = paragraph("Or: why is there nothing?", hint="Such as: they took it back")

    def part(self) -> OwnPart:
        """Their own part."""
        return OwnPart(self.cleaned_data["own_part"], self.cleaned_data["why_not"])


class ConfirmForm(PlainForm):
    """Confirm a plan for the other service."""

    review_due_on = day(
        "When is it reviewed first?", hint="28 days ahead at most.",
        required="Enter when it is reviewed first",
    )  # fmt: skip
    words = paragraph("Anything your service adds")


class PlanReviewForm(PlainForm):
    """Review a plan."""

    words = paragraph("What was looked at and agreed?", required="Say what was agreed")
    review_due_on = day(
        "When is it reviewed next?", hint="28 days ahead at most.",
        required="Enter when it is reviewed next",
    )  # fmt: skip
    ends_on = day("A new end, if you agreed one", hint="Six months ahead at most.")


class AnniversaryForm(PlainForm):
    """A day of the year that may be hard."""

    day = forms.IntegerField(
        label="Day",
        min_value=1,
        max_value=31,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": "Enter the day", "invalid": "Enter a day, such as 12"},
    )
    month = pick(
        "Month", [(str(n), name) for n, name in enumerate(MONTHS, 1)], required="Choose the month"
    )
    words = line("What day is it?", hint="Such as: the day her brother died", longest=200,
                 required="Say what day it is")  # fmt: skip


def reason_form(label: str, missing: str, *, name: str = "words") -> type[PlainForm]:
    """Make a form of one question: why."""
    fields: dict[str, Any] = {
        name: paragraph(label, required=missing),
        "__module__": __name__,
        "__doc__": label,
    }
    return type("ReasonForm", (PlainForm,), fields)


DeclineForm = reason_form("Why is it not taken up?", "Say why, so that they know what to do")
ClosingForm = reason_form("Why can the plan close?", "Say why the plan can close", name="reason")
KeepOpenForm = reason_form("Why does it stay open?", "Say why it stays open")


class AskForm(PlainForm):
    """Ask somebody else."""

    asked = pick("Who is asked instead?", [], required="Choose who is asked")
    words = paragraph("Anything they should know")


def offer_people(form: PlainForm, people: tuple[Askable, ...]) -> None:
    """Offer who, of the other service, may be asked."""
    choices = [(str(one.user_id), f"{one.name}, {one.organisation}") for one in people]
    form.fields["asked"].choices = [CHOOSE, *choices]  # type: ignore[attr-defined]
