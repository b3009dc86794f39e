"""The words of a decision: whole, plain, and silent about what exists."""

import re

import pytest

from alongside.engines.sharing import DUTY_WORDS, Duty, Purpose, explain
from alongside.kernel.actor import Role
from tests.support.looks import (
    OVER,
    POLICY,
    adult,
    agreement,
    capacity_decision,
    consent,
    expiry,
    glass,
    justification,
    look,
    objection,
    shown,
)

# Names that cannot be made shorter: titles of kinds, of laws' words and of roles.
NAMES = re.compile(
    r"information governance lead|approved mental health professional|control-room clinician"
    r"|diagnosis and clinical notes|offence and intelligence records|safeguarding(?: \w+)?"
    r"|liaison lead|statistics officer|supervisor|agreement|organisation|intelligence",
    re.IGNORECASE,
)
WORDS = re.compile(r"[A-Za-z'-]+")
VOWELS = re.compile(r"[aeiouy]+")


def school_grade(text):
    """Flesch-Kincaid, with syllables counted as runs of vowels; grade 6 is about age 11."""
    plain = NAMES.sub("name", text)
    sentences = [part for part in re.split(r"[.:!?]\s", plain) if WORDS.search(part)]
    words = [word.lower() for word in WORDS.findall(plain)]
    syllables = sum(max(1, len(VOWELS.findall(re.sub(r"e$|ed$", "", word)))) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


NURSE = {"role": Role.CONTROL_ROOM_CLINICIAN}
FACTS = {
    "nothing known": adult(),
    "agreed": adult(*(consent(c) for c in "ICRMD"), agreement(" ".join(Purpose))),
    "withdrawn": adult(*(consent(c, period=OVER) for c in "ICRMD"), agreement(" ".join(Purpose))),
    "refused": adult(*(objection(c) for c in "ICRMDS"), agreement(" ".join(Purpose))),
    "expired": adult(
        *(consent(c) for c in "ICRMD"),
        *(expiry(c) for c in "ICRMD"),
        agreement(" ".join(Purpose)),
    ),
}


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("facts", FACTS.values(), ids=FACTS)
def test_it_can_be_read_at_eleven(purpose, facts):
    assert school_grade(explain(look(purpose, facts=facts))) <= 6.5


def test_hard_words_would_be_noticed():
    hard = "Disclosure is contraindicated notwithstanding the proportionality considerations."
    assert school_grade(hard) > 12


def test_it_says_why_when_what_and_what_to_do():
    facts = adult(consent("C", "P6"), agreement(id="agreement-7"))
    assert explain(look("P6", "CDR", facts, policy=POLICY, **NURSE)) == "\n".join(
        [
            "Why you look: Using a crisis plan in the control room.",
            "When: Wed 10 June 2026, 14:20.",
            "",
            "You can see this:",
            "- The person's own words are shared here. The person agreed to this.",
            "  This is under sharing agreement agreement-7.",
            "",
            "You cannot see this:",
            "- Current risks are only shared for this purpose when the person agrees.",
            "  What to do: Ask the person, if they are able to talk. If not, ask the person's care "
            "team. If waiting could lead to serious harm, you can open it now: say why, and both "
            "services will look at it afterwards.",
            "- Diagnosis and clinical notes are not shared for this purpose.",
            "  What to do: If you need to know something, ask the person's care team.",
        ]
    )


def test_one_reason_for_everything_is_said_once():
    words = explain(look("P3", on_duty=False))
    assert words.count("You are not on duty.") == 1
    assert "You cannot see anything here for now." in words


def test_an_empty_question_has_an_answer():
    assert explain(look("P3", "")).endswith("You cannot see anything here for now.")


def test_every_duty_is_said():
    assert set(DUTY_WORDS) == set(Duty)
    facts = adult(capacity_decision("C", "P6"), consent("R", period=OVER), agreement())
    brought = [glass("M"), justification("S")]
    words = explain(look("P6", facts=facts, brought=brought))
    for duty in (Duty.KEEP_CAPACITY_RECORD, Duty.TELL_PERSON_LATER, Duty.BOTH_REVIEW):
        assert f"- {DUTY_WORDS[duty]}" in words
    assert "What you must do:" in words


def test_nobody_is_sent_to_themselves():
    for role, titles in (
        (Role.CONTROL_ROOM_CLINICIAN, "control-room clinician"),
        (Role.KEYWORKER, "their keyworker"),
        (Role.POLICE_SUPERVISOR, "the police supervisor"),
    ):
        for purpose in Purpose:
            decision = look(purpose, role=role, facts=adult(agreement(" ".join(Purpose))))
            assert not any(titles in part.next_step for part in decision.held_back)


def test_no_sentence_says_whether_anything_is_held():
    for purpose in Purpose:
        for facts in FACTS.values():
            for part in look(purpose, facts=facts).parts:
                words = f"{part.sentence} {part.next_step}".lower()
                assert not re.search(r"\b(exists?|recorded|on file|on record|opt)\b", words)


def test_everything_held_back_has_somebody_to_go_to():
    someone = re.compile(r"\b[Aa]sk |Look again|Tell your|Start duty")
    for purpose in Purpose:
        for facts in FACTS.values():
            for part in look(purpose, facts=facts).held_back:
                assert someone.search(part.next_step), part
    assert shown(look("P15")) == ""
