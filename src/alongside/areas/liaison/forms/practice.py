"""Forms of the library of good practice."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.liaison.actions.practice import NewNote, NewTrial, Result
from alongside.areas.liaison.forms.guide import post_choices
from alongside.areas.liaison.queries.posts import PostLine
from alongside.foundation.kit.forms import PlainForm, RadioChoices

YES, NO = "yes", "no"
MEASURED: Final = ("how", "found", "counted", "interval")


def _long(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ResultForm(PlainForm):
    """What came of something that was tried."""

    measured = forms.ChoiceField(
        label="Was anything measured?",
        choices=[(YES, "Yes"), (NO, "No, this is what people say of it")],
        widget=RadioChoices(reveal={YES: MEASURED, NO: ["heard"]}),
    )
    how = forms.CharField(
        required=False,
        max_length=2000,
        label="What was measured, and how",
        help_text="What was counted, over how long, and beside what.",
        widget=_long(),
    )
    found = forms.CharField(
        required=False,
        max_length=2000,
        label="What was found",
        help_text="Also where it made no difference, or made something worse.",
        widget=_long(),
    )
    counted = forms.IntegerField(
        required=False,
        min_value=0,
        label="Out of how many",
        help_text="The number of calls, people or forms that were counted.",
    )
    interval = forms.CharField(
        required=False,
        max_length=120,
        label="How sure that is",
        help_text="Such as a range: between 12 and 31 in 100.",
    )
    heard = forms.CharField(
        required=False, max_length=2000, label="What people say of it", widget=_long()
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what the answer needs."""
        said = super().clean() or {}
        if said.get("measured") == YES:
            for name, words in (
                ("how", "Say what was measured, and how."),
                ("found", "Say what was found."),
            ):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, words)
        elif said.get("measured") == NO and not said.get("heard") and "heard" not in self.errors:
            self.add_error("heard", "Say what people say of it.")
        return said

    @property
    def result(self) -> Result:
        """What was said of it."""
        said = self.cleaned_data
        if said["measured"] == NO:
            return Result(measured=False, found=said["heard"])
        return Result(True, said["how"], said["found"], said["counted"], said["interval"])

    def refuse(self, refused: Any) -> None:
        """Say a refusal beside the words it is about."""
        if refused.field == "found" and self.cleaned_data.get("measured") == NO:
            self.add_error("heard", str(refused))
        else:
            super().refuse(refused)


class NoteForm(ResultForm):
    """A note for the library."""

    title = forms.CharField(max_length=120, label="What was tried, in a few words")
    tried = forms.CharField(
        max_length=4000,
        label="What was done",
        help_text="So that somebody else could do it. Name services and posts, never people.",
        widget=_long(5),
    )
    place = forms.CharField(max_length=120, label="Where")
    services = forms.CharField(max_length=200, label="Which services")
    period = forms.CharField(required=False, max_length=80, label="When")
    finding = forms.CharField(
        required=False,
        max_length=200,
        label="Page of an evaluation here",
        help_text="What follows this site’s name, starting with /insight/.",
    )
    ask = forms.ChoiceField(required=False, label="Whom to ask more")
    said_as = forms.CharField(
        required=False,
        max_length=1000,
        label="What somebody would say who looks for this",
        widget=forms.Textarea(attrs={"rows": 2, "data-plain": "1"}),
    )
    field_order = (
        "title",
        "tried",
        "place",
        "services",
        "period",
        "measured",
        *MEASURED,
        "heard",
        "finding",
        "ask",
        "said_as",
    )

    def __init__(self, *args: Any, posts: Sequence[PostLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ask"].choices = [("", "Nobody in particular"), *post_choices(posts)]  # type: ignore[attr-defined]

    @property
    def new(self) -> NewNote:
        """What was said."""
        said = self.cleaned_data
        return NewNote(
            title=said["title"],
            tried=said["tried"],
            place=said["place"],
            services=said["services"],
            result=self.result,
            period=said["period"],
            said_as=said["said_as"],
            finding=said["finding"],
            ask_id=UUID(said["ask"]) if said["ask"] else None,
        )


class TriedForm(ResultForm):
    """That another service tried it too."""

    services = forms.CharField(max_length=200, label="Which services tried it, and where")
    field_order = ("services", "measured", *MEASURED, "heard")

    @property
    def new(self) -> NewTrial:
        """What was said."""
        return NewTrial(self.cleaned_data["services"], self.result)


class LeaveOutForm(PlainForm):
    """Why a note is not in the library."""

    why = forms.CharField(
        max_length=400,
        label="Why",
        help_text="Whoever added it sees this.",
        widget=_long(2),
    )
