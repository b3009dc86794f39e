"""What is asked when an action is agreed, and when something is said of one."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.liaison.actions.agreeing import NewAgreed
from alongside.areas.liaison.actions.saying_of_actions import Saying
from alongside.areas.liaison.rules.agreed import (
    PRIORITY_HINTS,
    PRIORITY_WORDS,
    WORDS_ASKED,
    Origin,
    Priority,
    Said,
)
from alongside.foundation.kit.forms import LocalDateField, PlainForm, RadioChoices

LONG: Final = 2000
NAME_NOBODY: Final = "Name nobody who is cared for, and tell nothing that is theirs."
Choices = Sequence[tuple[str, str]]
PRIORITIES: Final[Choices] = [(code.value, words) for code, words in PRIORITY_WORDS.items()]
CHOOSE: Final = ("", "Choose a post")


def priority_field(label: str) -> forms.ChoiceField:
    """Answer a field that asks how soon something matters."""
    hints = {code.value: words for code, words in PRIORITY_HINTS.items()}
    return forms.ChoiceField(label=label, choices=PRIORITIES, widget=RadioChoices(hints=hints))


class AgreedForm(PlainForm):
    """A new action. Posts and groups are offered as they are given.

    Leave ``groups`` out where the place it is agreed at says which group watches over it.
    """

    words = forms.CharField(
        label="What is to be done?",
        help_text=f"One thing, so that it is plain when it is done. {NAME_NOBODY}",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    why = forms.CharField(
        label="Why?",
        help_text="For whoever holds the post next: what happened, what this is to change.",
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    owner = forms.ChoiceField(
        label="Which post does it?", help_text="The post keeps it, whoever holds it."
    )
    due_on = LocalDateField(label="By which day?")
    priority = priority_field("How soon does it matter?")
    group = forms.ChoiceField(label="Which group watches over it?", required=False)

    def __init__(
        self, *args: Any, posts: Choices, groups: Choices | None = None, **options: Any
    ) -> None:
        options["initial"] = {"priority": Priority.SOON.value} | (options.get("initial") or {})
        super().__init__(*args, **options)
        self.fields["owner"].choices = [CHOOSE, *posts]  # type: ignore[attr-defined]
        if groups:
            self.fields["group"].choices = [("", "None"), *groups]  # type: ignore[attr-defined]
        else:
            del self.fields["group"]

    def new(
        self, origin: Origin, origin_id: UUID | None = None, *, group_id: UUID | None = None
    ) -> NewAgreed:
        """What was agreed, once valid."""
        typed: dict[str, Any] = self.cleaned_data
        chosen = typed.get("group") or ""
        return NewAgreed(
            words=typed["words"],
            owner_id=UUID(typed["owner"]),
            due_on=typed["due_on"],
            origin=origin,
            origin_id=origin_id,
            why=typed["why"],
            group_id=UUID(chosen) if chosen else group_id,
            priority=Priority(typed["priority"]),
        )


class SayForm(PlainForm):
    """Something said of an action; what else is asked depends on what it is."""

    due_on = LocalDateField(label="By which day now?")
    owner = forms.ChoiceField(label="Which post takes it on?")
    priority = priority_field("How soon does it matter now?")
    words = forms.CharField(
        help_text=NAME_NOBODY, max_length=LONG, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, said: Said, posts: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.said = said
        asked = {
            Said.MOVED: "due_on",
            Said.REOPENED: "due_on",
            Said.GIVEN: "owner",
            Said.REPRIORITISED: "priority",
        }.get(said)
        for name in {"due_on", "owner", "priority"} - {asked}:
            del self.fields[name]
        if asked == "owner":
            self.fields["owner"].choices = [CHOOSE, *posts]  # type: ignore[attr-defined]
        self.fields["words"].label = WORDS_ASKED[said]

    def saying(self) -> Saying:
        """What is said, once valid."""
        typed: dict[str, Any] = self.cleaned_data
        owner, priority = typed.get("owner"), typed.get("priority")
        return Saying(
            self.said,
            typed["words"],
            due_on=typed.get("due_on"),
            owner_id=UUID(owner) if owner else None,
            priority=Priority(priority) if priority else None,
            version=self.version,
        )


class PlanActionForm(AgreedForm):
    """A new action that no meeting, review or question led to."""

    promised = forms.ChoiceField(
        label="Was it promised to somebody?",
        choices=[
            ("", "No, it is part of our plan of work"),
            ("yes", "Yes, another service or a group was promised it by that day"),
        ],
        required=False,
        widget=RadioChoices,
    )

    def agreed(self) -> NewAgreed:
        """What was agreed, once valid."""
        return self.new(Origin.PROMISE if self.cleaned_data["promised"] else Origin.PLAN)
