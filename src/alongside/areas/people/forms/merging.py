"""What is asked about two records that may be one person's: wording and shape only."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from alongside.areas.people.queries.merging_history import PartPage
from alongside.areas.people.queries.merging_page import Question
from alongside.areas.people.rules.merging.shapes import Side
from alongside.foundation.accounts.queries import RoleHolder
from alongside.foundation.kit.forms import PlainForm, RadioChoices


class _Reason(PlainForm):
    reason = forms.CharField(
        label="How do you know?",
        help_text="A sentence, such as who was asked or which card was seen",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class JoinForm(_Reason):
    """That two records are one person's, and what is current where they differ."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, questions: Sequence[Question], **options: Any) -> None:
        super().__init__(*args, **options)
        for question in questions:
            sides = {"kept": question.kept, "other": question.other}
            self.fields[question.name] = forms.ChoiceField(
                label=question.title,
                choices=[(side, said.words) for side, said in sides.items()],
                initial=question.usual.value,
                widget=RadioChoices(
                    hints={side: said.recorded for side, said in sides.items()},
                ),
            )
        self.order_fields([question.name for question in questions])

    def chosen(self, usual: Mapping[str, Side]) -> dict[str, Side]:
        """What is to be current, by name; the usual where nobody was asked."""
        own = ("reason", "seen", "request_key", "version")
        said = {name: Side(v) for name, v in self.cleaned_data.items() if name not in own}
        return dict(usual) | said


class DifferentForm(_Reason):
    """That two records are about different people."""


class SuggestForm(_Reason):
    """What somebody thinks of two records."""

    same = forms.ChoiceField(
        label="What do you think?",
        choices=(("yes", "They are the same person"), ("no", "They are different people")),
        widget=RadioChoices,
    )
    field_order = ("same", "reason")


class AskForm(PlainForm):
    """Somebody who may know, and what they are asked."""

    owner = forms.ChoiceField(
        label="Who may know?", error_messages={"required": "Choose whom to ask"}
    )
    words = forms.CharField(
        label="What do you want to know?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, to_ask: Sequence[RoleHolder], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            ("", "Choose somebody"),
            *((str(one.user_id), f"{one.name}, {one.organisation}") for one in to_ask),
        ]


class PartForm(_Reason):
    """That two records are two people's after all, and whose what was recorded since is."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: PartPage, **options: Any) -> None:
        super().__init__(*args, **options)
        called = page.join.called or "the parted record"
        for line in page.since:
            self.fields[line.name] = forms.ChoiceField(
                label=line.words,
                choices=[("kept", f"Stays with {page.label.full}"), ("other", f"Goes to {called}")],
                initial="kept",
                widget=RadioChoices(inline=True),
            )
        self.order_fields([line.name for line in page.since])

    def theirs(self) -> frozenset[str]:
        """What goes with the parted record."""
        return frozenset(name for name, said in self.cleaned_data.items() if said == "other")
