"""The form that asks somebody to act as appropriate adult."""

from datetime import datetime

from django import forms as django_forms

from alongside.areas.diversion.actions.adult import Proposed
from alongside.areas.diversion.forms.questions import StepForm, line, taps
from alongside.areas.diversion.rules.adults import KINDS_OF_ADULT
from alongside.foundation.kit.forms import YesNoNotKnownField


class CallAdultForm(StepForm):
    """Who was asked, and what could stop them from acting."""

    kind = "adult_called"
    name = line("Who did you ask?", required="Say who you asked")
    relation = taps("Who are they?", KINDS_OF_ADULT, required="Say who they are")
    phone = line("Their phone", longest=30)
    age_years = django_forms.IntegerField(
        label="Their age, in years", min_value=0, max_value=130, required=False
    )
    involved_in_offence = YesNoNotKnownField(
        label="Did they have any part in what is looked into?", required=False
    )
    is_victim = YesNoNotKnownField(label="Are they a victim of it?", required=False)
    is_witness = YesNoNotKnownField(label="Did they see or hear it?", required=False)
    received_admissions = YesNoNotKnownField(
        label="Has the person told them about it already?", required=False
    )

    def for_path(self, age_band: str) -> None:
        """Ask about an estranged parent only where there may be one."""
        if age_band != "adult":
            self.fields["estranged_and_objected_to"] = YesNoNotKnownField(
                label="Are they a parent the young person is estranged from, and does not want?",
                required=False,
            )

    def proposed(self) -> Proposed:
        """Whom was asked."""
        given = self.cleaned_data
        return Proposed(
            name=given["name"],
            relation=given["relation"],
            phone=given["phone"],
            age_years=given["age_years"],
            involved_in_offence=given["involved_in_offence"],
            is_victim=given["is_victim"],
            is_witness=given["is_witness"],
            received_admissions=given["received_admissions"],
            estranged_and_objected_to=given.get("estranged_and_objected_to"),
        )

    def at(self, now: datetime) -> datetime:
        """When they were asked."""
        said: datetime | None = self.cleaned_data.get("happened_at")
        return said or now
