"""Who may come by a person's own door, with which code and PIN, and what they may do there."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused

CODE_LASTS: Final = timedelta(days=14)
CODE_TRIES: Final = 5
SHORTEST_PIN: Final = 6
SHORTEST_PHRASE: Final = 12
LONGEST_PERMISSION: Final = timedelta(days=366)

CONSONANTS: Final = "BDJKLMNPRTVWZ"
VOWELS: Final = "AEOU"
DIGITS: Final = "2345679"
"""Letters and figures that are not taken for one another, read out or written down."""
UNKIND: Final = ("BAD", "DUD", "DUM", "KOK", "LUN", "MAD", "NAZ", "PED", "POO", "PUT", "TED", "ZEB")
COLOURS: Final = (
    *("amber", "blue", "copper", "coral", "cream", "gold", "green", "indigo", "jade", "lemon"),
    *("lilac", "olive", "pearl", "plum", "rose", "ruby", "silver", "teal", "violet", "white"),
)
THINGS: Final = (
    *(
        "acorn",
        "apple",
        "badger",
        "birch",
        "brook",
        "clover",
        "curlew",
        "daisy",
        "finch",
        "harbour",
    ),
    *(
        "heron",
        "island",
        "kite",
        "lantern",
        "linnet",
        "maple",
        "meadow",
        "otter",
        "pebble",
        "plover",
    ),
    *(
        "poppy",
        "river",
        "robin",
        "rowan",
        "sparrow",
        "swallow",
        "thistle",
        "tulip",
        "willow",
        "wren",
    ),
)
PICK = Callable[[Sequence[str]], str]


class Allowance(StrEnum):
    """What somebody may do on the person's own pages."""

    SEE_WORDS = "see_words"
    WRITE_WORDS = "write_words"
    CHOOSE_WHO_SEES = "choose_who_sees"
    SEE_LOOKS = "see_looks"
    ASK_TO_PUT_RIGHT = "ask_to_put_right"


ALLOWANCE_WORDS: Final = {
    Allowance.SEE_WORDS: "Read the words",
    Allowance.WRITE_WORDS: "Write and change the words, and take them back",
    Allowance.CHOOSE_WHO_SEES: "Choose who can see the words",
    Allowance.SEE_LOOKS: "See who looked",
    Allowance.ASK_TO_PUT_RIGHT: "Ask for something to be put right",
}
NEEDS_SIGHT: Final = frozenset({Allowance.WRITE_WORDS, Allowance.CHOOSE_WHO_SEES})
"""Nobody writes or shares words that they may not read."""


@dataclass(frozen=True, slots=True)
class DoorFacts:
    """What decides whether a door is open, and for what.

    Attributes:
        role: As whom somebody comes by it.
        allowed: What the person agreed to; everything, for the person themselves.
        ends_on: The last day of a carer's permission; ``None`` for the person.
        closed_at: When it was closed; ``None`` while it is not.
    """

    role: Role
    allowed: frozenset[Allowance]
    ends_on: date | None
    closed_at: datetime | None


def is_open(door: DoorFacts, today: date) -> bool:
    """Say whether somebody may come by a door on a day; a last day counts as a day."""
    return door.closed_at is None and (door.ends_on is None or today <= door.ends_on)


def check_open(door: DoorFacts, today: date) -> None:
    """Refuse a door that is closed or whose permission has ended.

    Raises:
        NotPermitted: ``door.closed``.
    """
    if not is_open(door, today):
        raise NotPermitted(
            "door.closed",
            "This way in is closed.",
            next_step="Ask your worker if you need a new one.",
        )


def check_allowed(door: DoorFacts, allowance: Allowance) -> None:
    """Refuse what the person did not agree that their carer may do.

    Raises:
        NotPermitted: ``door.not_agreed``.
    """
    if door.role is not Role.PERSON and allowance not in door.allowed:
        raise NotPermitted(
            "door.not_agreed",
            "The person you act for has not said that you may do this.",
            next_step="Ask them. Their worker can change what you may do.",
        )


def check_permission(
    *,
    carer_name: str,
    agreed_words: str,
    allowed: Collection[Allowance],
    ends_on: date | None,
    today: date,
) -> None:
    """Refuse a carer's permission that does not say who, for what and until when.

    Raises:
        Refused: ``door.carer_not_named``, ``door.agreement_missing``, ``door.nothing_agreed``,
            ``door.needs_sight`` or ``door.end_out_of_range``.
    """
    if not carer_name.strip():
        raise Refused("door.carer_not_named", "Write the carer’s name.", field="carer_name")
    if not agreed_words.strip():
        raise Refused(
            "door.agreement_missing",
            "Write down how the person agreed to this.",
            next_step="Their own words are best. If somebody holds a power of attorney, say so.",
            field="agreed_words",
        )
    if not allowed:
        raise Refused(
            "door.nothing_agreed",
            "Choose at least one thing the person agreed that they may do.",
            field="allowed",
        )
    if NEEDS_SIGHT & set(allowed) and Allowance.SEE_WORDS not in allowed:
        raise Refused(
            "door.needs_sight",
            "Nobody changes or shares words that they may not read.",
            next_step="Choose “Read the words” as well, or leave the others out.",
            field="allowed",
        )
    if ends_on is None or not today < ends_on <= today + LONGEST_PERMISSION:
        raise Refused(
            "door.end_out_of_range",
            "A permission ends within a year, so that the person is asked again.",
            next_step="Choose a day from tomorrow up to a year from now.",
            field="ends_on",
        )


def check_reason(reason: str) -> None:
    """Refuse to close a person's door for them without saying why.

    Raises:
        Refused: ``door.reason_missing``.
    """
    if not reason.strip():
        raise Refused(
            "door.reason_missing",
            "Say why you close it. The person can read what you write.",
            field="reason",
        )


def new_code(pick: PICK) -> str:
    """Make a code such as ``KAPUN-7342-LENO``: 230 thousand million possible, easy to read out.

    Args:
        pick: Chooses one of several at random, such as ``secrets.choice``.
    """
    while True:
        first = _say(pick, "cvcvc")
        last = _say(pick, "cvcv")
        if not any(word in part for word in UNKIND for part in (first, last)):
            return f"{first}-{''.join(pick(DIGITS) for _ in range(4))}-{last}"


def _say(pick: PICK, shape: str) -> str:
    return "".join(pick(CONSONANTS if letter == "c" else VOWELS) for letter in shape)


def code_parts(typed: str) -> tuple[str, str]:
    """Split a code as it was typed into the part that finds it and the part that proves it.

    Spaces, dashes and small letters make no difference.
    """
    plain = "".join(letter for letter in typed.upper() if letter.isalnum())
    return plain[:5], plain[5:]


def after_wrong_try(wrong_tries: int) -> tuple[int, bool]:
    """Answer how many wrong tries there have been now, and whether that locks the code."""
    tries = wrong_tries + 1
    return tries, tries >= CODE_TRIES


def new_name(pick: PICK) -> str:
    """Make a sign-in name such as ``blue-heron-42`` that says nothing of anybody."""
    number = pick("123456789") + pick("0123456789")
    return f"{pick(COLOURS)}-{pick(THINGS)}-{number}"


def plain_name(typed: str) -> str:
    """Read a sign-in name however its words were joined."""
    return "-".join("".join(c if c.isalnum() else " " for c in typed.lower()).split())


def plain_pin(typed: str) -> str:
    """Read a PIN or a passphrase: spaces count only between words."""
    squeezed = " ".join(typed.split())
    figures = squeezed.replace(" ", "").replace("-", "")
    return figures if figures.isdecimal() else squeezed


def check_pin(typed: str, *, born_on: date | None) -> str:
    """Refuse a PIN that is short or easy to guess, and answer it as it is kept.

    Args:
        typed: Six figures or more, or a few words.
        born_on: The person's date of birth, which their PIN must not be.

    Raises:
        Refused: ``pin.too_short``, ``pin.too_easy`` or ``pin.birthday``.
    """
    pin = plain_pin(typed)
    if len(pin) < (SHORTEST_PIN if pin.isdecimal() else SHORTEST_PHRASE):
        raise Refused(
            "pin.too_short",
            "That is too short.",
            next_step="Use 6 numbers or more. Or use a few words, 12 letters or more.",
            field="pin",
        )
    if pin.isdecimal() and _is_easy(pin):
        raise Refused(
            "pin.too_easy",
            "Those numbers are easy to guess.",
            next_step="Mix them up more. Do not use 123456, or one number many times.",
            field="pin",
        )
    if born_on is not None and pin in _birthdays(born_on):
        raise Refused(
            "pin.birthday",
            "That is a birthday. Other people may know it.",
            next_step="Choose other numbers.",
            field="pin",
        )
    return pin


def _is_easy(pin: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    runs = len(steps) == 1 and steps <= {0, 1, 9}
    repeats = any(pin == (pin[:n] * len(pin))[: len(pin)] for n in (2, 3))
    return runs or repeats or len(set(pin)) < 3


def _birthdays(born_on: date) -> set[str]:
    shapes = ("%d%m%Y", "%d%m%y", "%m%d%Y", "%m%d%y", "%Y%m%d", "%y%m%d")
    return {born_on.strftime(shape) for shape in shapes}
