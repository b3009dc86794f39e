"""What is asked of a meeting: when, its agenda, papers, minutes, who was there."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.liaison.actions.agenda_setting import NewItem
from alongside.areas.liaison.actions.meeting_calling import NewMeeting
from alongside.areas.liaison.actions.papers import NewPaper
from alongside.areas.liaison.forms.groups import NAME_NOBODY, Choices
from alongside.areas.liaison.queries.meeting_page import AttendedLine
from alongside.areas.liaison.rules.agenda import Due
from alongside.areas.liaison.rules.meeting_words import ATTENDED_WORDS, KIND_WORDS, Attended
from alongside.foundation.kit.forms import (
    CheckboxChoices,
    LocalDateTimeField,
    PlainForm,
)
from alongside.foundation.kit.widgets import LocalDateTime

NO_ITEM: Final = ("", "The whole meeting")
NOT_NOTED: Final = ("", "Not noted yet")


class MeetingForm(PlainForm):
    """When and where."""

    starts_at = LocalDateTimeField(label="When does it begin?", widget=LocalDateTime(chips=()))
    ends_at = LocalDateTimeField(label="When does it end?", widget=LocalDateTime(chips=()))
    place = forms.CharField(
        label="Where, or how to join?",
        help_text="A room, an address, or the words of a video link.",
        max_length=300,
    )

    def new(self) -> NewMeeting:
        """When and where, once valid."""
        said: dict[str, Any] = self.cleaned_data
        return NewMeeting(said["starts_at"], said["ends_at"], said["place"])


class ItemForm(PlainForm):
    """Something to bring to a meeting."""

    title = forms.CharField(label="What is it about, in one line?", max_length=200)
    why = forms.CharField(
        label="What should the meeting do about it?",
        help_text=NAME_NOBODY,
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def new(self) -> NewItem:
        """What is brought, once valid."""
        return NewItem(self.cleaned_data["title"], self.cleaned_data["why"])


class DueForm(PlainForm):
    """Which of what has fallen due goes on the agenda."""

    due = forms.MultipleChoiceField(
        label="What goes on the agenda?",
        widget=CheckboxChoices,
        error_messages={"required": "Choose what goes on the agenda"},
    )

    def __init__(self, *args: Any, due: Sequence[Due], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["due"]
        field.choices = [(one.key, one.title) for one in due]
        field.widget.hints = {one.key: one.why or KIND_WORDS[one.kind] for one in due}
        self.initial.setdefault("due", [one.key for one in due])


class PaperForm(PlainForm):
    """A paper to read beforehand."""

    title = forms.CharField(label="What is the paper called?", max_length=200)
    item = forms.ChoiceField(label="Which item is it for?", required=False)
    words = forms.CharField(
        label="Its words",
        help_text="Headings begin with ##, lists with a hyphen. Leave this empty for a link.",
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    link = forms.CharField(
        label="Or a page of this site",
        help_text="The part of its address after the name of the site, such as /hub/guide/.",
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, items: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = [NO_ITEM, *((str(code), words) for code, words in items)]
        self.fields["item"].choices = chosen  # type: ignore[attr-defined]

    def new(self) -> NewPaper:
        """The paper, once valid."""
        said: dict[str, Any] = self.cleaned_data
        item = UUID(said["item"]) if said["item"] else None
        return NewPaper(said["title"], said["words"], said["link"], item)


class MinutesForm(PlainForm):
    """The minutes of one item, and which earlier words they were typed on."""

    words = forms.CharField(
        label="Minutes",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    upon = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def number(self) -> int:
        """What the words were typed on, once valid; 0 for none."""
        return int(self.cleaned_data.get("upon") or 0)


class DecisionForm(PlainForm):
    """What was decided, and why."""

    words = forms.CharField(
        label="What was decided?", max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    why = forms.CharField(
        label="Why?",
        help_text="For whoever asks in two years.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AskSeniorForm(PlainForm):
    """What the senior group is asked."""

    title = forms.CharField(label="What do you ask, in one line?", max_length=200)
    why = forms.CharField(
        label="Why does the senior group have to look at it?",
        help_text="What was tried, and what only they can do.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CorrectionForm(PlainForm):
    """What is put right in agreed minutes."""

    item = forms.ChoiceField(label="Which item is it about?", required=False)
    words = forms.CharField(
        label="What should the minutes say?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    why = forms.CharField(
        label="How did the mistake come to light?",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, items: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = [NO_ITEM, *((str(code), words) for code, words in items)]
        self.fields["item"].choices = chosen  # type: ignore[attr-defined]

    def item_id(self) -> UUID | None:
        """Which item, once valid."""
        return UUID(self.cleaned_data["item"]) if self.cleaned_data["item"] else None


class AttendanceForm(PlainForm):
    """Who was there: one choice for each member post."""

    def __init__(
        self, *args: Any, lines: Sequence[AttendedLine], also_there: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._posts = [line.post.id for line in lines]
        for line in lines:
            named = f"{line.post.title} ({line.holder or 'nobody then'})"
            self.fields[f"post_{line.post.id.hex}"] = forms.ChoiceField(
                label=named,
                choices=[NOT_NOTED, *((one.value, words) for one, words in ATTENDED_WORDS.items())],
                initial=line.attended.value if line.attended else "",
                required=False,
                widget=forms.Select(attrs={"data-plain": "1"}),
            )
        self.fields["also_there"] = forms.CharField(
            label="Who else was there?",
            help_text="By post, one to a line.",
            required=False,
            max_length=1000,
            initial=also_there,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def attended(self) -> dict[UUID, Attended]:
        """What was chosen by post, once valid; those left open are left out."""
        said = {post: self.cleaned_data[f"post_{post.hex}"] for post in self._posts}
        return {post: Attended(how) for post, how in said.items() if how}
