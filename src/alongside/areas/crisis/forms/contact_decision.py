"""The decision in the officer's words, a police station thought of, and who follows up."""

from datetime import datetime, timedelta
from typing import Any, Final

from alongside.areas.crisis.forms.contact_fields import StepForm, by_when, line, spoken, taps, when
from alongside.areas.crisis.forms.contact_steps import SPEAK, ask, labelled
from alongside.areas.crisis.rules import kinds
from alongside.engines import law
from alongside.kernel.local_time import from_local, to_local

GROUNDS: Final = ("appears_disordered", "immediate_need", "necessary")
POWERS: Final = tuple(kinds.POWER_OF_DECISION)
MODES: Final = (
    ("removed", "Taken to a place of safety"),
    ("kept", "Kept here: this is already a place of safety"),
)
USUAL_MODE: Final = "removed"


class DecisionForm(StepForm):
    """What was decided and why; and where a power is used, its grounds and time.

    Only what was decided has to be said: the rest may be added later.
    """

    decision = taps(
        "What did you decide?", tuple(kinds.DECISIONS.items()), required="Tap what was decided"
    )
    reasons = spoken("Why, in your own words?", hint=SPEAK)
    appears_disordered = ask("Do they appear to have a mental health condition?")
    immediate_need = ask("Do they appear to be in immediate need of care or control?")
    necessary = ask("Is it necessary, in their interests or to protect others?")
    mode = taps("Taken or kept?", MODES, initial=USUAL_MODE)
    kept_at = taps("Which place of safety is it?", ())
    entered_at = when("When did you first go in?")
    used_at = when("When was the power used?")
    station = ask("Is a police station being thought of as the place of safety?")

    silent = ("mode",)
    shown_when = {
        **dict.fromkeys(GROUNDS, ("decision", ("section_136",))),
        **dict.fromkeys(("mode", "used_at", "station"), ("decision", POWERS)),
        "entered_at": ("decision", ("section_135",)),
        "kept_at": ("mode", ("kept",)),
    }

    def __init__(
        self,
        *args: Any,
        may_use_power: bool,
        places: tuple[tuple[str, str], ...] = (),
        only: str = "",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        choices: Any = self.fields["decision"]
        wanted = dict(kinds.DECISIONS)
        if not may_use_power:
            wanted = {code: words for code, words in wanted.items() if code not in POWERS}
        if only:
            wanted = {only: kinds.DECISIONS[only]}
        choices.choices = tuple(wanted.items())
        place: Any = self.fields["kept_at"]
        place.choices = (*places, ("other", "Another place, or not on this list"))

    def clean(self) -> dict[str, Any]:
        """Take them as taken to a place of safety, as nearly all are, unless kept was tapped."""
        cleaned = super().clean()
        starts_power = cleaned.get("decision") in POWERS and not self.is_correction
        if starts_power and not cleaned.get("mode") and "mode" not in self.errors:
            cleaned["mode"] = USUAL_MODE
        return cleaned

    def facts(self, now: datetime) -> dict[str, Any]:
        """What was decided, with the grounds as answered."""
        facts = self.answered("decision", "reasons", "mode")
        return facts | {name: self.cleaned_data[name] for name in GROUNDS}

    @property
    def uses_power(self) -> bool:
        """Whether a power starts with this decision."""
        return self.cleaned_data["decision"] in POWERS and not self.is_correction

    def power_facts(self) -> dict[str, Any]:
        """What is said of the use of the power itself."""
        power = kinds.POWER_OF_DECISION[self.cleaned_data["decision"]]
        return {"power": power} | self.answered("mode", "entered_at")

    def happened_at(self, now: datetime) -> datetime:
        """When it was decided: with the power, else now."""
        typed: datetime | None = self.cleaned_data.get("used_at")
        return typed or now


class StationForm(StepForm):
    """What is recorded when a police station is thought of as the place of safety."""

    risk_description = spoken("What is the behaviour?", hint=SPEAK)
    risk_imminent = ask("Is the risk imminent?")
    risk_serious = ask("Is it a risk of serious injury or death, to them or somebody else?")
    no_other_place = ask(
        "Because of that, can no other place of safety in the area be expected to take them?"
    )
    no_other_place_reason = taps("Why can no other place?", labelled(law.OtherPlaceReason))
    clinician = taps("Will a healthcare professional be there?", labelled(law.Clinician))
    decision_maker = taps("Who decides?", labelled(law.DecisionMaker), initial="constable")
    decision_maker_rank = taps("Their rank", labelled(tuple(law.Rank)[1:6]))
    authorised_rank = taps("Who authorised it?", labelled(law.Rank))
    could_be_under_18 = ask("Could they be under 18?")
    consulted = taps("Was a clinician consulted first?", labelled(law.Consulted))
    consultee = taps("Who was it?", labelled(law.Consultee))
    no_consult_reason = taps("Why was nobody consulted?", labelled(law.NoConsultReason))

    silent = ("decision_maker", "consulted", "consultee", "no_consult_reason")
    shown_when = {
        "no_other_place_reason": ("no_other_place", ("yes",)),
        "decision_maker_rank": ("decision_maker", ("constable",)),
        "consultee": ("consulted", ("yes",)),
        "no_consult_reason": ("consulted", ("no_not_practicable", "no_other")),
    }
    FACTS: Final = (
        "risk_description",
        "risk_imminent",
        "risk_serious",
        "no_other_place",
        "no_other_place_reason",
        "clinician",
        "decision_maker",
        "decision_maker_rank",
        "authorised_rank",
        "could_be_under_18",
        "consulted",
        "consultee",
        "no_consult_reason",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one answer at least."""
        cleaned = super().clean()
        answered = [name for name in self.FACTS if self.data.get(name) and name not in self.silent]
        if not answered:
            self.add_error("risk_description", "Answer at least one question, or skip this")
        return cleaned

    def facts(self, now: datetime) -> dict[str, Any]:
        """The answers given."""
        return {name: self.cleaned_data[name] for name in self.FACTS}


WHEN: Final = {
    "1h": "Within the hour",
    "4h": "Within 4 hours",
    "morning": "By 9:00 in the morning",
    "3d": "Within 3 days",
    "typed": "Another time",
    "none": "No time set",
}
FOLLOW_UP: Final = (
    ("me", "Me"),
    ("gp", "Their GP"),
    ("family", "Family or friend"),
    ("other", "Somebody else"),
)
SAID: Final = {"gp": "Their GP", "family": "Family or friend"}


class HandOffForm(StepForm):
    """Who follows up, by when."""

    to = taps("Who follows up?", FOLLOW_UP, required="Tap who follows up")
    other_to = line("Which service or person?", autocapitalize="words")
    owner_name = line("Name of who took it on (optional)", autocapitalize="words")
    by = taps("By when?", tuple(WHEN.items()), required="Tap by when")
    due_at = by_when("By when exactly?")
    words = spoken("What should they know? (optional)", hint=SPEAK, rows=2)

    shown_when = {"other_to": ("to", ("other",)), "due_at": ("by", ("typed",))}

    def __init__(
        self, *args: Any, me: str, teams: dict[str, tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.me, self.teams = me, teams
        to: Any = self.fields["to"]
        to.choices = [(key, name) for key, (name, _) in teams.items()] + list(FOLLOW_UP)

    def clean(self) -> dict[str, Any]:
        """Ask for the words that two of the answers need."""
        cleaned = super().clean()
        if cleaned.get("to") == "other":
            self.need("other_to", "Enter which service or person follows up")
        if cleaned.get("by") == "typed":
            self.need("due_at", "Enter by when")
        return cleaned

    def facts(self, now: datetime) -> dict[str, Any]:
        """Who, how to ring them, and by when, counted from ``now``."""
        chosen = self.cleaned_data["to"]
        name, phone = self.teams.get(chosen, ("", ""))
        to = name or {"me": self.me, "other": self.cleaned_data["other_to"], **SAID}[chosen]
        due = {"to": to, "phone": phone, "due_at": self._due(now)}
        return due | self.answered("owner_name", "words")

    def _due(self, now: datetime) -> datetime | None:
        by = self.cleaned_data["by"]
        lengths = {"1h": timedelta(hours=1), "4h": timedelta(hours=4), "3d": timedelta(days=3)}
        if by in lengths:
            return now + lengths[by]
        if by == "morning":
            return next_morning(now)
        typed: datetime | None = self.cleaned_data["due_at"]
        return typed if by == "typed" else None


def next_morning(now: datetime) -> datetime:
    """Answer the next nine o'clock on an English clock."""
    local = to_local(now).replace(tzinfo=None)
    nine = local.replace(hour=9, minute=0, second=0, microsecond=0)
    return from_local(nine if nine > local else nine + timedelta(days=1))
