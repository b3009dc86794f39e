"""How a person is named on pages."""

from datetime import date
from typing import Final

from alongside.areas.people.rules.ages import Birth, age_words, is_child
from alongside.areas.people.rules.facts import NewName

ADULTS: Final = {"1": "man", "2": "woman"}
CHILDREN: Final = {"1": "boy", "2": "girl"}


def unknown_words(sex: str, birth: Birth, day: date) -> str:
    """Say who an unknown person seems to be, such as ``Unknown man, about 40``."""
    child = is_child(birth, day)
    noun = CHILDREN.get(sex, "child") if child else ADULTS.get(sex, "person")
    if birth == Birth():
        return f"Unknown {noun}"
    return f"Unknown {noun}, {age_words(birth, day)}"


def initials(name: NewName) -> str:
    """Say initials, such as ``J.M.``."""
    parts = (name.given, name.family)
    return "".join(f"{part.strip()[0].upper()}." for part in parts if part.strip())


def unknown_full(words: str, description: str) -> str:
    """Say an unknown person with how they look, saying nothing twice."""
    said = description.strip()
    if said.casefold() in words.casefold():
        return words
    return said if said.casefold().startswith("unknown") else f"{words}, {said}"
