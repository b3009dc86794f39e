"""What is asked at each step of a contact, for recording late and for putting right."""

from collections.abc import Mapping
from typing import Any, Final

from alongside.areas.crisis.forms.steps_detention import Step
from alongside.areas.crisis.forms.steps_fields import (
    by_when,
    coded,
    line,
    moment,
    radios,
    words,
    yes_no,
)
from alongside.areas.crisis.rules.kinds import (
    ALTERNATIVE_RESULTS,
    ALTERNATIVES,
    CONSULT_METHODS,
    DECISIONS,
)
from alongside.engines import law


def _happening() -> dict[str, Any]:
    return {
        "danger": yes_no("Is anybody in danger right now?"),
        "injuries": yes_no("Are they hurt or physically unwell?"),
        "children": yes_no("Are there children, or others who depend on them?"),
        "weapons": yes_no("Are there weapons?"),
        "intoxicated": yes_no("Have they taken alcohol or drugs?"),
        "words": words("What is happening"),
    }


def _consultation() -> dict[str, Any]:
    return {
        "consulted": radios(
            "Was a clinician consulted?",
            coded(law.Consulted),
            reveal={"no_not_practicable": ["no_consult_reason"]},
            required=True,
        ),
        "no_consult_reason": radios("Why nobody could be", coded(law.NoConsultReason)),
        "consultee": radios("Who was it?", coded(law.Consultee)),
        "consultee_name": line("Name"),
        "registration": line("Registration number", most=30),
        "organisation": line("Organisation"),
        "method": radios("How?", tuple(CONSULT_METHODS.items())),
        "started_at": moment("When did it start?"),
        "ended_at": moment("When did it end?"),
        "advice": words("What they advised"),
        "words": words(),
    }


def _alternative() -> dict[str, Any]:
    return {
        "what": radios("What was tried?", tuple(ALTERNATIVES.items()), required=True),
        "who": line("Who"),
        "result": radios("What came of it?", tuple(ALTERNATIVE_RESULTS.items())),
        "words": words(),
    }


def _threshold() -> dict[str, Any]:
    return {
        "request": radios("What is asked for?", coded(law.Request)),
        "crime": yes_no("Is a crime reported or suspected?"),
        "threat_to_life": yes_no("Is there an immediate threat to life?"),
        "serious_harm": yes_no("Is serious harm happening, or likely?"),
        "police_assumed_responsibility": yes_no("Have police already taken responsibility?"),
        "police_made_worse_or_control": yes_no(
            "Have police made it worse, or do they control the person?"
        ),
        "partner_accepted": yes_no(
            "Has a service accepted it, by name?", reveal={"yes": ["accepted_by", "accepted_at"]}
        ),
        "accepted_by": line("Who accepted"),
        "accepted_at": moment("When did they accept?"),
        "caller_told": yes_no("Was the caller told clearly?"),
        "review_at": by_when("When will it be looked at again?"),
        "words": words(),
    }


def _decision() -> dict[str, Any]:
    return {
        "decision": radios("What was decided?", tuple(DECISIONS.items()), required=True),
        "reasons": words("Why"),
        "appears_disordered": yes_no("Did they appear to have a mental disorder?"),
        "immediate_need": yes_no("Did they appear to be in immediate need of care or control?"),
        "necessary": yes_no("Was it necessary in their interests, or to protect others?"),
        "mode": radios("Taken somewhere, or kept where they were?", coded(law.Mode)),
    }


def _hand_off() -> dict[str, Any]:
    return {
        "to": line("Which service?"),
        "owner_name": line("Who there?"),
        "phone": line("Phone", most=30),
        "due_at": by_when("When will it be followed up?"),
        "words": words(),
    }


def _closed() -> dict[str, Any]:
    kept = [(code, label) for code, label in DECISIONS.items() if not code.startswith("section_")]
    return {
        "outcome": radios("How did it end?", kept, required=True),
        "words": words("What was arranged, and with whom"),
    }


CONTACT_STEPS: Final[Mapping[str, Step]] = {
    "happening": Step("What is happening", fields=_happening),
    "consultation": Step("Talking to a clinician", fields=_consultation),
    "alternative": Step("Something else was tried", fields=_alternative),
    "threshold": Step("Right Care Right Person questions", fields=_threshold),
    "decision": Step("Decision", "When was it decided?", _decision),
    "hand_off": Step("Handed on", fields=_hand_off),
    "note": Step("Add a note", fields=lambda: {"words": words("Note")}),
    "closed": Step("Close the contact", "When did it close?", _closed),
}
