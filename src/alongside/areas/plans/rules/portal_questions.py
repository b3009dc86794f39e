"""What the person is asked about their own words, one question a screen, in the order to ask."""

from typing import Final

from alongside.areas.plans.rules.contact_fields import FIELD, FIELDS, SECTIONS, Owner

PEOPLE: Final = "people"
FIRST: Final = ("first_words", "helps", "worse", PEOPLE)
"""The short way through: enough to be worth sharing."""
QUESTIONS: Final = {
    "first_words": "What is the first thing people should know?",
    "helps": "What helps you?",
    "worse": "What makes it worse?",
    "words_to_avoid": "Are there words people should not say?",
    "preferred_name": "What do you like to be called?",
    "pronouns": "What are your pronouns?",
    "language": "What language do you speak best?",
    "communication_needs": "What helps you understand, and be understood?",
    "sensory_needs": "What do your senses need?",
    "looks_fine": "How are you when you are fine?",
    "looks_unwell": "How are you when you are unwell?",
    "touch": "How do you feel about being touched?",
    "uniform": "How do you feel about uniforms?",
    "lights": "How do you feel about lights and sirens?",
    "dogs": "How do you feel about dogs?",
    "dependants": "Does somebody need you at home?",
    "pets": "Do you have pets?",
    "home_security": "What has to be locked or turned off at home?",
    "advance_pointer": "Where are your advance decision or attorney’s papers?",
}
EXAMPLES: Final = {
    "first_words": "Some people say: I am not angry, I am scared. Give me time.",
    "helps": "Some people say: Talk slowly. Let me sit down. Ring my sister.",
    "worse": "Some people say: Shouting. Standing close. Being rushed.",
    "words_to_avoid": "Some people say: Do not tell me to calm down.",
    "communication_needs": "Some people say: Short sentences. Write it down. I use hearing aids.",
    "sensory_needs": "Some people say: Turn the radio down. Bright lights hurt.",
    "looks_fine": "Some people say: I joke a lot.",
    "looks_unwell": "Some people say: I go quiet and I pace.",
    "touch": "Some people say: Ask me first. Never from behind.",
    "uniform": "Some people say: It helps if one of you takes your hat off.",
    "lights": "Some people say: Please turn the blue lights off.",
    "dogs": "Some people say: Dogs calm me. Or: I am scared of dogs.",
    "dependants": "Some people say: My son is at school until 3.",
    "pets": "Some people say: My cat needs food. My neighbour has a key.",
    "home_security": "Never write a key code or where a key is.",
    "advance_pointer": "Only where they are and who has them.",
}
OWN_SECTIONS: Final = {
    "words": "My words",
    "me": "About me",
    "seen": "What people may see",
    "near": "Being near me",
    "home": "At home",
}


def questions_in(section: str) -> tuple[str, ...]:
    """Answer the questions of one part, in order."""
    return tuple(f.name for f in FIELDS if f.section == section and f.owner is Owner.PERSON)


def after(question: str) -> str | None:
    """Answer the question after this one; ``None`` when that was the last of its part.

    The first few lead to one another whatever part they stand in; each other part by itself.
    """
    line = FIRST if question in FIRST else _part(question)
    place = line.index(question) + 1
    return line[place] if place < len(line) else None


def step_words(question: str) -> str:
    """Say how far along the short way a question is, such as ``1 of 4``; else nothing."""
    return f"{FIRST.index(question) + 1} of {len(FIRST)}" if question in FIRST else ""


def is_question(name: str) -> bool:
    """Say whether a word names a question the person answers."""
    return name == PEOPLE or name in QUESTIONS


def _part(question: str) -> tuple[str, ...]:
    return tuple(q for q in questions_in(FIELD[question].section) if q not in FIRST)


UNASKED: Final = frozenset(SECTIONS) - {*OWN_SECTIONS, PEOPLE}
"""Parts that the care team writes: shown to the person, never asked of them."""
