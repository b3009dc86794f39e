"""What pages of questions ask and say, by code."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Asks(NamedTuple):
    """What one page asks: its title, the words over the box, the words on the button."""

    title: str
    label: str
    submit: str


ASKED: Final[Mapping[str, Asks]] = {
    "noted": Asks("Write a note", "What should whoever answers know?", "Keep the note"),
    "handed_on": Asks("Hand it on", "Why does it go to them?", "Hand it on"),
    "asked_back": Asks("Ask back", "What do you need to know?", "Ask them"),
    "replied": Asks("Reply", "What is your reply?", "Send the reply"),
    "reopened": Asks("Open it again", "What is still open?", "Open it again"),
}
"""By what is said; an answer has its own box on the page of the question."""
DONE: Final[Mapping[str, str]] = {
    "asked": "Your question is with the hub. You are told as soon as it is answered.",
    "found": "Good. It is kept as answered by what you found.",
    "noted": "The note is kept, for those who answer.",
    "handed_on": "It is with them now, and they are told.",
    "asked_back": "They are asked.",
    "replied": "Your reply is there, and whoever answers is told.",
    "answered": "The answer is there.",
    "shared": "The answer is there, and waits for a second person before others can find it.",
    "reopened": "It is open again, and whoever answers is told.",
    "about": "It says now whom it is about.",
    "feedback": "Thank you. The hub learns from this.",
    "covered": "The cover is set.",
    "cover_ended": "The cover has ended.",
    "promised": "The promise is set, from now on.",
}
