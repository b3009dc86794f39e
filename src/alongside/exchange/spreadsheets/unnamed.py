"""Whom a row of an earlier record tells of, without a name."""

from datetime import date
from typing import Final

from alongside.areas.people.actions.bulk import UnnamedPerson
from alongside.exchange.spreadsheets.rows import Facts

WHO: Final = {"1": "Man", "2": "Woman"}
OF_THE_PERSON: Final = frozenset(
    {"person_reference", "sex", "age", "born_on", "ethnicity_self", "ethnicity_officer"}
)


def person_of(facts: Facts, on: date) -> UnnamedPerson:
    """Answer whom a row tells of, whose age is of a day."""
    low, high = _ages(facts.get("age"))
    born = facts.get("born_on")
    sex = _text(facts, "sex") or "X"
    known = isinstance(born, date)
    return UnnamedPerson(
        description=_description(sex, low, high),
        sex=sex,
        born_on=born if isinstance(born, date) else None,
        age_low=None if known else low,
        age_high=None if known else high,
        as_of=on,
        ethnicity_self=_text(facts, "ethnicity_self"),
        ethnicity_officer=_text(facts, "ethnicity_officer"),
        local_reference=_text(facts, "person_reference"),
    )


def _ages(read: object) -> tuple[int | None, int | None]:
    match read:
        case (int() as low, int() as high):
            return low, high
    return None, None


def _text(facts: Facts, name: str) -> str:
    value = facts.get(name)
    return value if isinstance(value, str) else ""


def _description(sex: str, low: int | None, high: int | None) -> str:
    adult = low is not None and low >= 18
    who = WHO.get(sex, "Person") if adult else "Person"
    if low is None:
        return f"{who} from an earlier record"
    return f"{who} aged {low if low == high else f'{low} to {high}'}, from an earlier record"
