"""A question about a change, put before its answer is seen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Final

from alongside.kernel.months import Month, last_whole_month
from alongside.kernel.refusal import Refused

FEWEST_AFTER: Final = 3
MOST_AFTER: Final = 60
MOST_AHEAD: Final = 24


class Family(StrEnum):
    """How monthly counts vary around their path."""

    QUASIPOISSON = "quasipoisson"
    POISSON = "poisson"
    NEGBIN = "negbin"


FAMILY_WORDS: Final = {
    Family.QUASIPOISSON: "Counts that vary more than chance (quasi-Poisson): the usual choice",
    Family.POISSON: "Counts that vary by chance alone (Poisson)",
    Family.NEGBIN: "Counts that vary much more than chance (negative binomial)",
}


@dataclass(frozen=True, slots=True)
class Method:
    """How a question will be answered. Fixed when it is registered.

    Attributes:
        family: How counts vary.
        season: Whether the time of year is allowed for.
        slope: Whether the effect may grow or shrink with time.
        lag: Months before it can show.
        comparator_area: Organisation beside it; empty for none.
        comparator_locality: Locality beside it; empty for the whole area.
    """

    family: str = Family.QUASIPOISSON
    season: bool = True
    slope: bool = False
    lag: int = 0
    comparator_area: str = ""
    comparator_locality: str = ""

    def as_json(self) -> dict[str, str | bool | int]:
        """As it is stored."""
        return asdict(self)


class State(StrEnum):
    """Where a question stands."""

    WAITING = "waiting"
    READY = "ready"
    ANSWERED = "answered"


STATE_WORDS: Final = {
    State.WAITING: "Waiting for data",
    State.READY: "Can be answered",
    State.ANSWERED: "Answered",
}


def method_from(stored: Mapping[str, object]) -> Method:
    """Read a stored method."""
    return Method(**{one.name: stored[one.name] for one in fields(Method)})  # type: ignore[arg-type]


def due_month(start: Month, months_after: int) -> Month:
    """Answer the last month a question waits for."""
    return start.plus(months_after - 1)


def state_of(start: Month, months_after: int, *, looked: bool, now: datetime) -> State:
    """Answer where a question stands at an instant."""
    if looked:
        return State.ANSWERED
    over = due_month(start, months_after) <= last_whole_month(now)
    return State.READY if over else State.WAITING


def months_already(start: Month, registered_at: datetime) -> int:
    """Answer how many months after the start were over when a question was registered."""
    return len(start.until(last_whole_month(registered_at)))


def check_question(start: Month, months_after: int, method: Method, *, now: datetime) -> None:
    """Refuse a question that could not be answered.

    Raises:
        Refused: ``question.too_soon``, ``question.too_far`` or ``question.method``.
    """
    if not FEWEST_AFTER <= months_after <= MOST_AFTER:
        raise Refused(
            "question.too_soon",
            f"Wait for {FEWEST_AFTER} to {MOST_AFTER} months after the start.",
            next_step="Twelve months sees every season once.",
            field="months_after",
        )
    if start > last_whole_month(now).plus(MOST_AHEAD):
        raise Refused(
            "question.too_far",
            f"{start.words} is more than {MOST_AHEAD} months ahead.",
            next_step="Register it nearer the time.",
            field="start",
        )
    check_method(method)


def check_method(method: Method) -> None:
    """Refuse a method there is not.

    Raises:
        Refused: ``question.method``.
    """
    if method.family not in list(Family):
        raise Refused("question.method", "That is not a way counts vary here.", field="family")
    if not 0 <= method.lag <= 12:
        raise Refused("question.method", "An effect may take 0 to 12 months to show.", field="lag")


def check_amended(before: Method, after: Method) -> None:
    """Refuse an amendment that changes nothing.

    Raises:
        Refused: ``question.not_amended``.
    """
    check_method(after)
    if before == after:
        raise Refused(
            "question.not_amended",
            "That is the method as it stands.",
            next_step="Change something, or leave it.",
            field="family",
        )


def check_ready(state: State, start: Month, months_after: int) -> None:
    """Refuse to show an answer before its time.

    Raises:
        Refused: ``question.waiting``.
    """
    if state is State.WAITING:
        raise Refused(
            "question.waiting",
            f"This waits for data until the end of {due_month(start, months_after).words}.",
            next_step="Looking early, and often, finds changes that are not there.",
        )


def changed_words(before: Method, after: Method) -> list[tuple[str, str, str]]:
    """Answer what an amendment changed: part, before, after."""
    return [
        (label, was, is_now)
        for (label, was), (_, is_now) in zip(method_words(before), method_words(after), strict=True)
        if was != is_now
    ]


def method_words(method: Method) -> list[tuple[str, str]]:
    """Say each part of a method."""
    beside = "another area" if method.comparator_area else "none: cannot separate from trend"
    return [
        ("How counts vary", FAMILY_WORDS[Family(method.family)]),
        ("Time of year", "Allowed for" if method.season else "Not allowed for"),
        ("The effect", "May grow or shrink" if method.slope else "One step, the same throughout"),
        ("Months before it can show", str(method.lag)),
        ("Beside it", method.comparator_locality or beside),
    ]
