"""Differences between two ledgers: their kinds, how each is settled, and what may be done when."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from alongside.kernel.refusal import Conflict, Refused

KINDS: Final = {
    "only_police": "Only in the police ledger",
    "only_health": "Only in the health ledger",
    "missed_handover": "Handover in one ledger only",
    "wrong_section": "Section 135 in one, 136 in the other",
    "out_of_area": "Place out of area",
    "late_entry": "Entered late",
    "duplicate": "Entered twice",
    "transfer_twice": "Transfer counted as a second use",
    "times": "Times disagree",
}
"""The words of ``engines.matching.reconcile``, by its code."""
REASONS: Final = {
    "police_put_right": "The police record was put right",
    "health_put_right": "The health record was put right",
    "both_put_right": "Both records were put right",
    "rightly_differ": "Both are right: the ledgers count different things",
    "not_one_use": "They are not the same use of the power",
    "cannot_be_known": "It cannot be found out now",
}
"""Why a difference needs nobody any more."""
COLUMNS: Final = {
    "used at": "used_at",
    "arrived at": "arrived_at",
    "handed over at": "handed_over_at",
    "ended at": "ended_at",
    "recorded at": "recorded_at",
    "section": "section",
    "place": "place",
    "area": "area",
    "first name": "given_name",
    "surname": "surname",
    "full name": "full_name",
    "date of birth": "date_of_birth",
    "sex": "sex",
    "address": "address",
    "town": "town",
    "postcode": "postcode",
    "phone": "phone",
    "NHS number": "identifier",
}
"""What a column of a ledger may hold, in words, and what ``engines.matching`` calls it."""
LARGEST_FILE: Final = 10 * 1024 * 1024
MOST_ROWS: Final = 20_000
"""Of one ledger sent to the page: some years of one force. The command takes more."""
SHOWN: Final = {"open": "Open", "mine": "Mine", "nobody": "Nobody's yet", "settled": "Settled"}
"""What a list of differences may hold."""
STEPS: Final = {
    "given": "Given to",
    "settled": "Settled",
    "reopened": "Opened again",
}


def read_columns(text: str) -> tuple[tuple[str, str], ...]:
    """Read which column is which, one a line, such as ``arrived at = Time of arrival``.

    Returns:
        What ``engines.matching`` calls it, and the title.

    Raises:
        Refused: ``ledgers.columns``, naming the line.
    """
    known = {name.casefold(): code for name, code in COLUMNS.items()}
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        name, equals, title = (" ".join(part.split()) for part in line.partition("="))
        code = known.get(name.replace("_", " ").casefold())
        if not (equals and title and code):
            raise Refused(
                "ledgers.columns",
                f"Line {number} does not say which column is which.",
                next_step="Write it as: arrived at = Time of arrival.",
                field="columns",
            )
        found.append((code, title))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a difference stands.

    Attributes:
        version: Goes up by one with each step.
        owner_id: Whose it is, if anybody's.
        settled: Whether it needs nobody any more.
    """

    version: int
    owner_id: UUID | None
    settled: bool


def check_fresh(standing: Standing, version: int | None) -> None:
    """Refuse a step taken on a page that somebody else has overtaken.

    Raises:
        Conflict: ``difference.changed``.
    """
    if version is not None and version != standing.version:
        raise Conflict(
            "difference.changed",
            "Somebody else changed this difference while you were looking at it.",
            theirs={},
            next_step="Read what they did below, then decide again.",
        )


def check_may_give(standing: Standing, owner_id: UUID, among: frozenset[UUID]) -> None:
    """Refuse to give away what is settled, or to somebody who cannot settle it.

    Raises:
        Refused: ``difference.settled``, ``difference.no_such_owner`` or ``difference.theirs``.
    """
    if standing.settled:
        raise Refused(
            "difference.settled",
            "This difference is settled.",
            next_step="Open it again first, and say why.",
        )
    if owner_id not in among:
        raise Refused(
            "difference.no_such_owner",
            "Choose somebody whose role settles differences.",
            field="owner",
        )
    if standing.owner_id == owner_id:
        raise Refused("difference.theirs", "It is theirs already.", field="owner")


def check_may_settle(standing: Standing, reason: str) -> None:
    """Refuse to settle twice, or for a reason that is in no list.

    Raises:
        Refused: ``difference.settled`` or ``difference.no_such_reason``.
    """
    if standing.settled:
        raise Refused("difference.settled", "This difference is settled already.")
    if reason not in REASONS:
        raise Refused("difference.no_such_reason", "Choose how it was settled.", field="reason")


def check_may_reopen(standing: Standing, note: str) -> None:
    """Refuse to open what is open, or without saying why.

    Raises:
        Refused: ``difference.open`` or ``difference.why``.
    """
    if not standing.settled:
        raise Refused("difference.open", "This difference is open already.")
    if not note.strip():
        raise Refused("difference.why", "Say why it is opened again.", field="note")


def check_kind(kind: str) -> None:
    """Refuse a kind of difference that is in no list.

    Raises:
        Refused: ``difference.no_such_kind``.
    """
    if kind not in KINDS:
        raise Refused("difference.no_such_kind", f"There is no kind of difference {kind!a}.")
