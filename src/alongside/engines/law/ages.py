"""Age on the day, and who is treated as a child (DOMAIN R1.15)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from alongside.engines.law.parameters import Parameters, load, whole

SOURCE: Final = "MHA 1983 s136A(1), (4) (DOMAIN R1.15)"


@dataclass(frozen=True, slots=True)
class AgeReading:
    """What is known about somebody's age on a day.

    Attributes:
        years: Age in whole years; ``None`` when not known.
        is_child: Treated as a child; ``None`` when nothing is recorded to say.
        sentence: Why, in words.
        facts: Names of the facts it rests on.
        missing: Names of the facts that would settle it.
    """

    years: int | None
    is_child: bool | None
    sentence: str
    facts: tuple[str, ...]
    missing: tuple[str, ...] = ()


def age_on(date_of_birth: date, day: date) -> int:
    """Age in whole years on a day; a birthday counts from its start.

    Somebody born on 29 February has their birthday on 1 March in a year
    without one, which is the protective reading.

    Raises:
        ValueError: The day is before the date of birth.

    Source: DOMAIN R1.15 (uncertain for 29 February).
    """
    if day < date_of_birth:
        raise ValueError("the day is before the date of birth")
    before_birthday = (day.month, day.day) < (date_of_birth.month, date_of_birth.day)
    return day.year - date_of_birth.year - before_birthday


def age_reading(
    day: date,
    *,
    date_of_birth: date | None = None,
    age_years: int | None = None,
    age_estimated: bool | None = None,
    could_be_under_18: bool | None = None,
    parameters: Parameters | None = None,
) -> AgeReading:
    """Say whether somebody is treated as a child on a day.

    A recorded date of birth that is not an estimate settles it. Otherwise
    anybody who may be under 18 is treated as a child.

    Args:
        day: The day of the event in England.
        date_of_birth: Their date of birth.
        age_years: Their age in years, where no date of birth is known.
        age_estimated: The date of birth or age is somebody's estimate.
        could_be_under_18: They may be under 18, in the view of those present.
        parameters: Dated numbers; those of Alongside when left out.

    Source: MHA 1983 s136A; DOMAIN R1.15, T1.3 rows 1, 2, 9-11.
    """
    below = whole((parameters or load()).on(day), "child_age_below")
    years, fact = age_years, "age_years"
    if date_of_birth is not None and date_of_birth > day:
        sentence = "The date of birth is after the event: check it. Until then, as a child."
        return AgeReading(None, None, sentence, ("date_of_birth",), ("date_of_birth",))
    if date_of_birth is not None:
        years, fact = age_on(date_of_birth, day), "date_of_birth"
    if years is not None and years < below:
        return AgeReading(years, True, f"Aged {years}, under {below}.", (fact,))
    if could_be_under_18 and (years is None or age_estimated):
        sentence = f"Age is not certain and may be under {below}: treat as a child."
        return AgeReading(years, True, sentence, ("could_be_under_18",))
    if years is not None:
        return AgeReading(years, False, f"Aged {years}, {below} or over.", (fact,))
    if could_be_under_18 is False:
        sentence = f"Age is not known; recorded as not under {below}."
        return AgeReading(None, False, sentence, ("could_be_under_18",))
    sentence = "Age is not recorded. Until it is, treat the person as a child."
    return AgeReading(None, None, sentence, (), ("date_of_birth",))
