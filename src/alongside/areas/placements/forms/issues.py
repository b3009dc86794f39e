"""What is asked when an issue is raised, and when something is said of one."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.placements.actions.issues import NewIssue, Said
from alongside.areas.placements.rules.issues import CHOSEN
from alongside.foundation.kit.forms import LocalDateField, PlainForm, RadioChoices

LONG: Final = 2000
NAME_NOBODY: Final = "Never name anybody who is cared for there, or tell what is theirs."
NOBODY: Final = ("", "Nobody in particular")


class RaiseForm(PlainForm):
    """What has gone wrong."""

    kind = forms.ChoiceField(label="What kind of thing is it?", choices=CHOSEN, widget=RadioChoices)
    words = forms.CharField(
        label="What has happened, and what would help?",
        help_text=NAME_NOBODY,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what has happened"},
    )

    def new(self, *, scheme: UUID | None = None, service: UUID | None = None) -> NewIssue:
        """What is raised, once valid."""
        said: dict[str, Any] = self.cleaned_data
        return NewIssue(
            said["kind"],
            said["words"],
            scheme,
            service or _id(said.get("service", "")),
            _id(said.get("learner", "")),
        )


class RaiseForSchemeForm(RaiseForm):
    """What has gone wrong, where and for whom: a coordinator knows both."""

    service = forms.ChoiceField(label="Where?", required=False)
    learner = forms.ChoiceField(label="About whom?", required=False)

    def __init__(
        self,
        *args: Any,
        services: Sequence[tuple[str, str]],
        learners: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["service"].choices = [("", "Nowhere in particular"), *services]  # type: ignore[attr-defined]
        self.fields["learner"].choices = [NOBODY, *learners]  # type: ignore[attr-defined]


def _id(typed: str) -> UUID | None:
    return UUID(typed) if typed else None


class SayForm(PlainForm):
    """A note, how it was settled, or why it is open again."""

    words = forms.CharField(
        label="What is there to say?",
        help_text=NAME_NOBODY,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def said(self, kind: str) -> Said:
        """What is said, once valid."""
        return Said(kind, self.cleaned_data["words"], version=self.version)


class GiveForm(PlainForm):
    """Whose it is, and by when."""

    owner = forms.ChoiceField(label="Whose is it?", widget=RadioChoices)
    due_on = LocalDateField(
        label="By which day?", help_text="Leave this empty for no day.", required=False
    )
    words = forms.CharField(label="A word to them (you may leave this empty)", required=False)

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]

    def said(self, kind: str) -> Said:
        """What is said, once valid."""
        typed: dict[str, Any] = self.cleaned_data
        return Said(
            kind, typed["words"], UUID(typed["owner"]), typed["due_on"], version=self.version
        )
