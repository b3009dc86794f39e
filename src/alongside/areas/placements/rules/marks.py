"""Marks that keep somebody from a service without saying why."""

import re
from collections.abc import Iterable
from typing import Final

from alongside.kernel.refusal import Refused

OPAQUE: Final = re.compile(r"[A-Z]{1,3}[0-9]{1,3}")


def marks_typed(text: str) -> list[str]:
    """Read marks such as ``K7, K12``.

    Raises:
        Refused: ``mark.says_something``.
    """
    words = [word.strip().upper() for word in re.split(r"[\n;,]", text)]
    return check_marks(word for word in words if word)


def check_marks(marks: Iterable[str]) -> list[str]:
    """Answer marks in order, each once, unless one could say something.

    A mark is a letter or a few and a number, so that nobody can write a reason, a name or a
    diagnosis where a mark belongs.

    Raises:
        Refused: ``mark.says_something``.
    """
    kept = sorted(set(marks))
    for mark in kept:
        if not OPAQUE.fullmatch(mark):
            raise Refused(
                "mark.says_something",
                f"“{mark[:30]}” is not a mark.",
                next_step="A mark is a letter or two and a number, such as K7. "
                "Why it is there is not written down.",
            )
    return kept
