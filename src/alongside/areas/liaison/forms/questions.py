"""What is asked of somebody who asks, and of somebody who answers."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.liaison.actions.question_saying import SaidOfQuestion
from alongside.areas.liaison.actions.questions import AboutPerson, Caller, NewQuestion
from alongside.areas.liaison.rules.feedback import HELPED, LONGEST_FEEDBACK
from alongside.areas.liaison.rules.promises import Promise
from alongside.areas.liaison.rules.question_words import LONGEST_SUBJECT, LONGEST_WORDS
from alongside.engines.sharing import Purpose
from alongside.foundation.kit.forms import PlainForm, RadioChoices

NAME_NOBODY: Final = "Name nobody who is cared for: say what happened, not to whom."
CALLER_FIELDS: Final = ("caller_name", "caller_organisation", "caller_phone")


class AskForm(PlainForm):
    """A question: one line, all of it, how soon, and for whom."""

    subject = forms.CharField(
        label="Your question in one line",
        help_text="Such as: who drives somebody to the suite when no ambulance can come?",
        max_length=LONGEST_SUBJECT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter your question in one line"},
    )
    words = forms.CharField(
        label="What happened, and what do you need to know?",
        help_text=NAME_NOBODY,
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "data-plain": "1"}),
    )
    soon = forms.ChoiceField(label="How soon do you need it?", widget=RadioChoices)
    asking = forms.ChoiceField(
        label="For whom do you ask?",
        choices=(("me", "For myself"), ("caller", "For somebody who rang")),
        widget=RadioChoices(reveal={"caller": CALLER_FIELDS}),
        initial="me",
    )
    caller_name = forms.CharField(label="Who rang?", max_length=120)
    caller_organisation = forms.CharField(
        label="From which organisation?", max_length=120, required=False
    )
    caller_phone = forms.CharField(
        label="Number to ring them back",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, promise: Promise, for_caller: bool = True, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        soon: Any = self.fields["soon"]
        soon.choices = [
            ("ordinary", f"It can wait: answered within {promise.words(urgent=False)}"),
            ("urgent", f"I cannot go on without it: within {promise.words(urgent=True)}"),
        ]
        soon.initial = "ordinary"
        if not for_caller:
            for name in ("asking", *CALLER_FIELDS):
                del self.fields[name]

    def new(self, about: AboutPerson | None = None) -> NewQuestion:
        """What is asked, once valid."""
        said: dict[str, Any] = self.cleaned_data
        caller = None
        if said.get("asking") == "caller":
            caller = Caller(*(said[name] for name in CALLER_FIELDS))
        return NewQuestion(
            said["subject"], said["words"], said["soon"] == "urgent", caller=caller, about=about
        )


class WhyForm(PlainForm):
    """Why a question may be about somebody."""

    purpose = forms.ChoiceField(label="Why do you need to say who it is?", widget=RadioChoices)

    def __init__(self, *args: Any, purposes: Sequence[tuple[Purpose, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["purpose"].choices = [(one.value, words) for one, words in purposes]  # type: ignore[attr-defined]


class AskAboutForm(AskForm, WhyForm):
    """A question about somebody, with why."""

    field_order = ("purpose", "subject", "words", "soon")

    def __init__(
        self,
        *args: Any,
        promise: Promise,
        purposes: Sequence[tuple[Purpose, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, promise=promise, for_caller=False, purposes=purposes, **options)

    def about(self, person_id: UUID) -> AboutPerson:
        """Whom it is about and why, once valid."""
        return AboutPerson(person_id, Purpose(self.cleaned_data["purpose"]))


class WhoForm(WhyForm):
    """Whom a question is about: who to look for, and why."""

    field_order = ("purpose", "q")
    q = forms.CharField(
        label="Name, date of birth, NHS number or phone",
        help_text="In any order, half heard or half spelt",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class SayForm(PlainForm):
    """One thing said of a question."""

    words = forms.CharField(
        label="What is there to say?",
        help_text=NAME_NOBODY,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, label: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label = label
        self.fields["words"].error_messages["required"] = f"Answer: {label}"

    def said(self, kind: str) -> SaidOfQuestion:
        """What is said, once valid."""
        return SaidOfQuestion(kind, self.cleaned_data["words"], version=self.version)


class HandOnForm(SayForm):
    """To which post, and why."""

    post = forms.ChoiceField(label="Which post is to answer?", widget=RadioChoices)
    field_order = ("post", "words")

    def __init__(self, *args: Any, posts: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].choices = posts  # type: ignore[attr-defined]

    def said(self, kind: str) -> SaidOfQuestion:
        """What is said, once valid."""
        typed: dict[str, Any] = self.cleaned_data
        return SaidOfQuestion(kind, typed["words"], UUID(typed["post"]), version=self.version)


class AnswerForm(PlainForm):
    """The answer, and whether others are to find it."""

    words = forms.CharField(
        label="Your answer",
        help_text=NAME_NOBODY,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": "Write the answer"},
    )
    share = forms.BooleanField(
        label="Make this an answer others can find, once a second person has read it",
        required=False,
    )

    def __init__(self, *args: Any, may_share: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not may_share:
            del self.fields["share"]

    def said(self) -> SaidOfQuestion:
        """What is said, once valid."""
        typed: dict[str, Any] = self.cleaned_data
        return SaidOfQuestion(
            "answered", typed["words"], version=self.version, share=bool(typed.get("share"))
        )


class FeedbackForm(PlainForm):
    """One question, and one line."""

    helped = forms.ChoiceField(
        label="Did this help?", choices=tuple(HELPED.items()), widget=RadioChoices(inline=True)
    )
    words = forms.CharField(
        label="Anything that would have helped more",
        max_length=LONGEST_FEEDBACK,
        required=False,
    )
