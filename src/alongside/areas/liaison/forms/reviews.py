"""What is asked when a review is raised, run and ended."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms

from alongside.areas.liaison.actions.review_inviting import Answered, Invited
from alongside.areas.liaison.actions.reviewing import Ending, NewReview
from alongside.areas.liaison.rules.review_factors import ASKED_HOW, RELATIONS
from alongside.areas.liaison.rules.review_states import Said
from alongside.foundation.kit.forms import (
    CheckboxChoices,
    LocalDateField,
    PlainForm,
    RadioChoices,
)

NAME_NOBODY: Final = "Name nobody, and leave out addresses, numbers and dates of birth."
LONG: Final = 4000
Choices = Sequence[tuple[str, str]]


def _box(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class RaiseReviewForm(PlainForm):
    """What is worth a look, and who was there."""

    title = forms.CharField(
        label="What would you call it?",
        help_text=f"Such as “Six hours in a car outside the Larch Suite”. {NAME_NOBODY}",
        max_length=160,
    )
    why = forms.CharField(label="Why is it worth a look together?", max_length=LONG, widget=_box(4))
    happened_on = LocalDateField(label="On which day did it begin?")
    posts = forms.MultipleChoiceField(
        label="Whose accounts are needed?",
        help_text="One post of each service that was there. Each writes without seeing the others.",
        widget=CheckboxChoices,
    )
    accounts_due_on = LocalDateField(label="By which day should the accounts be in?")

    def __init__(self, *args: Any, posts: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["posts"].choices = posts  # type: ignore[attr-defined]

    def new(self, contact_id: UUID | None) -> NewReview:
        """What is raised, once valid."""
        said = self.cleaned_data
        return NewReview(
            title=said["title"],
            why=said["why"],
            happened_on=said["happened_on"],
            accounts_due_on=said["accounts_due_on"],
            posts=tuple(UUID(one) for one in said["posts"]),
            contact_id=contact_id,
        )


class AskServiceForm(PlainForm):
    """Which further service is asked."""

    post = forms.ChoiceField(label="Which post answers for it?", widget=RadioChoices)

    def __init__(self, *args: Any, posts: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].choices = posts  # type: ignore[attr-defined]


class WhyForm(PlainForm):
    """A decision that says why."""

    words = forms.CharField(label="Why?", help_text=NAME_NOBODY, max_length=LONG, widget=_box(3))

    def ending(self, said: Said) -> Ending:
        """How the review ends, once valid."""
        return Ending(said, self.cleaned_data["words"], self.version)


class InviteForm(PlainForm):
    """Who is invited, by how they stand to it."""

    relation = forms.ChoiceField(
        label="Who was invited?", choices=list(RELATIONS.items()), widget=RadioChoices
    )
    asked_how = forms.ChoiceField(
        label="How were they asked?", choices=list(ASKED_HOW.items()), widget=RadioChoices
    )
    asked_on = LocalDateField(label="On which day?")

    def invited(self) -> Invited:
        """Who is invited, once valid."""
        said = self.cleaned_data
        return Invited(said["relation"], said["asked_how"], said["asked_on"])


class InvitationAnswerForm(PlainForm):
    """What came back."""

    answer = forms.ChoiceField(
        label="What did they answer?",
        choices=[("yes", "They gave their words"), ("no", "They would rather not")],
        widget=RadioChoices(reveal={"yes": ("words",)}),
    )
    words = forms.CharField(
        label="What did they say?",
        help_text="In their own words. They stand first on the page once the accounts are open. "
        f"{NAME_NOBODY}",
        max_length=LONG,
        widget=_box(6),
    )

    def answered(self) -> Answered:
        """What they answered, once valid."""
        said = self.cleaned_data
        return Answered(said["answer"], said["words"], self.version)


class HandInForm(PlainForm):
    """Nothing to fill in: what was saved is handed in as it was read."""
