"""The words asked for: where somebody is, whether there is space, and what is kept of an entry."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms

from alongside.areas.directory.actions import OptionEntry, PlaceEntry, ShiftEntry, TeamEntry
from alongside.areas.directory.forms.languages import LanguagesField
from alongside.areas.directory.queries import Needs
from alongside.areas.directory.rules.availability import STATE_LABELS, ClaimState
from alongside.areas.directory.rules.options import OPTION_LABELS, OptionKind
from alongside.areas.directory.rules.seats import SEAT_LABELS, Seat
from alongside.foundation.kit.forms import (
    CheckboxChoices,
    LocalDateTimeField,
    PlainForm,
    RadioChoices,
    YesNoNotKnownField,
)
from alongside.foundation.kit.widgets import LocalDateTime
from alongside.foundation.reference import code_list

TAKES = (
    ("adults", "Adults"),
    ("children", "Under 18s"),
    ("physical", "People with a physical-health need"),
)
STATES = [(state.value, STATE_LABELS[state]) for state in ClaimState]
LASTS = (
    ("", "The usual time"),
    ("15", "15 minutes"),
    ("30", "30 minutes"),
    ("120", "2 hours"),
    ("240", "4 hours"),
    ("720", "12 hours"),
)
PHONE = {"type": "tel"}
EMAIL_WRONG = {"invalid": "Enter an e-mail address, such as duty@trust.example"}
DAYS = {"inputmode": "numeric", "class": "nhsuk-input--width-3"}
HOURS_HINT = 'Such as "Mon-Fri 09:00-17:00; Sat 18:00-02:00", or "day and night"'


class FindForm(PlainForm):
    """Where somebody is and what they need; sent as a link that can be passed on."""

    near = forms.CharField(
        label="Where are you?",
        help_text="A town or landmark, or leave empty and give coordinates",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"list": "towns", "autocomplete": "off", "data-plain": "1"}),
    )
    latitude = forms.FloatField(
        label="Latitude",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "data-plain": "1"}),
        error_messages={"invalid": "Enter latitude as a number, such as 54.753"},
    )
    longitude = forms.FloatField(
        label="Longitude",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "data-plain": "1"}),
        error_messages={"invalid": "Enter longitude as a number, such as -2.195"},
    )
    child = YesNoNotKnownField(label="Are they under 18?", required=False)
    physical = forms.BooleanField(label="Hurt, unwell, or has taken something", required=False)

    def clean(self) -> dict[str, Any]:
        """Want a town, or both coordinates."""
        given: dict[str, Any] = super().clean() or {}
        numbers = [given.get("latitude"), given.get("longitude")]
        if not given.get("near") and None in numbers and not self.errors:
            self.add_error("near", "Enter a town or landmark, or both coordinates")
        return given

    @property
    def needs(self) -> Needs:
        """What the person needs, once the form is valid."""
        return Needs(self.cleaned_data["child"], self.cleaned_data["physical"])


class SayForm(PlainForm):
    """Free, full or ring first, from one tap; the rest may be left as it is."""

    state = forms.ChoiceField(
        choices=STATES, error_messages={"required": "Choose free, full or ring first"}
    )
    spaces = forms.IntegerField(
        label="How many spaces?",
        required=False,
        min_value=0,
        max_value=99,
        error_messages={"invalid": "Enter a number of spaces, such as 1"},
    )
    lasts_minutes = forms.ChoiceField(
        label="How long does this hold?",
        help_text="Free and full hold for an hour, ring first for 8 hours",
        choices=LASTS,
        required=False,
    )
    note = forms.CharField(label="Note", required=False, max_length=200)

    @property
    def lasts(self) -> timedelta | None:
        """How long it holds, or ``None`` for the usual time; once the form is valid."""
        minutes = self.cleaned_data["lasts_minutes"]
        return timedelta(minutes=int(minutes)) if minutes else None


class EntryForm(PlainForm):
    """What every entry's form asks: whose it is, and whether it is in use."""

    organisation = forms.TypedChoiceField(
        label="Organisation", coerce=UUID, error_messages={"required": "Choose an organisation"}
    )
    active = forms.BooleanField(label="In use", required=False, initial=True)

    def leave_out_active(self) -> None:
        """Do not ask whether a new entry is in use: it is."""
        del self.fields["active"]

    def offer(self, organisations: list[tuple[str, str]]) -> None:
        """Fill the list of organisations; last comes whether the entry is in use."""
        self.order_fields([*(n for n in self.fields if n != "active"), "active"])
        self.fields["organisation"].choices = [("", "Choose"), *organisations]  # type: ignore[attr-defined]


class PlaceForm(EntryForm):
    """What is kept of a place of safety."""

    name = forms.CharField(label="Name of the place", max_length=120)
    type = forms.ChoiceField(
        label="What kind of place is it?",
        choices=code_list("place_of_safety_type").choices(),
        widget=RadioChoices,
        error_messages={"required": "Choose what kind of place it is"},
    )
    takes = forms.MultipleChoiceField(
        label="Who does it take?",
        choices=TAKES,
        widget=CheckboxChoices,
        error_messages={"required": "Choose who this place takes"},
    )
    phone = forms.CharField(
        label="Phone", required=False, max_length=30, widget=forms.TextInput(attrs=PHONE)
    )
    address = forms.CharField(label="Address", required=False, max_length=200)
    latitude = forms.FloatField(label="Latitude", help_text="Such as 54.753")
    longitude = forms.FloatField(label="Longitude", help_text="Such as -2.195")
    police_area = forms.TypedChoiceField(
        label="Police area", coerce=UUID, required=False, empty_value=None
    )
    note = forms.CharField(
        label="What to know on arrival", required=False, max_length=300, widget=forms.Textarea
    )
    field_order = ("name", "type", "takes", "organisation")

    def offer_police(self, organisations: list[tuple[str, str]]) -> None:
        """Fill the list of police areas."""
        self.fields["police_area"].choices = [("", "None"), *organisations]  # type: ignore[attr-defined]

    @property
    def entry(self) -> PlaceEntry:
        """What the action takes, once the form is valid."""
        given = self.cleaned_data
        return PlaceEntry(
            organisation_id=given["organisation"],
            name=given["name"],
            type=given["type"],
            takes_adults="adults" in given["takes"],
            takes_children="children" in given["takes"],
            takes_physical_health_need="physical" in given["takes"],
            phone=given["phone"],
            address=given["address"],
            latitude=given["latitude"],
            longitude=given["longitude"],
            police_area_id=given["police_area"],
            note=given["note"],
            active=given.get("active", True),
        )


class TeamForm(EntryForm):
    """What is kept of a team."""

    name = forms.CharField(label="Name of the team", max_length=120)
    purpose = forms.CharField(label="What it is for", required=False, max_length=200)
    phone = forms.CharField(label="Phone", max_length=30, widget=forms.TextInput(attrs=PHONE))
    hours = forms.CharField(label="Hours", help_text=HOURS_HINT, max_length=200)
    out_of_hours_name = forms.CharField(
        label="Who answers when it is shut", required=False, max_length=120
    )
    out_of_hours_phone = forms.CharField(
        label="Their phone", required=False, max_length=30, widget=forms.TextInput(attrs=PHONE)
    )
    takes = forms.CharField(
        label="Whom it takes by referral",
        help_text="Such as adults with alcohol or drug problems. Empty: it takes no referrals.",
        required=False,
        max_length=300,
    )
    usual_wait_days = forms.IntegerField(
        label="Usual wait for a first appointment, in days",
        required=False,
        min_value=0,
        max_value=999,
        widget=forms.TextInput(attrs=DAYS),
    )
    answers_within_days = forms.IntegerField(
        label="It answers a referral within so many days",
        required=False,
        min_value=1,
        max_value=99,
        widget=forms.TextInput(attrs=DAYS),
    )
    ods_code = forms.CharField(label="ODS code", required=False, max_length=10)
    email = forms.EmailField(label="E-mail", required=False, error_messages=EMAIL_WRONG)
    languages = LanguagesField()
    field_order = ("name", "organisation")

    @property
    def entry(self) -> TeamEntry:
        """What the action takes, once the form is valid."""
        given = self.cleaned_data
        return TeamEntry(
            organisation_id=given["organisation"],
            name=given["name"],
            purpose=given["purpose"],
            phone=given["phone"],
            hours=given["hours"],
            out_of_hours_name=given["out_of_hours_name"],
            out_of_hours_phone=given["out_of_hours_phone"],
            takes=given["takes"],
            usual_wait_days=given["usual_wait_days"],
            answers_within_days=given["answers_within_days"],
            ods_code=given["ods_code"].upper(),
            email=given["email"],
            languages=given["languages"],
            active=given.get("active", True),
        )


class OptionForm(EntryForm):
    """What is kept of an option for tonight."""

    name = forms.CharField(label="Name", max_length=120)
    kind = forms.TypedChoiceField(
        label="What kind of help is it?",
        coerce=OptionKind,
        choices=[(kind.value, OPTION_LABELS[kind]) for kind in OptionKind],
        widget=RadioChoices,
        error_messages={"required": "Choose what kind of help it is"},
    )
    for_whom = forms.CharField(label="For whom", required=False, max_length=200)
    phone = forms.CharField(
        label="Phone", required=False, max_length=30, widget=forms.TextInput(attrs=PHONE)
    )
    address = forms.CharField(label="Address", required=False, max_length=200)
    hours = forms.CharField(label="Hours", help_text=HOURS_HINT, max_length=200)
    languages = LanguagesField()
    field_order = ("name", "kind", "organisation")

    @property
    def entry(self) -> OptionEntry:
        """What the action takes, once the form is valid."""
        given = self.cleaned_data
        return OptionEntry(
            organisation_id=given["organisation"],
            name=given["name"],
            kind=given["kind"],
            for_whom=given["for_whom"],
            phone=given["phone"],
            address=given["address"],
            hours=given["hours"],
            languages=given["languages"],
            active=given.get("active", True),
        )


class CoverForm(PlainForm):
    """Who answers when a seat is empty."""

    name = forms.CharField(label="Who answers", help_text="A job, not a name", max_length=120)
    phone = forms.CharField(label="Phone", max_length=30, widget=forms.TextInput(attrs=PHONE))

    @property
    def given(self) -> dict[str, str]:
        """What the action takes, once the form is valid."""
        return {name: self.cleaned_data[name] for name in ("name", "phone")}


class ShiftForm(PlainForm):
    """Who is to be in which seat, from when until when."""

    seat = forms.TypedChoiceField(
        label="Which seat?",
        coerce=Seat,
        choices=[(seat.value, SEAT_LABELS[seat]) for seat in Seat],
        widget=RadioChoices,
        error_messages={"required": "Choose a seat"},
    )
    user_id = forms.TypedChoiceField(
        label="Who?", coerce=UUID, error_messages={"required": "Choose who it is"}
    )
    starts_at = LocalDateTimeField(
        label="When does it start?",
        widget=LocalDateTime(chips=()),
        error_messages={"required": "Enter when it starts"},
    )
    ends_at = LocalDateTimeField(
        label="When does it end?",
        widget=LocalDateTime(chips=()),
        error_messages={"required": "Enter when it ends"},
    )
    team = forms.TypedChoiceField(label="Team", coerce=UUID, required=False, empty_value=None)
    phone = forms.CharField(
        label="Phone for this shift",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs=PHONE),
    )

    @property
    def entry(self) -> ShiftEntry:
        """What the action takes, once the form is valid."""
        given = self.cleaned_data
        return ShiftEntry(
            seat=given["seat"],
            user_id=given["user_id"],
            starts_at=given["starts_at"],
            ends_at=given["ends_at"],
            phone=given["phone"],
            team_id=given["team"],
        )
