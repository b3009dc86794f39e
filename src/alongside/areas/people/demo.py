"""Synthetic people for the demo world, benchmarks and tests. Nobody here exists.

NHS numbers start 999, phone numbers come from the ranges kept for drama, and postcodes
from an area, ZN, that no town has.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from alongside.areas.people.demo_names import PEOPLES, STREETS, TOWNS, Names
from alongside.areas.people.rules.facts import NewAddress, NewName, NewNeed, NewPerson
from alongside.foundation.reference import nhs_check_digit

OLDEST: Final = 92
YOUNGEST: Final = 10
NHS_NUMBERS: Final = 1_000_000
"""How many serials follow 999; the check digit rules out one in eleven."""


def synthetic_people(rng: random.Random, count: int, on: date) -> Iterator[NewPerson]:
    """Make people up.

    Args:
        rng: Seeded by the caller; the same seed gives the same people.
        count: How many; at most about 900,000, since NHS numbers run out.
        on: Ages are spread as of this day.

    Yields:
        One person at a time. No two share an NHS number.
    """
    weights = [people.weight for people in PEOPLES]
    groups = rng.choices(PEOPLES, weights=weights, k=count)
    numbers = nhs_numbers(rng)
    for names in groups:
        yield _person(rng, names, on, next(numbers))


def nhs_numbers(rng: random.Random) -> Iterator[str]:
    """Make up NHS numbers that start 999 and pass the check, each once."""
    # A step that shares no factor with the range walks every serial once, out of order.
    start, step = rng.randrange(NHS_NUMBERS), 2 * rng.randrange(NHS_NUMBERS // 2) + 1
    while step % 5 == 0:
        step += 2
    for turn in range(NHS_NUMBERS):
        nine = f"999{(start + turn * step) % NHS_NUMBERS:06d}"
        check = nhs_check_digit(nine)
        if check is not None:
            yield f"{nine}{check}"


def _person(rng: random.Random, names: Names, on: date, nhs_number: str) -> NewPerson:
    chance = rng.random
    sex = "1" if chance() < 0.53 else "2"
    given = rng.choice(names.men if sex == "1" else names.women)
    family = "-".join(
        names.feminine(part) if names.feminine and sex == "2" else part
        for part in rng.choices(names.families, k=2 if chance() < 0.04 else 1)
    )
    if chance() < 0.3:
        given = f"{given} {rng.choice(names.men if sex == '1' else names.women)}"
    # Crisis is commonest from the late teens to the forties.
    years = rng.triangular(YOUNGEST, OLDEST, 27)
    return NewPerson(
        given=given,
        family=family,
        preferred=_preferred(rng, given),
        sex=sex if chance() > 0.01 else rng.choice("9X"),
        born_on=on - timedelta(days=int(years * 365.2425) + 1),
        ethnicity_self=rng.choice(names.ethnicities) if chance() < 0.8 else "",
        ethnicity_officer=names.ethnicities[0] if chance() < 0.5 else "",
        nhs_number=nhs_number if chance() < 0.7 else "",
        phone=_phone(rng) if chance() < 0.6 else "",
        address=_address(rng),
        aliases=(NewName(rng.choice(NICKNAMES), family),) if chance() < 0.08 else (),
        needs=_needs(rng, names),
    )


NICKNAMES: Final = ("Baz", "Chaz", "Dex", "Jaz", "Kit", "Mo", "Oz", "Ricky", "Taz", "Ziggy")
SHORT: Final = {
    "Daniel": "Dan",
    "Samuel": "Sam",
    "Thomas": "Tom",
    "Joseph": "Joe",
    "Benjamin": "Ben",
    "Katarzyna": "Kasia",
    "Małgorzata": "Gosia",
    "Elizabeth": "Liz",
    "Jennifer": "Jen",
    "Mohammed": "Mo",
    "Oluwaseun": "Seun",
    "Alexander": "Alex",
}


def _preferred(rng: random.Random, given: str) -> NewName | None:
    short = SHORT.get(given.split()[0])
    return NewName(given=short) if short and rng.random() < 0.5 else None


DRAMA_PHONES: Final = (
    "07700 900",
    "01632 960",
    "0113 496 0",
    "0114 496 0",
    "0115 496 0",
    "0116 496 0",
    "0117 496 0",
    "0118 496 0",
    "0121 496 0",
    "0131 496 0",
    "0141 496 0",
    "0151 496 0",
    "0161 496 0",
    "0191 498 0",
    "020 7946 0",
    "029 2018 0",
)
"""Beginnings of ranges of a thousand kept for drama, which never ring anybody."""


def _phone(rng: random.Random) -> str:
    return f"{rng.choice(DRAMA_PHONES)}{rng.randrange(1000):03d}"


def _address(rng: random.Random) -> NewAddress | None:
    chance = rng.random()
    if chance < 0.06:
        return NewAddress(no_fixed_abode=True, postcode="ZZ99 3VZ")
    if chance < 0.1:
        return None
    town, district = rng.choice(TOWNS)
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    postcode = f"ZN{district} {rng.randrange(1, 10)}{rng.choice(letters)}{rng.choice(letters)}"
    flat = f"Flat {rng.randrange(1, 30)}, " if rng.random() < 0.25 else ""
    return NewAddress(f"{flat}{rng.randrange(1, 180)} {rng.choice(STREETS)}, {town}", postcode)


def _needs(rng: random.Random, names: Names) -> tuple[NewNeed, ...]:
    chance = rng.random()
    if names.language and chance < 0.15:
        return (NewNeed("interpreter", names.language),)
    if chance < 0.02:
        return (NewNeed("hearing", "Hears better on the left side"),)
    if chance < 0.06:
        return (NewNeed("autism", "Needs quiet and time to answer"),)
    if chance < 0.09:
        return (NewNeed("easy_words", "One thing at a time"),)
    return ()
