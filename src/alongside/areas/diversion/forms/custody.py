"""What is asked about who is in custody: wording and shape only."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from alongside.areas.diversion.queries.deciding_list import ListToDecide, RowToDecide
from alongside.areas.diversion.queries.list_lines import PersonLine
from alongside.areas.diversion.queries.own_sites import OwnSite
from alongside.areas.diversion.rules.custody_rows import ReadRow
from alongside.areas.diversion.rules.justice import LEFT_TO
from alongside.areas.diversion.rules.reach_in import NOT_SEEN, REASONS, SEEN
from alongside.foundation.kit.forms import (
    CheckboxChoices,
    LocalDateField,
    LocalDateTimeField,
    PlainForm,
    RadioChoices,
)
from alongside.foundation.kit.time_words import clock_time, on_date
from alongside.foundation.reference import code_list

NEW, LEFT_OUT = "new", "left_out"
TYPED = ("given", "family", "born_on", "sex", "reference", "arrived_at", "offence")
STILL_HERE = ("", "Still here")
HOW_TO_PASTE = (
    "Copy the rows from a spreadsheet, with their titles or in this order: name, date of birth, "
    "custody number, arrived, offence. Nobody is added until you have said who each of them is."
)


def sex_choices() -> list[tuple[str, str]]:
    """Person stated gender (DOMAIN 4.1)."""
    return list(code_list("gender_stated").choices())


def _whole() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Is it everybody?",
        choices=(("yes", "This is everybody who is there now"),),
        required=False,
        widget=CheckboxChoices(hints={"yes": "You will be asked about those it leaves out."}),
    )


class AddForm(PlainForm):
    """Who is in custody: a pasted list, one sent as a file, or one person typed in."""

    site = forms.ChoiceField(label="Where?", widget=RadioChoices)
    way = forms.ChoiceField(
        label="How?",
        choices=(
            ("pasted", "Paste a list"),
            ("file", "Send a file"),
            ("typed", "Type one person"),
        ),
        widget=RadioChoices(
            reveal={
                "pasted": ("pasted", "whole"),
                "file": ("file", "file_whole"),
                "typed": (
                    "given",
                    "family",
                    "born_on",
                    "sex",
                    "reference",
                    "arrived_at",
                    "offence",
                ),
            }
        ),
    )
    pasted = forms.CharField(
        label="The list",
        help_text=HOW_TO_PASTE,
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    whole = _whole()
    file = forms.FileField(
        label="The file",
        help_text="CSV or Excel (.xlsx), with a title above each column.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Choose a file", "empty": "The file is empty"},
    )
    file_whole = _whole()
    given = forms.CharField(label="First name", max_length=80, required=False)
    family = forms.CharField(label="Family name", max_length=80)
    born_on = LocalDateField(
        label="Date of birth", help_text="For example, 27 3 1985", required=False
    )
    sex = forms.ChoiceField(label="Sex", choices=sex_choices, initial="X", required=False)
    reference = forms.CharField(label="Custody number", max_length=40, required=False)
    arrived_at = LocalDateTimeField(label="When did they arrive?", required=False)
    offence = forms.CharField(label="What for, in a few words", max_length=120, required=False)

    def __init__(self, *args: Any, sites: Sequence[OwnSite], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["site"]
        field.choices = [(str(site.id), site.name) for site in sites]

    @property
    def is_whole(self) -> bool:
        """Whether the list names everybody there."""
        said = self.cleaned_data
        return "yes" in (*said["whole"], *said["file_whole"])

    def typed_row(self) -> ReadRow:
        """The one person who was typed in."""
        said = self.cleaned_data
        return ReadRow(
            1,
            given=said["given"].strip(),
            family=said["family"].strip(),
            born_on=said["born_on"],
            sex=said["sex"] or "X",
            custody_reference=said["reference"].strip(),
            arrived_at=said["arrived_at"],
            offence=said["offence"].strip(),
        )


class DecideForm(PlainForm):
    """Who each row of a list is, and where those went whom it leaves out."""

    def __init__(self, *args: Any, asked: ListToDecide, **options: Any) -> None:
        super().__init__(*args, **options)
        for row in asked.rows:
            if not row.already:
                self.fields[f"row_{row.read.number}"] = _who(row)
        for one in asked.left_out:
            self.fields[f"left_{one.entry_id}"] = forms.ChoiceField(
                label=f"{one.name}, arrived {clock_time(one.arrived_at, asked.made_at)}",
                choices=(STILL_HERE, *((code, f"Left: {w}") for code, w in LEFT_TO.items())),
                required=False,
            )

    def choices(self) -> dict[int, UUID | str]:
        """Who each row is, by its number."""
        found: dict[int, UUID | str] = {}
        for name, said in self.cleaned_data.items():
            if name.startswith("row_"):
                number = int(name.removeprefix("row_"))
                found[number] = said if said in (NEW, LEFT_OUT) else UUID(said)
        return found

    def leaving(self) -> dict[UUID, str]:
        """Where each of those went who left."""
        return {
            UUID(name.removeprefix("left_")): said
            for name, said in self.cleaned_data.items()
            if name.startswith("left_") and said
        }


def _who(row: RowToDecide) -> forms.ChoiceField:
    known = [(str(found.id), f"{found.label.full}, on record") for found in row.known]
    hints = {
        str(found.id): " · ".join(
            words for words in (found.born_words, found.address_words, found.matched) if words
        )
        for found in row.known
    }
    return forms.ChoiceField(
        label=row.read.name,
        help_text=_row_words(row.read),
        choices=[*known, (NEW, "Somebody new"), (LEFT_OUT, "Leave this row out")],
        initial=None if row.known else NEW,
        widget=RadioChoices(hints=hints),
        error_messages={"required": f"Say who {row.read.name} is"},
    )


def _row_words(read: ReadRow) -> str:
    parts = [
        f"born {on_date(read.born_on)}" if read.born_on else "no date of birth",
        read.custody_reference,
        f"arrived {clock_time(read.arrived_at)}" if read.arrived_at else "",
        read.offence,
    ]
    return " · ".join(part for part in parts if part)


class ReviewForm(PlainForm):
    """One pass through everybody there: seen, or not and why."""

    def __init__(self, *args: Any, lines: Sequence[PersonLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people: Mapping[str, PersonLine] = {str(line.person_id): line for line in lines}
        for key, line in self.people.items():
            self.fields[f"mark_{key}"] = forms.ChoiceField(
                label=line.name,
                choices=((SEEN, "Seen"), (NOT_SEEN, "Not seen")),
                required=False,
                widget=RadioChoices(
                    attrs={"data-plain": "1"}, reveal={NOT_SEEN: (f"reason_{key}",)}
                ),
            )
            self.fields[f"reason_{key}"] = forms.ChoiceField(
                label="Why not?",
                choices=(("", "Choose"), *((code, one.label) for code, one in REASONS.items())),
                error_messages={"required": f"Say why {line.name} was not seen"},
            )
        self.fields["at"] = LocalDateTimeField(label="When did you go round?")

    def marks(self) -> list[tuple[UUID, str, str]]:
        """Who was marked, how, and why."""
        return [
            (UUID(key), said, self.cleaned_data.get(f"reason_{key}") or "")
            for key in self.people
            if (said := self.cleaned_data.get(f"mark_{key}"))
        ]


class LeftForm(PlainForm):
    """Where somebody went from custody, and when."""

    to = forms.ChoiceField(
        label="Where did they go?", choices=list(LEFT_TO.items()), widget=RadioChoices
    )
    at = LocalDateTimeField(label="When did they leave?")
