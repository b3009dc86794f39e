"""Where somebody was met, and how: the first question of a contact."""

from datetime import datetime
from typing import Any, Final

from django import forms

from alongside.areas.crisis.forms.contact_fields import ContactForm, line, taps, when
from alongside.areas.crisis.rules.kinds import SOURCES
from alongside.engines.law import LocationType

L = LocationType
PLACE_GROUPS: Final = (
    ("Outside", (L.STREET, L.PARK, L.BRIDGE, L.RAILWAY)),
    ("Inside a home", (L.OWN_HOME, L.HOME_OF_ANOTHER, L.HOSTEL_ROOM, L.HOTEL_BEDROOM)),
    (
        "Around homes",
        (
            L.GARDEN_ONE_HOME,
            L.GARDEN_SHARED,
            L.DRIVEWAY_ONE_HOME,
            L.COMMUNAL_HALLWAY,
            L.GARAGE_ONE_HOME,
            L.GARAGE_SHARED,
            L.HOSTEL_LOUNGE,
        ),
    ),
    ("Health care", (L.EMERGENCY_DEPARTMENT, L.GP_SURGERY, L.INPATIENT_WARD)),
    (
        "Work, shops and other places",
        (L.SHOP, L.OFFICE, L.WORKPLACE, L.CUSTODY_SUITE, L.OTHER),
    ),
)
NOT_KNOWN: Final = (L.NOT_KNOWN.value, L.NOT_KNOWN.label)
PLACES: Final = [
    *((kind.value, kind.label) for _, kinds in PLACE_GROUPS for kind in kinds),
    NOT_KNOWN,
]
SAY_WHERE: Final = "Tap the kind of place, or say where in a few words"
WHERE_HINT: Final = "Road, landmark or flat number. You can speak it."


class PlaceForm(ContactForm):
    """Where somebody is: a kind of place to tap, or a few words; both where they are known."""

    place_type = taps("What kind of place is it?", PLACES)
    place_words = line("Where exactly?", hint=WHERE_HINT, longest=200, autocomplete="off")
    incident_reference = line("Incident number (optional)", longest=40, autocomplete="off")

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The kinds of place in groups, the one that holds the answer open.

        "Not known" is in none of them: it is shown on its own, whatever is folded.
        """
        chosen = self["place_type"].value()
        return [
            {
                "title": title,
                "choices": [(kind.value, kind.label) for kind in kinds],
                "open": number == 0 or chosen in kinds,
            }
            for number, (title, kinds) in enumerate(PLACE_GROUPS)
        ]

    def clean_place_words(self) -> str:
        """Take the words without the blanks around them."""
        return str(self.cleaned_data["place_words"]).strip()

    def clean(self) -> dict[str, Any]:
        """Ask for one answer of the two."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self._says_where() and "place_words" not in self.errors:
            self.need("place_type", SAY_WHERE)
        return cleaned

    def _says_where(self) -> bool:
        return bool(self.cleaned_data.get("place_words"))

    @property
    def place_in_words(self) -> str:
        """The place as it will be shown: as typed, else by its kind."""
        typed = str(self.cleaned_data["place_words"])
        return typed or dict(PLACES).get(self.cleaned_data["place_type"], "")


class OpenForm(PlaceForm):
    """Open a contact. Everything but the place is filled beforehand."""

    latitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    source = taps("How did you meet?", tuple(SOURCES.items()))
    opened_at = when("When did you meet?")
    reason = line("What were you called to? (optional)", longest=200)
    unowned = forms.BooleanField(
        label="Leave it on the desk for somebody else to take", required=False
    )

    def __init__(self, *args: Any, source: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["source"].initial = source
        self.usual_source = source

    def _clean_fields(self) -> None:
        super()._clean_fields()
        # A location that cannot be read is no location: nobody can put it right by hand.
        for name, furthest in (("latitude", 90), ("longitude", 180)):
            self.errors.pop(name, None)
            degrees = self.cleaned_data.get(name)
            if degrees is None or not -furthest <= degrees <= furthest:
                self.cleaned_data[name] = None
        if None in (self.cleaned_data["latitude"], self.cleaned_data["longitude"]):
            self.cleaned_data["latitude"] = self.cleaned_data["longitude"] = None

    def _says_where(self) -> bool:
        return super()._says_where() or self.cleaned_data.get("latitude") is not None

    @property
    def place_in_words(self) -> str:
        """The place as it will be shown; said to be on the map where only the phone said where."""
        words = super().place_in_words
        if self.cleaned_data["place_words"] or self.cleaned_data["latitude"] is None:
            return words
        return f"{words or 'Place'}, on the map"

    def met_at(self, now: datetime) -> datetime:
        """When they met: now, unless another time was typed."""
        typed: datetime | None = self.cleaned_data["opened_at"]
        return typed or now


class DetailsForm(PlaceForm):
    """Put where and the incident number right."""

    def details(self) -> dict[str, str]:
        """Where it is, named by its kind where no words are given, and the incident number."""
        said = self.cleaned_data
        return {
            "place_words": self.place_in_words,
            "place_type": said["place_type"],
            "incident_reference": said["incident_reference"],
        }
