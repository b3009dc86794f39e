"""The link a service without an account answers by: how long it holds, and its code."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

LINK_LASTS: Final = timedelta(days=14)
SESSION_LASTS: Final = timedelta(minutes=30)
MOST_TRIES: Final = 5
CODE_LENGTH: Final = 6
DIGITS: Final = "0123456789"


def new_link_code(pick: Callable[[Sequence[str]], str]) -> str:
    """Make a code to be told by phone.

    Args:
        pick: Chooses one of several at random, such as ``secrets.choice``.
    """
    return "".join(pick(DIGITS) for _ in range(CODE_LENGTH))


def plain_code(typed: str) -> str:
    """Answer a code as it is compared: its digits, however it was spaced."""
    return "".join(sign for sign in typed if sign.isdigit())


def hashed_word(word: str) -> str:
    """Answer what is kept of the word in an address. It is long and random, so this is enough."""
    return hashlib.sha256(word.encode()).hexdigest()


def locks(wrong_tries: int) -> bool:
    """Say whether so many wrong tries close a link."""
    return wrong_tries >= MOST_TRIES


def still_open(opened_at: datetime, now: datetime) -> bool:
    """Say whether whoever typed the code then may still look."""
    return now - opened_at < SESSION_LASTS
