"""Forms of the parts of a scheme: services, buddies, patterns, cohorts and those placed."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms

from alongside.areas.placements.actions.scheme_buddies import NewBuddy
from alongside.areas.placements.actions.scheme_cohorts import NewCohort
from alongside.areas.placements.actions.scheme_learners import LearnerChange
from alongside.areas.placements.actions.scheme_patterns import NewPattern
from alongside.areas.placements.actions.scheme_services import NewService
from alongside.areas.placements.forms.lines import (
    ClockField,
    LinesField,
    marks_field,
    parts_field,
    shifts_field,
    stretches_field,
    words_field,
)
from alongside.areas.placements.rules.learners import LearnerFacts, learners_pasted
from alongside.areas.placements.rules.services import MOST
from alongside.foundation.kit.forms import CheckboxChoices, LocalDateField, PlainForm, RadioChoices

Choices = Iterable[tuple[str, str]]
NOBODY = ("", "None")


def _offer(form: PlainForm, field: str, choices: Choices) -> None:
    form.fields[field].choices = list(choices)  # type: ignore[attr-defined]


def _accounts(accounts: Mapping[UUID, str]) -> Choices:
    return [NOBODY, *((str(key), name) for key, name in accounts.items())]


def _key(said: str) -> UUID | None:
    return UUID(said) if said else None


class ServiceForm(PlainForm):
    """A service that takes learners."""

    name = forms.CharField(max_length=120, label="Name of the service")
    kind = forms.CharField(
        max_length=40,
        label="Kind of service",
        help_text="The word a pattern uses for it, such as ward or community.",
    )
    seats = forms.IntegerField(
        label="How many at once",
        help_text=f"Two is the most unless you say why; never over {MOST}.",
    )
    why_more = forms.CharField(
        required=False, max_length=200, label="Why more than two, where it is more"
    )
    shifts = shifts_field()
    opens = stretches_field("Open only on these days", "Empty means always. A line for each.")
    closed = stretches_field("Closed on these days")
    teaches = words_field("What it can help to learn")
    flags = marks_field(
        "Marks",
        "Somebody with the same mark is not placed here. A letter or two and a number, such as "
        "K7. What a mark stands for is not written down.",
    )
    where = forms.CharField(required=False, max_length=200, label="Where to come to")
    ask_for = forms.CharField(required=False, max_length=120, label="Whom to ask for")
    phone = forms.CharField(required=False, max_length=30, label="Phone")
    note = forms.CharField(
        required=False,
        max_length=300,
        label="Anything else",
        help_text="Such as parking or which door. Nothing about patients.",
    )

    @property
    def entry(self) -> NewService:
        """What was said."""
        names = NewService.__dataclass_fields__
        return NewService(**{name: self.cleaned_data[name] for name in names})


class BuddyForm(PlainForm):
    """Somebody at a service who looks after learners."""

    name = forms.CharField(max_length=120, label="Name")
    load = forms.IntegerField(label="How many they look after at once")
    away = stretches_field("Away on these days")
    phone = forms.CharField(required=False, max_length=30, label="Phone")
    user_id = forms.ChoiceField(
        required=False,
        label="Account",
        help_text="With one, they see who is coming and can say the ward is too busy.",
    )

    def __init__(self, *args: Any, accounts: Mapping[UUID, str], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "user_id", _accounts(accounts))

    @property
    def entry(self) -> NewBuddy:
        """What was said."""
        said = self.cleaned_data
        return NewBuddy(
            said["name"], said["load"], said["away"], said["phone"], _key(said["user_id"])
        )


class PatternForm(PlainForm):
    """What is done in one rotation."""

    name = forms.CharField(max_length=80, label="Name of the pattern")
    parts = parts_field()
    order = forms.ChoiceField(
        label="Order",
        choices=(("any", "Any order"), ("given", "In the order above")),
        widget=RadioChoices(choices=(("any", "Any order"), ("given", "In the order above"))),
    )

    @property
    def entry(self) -> NewPattern:
        """What was said."""
        said = self.cleaned_data
        return NewPattern(said["name"], said["parts"], said["order"] == "any")


class CohortForm(PlainForm):
    """Learners who start together."""

    name = forms.CharField(max_length=80, label="Name of the cohort")
    pattern_id = forms.ChoiceField(label="What each of them does")
    first_on = LocalDateField(label="First day")
    last_on = LocalDateField(label="Last day")
    induction_on = LocalDateField(required=False, label="Induction")
    induction_at = forms.CharField(
        required=False, max_length=200, label="Where and when is the induction?"
    )
    feedback_on = LocalDateField(required=False, label="Day they come back to say how it was")
    feedback_at = forms.CharField(
        required=False, max_length=200, label="Where and when do they come back?"
    )

    def __init__(self, *args: Any, patterns: Mapping[UUID, str], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "pattern_id", [(str(key), name) for key, name in patterns.items()])

    @property
    def entry(self) -> NewCohort:
        """What was said."""
        said = {name: self.cleaned_data[name] for name in NewCohort.__dataclass_fields__}
        return NewCohort(**said | {"pattern_id": UUID(said["pattern_id"])})


class PeopleForm(PlainForm):
    """Names, or rows of a sheet, pasted."""

    people = LinesField(
        read=learners_pasted,
        show=lambda _: "",
        rows=10,
        label="Names, a line for each",
        help_text="A rank or profession may follow after a comma. Or copy rows of a sheet, with "
        "headings such as name, leave, prefers and objectives.",
    )

    @property
    def entry(self) -> tuple[LearnerFacts, ...]:
        """Everybody pasted."""
        found: tuple[LearnerFacts, ...] = self.cleaned_data["people"]
        return found


class LearnerForm(PlainForm):
    """What is said of somebody on placement."""

    name = forms.CharField(max_length=120, label="Name")
    calling = forms.CharField(required=False, max_length=80, label="Rank or profession")
    cohort_id = forms.ChoiceField(label="Cohort")
    leave = stretches_field("Days they cannot")
    from_time = ClockField(required=False, label="Earliest they can start a day")
    to_time = ClockField(required=False, label="Latest they can end it")
    wants = words_field("What they want to learn")
    prefers = forms.MultipleChoiceField(required=False, label="Would like to go to")
    earlier = forms.MultipleChoiceField(required=False, label="Has been to before")
    excluded = forms.MultipleChoiceField(
        required=False,
        label="Must not go to",
        help_text="Such as where a relative is. The reason is not written down.",
    )
    conflicts = marks_field(
        "Marks",
        "They are not placed at a service with the same mark. A letter or two and a number, such "
        "as K7. What a mark stands for is not written down.",
    )
    vetted_on = LocalDateField(required=False, label="Records seen on")
    user_id = forms.ChoiceField(
        required=False,
        label="Account",
        help_text="With one, they see where to go on their own phone.",
    )

    def __init__(
        self,
        *args: Any,
        cohorts: Mapping[UUID, str],
        services: Mapping[str, str],
        accounts: Mapping[UUID, str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        _offer(self, "cohort_id", [(str(key), name) for key, name in cohorts.items()])
        _offer(self, "user_id", _accounts(accounts))
        for name in ("prefers", "earlier", "excluded"):
            self.fields[name].widget = CheckboxChoices()
            _offer(self, name, services.items())

    @property
    def entry(self) -> LearnerChange:
        """What was said."""
        said = self.cleaned_data
        facts = LearnerFacts(**{name: said[name] for name in LearnerFacts.__dataclass_fields__})
        return LearnerChange(facts, UUID(said["cohort_id"]), _key(said["user_id"]))


class WhyForm(PlainForm):
    """Why somebody does not come."""

    why = forms.CharField(
        max_length=200,
        label="Why?",
        help_text="A few words, such as moved to another force. Nothing about health.",
    )
