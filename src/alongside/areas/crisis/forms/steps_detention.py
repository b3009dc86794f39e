"""What is asked at each step of being held: one row a kind, in the order it is asked.

Labels and shapes only. The places come from the directory, so their question is named here and
built in ``forms.steps``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms

from alongside.areas.crisis.forms.steps_fields import (
    coded,
    hours,
    line,
    moment,
    number,
    pick,
    radios,
    ticks,
    words,
    yes_no,
)
from alongside.engines import law
from alongside.foundation.reference import code_list

Fields = Callable[[], Mapping[str, Any]]
TOLD: Final = "told"
TOLD_FACTS: Final = (
    ("orally", "Told in person: which power, why, how long, what happens next"),
    ("in_writing", "Given the leaflet"),
    ("legal_advice", "Told they can have legal advice"),
    ("someone_told", "Somebody told, as they wished"),
)
TELLS: Final = frozenset({"orally", "in_writing"})


@dataclass(frozen=True, slots=True)
class Step:
    """How one kind of step is asked.

    Attributes:
        title: The page's heading.
        when: Words of the question about time.
        fields: Makes the questions, by fact name.
        place: Words of the question about the place; empty when there is none.
        lead: One sentence under the heading; may be empty.
    """

    title: str
    when: str = "When did it happen?"
    fields: Fields = dict
    place: str = ""
    lead: str = ""


def _transport() -> dict[str, forms.Field]:
    return {
        "transport": radios(
            "How did they travel?",
            code_list("transport").choices(),
            reveal={"police_vehicle": ["police_vehicle_reason"]},
        ),
        "police_vehicle_reason": pick(
            "Why a police vehicle", code_list("police_vehicle_reason").choices()
        ),
    }


def _only_words(label: str = "Anything else", hint: str = "") -> Fields:
    return lambda: {"words": words(label, hint=hint)}


def _named(name: str, label: str) -> Fields:
    return lambda: {name: line(label), "words": words()}


def _station() -> dict[str, Any]:
    return {
        "could_be_under_18": yes_no("Could they be under 18?"),
        "risk_description": words(
            "What is the behaviour?", hint="What they are doing or saying that makes the risk."
        ),
        "risk_serious": yes_no(
            "Is it a risk of serious injury or death, to them or to somebody else?"
        ),
        "risk_imminent": yes_no("Is that risk imminent?"),
        "no_other_place": yes_no(
            "Is there no other place of safety in the area that could be expected to take them?"
        ),
        "no_other_place_reason": radios("Why not?", coded(law.OtherPlaceReason)),
        "clinician": radios("Is a healthcare professional there?", coded(law.Clinician)),
        "decision_maker": radios("Who decided?", coded(law.DecisionMaker)),
        "decision_maker_rank": pick("Their rank", coded(law.Rank)),
        "authorised_rank": pick("Rank of who authorised it", coded(law.Rank)),
        "consulted": radios(
            "Was a clinician consulted first?",
            coded(law.Consulted),
            reveal={"yes": ["consultee"], "no_not_practicable": ["no_consult_reason"]},
        ),
        "consultee": pick("Who", coded(law.Consultee)),
        "no_consult_reason": pick("Why nobody could be", coded(law.NoConsultReason)),
    }


def _extension() -> dict[str, Any]:
    return {
        "hours": hours("How many hours more?", required="Enter how many hours more"),
        "by": radios("Who gave it?", coded(law.ExtensionBy), required="Choose who gave it"),
        "reason": radios("Why?", coded(law.ExtensionReason), required="Choose why it was given"),
        "at_police_station": yes_no(
            "Are they held at a police station?",
            reveal={"yes": ["assessment_at_station", "authorised_rank"]},
        ),
        "assessment_at_station": yes_no("Will the assessment be done there?"),
        "authorised_rank": pick("Rank of the officer who approved it", coded(law.Rank)),
        "words": words(),
    }


def _search() -> dict[str, Any]:
    return {
        "danger_grounds": words(
            "Why might they be a danger to themselves or others?",
            hint="What was seen, heard or known.",
        ),
        "item_grounds": words(
            "Why might they be hiding something that could cause injury?",
            hint="What was seen, heard or known.",
        ),
        "in_public": yes_no("Was it in public?"),
        "place_words": line("Where"),
        "officer_name": line("Officer who searched"),
        "officer_sex": line("Officer's sex", most=20),
        "observers": line("Who else was there"),
        "extent": line("What was searched", hint="Such as: outer coat and pockets."),
        "items": words("What was found"),
        "outcome": line("What was done with it"),
    }


def _ended() -> dict[str, Any]:
    return {
        "reason": radios("How did it end?", coded(law.EndReason), required=True),
        "went_to": line("Where did they go?"),
        "arrested_too": yes_no("Were they also arrested for an offence?"),
        "words": words("What was arranged, and with whom"),
    }


def _power_used() -> dict[str, Any]:
    return {
        "power": radios(
            "Which power?",
            coded(law.Power),
            reveal={"s135(1)": ["entered_at"]},
            required=True,
        ),
        "entered_at": moment("When were the premises entered?"),
        "mode": radios("Taken somewhere, or kept where they were?", coded(law.Mode), required=True),
        "officer_name": line("Officer"),
        "officer_reference": line("Officer's number", most=30),
        "ambulance_asked": yes_no("Was an ambulance asked for?"),
        "arrested_too": yes_no("Were they also arrested for an offence?"),
    }


DETENTION_STEPS: Final[Mapping[str, Step]] = {
    "power_used": Step("Power used", "When was the power used?", _power_used),
    "ambulance_requested": Step(
        "Ambulance asked for",
        "When was it asked for?",
        lambda: {"told_minutes": number("How many minutes did they say?"), "words": words()},
    ),
    "ambulance_arrived": Step("Ambulance arrived", fields=_only_words()),
    "left_scene": Step(
        "Left for a place of safety",
        "When did you leave?",
        lambda: {**_transport(), "words": words()},
        place="Where to?",
    ),
    "station_decision": Step(
        "A police station as the place of safety",
        "When was it decided?",
        _station,
        lead="Answer what is known. Anything missing can be added later, and nothing stops the "
        "record being saved.",
    ),
    "turned_away": Step(
        "Turned away at the door",
        fields=lambda: {"reason": words("What reason was given?")},
        place="Where?",
        lead="The time allowed starts at the first place reached, so this counts.",
    ),
    "arrived": Step(
        "Arrived at a place of safety",
        "When did you arrive?",
        lambda: {**_transport(), "body_worn_video": yes_no("Was body-worn video on?")},
        place="Where?",
    ),
    "handover_offered": Step(
        "Offer the handover",
        "When is it offered?",
        lambda: {
            "words": words(
                "What the place of safety needs to know",
                hint="Risk, injuries, medicines, what helps.",
            ),
            "police_asked_to_stay": yes_no(
                "Has the place asked police to stay?", reveal={"yes": ["agreed_until"]}
            ),
            "agreed_until": line("Until when?", most=60),
        },
        lead="Your name goes on this side. Somebody from the place of safety signs the other.",
    ),
    "handover_accepted": Step(
        "Accept the handover",
        "When is it accepted?",
        lambda: {
            "agreed_to_stay": yes_no(
                "Was it agreed that police stay longer than an hour?",
                reveal={"yes": ["agreed_reason"]},
            ),
            "agreed_reason": line("Why"),
            "words": words(),
        },
        lead="Your name goes on this side, beside the officer's.",
    ),
    "police_left": Step("Police left", "When did the last officer leave?", _only_words()),
    "rights_given": Step(
        "Tell the person their rights",
        fields=lambda: {
            TOLD: ticks(
                "What was done?", TOLD_FACTS, one_of=TELLS, otherwise="Tick how they were told"
            ),
            "language": line("Language or format", hint="Such as Polish, easy read, or signed."),
            "words": words("What they asked for, or could not take in yet"),
        },
        lead="It can be done more than once. Record each time.",
    ),
    "amhp_told": Step("AMHP told", fields=_named("name", "Who was told")),
    "doctor_told": Step("Doctor told", fields=_named("name", "Who was told")),
    "examination_started": Step(
        "Doctor's examination started", "When did it start?", _named("doctor_name", "Doctor")
    ),
    "examination_completed": Step(
        "Doctor's examination complete",
        "When was it complete?",
        lambda: {
            "doctor_name": line("Doctor"),
            "mental_disorder": yes_no("Did the doctor find a mental health condition?"),
            "words": words(),
        },
    ),
    "interview_started": Step(
        "AMHP's interview started", "When did it start?", _named("amhp_name", "AMHP")
    ),
    "interview_completed": Step(
        "AMHP's interview complete", "When was it complete?", _named("amhp_name", "AMHP")
    ),
    "extension_given": Step(
        "Extension",
        "When was it given?",
        _extension,
        lead="The page then says how the recorded facts stand against section 136B.",
    ),
    "transfer_started": Step(
        "Left for another place of safety",
        "When did they leave?",
        lambda: {
            "reason": line("Why move them?"),
            "authorised_by": line("Who authorised it"),
            "escorted_by": line("Who went with them"),
            "transport": radios("How did they travel?", code_list("transport").choices()),
            "accepted": yes_no("Has the place accepted?"),
            "words": words(),
        },
        place="Where to?",
        lead="Moving does not start the clock again.",
    ),
    "search": Step(
        "Search",
        "When was the search?",
        _search,
        lead="Section 136C needs grounds for both: danger, and a hidden item.",
    ),
    "welfare_check": Step(
        "Welfare check by a clinician",
        "When was the check?",
        lambda: {
            "clinician_name": line("Clinician", required="Enter the clinician's name"),
            "asleep": yes_no("Were they asleep?", reveal={"yes": ["review_can_wait"]}),
            "review_can_wait": yes_no("Does the clinician agree that reviews can wait?"),
            "words": words("How they are"),
        },
    ),
    "station_review": Step(
        "Custody officer's review",
        "When was the review?",
        lambda: {
            "conditions_still_met": yes_no("Do the conditions for a police station still hold?"),
            "words": words("Why"),
        },
    ),
    "fell_asleep": Step(
        "Fell asleep",
        "When did they fall asleep?",
        lambda: {
            "clinician_agrees": yes_no(
                "Does the clinician agree that reviews can wait while they sleep?"
            )
        },
    ),
    "woke": Step("Woke", "When did they wake?"),
    "absconded": Step(
        "Went missing while held",
        "When were they last seen?",
        _only_words("What happened, and who has been told"),
    ),
    "retaken": Step("Found and returned", "When were they found?", _only_words()),
    "ended": Step(
        "End of being held",
        "When did it end?",
        _ended,
        lead="If the time allowed had run out, record the true time: the page says so.",
    ),
}
