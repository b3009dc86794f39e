"""What a coordinator is asked when something changed under a plan that stands."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from alongside.areas.placements.rules.changes import AWAY, CLOSED, FEWER, KINDS, LEAVES, Change
from alongside.foundation.kit.forms import LocalDateField, PlainForm, RadioChoices
from alongside.kernel.refusal import Refused

CHOOSE: Final = ("", "Choose")
UNCOVERED: Final = {
    CLOSED: ("closed_service", "closed_first_on", "closed_last_on"),
    AWAY: ("away_learner", "away_first_on", "away_last_on"),
    FEWER: ("fewer_service", "fewer_seats"),
    LEAVES: ("leaves_learner", "leaves_why"),
}
ENDS: Final = "Until which day?"


class ChangeForm(PlainForm):
    """What has changed."""

    kind = forms.ChoiceField(
        label="What has changed?",
        choices=tuple(KINDS.items()),
        widget=RadioChoices(reveal=UNCOVERED),
    )
    closed_service = forms.ChoiceField(label="Which ward or team?")
    closed_first_on = LocalDateField(label="From which day?")
    closed_last_on = LocalDateField(label=ENDS)
    away_learner = forms.ChoiceField(label="Who?")
    away_first_on = LocalDateField(label="From which day?")
    away_last_on = LocalDateField(label=ENDS)
    fewer_service = forms.ChoiceField(label="Which ward or team?")
    fewer_seats = forms.IntegerField(
        label="How many does it take at once?", min_value=1, max_value=20
    )
    leaves_learner = forms.ChoiceField(label="Who?")
    leaves_why = forms.CharField(label="Why, in a few words?", max_length=200)
    why = forms.CharField(
        label="What do people need to know? (you may leave this empty)",
        help_text="It is kept with the plan. Name nobody who is cared for.",
        max_length=200,
        required=False,
    )
    busy = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        services: Sequence[tuple[str, str]],
        learners: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        for name in ("closed_service", "fewer_service"):
            self.fields[name].choices = [CHOOSE, *services]  # type: ignore[attr-defined]
        for name in ("away_learner", "leaves_learner"):
            self.fields[name].choices = [CHOOSE, *learners]  # type: ignore[attr-defined]

    def refuse_change(self, refused: Refused) -> None:
        """Say a refusal beside the field of the chosen kind that it is about."""
        own = f"{self.cleaned_data['kind']}_{refused.field}"
        if refused.field and own in self.fields:
            self.add_error(own, str(refused))
        else:
            self.refuse(refused)

    def change(self) -> Change:
        """What changed, once valid."""
        said: dict[str, Any] = self.cleaned_data
        kind = said["kind"]
        return Change(
            kind,
            said.get(f"{kind}_service", ""),
            said.get(f"{kind}_learner", ""),
            said.get(f"{kind}_first_on"),
            said.get(f"{kind}_last_on"),
            said.get(f"{kind}_seats") or 0,
            said["leaves_why"] if kind == LEAVES else said["why"],
            str(said["busy"]) if said.get("busy") and kind == CLOSED else "",
        )


class AsIsForm(PlainForm):
    """Why the plan stays as it is though a ward is too busy."""

    why = forms.CharField(
        label="Why does it stay as it is?",
        help_text="The ward reads this.",
        max_length=200,
        error_messages={"required": "Say why it stays as it is"},
    )
