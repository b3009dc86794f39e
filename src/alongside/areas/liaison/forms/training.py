"""What is asked of whoever keeps courses and sessions, and of those who come."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.liaison.actions.training_evaluating import Thought
from alongside.areas.liaison.actions.training_sessions import NewSession
from alongside.areas.liaison.queries.training_pages import RollLine
from alongside.areas.liaison.rules.roles import STAFF
from alongside.areas.liaison.rules.training_courses import CourseWords
from alongside.areas.liaison.rules.training_evaluation import WILL_CHANGE, WORDS, WORTH_IT
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.kit.forms import (
    CheckboxChoices,
    LocalDateTimeField,
    PlainForm,
    RadioChoices,
)
from alongside.kernel.actor import Role

ROLES: Final = [(role.value, ROLE_LABELS[role]) for role in Role if role in STAFF]
YES_NO: Final = [("yes", "Yes"), ("no", "No")]
PLAIN: Final = {"autocomplete": "off"}


def _line(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs=PLAIN | attrs)


def _box(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CourseForm(PlainForm):
    """What a course says of itself."""

    title = forms.CharField(label="Title", max_length=120, widget=_line())
    what_for = forms.CharField(
        label="What is it for?",
        help_text="Two or three sentences: what somebody can do afterwards",
        max_length=2000,
        widget=_box(4),
    )
    roles = forms.MultipleChoiceField(
        label="Who should do it?",
        help_text="Nobody chosen means that anybody may come, and nobody has to",
        choices=ROLES,
        required=False,
        widget=CheckboxChoices,
    )
    minutes = forms.IntegerField(
        label="How long is it, in minutes?",
        help_text="A morning is 180, a day 420",
        error_messages={"invalid": "Write a whole number of minutes"},
        widget=_line(inputmode="numeric"),
    )
    lasts_months = forms.IntegerField(
        label="For how many months does it count?",
        help_text="Empty where it never lapses",
        required=False,
        error_messages={"invalid": "Write a whole number of months"},
        widget=_line(inputmode="numeric"),
    )
    led_by = forms.CharField(
        label="Who leads it?",
        help_text="A kind of person, such as “a nurse and somebody who uses services”. No names.",
        max_length=160,
        widget=_line(),
    )
    materials = forms.CharField(
        label="Materials",
        help_text="Titles, words and links, in Markdown: [Slides](https://example.org/slides)",
        required=False,
        max_length=20_000,
        widget=_box(6),
    )
    said_as = forms.CharField(
        label="What would somebody say who needs it?",
        help_text="A line for each. They help to find it.",
        required=False,
        max_length=2000,
        widget=_box(3),
    )

    def words(self) -> CourseWords:
        """What the actions take, once the form is valid."""
        said = {name: self.cleaned_data[name] for name in CourseWords.__slots__}
        return CourseWords(**said | {"roles": tuple(Role(code) for code in said["roles"])})


class SessionForm(PlainForm):
    """When and where a course is taught, and for how many."""

    starts_at = LocalDateTimeField(label="When does it start?")
    ends_at = LocalDateTimeField(label="When does it end?")
    where = forms.CharField(
        label="Where is it?",
        help_text="The room and the building, or that it is online",
        max_length=200,
        widget=_line(),
    )
    places = forms.IntegerField(
        label="How many places are there?",
        error_messages={"invalid": "Write a whole number"},
        widget=_line(inputmode="numeric"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("starts_at", "ends_at"):
            # A session is planned, so a tap for "now" would only mislead.
            self.fields[name].widget.chips = ()

    def new(self) -> NewSession:
        """What the actions take, once the form is valid."""
        return NewSession(**{name: self.cleaned_data[name] for name in NewSession.__slots__})


class CancelForm(PlainForm):
    """Why a session is called off."""

    why = forms.CharField(
        label="Why is it called off?",
        help_text="Those who booked read these words",
        max_length=200,
        widget=_line(),
    )


class CameForm(PlainForm):
    """Who came."""

    came = forms.MultipleChoiceField(
        label="Who came?", required=False, widget=CheckboxChoices, choices=()
    )
    others = forms.CharField(
        label="Who else came?",
        help_text="Sign-in names, a line for each",
        required=False,
        max_length=4000,
        widget=_box(3),
    )

    def __init__(self, *args: Any, roll: Iterable[RollLine], **options: Any) -> None:
        self.roll = tuple(roll)
        there = [str(one.user_id) for one in self.roll if one.way]
        super().__init__(*args, initial={"came": there}, **options)
        if self.roll:
            choices = [(str(one.user_id), f"{one.name}, {one.organisation}") for one in self.roll]
            self.fields["came"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["came"]
            self.fields["others"].label = "Who came?"

    def said(self) -> dict[UUID, bool]:
        """By everybody on the roll, whether they came."""
        chosen = set(self.cleaned_data.get("came", ()))
        return {one.user_id: str(one.user_id) in chosen for one in self.roll}

    def other_names(self) -> list[str]:
        """The sign-in names typed."""
        return [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]


class ListForm(PlainForm):
    """A list of who came, as a file."""

    file = forms.FileField(
        label="The list",
        help_text="CSV or Excel (.xlsx), with a column titled “Reference” or “Sign-in name”.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Choose a file", "empty": "The file is empty"},
    )


class CodeForm(PlainForm):
    """The code on the screen."""

    code = forms.CharField(
        label="What is the code on the screen?",
        help_text="Six letters and figures. Capitals do not matter.",
        max_length=20,
        widget=_line(autocapitalize="characters", spellcheck="false"),
    )


def _yes_no(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=YES_NO,
        coerce=lambda word: word == "yes",
        empty_value=None,
        required=False,
        widget=RadioChoices(inline=True),
    )


class ThoughtForm(PlainForm):
    """What somebody thought of a session: three questions, each of which may be left out."""

    worth_it = _yes_no(WORTH_IT)
    will_change = _yes_no(WILL_CHANGE)
    words = forms.CharField(
        label=WORDS,
        help_text="A sentence or two. No names, dates of birth, addresses or numbers.",
        required=False,
        max_length=300,
        widget=_box(3),
    )

    def thought(self) -> Thought:
        """What the action takes, once the form is valid."""
        return Thought(**{name: self.cleaned_data[name] for name in Thought.__slots__})
