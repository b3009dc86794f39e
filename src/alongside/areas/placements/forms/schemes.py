"""Forms of a scheme itself: how it starts, what it says and what it wishes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from alongside.areas.placements.actions.schemes import SchemeWords
from alongside.areas.placements.actions.taking_in import Beginning
from alongside.areas.placements.forms.lines import ClockField
from alongside.areas.placements.queries.examples import Example
from alongside.areas.placements.queries.scheme_files import SentFile
from alongside.areas.placements.rules.wishes import MOST, WISHES
from alongside.foundation.accounts.queries import OrganisationName
from alongside.foundation.kit.forms import PlainForm, RadioChoices

LONG = {"rows": 3}
BLANK, FILE = "blank", "file"


class ManyFiles(forms.FileInput):
    """A box that takes more than one file."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """Every file sent."""
        getlist = getattr(files, "getlist", None)
        return list(getlist(name)) if getlist else []


class FilesField(forms.Field):
    """Cleans to the name and the content of each file."""

    widget = ManyFiles

    def to_python(self, value: Any) -> list[SentFile]:
        """Read the files; they are small."""
        return [(one.name, one.read()) for one in value or [] if one]


class StartForm(PlainForm):
    """How a new scheme starts."""

    start = forms.ChoiceField(label="Start from")
    sent = FilesField(
        required=False,
        label="The file",
        help_text="A TOML file, a workbook (.xlsx) with a sheet for each list, or CSV files named "
        "services.csv, officers.csv and so on, all at once.",
    )
    why_more = forms.CharField(
        required=False,
        max_length=200,
        label="If a service takes more than two at once, why?",
        help_text="Leave it empty where none does.",
    )
    with_people = forms.BooleanField(
        required=False, label="Bring the example’s made-up people too, to try planning"
    )
    name = forms.CharField(
        required=False,
        max_length=120,
        label="Name of the scheme",
        help_text="Empty keeps the name it has in the example or the file.",
    )
    partner = forms.ChoiceField(
        required=False,
        label="Whom do you run it with?",
        help_text="They see the scheme and may change it too.",
    )

    def __init__(
        self,
        *args: Any,
        examples: Sequence[Example],
        partners: Sequence[OrganisationName],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["start"].choices = [  # type: ignore[attr-defined]
            *((one.code, one.title) for one in examples),
            (FILE, "A file of your own"),
            (BLANK, "Nothing: an empty scheme"),
        ]
        self.fields["start"].widget = RadioChoices(
            choices=self.fields["start"].choices,  # type: ignore[attr-defined]
            reveal={FILE: ["sent", "why_more"]},
            hints={one.code: f"{one.summary} Source: {one.source}." for one in examples},
        )
        self.fields["partner"].choices = [  # type: ignore[attr-defined]
            ("", "Nobody: for ourselves"),
            *((str(one.id), one.name) for one in partners),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen start needs."""
        said = super().clean() or {}
        if said.get("start") == FILE and not said.get("sent"):
            self.add_error("sent", "Choose the file.")
        if said.get("start") == BLANK and not said.get("name"):
            self.add_error("name", "Enter a name for the scheme.")
        return said

    @property
    def beginning(self) -> Beginning:
        """What is said beside the file or the example."""
        said = self.cleaned_data
        partner = UUID(said["partner"]) if said["partner"] else None
        return Beginning(said["name"], partner, said["why_more"])


class SchemeForm(PlainForm):
    """What a scheme is called and what those on it are told."""

    name = forms.CharField(max_length=120, label="Name of the scheme")
    learner_word = forms.CharField(
        max_length=40,
        label="What those on placement are called",
        help_text="One of them, such as officer or clinician.",
    )
    day_starts = ClockField(label="No day starts before")
    day_ends = ClockField(label="Every day ends by")
    records_needed = forms.CharField(
        required=False,
        max_length=200,
        label="Records to be seen before anybody starts",
        help_text="Such as a DBS check or police vetting. Only the day they were seen is kept.",
    )
    badge = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=LONG),
        label="Badge and clothes",
        help_text="What they wear, and what they leave behind.",
    )
    leaflet = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=LONG),
        label="What people on the ward are told",
        help_text="Say that somebody is there to learn, and how to say no.",
    )

    @property
    def entry(self) -> SchemeWords:
        """What was said."""
        names = SchemeWords.__dataclass_fields__
        return SchemeWords(**{name: self.cleaned_data[name] for name in names})


class WeightsForm(PlainForm):
    """What each wish not met costs a plan."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for wish in WISHES:
            self.fields[wish.code] = forms.IntegerField(
                min_value=0, max_value=MOST, label=wish.label, help_text=wish.means
            )

    @property
    def entry(self) -> dict[str, int]:
        """Every weight."""
        return {wish.code: self.cleaned_data[wish.code] for wish in WISHES}
