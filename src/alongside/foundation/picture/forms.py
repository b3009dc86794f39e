"""What is asked before something held back is opened: wording and shape only."""

from collections.abc import Collection
from typing import Any

from django import forms

from alongside.engines.sharing import Category
from alongside.foundation.kit.forms import CheckboxChoices, PlainForm, RadioChoices
from alongside.foundation.picture.rules import (
    GLASS_HOURS,
    HARMS,
    SENIOR_HOURS,
    TELLING,
    USUAL_GLASS_HOURS,
    USUAL_SENIOR_HOURS,
    HarmTest,
)


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class GlassForm(PlainForm):
    """What to open, for how long, and why now."""

    categories = forms.MultipleChoiceField(
        label="What do you need to see?",
        widget=CheckboxChoices,
        error_messages={"required": "Choose what you need to see"},
    )
    hours = forms.TypedChoiceField(
        label="For how long?",
        help_text="It ends by itself. You can end it sooner.",
        choices=list(GLASS_HOURS.items()),
        coerce=int,
        initial=USUAL_GLASS_HOURS,
        widget=RadioChoices,
    )
    reason = forms.CharField(
        label="Why do you need to see it now?",
        help_text="A few words. Both reviewers read this. Leave out names.",
        widget=_lines(3),
        max_length=1000,
        error_messages={"required": "Say in a few words why you need to see this now"},
    )

    def __init__(self, *args: Any, offered: Collection[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["categories"].choices = list(offered)  # type: ignore[attr-defined]
        if len(offered) == 1:
            self.fields["categories"].initial = [code for code, _ in offered]

    def chosen(self) -> frozenset[Category]:
        """What was chosen, once the form is valid."""
        return frozenset(Category(code) for code in self.cleaned_data["categories"])


class AskForm(PlainForm):
    """What somebody needs to know, and what it would prevent."""

    need = forms.CharField(
        label="What do you need to know, and what harm would it prevent?",
        help_text="Say who could be hurt, how, and how soon. Leave out names.",
        widget=_lines(4),
        max_length=1000,
        error_messages={"required": "Say what you need to know and what it would prevent"},
    )


class DecideForm(PlainForm):
    """The harm test, and what a senior person decides."""

    decision = forms.ChoiceField(
        label="Your decision",
        choices=[("yes", "Yes, let it go to them"), ("no", "No")],
        widget=RadioChoices(
            reveal={
                "yes": (
                    "harm",
                    "harm_words",
                    "to_whom",
                    "how_soon",
                    "other_way",
                    "telling",
                    "hours",
                ),
                "no": ("note",),
            }
        ),
        error_messages={"required": "Choose yes or no"},
    )
    harm = forms.ChoiceField(
        label="What would sharing prevent?",
        choices=list(HARMS.items()),
        required=False,
        widget=RadioChoices(
            hints={"neither": "Then it cannot be shared this way. Choose No, and say why."}
        ),
    )
    harm_words = forms.CharField(
        label="What would happen?", widget=_lines(2), max_length=1000, required=False
    )
    to_whom = forms.CharField(
        label="Who would be harmed?",
        help_text="Such as: the person, a child at home, officers at the door.",
        max_length=200,
        required=False,
    )
    how_soon = forms.CharField(
        label="How soon?", help_text="Such as: tonight.", max_length=200, required=False
    )
    other_way = forms.CharField(
        label="Is there a way that shares less? Why will it not do?",
        help_text="Such as: advice without the notes, or asking the person.",
        widget=_lines(2),
        max_length=1000,
        required=False,
    )
    telling = forms.ChoiceField(
        label="Is the person to be told?",
        choices=list(TELLING.items()),
        required=False,
        widget=RadioChoices,
    )
    hours = forms.ChoiceField(
        label="For how long?",
        choices=list(SENIOR_HOURS.items()),
        initial=USUAL_SENIOR_HOURS,
        required=False,
        widget=RadioChoices,
    )
    note = forms.CharField(
        label="Why not?",
        help_text="Whoever asked reads this, with whom to ask next.",
        widget=_lines(3),
        max_length=1000,
        required=False,
    )

    def allows(self) -> bool:
        """Whether the decision is yes."""
        return bool(self.cleaned_data["decision"] == "yes")

    def hours_chosen(self) -> int:
        """For how long, in hours."""
        return int(self.cleaned_data["hours"] or USUAL_SENIOR_HOURS)

    def test(self) -> HarmTest:
        """What was weighed."""
        said = self.cleaned_data
        names = ("harm", "harm_words", "to_whom", "how_soon", "other_way", "telling")
        return HarmTest(**{name: said[name] or "" for name in names})
