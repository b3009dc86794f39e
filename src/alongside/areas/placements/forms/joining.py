"""What is asked of those on placement and of coordinators before and around day one."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.placements.actions.own_workbook import Typed
from alongside.areas.placements.actions.sessions import NewSession
from alongside.areas.placements.queries.sessions import Attendee
from alongside.areas.placements.rules.sessions import KINDS
from alongside.foundation.kit.forms import (
    CheckboxChoices,
    LocalDateField,
    LocalDateTimeField,
    PlainForm,
    RadioChoices,
    YesNoNotKnownField,
)
from alongside.kernel.local_time import parse_instant
from alongside.kernel.refusal import Refused

TELL_NOBODY: Final = "Say what was learnt. No names, dates of birth, addresses or numbers."
NOT_A_NUMBER: Final = "This page is out of date. Open it again."


class ObjectiveForm(PlainForm):
    """What somebody wants to learn."""

    words = forms.CharField(
        label="What do you want to learn?",
        help_text="One thing, in your own words",
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class AgreementForm(PlainForm):
    """That words were read and are agreed to."""

    agreed_version = forms.CharField(required=False, widget=forms.HiddenInput)
    agreed = forms.BooleanField(
        label="I have read this and I will keep to it",
        error_messages={"required": "Tick the box to agree, or go back without agreeing"},
    )


class WorkbookForm(PlainForm):
    """One page of the workbook, with what a device says of what it sends."""

    words = forms.CharField(
        required=False, strip=False, widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "true"})
    )
    upon = forms.IntegerField(
        required=False,
        min_value=0,
        widget=forms.HiddenInput,
        error_messages={"invalid": NOT_A_NUMBER, "min_value": NOT_A_NUMBER},
    )
    settles = forms.RegexField(
        r"^[0-9]{1,6}(,[0-9]{1,6}){0,30}$",
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": NOT_A_NUMBER},
    )
    written_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, label: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label = label

    def typed(self, section: str, *, hand_in: bool) -> Typed:
        """What the action takes, once the form is valid."""
        said = self.cleaned_data
        return Typed(
            section=section,
            words=said["words"].replace("\r\n", "\n"),
            upon=said["upon"] or 0,
            draft_key=self.request_key,
            settles=tuple(int(one) for one in said["settles"].split(",") if one),
            hand_in=hand_in,
            written_at=_instant(said["written_at"]),
        )


def _instant(text: str) -> Any:
    """When a device says that something was typed; a device that does not know says nothing."""
    try:
        return parse_instant(text) if text else None
    except Refused:
        return None


class VettingForm(PlainForm):
    """The day of a vetting or DBS check."""

    on = LocalDateField(label="What day is on the certificate or letter?")


class PaperForm(PlainForm):
    """What somebody without an account did and signed on paper."""

    codes = forms.MultipleChoiceField(
        label="What have they done?",
        widget=CheckboxChoices,
        error_messages={"required": "Choose what they have done"},
    )
    on = LocalDateField(label="What day is on the paper?")

    def __init__(self, *args: Any, left: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["codes"].choices = list(left)  # type: ignore[attr-defined]


class HoldStartForm(PlainForm):
    """Why somebody does not start yet."""

    why = forms.CharField(
        label="Why do they not start yet?",
        help_text="They read these words. Say what they can do about it.",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SessionForm(PlainForm):
    """When and where a cohort sits down together, and who leads it."""

    kind = forms.ChoiceField(
        label="What kind of session is it?", choices=list(KINDS.items()), widget=RadioChoices
    )
    starts_at = LocalDateTimeField(label="When does it start?")
    ends_at = LocalDateTimeField(label="When does it end?")
    where = forms.CharField(
        label="Where is it?",
        help_text="The room and the building",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    led_by = forms.CharField(
        label="Who leads it?",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("starts_at", "ends_at"):
            # A session is planned, so a tap for "now" would only mislead.
            self.fields[name].widget.chips = ()

    def new(self) -> NewSession:
        """What the actions take, once the form is valid."""
        said = self.cleaned_data
        names = ("kind", "starts_at", "ends_at", "where", "led_by")
        return NewSession(**{name: said[name] for name in names})


class AttendanceForm(PlainForm):
    """Who came, by name."""

    def __init__(self, *args: Any, people: tuple[Attendee, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.by_field: Mapping[str, UUID] = {
            f"came_{one.learner_id.hex}": one.learner_id for one in people
        }
        for one in people:
            name = f"came_{one.learner_id.hex}"
            self.fields[name] = YesNoNotKnownField(
                label=f"Did {one.name} come?", required=False, initial=one.came
            )

    def came(self) -> dict[UUID, bool]:
        """By whom something was said."""
        said = {key: self.cleaned_data[name] for name, key in self.by_field.items()}
        return {key: there for key, there in said.items() if there is not None}


class LearningForm(PlainForm):
    """What was learnt in a session."""

    learning = forms.CharField(
        label="What was learnt?",
        help_text=TELL_NOBODY,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
