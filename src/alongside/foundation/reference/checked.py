"""What a check of an identifier answers, and how typed text is made plain first."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to a check.

    A check proves form only: never that the identifier exists or is the right person's.

    Attributes:
        value: Canonical form to store, or ``None`` when not valid or when nothing is recorded.
        valid: Whether the form is right.
        reason: One plain sentence saying why, safe to show; never repeats what was typed.
        warnings: Plain sentences to show beside a valid value; saving is never stopped.
    """

    value: str | None
    valid: bool
    reason: str
    warnings: tuple[str, ...] = ()


def accepted(value: str, reason: str, *warnings: str) -> Checked:
    """Answer that the form is right."""
    return Checked(value, True, reason, tuple(warnings))


def rejected(reason: str) -> Checked:
    """Answer that the form is not right."""
    return Checked(None, False, reason)


def compact(typed: str) -> str:
    """Take out every space and make letters capitals.

    Letters outside A to Z are left as they are, so that none turns into a
    look-alike: ``ſ`` does not become ``S``.
    """
    return "".join(c.upper() if c.isascii() else c for c in typed if not c.isspace())


def without_dashes(typed: str) -> str:
    """Take out hyphens and the dashes that word processors put in their place."""
    return re.sub("[-\u2010-\u2015\u2212]", "", typed)
