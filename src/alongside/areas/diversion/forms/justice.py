"""What is asked about what police and courts decide: wording and shape only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms

from alongside.areas.diversion.queries.own_sites import OwnSite
from alongside.areas.diversion.rules.hearings import PURPOSES, RESULTS
from alongside.areas.diversion.rules.justice import LEFT_TO, REMANDED_TO
from alongside.areas.diversion.rules.justice_facts import other_outcomes, sentences
from alongside.foundation.kit.forms import (
    LocalDateField,
    LocalDateTimeField,
    PlainForm,
    RadioChoices,
)
from alongside.foundation.kit.widgets import LocalDateTime
from alongside.foundation.reference import code_list


def _words(label: str, *, longest: int = 300, needed: bool = False, hint: str = "") -> Any:
    return forms.CharField(label=label, max_length=longest, required=needed, help_text=hint)


def offence_choices() -> list[tuple[str, str]]:
    """Broad groups of offence."""
    return [("", "Not said"), *code_list("ld_offence_group").choices()]


class _Decision(PlainForm):
    happened_at = LocalDateTimeField(label="When?")


class ChargedForm(_Decision):
    """A charge."""

    offence_group = forms.ChoiceField(
        label="What for, broadly?", choices=offence_choices, required=False
    )


class BailedForm(_Decision):
    """Bail, until when and on what conditions."""

    until = LocalDateField(label="Until which day?", required=False)
    conditions = _words(
        "Conditions that bear on help",
        hint="Such as where they may not go, or when they have to be at home",
    )


class RemandedForm(_Decision):
    """A remand."""

    to = forms.ChoiceField(label="Where to?", choices=REMANDED_TO.items, widget=RadioChoices)


class SentencedForm(_Decision):
    """A sentence."""

    outcome = forms.ChoiceField(label="What was the sentence?", choices=sentences)
    requirements = _words("Requirements", hint="Such as treatment, and with whom")


class DisposedForm(_Decision):
    """How a case ended without a sentence."""

    justice_outcome = forms.ChoiceField(label="How did it end?", choices=other_outcomes)


class LeftCustodyForm(_Decision):
    """Leaving custody."""

    to = forms.ChoiceField(
        label="Where did they go?", choices=list(LEFT_TO.items()), widget=RadioChoices
    )


class MovedForm(_Decision):
    """A move from custody to a place of safety."""


class ReleasePlannedForm(_Decision):
    """A release that is to come."""

    from_where = _words("Where are they coming out of?", longest=120, needed=True)
    on = LocalDateField(label="On which day?")
    plan = forms.CharField(
        label="What should be in place that day?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HandedOverForm(_Decision):
    """A hand-over that somebody accepted."""

    to_service = _words(
        "To which service?",
        longest=120,
        needed=True,
        hint="Such as healthcare in the prison, or a community team",
    )
    who = _words("Who there took it on?", longest=120, needed=True)
    at = LocalDateTimeField(label="When did they accept it?")


@dataclass(frozen=True, slots=True)
class Asked:
    """How one kind of decision is asked about.

    Attributes:
        title: The page's heading.
        form: What is asked.
        lead: A line under the heading; may be empty.
    """

    title: str
    form: type[PlainForm]
    lead: str = ""


DECISIONS: Final[dict[str, Asked]] = {
    "charged": Asked("Charged", ChargedForm, "The date of the hearing is asked for next."),
    "bailed": Asked("Bailed", BailedForm, "The day it ends goes on the follow-up list."),
    "remanded": Asked(
        "Remanded", RemandedForm, "Whoever looks after them there then has to be told."
    ),
    "sentenced": Asked("Sentenced", SentencedForm),
    "disposed": Asked("Outcome without a sentence", DisposedForm),
    "left_custody": Asked("Left custody", LeftCustodyForm),
    "moved_to_136": Asked(
        "Moved to section 136",
        MovedForm,
        "The desk is told at once and opens a contact, so that it stays one story.",
    ),
    "release_planned": Asked("Release planned", ReleasePlannedForm),
    "handed_over": Asked("Handed over", HandedOverForm, "A hand-over counts once it is accepted."),
}


class _WithCourt(PlainForm):
    site = forms.ChoiceField(label="At which court?")
    at = LocalDateTimeField(label="When does it start?", widget=LocalDateTime(chips=()))

    def __init__(self, *args: Any, courts: Sequence[OwnSite], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["site"]
        field.choices = [(str(court.id), court.name) for court in courts]
        field.widget.choices = field.choices


class ListedForm(_WithCourt):
    """A hearing to be listed."""

    purpose = forms.ChoiceField(
        label="What is it for?", choices=list(PURPOSES.items()), widget=RadioChoices
    )


class MoveForm(_WithCourt):
    """Another time or court for a hearing."""

    reason = _words("Why was it moved?", longest=200)


class HeldForm(PlainForm):
    """What a court decided."""

    result = forms.ChoiceField(
        label="What did the court decide?", choices=list(RESULTS.items()), widget=RadioChoices
    )
    next_words = _words("What comes next?", longest=200)
    held_at = LocalDateTimeField(label="When was it?")


class VacateForm(PlainForm):
    """Why a hearing was taken out of the list."""

    words = _words("Why was it taken out?", longest=200)
