"""What is asked where something is looked for, and where an answer is written or looked over."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from alongside.areas.liaison.actions.proposing import ProposedAnswer
from alongside.areas.liaison.rules.answer_states import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    LONGEST_SAID_AS,
    LONGEST_WHY,
)
from alongside.foundation.kit.fields import invalid
from alongside.foundation.kit.forms import PlainForm
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.refusal import Refused


class FindForm(PlainForm):
    """What is looked for."""

    q = forms.CharField(
        label="What do you want to know?",
        help_text="Say it as you would say it at work. Name nobody: this is about how things "
        "are done.",
        max_length=400,
        error_messages={"required": "Say what you want to know"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )

    def clean_q(self) -> str:
        """Words that could tell who somebody is are not looked for, and stay out of addresses."""
        words: str = self.cleaned_data["q"]
        try:
            check_tells_nobody(words, field="q")
        except Refused as refused:
            raise invalid(refused) from refused
        return words


class AnswerForm(PlainForm):
    """An answer for others to find."""

    question = forms.CharField(
        label="What is the question?",
        help_text="As somebody would ask it",
        max_length=LONGEST_QUESTION,
        error_messages={"required": "Write the question it answers"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    answer = forms.CharField(
        label="What is the answer?",
        help_text="The first sentence answers it. You may use Markdown: an empty line between "
        "paragraphs, “- ” for a list, **bold**. Name nobody who is cared for.",
        max_length=LONGEST_ANSWER,
        error_messages={"required": "Write the answer"},
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    said_as = forms.CharField(
        label="What else would somebody type who needs it?",
        help_text="A line for each way to say it. They are not shown; it is found by them too.",
        max_length=LONGEST_SAID_AS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    owner = forms.ChoiceField(
        label="Which post keeps it right?",
        help_text="It is asked again every half a year.",
        error_messages={"required": "Choose the post that keeps it right"},
    )

    def __init__(self, *args: Any, posts: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].choices = [("", "Choose a post"), *posts]  # type: ignore[attr-defined]

    def proposed(self, from_question_id: UUID | None = None) -> ProposedAnswer:
        """What is proposed, once valid."""
        said: dict[str, Any] = self.cleaned_data
        return ProposedAnswer(
            said["question"],
            said["answer"],
            said["said_as"],
            from_question_id,
            UUID(said["owner"]),
            said.get("why", ""),
        )


class ChangedAnswerForm(AnswerForm):
    """What an answer is to say from now on, and why."""

    why = forms.CharField(
        label="What changes, and why?",
        help_text="Whoever looks it over reads this.",
        error_messages={"required": "Say what changes, and why"},
        max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReasonForm(PlainForm):
    """Why an answer is sent back, or taken out."""

    words = forms.CharField(
        label="Why?", max_length=LONGEST_WHY, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, label: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label = label


class OneTapForm(PlainForm):
    """Nothing but what every form carries."""
