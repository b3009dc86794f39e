"""What may be said at each step of the pathway: the choices, and what cannot be so."""

from collections.abc import Mapping
from typing import Final

from alongside.areas.diversion.rules.facts import Facts
from alongside.areas.diversion.rules.reach_in import REASONS
from alongside.foundation.reference import code_list
from alongside.kernel.refusal import Refused

NOT_SEEN_REASONS: Final[Mapping[str, str]] = {
    code: reason.label for code, reason in REASONS.items()
}
EXPLAINED_HOW: Final[Mapping[str, str]] = {
    "spoken": "Talked it through",
    "easy_read": "With pictures or easy words",
    "written": "Gave them the leaflet",
    "interpreter": "With an interpreter",
    "with_adult": "With their appropriate adult there",
}
OFFER_STAGES: Final[Mapping[str, str]] = {
    "assessment": "An assessment, and help from it",
    "referral": "A referral to another service",
    "support": "Somebody to go with them to the first appointment",
    "report": "A report for the court",
}
OFFER_REASONS: Final[Mapping[str, Mapping[str, str]]] = {
    "accepted": {},
    "declined": {
        "did_not_say": "Did not say why",
        "not_now": "Not now",
        "has_help": "Has help already",
        "no_trust": "Does not trust services, or us",
        "wants_out": "Wants to get out and go home",
        "other": "Another reason",
    },
    "lacked_capacity_best_interests": {
        "decided_with_others": "Decided with people who know them",
        "decided_alone": "Decided by the practitioner; nobody else could be asked",
    },
    "unable_to_ask": {
        "asleep": "Asleep",
        "drink_or_drugs": "Too much drink or drugs",
        "too_unwell": "Too unwell or distressed",
        "no_interpreter": "No interpreter",
        "no_adult": "No appropriate adult there yet",
        "left": "They had left",
        "not_safe": "Not safe",
        "other": "Another reason",
    },
}
"""Why, by the answer. Nobody is made to say why they said no."""
DECIDED_BY: Final[Mapping[str, str]] = {
    "self": "The young person",
    "parental_responsibility": "Somebody with parental responsibility",
    "both": "Both of them",
}
GILLICK: Final[Mapping[str, str]] = {
    "competent": "Yes: they understand it well enough to decide",
    "not_competent": "No: somebody with parental responsibility decides",
    "not_judged": "Not judged yet",
}
LOOKED_AFTER: Final[Mapping[str, str]] = {
    "no": "No",
    "looked_after": "Yes, looked after by a council",
    "care_leaver": "Left care",
    "not_known": "Not known",
}
PARENT_TOLD: Final[Mapping[str, str]] = {
    "told": "Yes",
    "not_yet": "Not yet",
    "young_person_said_no": "No: they do not want it, and can decide that",
    "safeguarding": "No: telling them could put the young person in danger",
}
SAFETY_GROUND: Final[Mapping[str, str]] = {
    "vital_interests": "To protect life, theirs or somebody else's",
    "safety_in_custody": "To keep them safe in custody",
    "agreed": "They agreed to it",
}
TOLD_PERSON: Final[Mapping[str, str]] = {
    "told": "Yes, they know",
    "not_told": "No: telling them would put somebody in danger",
    "could_not": "Not yet: they could not be told",
}
CODED: Final[Mapping[tuple[str, str], str]] = {
    ("identified", "source"): "ld_source",
    ("identified", "offence_group"): "ld_offence_group",
    ("screened", "result"): "ld_screening_result",
    ("screened", "urgency"): "ld_urgency",
    ("offered", "answer"): "ld_offer",
    ("assessed", "method"): "ld_assessment_method",
    ("assessed", "outcome"): "ld_assessment_outcome",
    ("support_done", "result"): "ld_first_contact",
    ("outcome", "engagement"): "ld_engagement",
}
"""Facts that are codes of a list."""
CHOSEN: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("not_seen", "reason"): NOT_SEEN_REASONS,
    ("offered", "stage"): OFFER_STAGES,
    ("offered", "explained_how"): EXPLAINED_HOW,
    ("offered", "decided_by"): DECIDED_BY,
    ("about_a_child", "gillick"): GILLICK,
    ("about_a_child", "looked_after"): LOOKED_AFTER,
    ("about_a_child", "parent_told"): PARENT_TOLD,
    ("told_custody", "ground"): SAFETY_GROUND,
    ("told_custody", "told_person"): TOLD_PERSON,
}
"""Facts that are choices of ours."""
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "not_seen": ("reason",),
    "screened": ("result",),
    "offered": ("stage", "answer"),
    "assessed": ("method", "outcome"),
    "vulnerabilities": ("states",),
    "adult_needed": ("basis",),
    "told_custody": ("what", "ground", "told_person"),
    "support_planned": ("who", "what"),
    "support_done": ("result",),
    "outcome": ("engagement",),
    "note": ("words",),
    "reopened": ("reason",),
}
"""What each step cannot do without."""


def check_step(kind: str, facts: Facts) -> None:
    """Refuse what is missing, what is in no list, and what contradicts itself.

    Raises:
        Refused: ``step.missing``, ``step.not_in_list``, ``offer.no_reason``,
            ``vulnerability.unknown`` or ``vulnerability.none_and_some``.
    """
    for name in NEEDED.get(kind, ()):
        if facts.get(name) in (None, "", {}):
            raise Refused("step.missing", "Something is missing here.", field=name)
    for name, value in facts.items():
        if value not in (None, "") and str(value) not in _known(kind, name, str(value)):
            raise Refused("step.not_in_list", "Choose one from the list.", field=name)
    if kind == "offered":
        check_offer(facts)
    if kind == "vulnerabilities":
        check_states(facts.get("states"))


def _known(kind: str, name: str, value: str) -> list[str]:
    if (kind, name) in CODED:
        return [entry.code for entry in code_list(CODED[kind, name]).entries]
    if (kind, name) in CHOSEN:
        return list(CHOSEN[kind, name])
    return [value]


def check_offer(facts: Facts) -> None:
    """Refuse an answer without its reason; saying yes needs none.

    Raises:
        Refused: ``offer.no_reason`` or ``offer.no_words``.
    """
    answer, reason = str(facts.get("answer", "")), str(facts.get("reason") or "")
    reasons = OFFER_REASONS[answer]
    if reasons and reason not in reasons:
        raise Refused("offer.no_reason", "Say why.", field=f"reason_{answer}")
    if answer == "lacked_capacity_best_interests" and not facts.get("words"):
        raise Refused(
            "offer.no_words",
            "Say what was decided for them, and why that is best for them.",
            field="words",
        )


def check_states(states: object) -> None:
    """Refuse what is not a vulnerability or a state, and "none" beside one that was found.

    Raises:
        Refused: ``vulnerability.unknown`` or ``vulnerability.none_and_some``.
    """
    given = dict(states) if isinstance(states, Mapping) else {}
    codes = {entry.code for entry in code_list("ld_vulnerability").entries}
    known = {entry.code for entry in code_list("ld_vulnerability_state").entries}
    if not set(given) <= codes or not set(given.values()) <= known:
        raise Refused("vulnerability.unknown", "Choose one from the list.", field="states")
    found = {code for code, state in given.items() if state in FOUND}
    if "none_identified" in found and len(found) > 1:
        raise Refused(
            "vulnerability.none_and_some",
            "“None identified” does not go with one that was found.",
            next_step="Take one of them back.",
            field="none_identified",
        )


FOUND: Final = frozenset({"suspected", "known", "screened_positive"})
"""States in which a vulnerability is to be reckoned with."""
ADULTS_ONLY: Final = frozenset({"veteran", "safeguarding_adult", "dementia_cognitive"})
CHILDREN_ONLY: Final = frozenset(
    {"safeguarding_child", "child_sexual_exploitation", "child_criminal_exploitation"}
)


def asked_of(age_band: str) -> tuple[str, ...]:
    """Answer which vulnerabilities are asked about on a path: a child is asked no adult's."""
    left_out = {"under_18": ADULTS_ONLY, "adult": CHILDREN_ONLY}.get(age_band, frozenset())
    codes = [entry.code for entry in code_list("ld_vulnerability").entries]
    return tuple(code for code in codes if code not in left_out)
