"""What is happening, who was talked to, what was tried, and the Right Care questions."""

from datetime import datetime
from typing import Any, Final

from django import forms

from alongside.areas.crisis.forms.contact_fields import (
    StepForm,
    by_when,
    instant_in,
    line,
    spoken,
    taps,
    when,
)
from alongside.areas.crisis.rules import kinds
from alongside.engines import law
from alongside.foundation.kit.forms import YesNoNotKnownField

SPEAK: Final = "Tap the microphone on your keyboard to speak."
NOT_CONSULTED: Final = ("no_not_practicable", "no_other")
SAFETY: Final = ("danger", "injuries", "children", "weapons", "intoxicated")


def ask(label: str) -> YesNoNotKnownField:
    """Yes, no or not known yet; may be left."""
    return YesNoNotKnownField(label=label, required=False)


def labelled(codes: Any) -> tuple[tuple[str, str], ...]:
    """Pairs of code and words of a list of the law's."""
    return tuple((code.value, code.label) for code in codes)


class HappeningForm(StepForm):
    """Safety first, in five taps."""

    danger = ask("Danger right now?")
    injuries = ask("Injured or physically ill?")
    children = ask("Children, or others who need them?")
    weapons = ask("Weapons?")
    intoxicated = ask("Alcohol or drugs taken?")
    words = spoken("What is happening? (optional)", hint=SPEAK)

    def clean(self) -> dict[str, Any]:
        """Ask for one answer at least: an empty entry says nothing."""
        cleaned = super().clean()
        answered = any(self.data.get(name) for name in SAFETY)
        if not answered and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("danger", "Tap at least one answer, or skip this for now")
        return cleaned

    def facts(self, now: datetime) -> dict[str, Any]:
        """The answers; not known yet is left out, as nothing is recorded."""
        return {name: self.cleaned_data[name] for name in (*SAFETY, "words")}


class TalkForm(StepForm):
    """Who was talked to before deciding, or why nobody was."""

    consulted = taps(
        "Did you talk to a clinician?",
        (
            ("yes", "Yes"),
            ("no_not_practicable", "No, it was not practicable"),
            ("no_other", "No, another reason"),
        ),
        required="Say whether you talked to somebody, or skip this for now",
    )
    who = taps("Who was it?", ())
    consultee = taps("What are they?", labelled(law.Consultee))
    consultee_name = line("Their name", autocapitalize="words", autocomplete="off")
    registration = line("Registration number (optional)", longest=40, autocomplete="off")
    organisation = line("Where they work (optional)", autocapitalize="words")
    method = taps("How?", tuple(kinds.CONSULT_METHODS.items()), initial="phone")
    advice = spoken("What did they advise?", hint=SPEAK)
    no_consult_reason = taps("Why was nobody consulted?", labelled(law.NoConsultReason))
    words = spoken("Anything to add? (optional)", rows=2)
    started_at = when("Started")
    ended_at = when("Ended")
    began = forms.CharField(required=False, widget=forms.HiddenInput)

    silent = ("method", "began", "who", "consultee", "consultee_name", "organisation")
    shown_when = {
        **dict.fromkeys(
            ("who", "method", "advice", "started_at", "ended_at"), ("consulted", ("yes",))
        ),
        **dict.fromkeys(
            ("consultee", "consultee_name", "registration", "organisation"), ("who", ("other",))
        ),
        "no_consult_reason": ("consulted", NOT_CONSULTED),
        "words": ("consulted", NOT_CONSULTED),
    }

    def __init__(
        self, *args: Any, people: tuple["Consultable", ...] = (), own: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if own:
            self.fields["advice"].label = "What did you advise?"
        self.people = {person.key: person for person in people}
        choices = [(person.key, person.words) for person in people]
        self.fields["who"].choices = [*choices, ("other", "Somebody else")]  # type: ignore[attr-defined]
        if not people:
            self.fields["who"].initial = "other"

    def clean(self) -> dict[str, Any]:
        """Ask what a yes or a no calls for."""
        cleaned = super().clean()
        if cleaned.get("consulted") == "yes":
            self.need("who", "Tap who you talked to")
            if cleaned.get("who") == "other":
                self.need("consultee", "Tap what kind of clinician they are")
        elif cleaned.get("consulted") in NOT_CONSULTED:
            self.need("no_consult_reason", "Tap why nobody was consulted")
        started, ended = cleaned.get("started_at"), cleaned.get("ended_at")
        if started and ended and ended < started:
            self.add_error("ended_at", "It ended before it started. Check both times")
        return cleaned

    def facts(self, now: datetime) -> dict[str, Any]:
        """Who, how, when and what they said; or why nobody."""
        if self.cleaned_data["consulted"] != "yes":
            return self.answered("consulted", "no_consult_reason", "words")
        facts = self.answered(
            "consulted", "consultee", "consultee_name", "registration", "organisation"
        )
        known = self.people.get(self.cleaned_data["who"])
        if known is not None:
            facts |= known.facts()
        return facts | self.answered("method", "advice", "started_at", "ended_at")

    def happened_at(self, now: datetime) -> datetime:
        """When it started, as typed; else when this page was opened or the number tapped.

        That only places it among the other entries: no start or end is stored that nobody gave.
        """
        if self.cleaned_data.get("consulted") != "yes":
            return now
        typed: datetime | None = self.cleaned_data["started_at"]
        began = instant_in(self.cleaned_data["began"])
        likely = began if began and began <= now else now
        ended: datetime | None = self.cleaned_data["ended_at"]
        return typed or min(likely, ended or likely)


class Consultable:
    """Somebody on duty who may be consulted, ready to tap.

    Attributes:
        key: Stable within the page.
        words: Name, seat and service.
    """

    def __init__(self, *, key: str, name: str, seat: str, organisation: str, consultee: str):
        self.key = key
        self.words = f"{name}, {seat}"
        self._facts = {
            "consultee": consultee,
            "consultee_name": name,
            "organisation": organisation,
        }

    def facts(self) -> dict[str, str]:
        """What tapping them says."""
        return {name: text for name, text in self._facts.items() if text}


class OptionForm(StepForm):
    """One thing tried, and what came of it."""

    what = taps(
        "What did you try?", tuple(kinds.ALTERNATIVES.items()), required="Tap what you tried"
    )
    result = taps(
        "What came of it?",
        tuple(kinds.ALTERNATIVE_RESULTS.items()),
        required="Tap what came of it",
    )
    who = line("Who or where? (optional)", autocapitalize="words", autocomplete="off")
    words = spoken("Anything to add? (optional)", rows=2)

    def facts(self, now: datetime) -> dict[str, Any]:
        """What was tried and its result."""
        return self.answered("what", "result", "who", "words")


class ThresholdForm(StepForm):
    """The Right Care Right Person questions, in their order. None of them has to be answered."""

    request = taps("What are police asked for?", labelled(law.Request))
    crime = ask("1. Is a crime reported or suspected?")
    threat_to_life = ask("2. Is there an immediate threat to life?")
    serious_harm = ask("3. Is serious harm happening or likely?")
    words = spoken("4. What else is known? (optional)", hint=SPEAK)
    police_assumed_responsibility = ask("5. Have police already said they will come, or begun?")
    police_made_worse_or_control = ask("5. Have police made it worse, or control the person?")
    partner_accepted = ask("6. Has another service accepted it?")
    accepted_by = line("Who accepted, by name and service", autocapitalize="words")
    accepted_at = when("When did they accept?")
    caller_told = ask("7. Was the caller told clearly who will come?")
    review_at = by_when("8. When will it be looked at again?")

    shown_when = dict.fromkeys(("accepted_by", "accepted_at"), ("partner_accepted", ("yes",)))
    QUESTIONS: Final = (
        "crime",
        "threat_to_life",
        "serious_harm",
        "police_assumed_responsibility",
        "police_made_worse_or_control",
        "partner_accepted",
        "caller_told",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one answer at least, and for a name where a service has accepted."""
        cleaned = super().clean()
        if cleaned.get("partner_accepted"):
            self.need("accepted_by", "Enter who accepted, by name and service")
        if not any(self.data.get(name) for name in ("request", "words", *self.QUESTIONS)):
            self.add_error("request", "Answer at least one question, or skip this for now")
        return cleaned

    def facts(self, now: datetime) -> dict[str, Any]:
        """The answers given; a service accepted just now unless another time was typed."""
        names = ("request", *self.QUESTIONS, "accepted_by", "accepted_at", "review_at", "words")
        facts = {name: self.cleaned_data[name] for name in names}
        if facts["partner_accepted"] and facts["accepted_at"] is None:
            facts["accepted_at"] = now
        return facts
