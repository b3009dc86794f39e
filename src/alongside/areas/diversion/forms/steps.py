"""One form for each step of the pathway."""

from collections.abc import Mapping
from typing import Any, Final

from alongside.areas.diversion.forms.questions import StepForm, ahead, line, taps, words
from alongside.areas.diversion.rules import steps as rules
from alongside.areas.diversion.rules.facts import Facts
from alongside.foundation.reference import code_list

WHERE_IT_GOES: Final = "Only your service reads this."


def _codes(name: str) -> tuple[tuple[str, str], ...]:
    return code_list(name).choices()


class SeenForm(StepForm):
    """Somebody of the service met them."""

    kind, says = "seen", ("words",)
    words = words("Anything to add?", hint=WHERE_IT_GOES, rows=2)


class NotSeenForm(StepForm):
    """Somebody went, and could not meet them."""

    kind, says = "not_seen", ("reason", "words")
    reason = taps("Why not?", rules.NOT_SEEN_REASONS, required="Say why they were not seen")
    words = words("Anything to add?", hint=WHERE_IT_GOES, rows=2)


class OfferForm(StepForm):
    """Help was offered, and what they said."""

    kind, says = "offered", ("stage", "explained_how", "answer", "decided_by", "words")
    stage = taps("What did you offer?", rules.OFFER_STAGES, required="Say what you offered")
    explained_how = taps("How did you explain it?", rules.EXPLAINED_HOW)
    answer = taps(
        "What did they say?",
        (
            ("accepted", "Yes"),
            ("declined", "No, for now"),
            ("unable_to_ask", "I could not ask them"),
            ("lacked_capacity_best_interests", "They could not decide this: best interests"),
        ),
        required="Say what they answered",
        reveal={answer: [f"reason_{answer}"] for answer, why in rules.OFFER_REASONS.items() if why},
    )
    reason_declined = taps(
        "Did they say why?",
        rules.OFFER_REASONS["declined"],
        hint="You need not ask. Saying no counts against nobody, and no report says it.",
        required="Say why, or that they did not say",
    )
    reason_unable_to_ask = taps(
        "Why not?", rules.OFFER_REASONS["unable_to_ask"], required="Say why you could not ask"
    )
    reason_lacked_capacity_best_interests = taps(
        "Who decided?",
        rules.OFFER_REASONS["lacked_capacity_best_interests"],
        required="Say who decided",
    )
    words = words(
        "Anything to add?",
        hint="Where they could not decide: what was decided for them, and why that is best.",
    )

    def for_path(self, age_band: str) -> None:
        """Ask a young person's question only of a young person."""
        if age_band != "under_18":
            return
        asked = taps("Who answered?", rules.DECIDED_BY, required="Say who answered")
        where = list(self.fields).index("reason_declined")
        fields = list(self.fields.items())
        self.fields = dict([*fields[:where], ("decided_by", asked), *fields[where:]])

    def facts(self) -> Facts:
        """The facts, with the reason that goes with the answer."""
        said = super().facts()
        answer = self.cleaned_data.get("answer", "")
        return {**said, "reason": self.cleaned_data.get(f"reason_{answer}") or ""}


class AssessedForm(StepForm):
    """They were assessed."""

    kind = "assessed"
    says = ("method", "practitioner", "tool", "started_at", "ended_at", "outcome", "words")
    method = taps("How did you meet?", _codes("ld_assessment_method"), required="Say how")
    outcome = taps("How did it end?", _codes("ld_assessment_outcome"), required="Say how it ended")
    words = words("What you found, in plain words", hint=WHERE_IT_GOES, rows=6)
    tool = line(
        "Any tool you used", hint="Its name. Keep its papers where your service keeps them."
    )
    practitioner = line("Who assessed them", hint="Leave empty for you.")
    started_at = ahead("When did it start?", hint="Leave empty where you did not note it.")


class ChildForm(StepForm):
    """A young person's circumstances."""

    kind = "about_a_child"
    says = (
        "parental_responsibility",
        "parent_told",
        "looked_after",
        "gillick",
        "gillick_words",
        "youth_justice_worker",
        "school",
        "words",
    )
    parental_responsibility = line(
        "Who has parental responsibility?",
        hint="Name and phone. For a child in care this may be the council.",
    )
    parent_told = taps("Do they know the young person is here?", rules.PARENT_TOLD)
    looked_after = taps("Is the young person looked after by a council?", rules.LOOKED_AFTER)
    gillick = taps(
        "Can the young person decide about help for themselves?",
        rules.GILLICK,
        hint="Your judgement, for this decision, today. From 16 they are taken to be able to.",
    )
    gillick_words = words("What you based that on", rows=2)
    youth_justice_worker = line("Youth justice worker", hint="Name and phone, if they have one.")
    school = line("School or college")
    words = words("Anything to add?", hint=WHERE_IT_GOES, rows=2)


class AdultNeededForm(StepForm):
    """An appropriate adult is needed."""

    kind, says = "adult_needed", ("basis", "words")
    basis = taps(
        "Why is one needed?",
        {
            "mental_health": "May have a mental health condition",
            "learning_disability": "May have a learning disability",
            "autism": "May be autistic",
            "communication": "May not follow, or be followed",
            "intoxication_with_vulnerability": "Drink or drugs, and vulnerable too",
            "officer_not_sure": "Not sure: then treat them as if so",
            "other": "Another reason",
        },
        hint="Any reason to think they may be vulnerable is enough.",
        required="Say why",
    )
    words = words("Anything to add?", rows=2)


class AdultArrivedForm(StepForm):
    """The appropriate adult came."""

    kind, says = "adult_arrived", ("name", "relation", "present_at")
    name = line("Who came?", required="Say who came")


class AdultLeftForm(StepForm):
    """The appropriate adult left."""

    kind, says = "adult_left", ("words",)
    words = words("Anything to add?", rows=2)


class AdultNotFoundForm(StepForm):
    """Nobody could be found."""

    kind, says = "adult_not_found", ("reason", "words")
    reason = line("What was tried?", required="Say what was tried", longest=300)


class InterviewForm(StepForm):
    """An interview began."""

    kind, says = "interview_started", ("words",)
    words = words("Anything to add?", rows=2)


class ToldCustodyForm(StepForm):
    """Custody is told what it needs to keep somebody safe."""

    kind, says = "told_custody", ("what", "ground", "told_person", "words")
    what = words(
        "What does custody need to know?",
        hint="Only what keeps them safe here, such as a risk of self-harm or medicine they need. "
        "The custody officer is told at once.",
        required="Say what custody needs to know",
    )
    ground = taps("On what ground?", rules.SAFETY_GROUND, required="Choose a ground")
    told_person = taps("Does the person know you are telling custody?", rules.TOLD_PERSON,
                       required="Say whether the person knows")  # fmt: skip


class SupportPlannedForm(StepForm):
    """Somebody goes with them to the first appointment."""

    kind, says = "support_planned", ("who", "what", "at")
    who = line("Who goes with them, or keeps in touch?", required="Say who")
    what = line("Where to?", hint="The service and the place.", required="Say where to")
    at = ahead("When is it?", hint="Leave empty where it is not fixed yet.")


class SupportDoneForm(StepForm):
    """Whether they got there."""

    kind, says = "support_done", ("result", "words")
    result = taps("Did they get there?", _codes("ld_first_contact"), required="Say whether")
    words = words("What helped, or what got in the way?", hint=WHERE_IT_GOES, rows=2)


class OutcomeForm(StepForm):
    """How help ended."""

    kind, says = "outcome", ("engagement", "words")
    engagement = taps("How did it end?", _codes("ld_engagement"), required="Say how it ended")
    words = words("Anything to add?", hint=WHERE_IT_GOES, rows=2)


class NoteForm(StepForm):
    """A note."""

    kind, says = "note", ("words",)
    words = words("Note", hint=WHERE_IT_GOES, required="Write the note", rows=5)


class ClosedForm(StepForm):
    """The episode is closed."""

    kind, says = "closed", ("words",)
    words = words("Anything to add?", hint="Help can be offered again at any time.", rows=2)


class ReopenedForm(StepForm):
    """The episode is opened again."""

    kind, says = "reopened", ("reason",)
    reason = line("Why?", required="Say why", longest=300)


STEP_FORMS: Final[Mapping[str, type[StepForm]]] = {
    form.kind: form
    for form in (
        SeenForm,
        NotSeenForm,
        OfferForm,
        AssessedForm,
        ChildForm,
        AdultNeededForm,
        AdultArrivedForm,
        AdultLeftForm,
        AdultNotFoundForm,
        InterviewForm,
        ToldCustodyForm,
        SupportPlannedForm,
        SupportDoneForm,
        OutcomeForm,
        NoteForm,
        ClosedForm,
        ReopenedForm,
    )
}


def step_form(
    kind: str,
    posted: Any,
    *,
    age_band: str,
    initial: Mapping[str, Any] | None = None,
    correcting: bool = False,
) -> StepForm:
    """Make the form of a step for somebody's path."""
    form = STEP_FORMS[kind](posted, initial=dict(initial or {}))
    if isinstance(form, OfferForm):
        form.for_path(age_band)
    form.ask_when()
    if correcting:
        form.ask_why()
    return form
