"""The words asked for when somebody is missing. No level is chosen beforehand or suggested."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms

from alongside.areas.plans.actions.missing import Judgement, Report
from alongside.areas.plans.forms.joint_fields import (
    EntryForm,
    line,
    moment,
    moment_ahead,
    paragraph,
    pick,
    several,
    taps,
)
from alongside.areas.plans.rules.joint_story import Facts, NewEntry
from alongside.areas.plans.rules.missing_levels import (
    FACTORS,
    LEVEL_LABELS,
    LEVEL_MEANINGS,
    Level,
    is_lower,
    level_meant,
)
from alongside.areas.plans.rules.missing_owed import ANSWERS, NOT_HELD
from alongside.foundation.kit.forms import PlainForm
from alongside.foundation.reference import code_list

LEVELS: Final = [
    *((level.value, label) for level, label in LEVEL_LABELS.items()),
    ("absent", "“Absent” or “no apparent risk”"),
]
HINTS: Final = {
    **{level.value: meaning for level, meaning in LEVEL_MEANINGS.items()},
    "absent": "Older words. Kept as very low",
}
FACTS_HINT: Final = "These are facts to weigh up. They do not lead to a level by themselves."
OTHER_TIME: Final = "other"
AGAIN: Final = [
    ("1", "In 1 hour"),
    ("2", "In 2 hours"),
    ("4", "In 4 hours"),
    ("12", "In 12 hours"),
    (OTHER_TIME, "At another time"),
]
"""Hours until a level is looked at again. None is chosen beforehand."""
LEGAL_STATUSES: Final = [
    (entry.code, entry.display)
    for entry in code_list("legal_status").entries
    if entry.code not in NOT_HELD
]


def _level(label: str) -> forms.ChoiceField:
    return taps(label, LEVELS, required="Choose the level that you judge is right", hints=HINTS)


class LevelForm(PlainForm):
    """Choose a level, say why, and when it is looked at again."""

    level = _level("What level do you judge it to be?")
    rationale = paragraph(
        "Why?", hint="What you weighed up", required="Say why you chose this level"
    )
    looked_at_again = taps(
        "When is the level looked at again?",
        AGAIN,
        required="Choose when it is looked at again",
        reveal={OTHER_TIME: ["next_review_due_at"]},
    )
    next_review_due_at = moment_ahead("At what time?", required="Enter when it is looked at again")

    def judgement(self, now: datetime) -> Judgement:
        """The level somebody chose."""
        said = self.cleaned_data
        hours = said["looked_at_again"]
        due = said["next_review_due_at"]
        if hours != OTHER_TIME:
            due = now + timedelta(hours=int(hours))
        return Judgement(said["level"], said["rationale"], due)


class ReportForm(LevelForm):
    """Report somebody missing: what is needed first comes first."""

    parts = (
        ("What happened", ("reported_at", "reported_by", "circumstances")),
        ("Last seen", ("last_seen_place", "last_seen_at")),
        ("Facts to weigh up", ("factors",)),
        ("Your judgement", ("level", "rationale", "looked_at_again")),
    )
    reported_at = moment("When were you told?", required="Enter when you were told")
    reported_by = line("Who told you?", hint="Their name, and what they are to the person",
                       required="Say who told you")  # fmt: skip
    circumstances = paragraph("What happened?", required="Say what happened")
    last_seen_at = moment("When were they last seen?", hint="Leave empty if nobody knows.")
    last_seen_place = line("Where were they last seen?", longest=200)
    factors = several("What is known?", list(FACTORS.items()), hint=FACTS_HINT)

    def report(self) -> Report:
        """What is known."""
        said = self.cleaned_data
        return Report(
            reported_at=said["reported_at"],
            reported_by=said["reported_by"],
            circumstances=said["circumstances"],
            last_seen_at=said["last_seen_at"],
            last_seen_place=said["last_seen_place"],
            factors=tuple(said["factors"]),
        )


class ReviewForm(LevelForm):
    """Look at a level again."""

    field_order = ("level", "rationale", "lowering_reason", "looked_at_again")
    lowering_reason = paragraph(
        "If it is lower than before: what has changed?", hint="Needed only when it is lower"
    )

    def judgement(self, now: datetime) -> Judgement:
        """The level somebody chose, and what has changed."""
        reason = self.cleaned_data["lowering_reason"]
        return replace(super().judgement(now), lowering_reason=reason)

    def check_against(self, before: Level) -> None:
        """Drop what was typed about a lower level where the level is not lower."""
        if not is_lower(level_meant(self.cleaned_data["level"]), before):
            self.cleaned_data["lowering_reason"] = ""


class ToldForm(EntryForm):
    """Information that came in, and who gave it."""

    kind = "told"
    facts = ("words", "given_by", "factors")
    words = paragraph("What did you learn?", required="Write what you learned")
    given_by = line("Who gave it?", required="Say who gave it")
    factors = several("Does it add a fact?", list(FACTORS.items()), hint=FACTS_HINT)


class AbsentForm(EntryForm):
    """Absent without leave from hospital, and the legal status that goes with it."""

    kind = "absent_without_leave"
    facts = ("legal_status", "away_from", "words")
    legal_status = pick(
        "What is their legal status?",
        LEGAL_STATUSES,
        hint="As the hospital says. Somebody not held walked out: record that as information.",
        required="Choose the legal status",
    )
    away_from = line("Which hospital or ward?", required="Say which hospital or ward")
    words = paragraph("Anything else the hospital said")


class FoundForm(EntryForm):
    """Found, and whether somebody has seen that they are well."""

    kind = "found"
    facts = ("place", "found_by", "words")
    place = line("Where were they found?", longest=200, required="Say where they were found")
    found_by = line("Who found them?", required="Say who found them")
    words = paragraph("Anything else")
    well = taps(
        "Has somebody seen them and confirmed that they are well?",
        [("yes", "Yes"), ("not_yet", "Not yet: the record stays open")],
        required="Say whether somebody has seen that they are well",
        reveal={"yes": ["seen_by", "how"]},
    )
    seen_by = line("Who saw them?")
    how = paragraph("How are they?", hint="What they need now")

    def clean(self) -> dict[str, Any]:
        """Ask who saw them, when somebody did."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("well") == "yes" and not cleaned.get("seen_by"):
            self.add_error("seen_by", "Say who saw that they are well")
        return cleaned

    def welfare(self, found: NewEntry) -> NewEntry | None:
        """That somebody has seen that they are well, when they said so."""
        said = self.cleaned_data
        if said.get("well") != "yes":
            return None
        facts: Facts = {"seen_by": said["seen_by"], "how": said["how"]}
        return NewEntry("welfare_confirmed", found.happened_at, facts)

    def ask_why(self) -> None:
        """Put only the finding right; who saw that they are well is an entry of its own."""
        super().ask_why()
        for name in ("well", "seen_by", "how"):
            del self.fields[name]


class NotFoundForm(EntryForm):
    """Not found after all."""

    kind = "not_found_after_all"
    facts = ("words",)
    words = paragraph("What happened?", required="Say what happened")


class WelfareForm(EntryForm):
    """Seen, and known to be well. The record closes."""

    kind = "welfare_confirmed"
    facts = ("seen_by", "how")
    seen_by = line("Who saw them?", required="Say who saw that they are well")
    how = paragraph("How are they?", hint="What they need now")


class PreventionForm(EntryForm):
    """The prevention interview."""

    kind = "prevention_interview"
    facts = ("answer", "by", "words")
    answer = taps(
        "Did it take place?",
        [(code, ANSWERS[code]) for code in ("held", "declined", "no_answer")],
        required="Say whether it took place",
    )
    by = line("Who offered or held it?")
    words = paragraph("What would help them not to go missing again?")


class ReturnForm(EntryForm):
    """The offer of a return-home interview, by somebody independent."""

    kind = "return_interview"
    facts = ("answer", "offered_by", "independent", "words")
    offered_by = line("Who offered it?", required="Say who offered it")
    independent = forms.BooleanField(
        label="They are independent of police and of where the young person lives",
        required=False,
    )
    answer = taps(
        "What did the young person say?",
        [(code, ANSWERS[code]) for code in ("accepted", "declined", "no_answer")],
        required="Say what they answered",
    )
    words = paragraph("Anything else")


class ReportedForm(EntryForm):
    """What was known at first, put right."""

    kind = "reported"
    facts = ("reported_by", "circumstances", "last_seen_at", "last_seen_place", "factors")
    reported_by = line("Who told you?", required="Say who told you")
    circumstances = paragraph("What happened?", required="Say what happened")
    last_seen_at = moment("When were they last seen?", hint="Leave empty if nobody knows.")
    last_seen_place = line("Where were they last seen?", longest=200)
    factors = several("What is known?", list(FACTORS.items()), hint=FACTS_HINT)


class RationaleForm(EntryForm):
    """Why a level was chosen, put right. A level itself is changed by a review."""

    kind = "reviewed"
    facts = ("rationale",)
    rationale = paragraph("Why?", required="Say why you chose this level")


class FirstRationaleForm(RationaleForm):
    """Why the first level was chosen, put right."""

    kind = "level_set"


ENTRY_FORMS: Final[Mapping[str, type[EntryForm]]] = {
    form.kind: form
    for form in (
        ToldForm,
        AbsentForm,
        FoundForm,
        NotFoundForm,
        WelfareForm,
        PreventionForm,
        ReturnForm,
    )
}
"""What may be recorded on the page of a record, beside a review."""

CORRECTION_FORMS: Final[Mapping[str, type[EntryForm]]] = {
    **ENTRY_FORMS,
    **{form.kind: form for form in (ReportedForm, RationaleForm, FirstRationaleForm)},
}
"""What may be put right."""
