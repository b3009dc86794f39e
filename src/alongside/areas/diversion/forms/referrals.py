"""What is asked when somebody is referred, and when either side says something of it."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from django import forms

from alongside.areas.diversion.actions.referring import NewReferral
from alongside.areas.diversion.rules.referral_sharing import AGREED_LABELS, PARTS, Agreed
from alongside.areas.diversion.rules.referral_states import REASONS
from alongside.engines.sharing import Category
from alongside.foundation.kit.forms import (
    LocalDateTimeField,
    PlainForm,
    RadioChoices,
    YesNoNotKnownField,
)
from alongside.foundation.reference import code_list

LONG: Final = 1000
URGENCY_HINT: Final = "Immediate: answered within two hours. Same day: within eight."


class ReferForm(PlainForm):
    """How soon, what goes, and on whose word."""

    urgency = forms.ChoiceField(
        label="How soon?",
        help_text=URGENCY_HINT,
        widget=RadioChoices,
        error_messages={"required": "Choose how soon"},
    )
    agreed = forms.ChoiceField(
        label="Who agreed that this goes to them?",
        widget=RadioChoices,
        error_messages={"required": "Choose who agreed"},
    )
    gillick = YesNoNotKnownField(
        label="Do they understand this choice and what follows from it?",
        help_text="Somebody under 18 who does may agree for themselves.",
        required=False,
    )
    agreed_words = forms.CharField(
        label="How was that said, or why is it right?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, allowed: Collection[Category], child: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["urgency"].choices = code_list("ld_urgency").choices()  # type: ignore[attr-defined]
        words = [Agreed.PERSON, *([Agreed.PARENT] if child else []), Agreed.BEST_INTERESTS]
        self.fields["agreed"].choices = [  # type: ignore[attr-defined]
            (one.value, AGREED_LABELS[one]) for one in (*words, Agreed.SAFEGUARDING)
        ]
        if not child:
            del self.fields["gillick"]
        for part in PARTS:
            if part.category in allowed:
                self.fields[part.name] = forms.CharField(
                    label=part.label,
                    help_text=part.hint,
                    required=part.always,
                    max_length=LONG,
                    widget=forms.Textarea(attrs={"rows": part.lines}),
                )

    def part_boxes(self) -> list[Any]:
        """The boxes of what goes with it."""
        return [self[part.name] for part in PARTS if part.name in self.fields]

    def going(self) -> list[tuple[str, str]]:
        """What would be sent, as pairs of heading and words, once the form is valid."""
        said = self.cleaned_data
        return [(part.label, said[part.name]) for part in PARTS if said.get(part.name)]

    def kept_back(self) -> list[str]:
        """Headings that this service may not be sent."""
        return [part.label for part in PARTS if part.name not in self.fields]

    def carried(self) -> list[tuple[str, str]]:
        """Every value typed, to be carried through the page that shows what goes."""
        names = [name for name in self.fields if name not in ("request_key", "version")]
        return [(name, str(self.data.get(name, ""))) for name in names]

    def new(self, team_id: Any) -> NewReferral:
        """What the action takes, once the form is valid."""
        said = self.cleaned_data
        return NewReferral(
            team_id=team_id,
            urgency=said["urgency"],
            parts={part.name: said.get(part.name, "") for part in PARTS},
            agreed=Agreed(said["agreed"]),
            agreed_words=said["agreed_words"],
            gillick=said.get("gillick"),
        )


def _words(label: str, *, required: bool = False, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AcceptForm(PlainForm):
    """Taken on."""

    words = _words("Anything they should know", hint="Who will ring, what to bring")


class RejectForm(PlainForm):
    """Not taken on: the reason travels with the referral."""

    reason = forms.ChoiceField(
        label="Why not?",
        choices=list(REASONS.items()),
        widget=RadioChoices,
        error_messages={"required": "Choose why not"},
    )
    words = _words(
        "Say more", required=True, hint="What could help instead? Whoever referred reads this."
    )


class MoreForm(PlainForm):
    """A question before an answer."""

    words = _words("What do you need to know?", required=True)


class TellForm(PlainForm):
    """The answer to it."""

    words = _words("Your answer", required=True)


class HeldForm(PlainForm):
    """When an answer will come."""

    answer_by = LocalDateTimeField(label="By when will you answer?")
    words = _words("Why it takes until then")


class BookForm(PlainForm):
    """An appointment."""

    at = LocalDateTimeField(label="When is it?")
    where = forms.CharField(
        label="Where is it?",
        max_length=200,
        help_text="A place, or a number that rings them",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    words = _words("Anything to bring or to know")


class MayForm(PlainForm):
    """Said with or without more words."""

    words = _words("Anything to add")


class MustForm(PlainForm):
    """Said in words."""

    words = _words("Say it in a few words", required=True)


class LinkCodeForm(PlainForm):
    """The code told by phone."""

    code = forms.CharField(
        label="The code you were told",
        max_length=20,
        help_text="Six numbers",
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "class": "nhsuk-input--width-10",
            }
        ),
    )


SAYING: Final[Mapping[str, tuple[str, str, type[PlainForm]]]] = {
    "accepted": ("Take them on", "Take them on", AcceptForm),
    "rejected": ("Not for us", "Send this answer", RejectForm),
    "more_asked": ("Ask for more", "Ask", MoreForm),
    "told_more": ("Answer their question", "Send the answer", TellForm),
    "held": ("Say when you will answer", "Save", HeldForm),
    "booked": ("Make an appointment", "Save the appointment", BookForm),
    "attended": ("They went", "Save", MayForm),
    "missed": ("They did not get there", "Save", MayForm),
    "next_step": ("Set a next step", "Save", MustForm),
    "withdrawn": ("Withdraw the referral", "Withdraw it", MustForm),
    "rested": ("Leave it there", "Leave it there", MustForm),
}
"""Title, button and form for each thing that can be said; sending elsewhere has its own pages."""


def name_field() -> forms.CharField:
    """Who answers, where nobody is signed in."""
    return forms.CharField(
        label="Your name and post",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Give your name and your post"},
    )
