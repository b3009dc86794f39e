"""A record broken into small parts that survive a slip: what is hashed into its encoding."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from alongside.engines.matching.vocabulary import (
    fold,
    nhs_digits,
    phone_digits,
    read_postcode,
    run_together,
)

Record = Mapping[str, str]
Token = tuple[str, int]
"""A text, and how many bits it sets."""

MOST_BITS: Final = 16
"""Places that one keyed hash can give."""
LONG: Final = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})")
ROLES: Final = (
    "given",
    "family",
    "sex",
    "born_on",
    "address",
    "town",
    "postcode",
    "phone",
    "nhs_number",
)
"""What a column may hold."""


@dataclass(frozen=True)
class Group:
    """Roles that are encoded together into one filter, so that none stands alone.

    Attributes:
        name: As it is told.
        bits: Of its filter.
        tokens: The parts of a record's roles.
        salt: Where given, the bits are put in another order for each salt, so that no pattern
            of a name repeats from one salt to another. Without a salt no bit is set.
    """

    name: str
    bits: int
    tokens: Callable[[Record], Iterable[Token]]
    salt: Callable[[Record], str] | None = None


def name_tokens(record: Record) -> Iterable[Token]:
    """Pairs of letters, marked with the name they are from and also unmarked, and the sex."""
    given, family = (run_together(record.get(role, "")) for role in ("given", "family"))
    for mark, name in (("g", given), ("f", family)):
        for place, letters in enumerate(_pairs(name)):
            yield f"{mark}{letters}", 6
            yield f"{mark}{letters}{place // 3}", 2
            yield f"n{letters}", 2
    sex = fold(record.get("sex", ""))[:1]
    if sex and (given or family):
        yield f"s{sex}", 8


def birth_tokens(record: Record) -> Iterable[Token]:
    """Year, month and day, with day and month also told without their order."""
    on = read_date(record.get("born_on", ""))
    if on is None:
        return
    yield f"y{on.year}", 12
    yield f"t{on.year // 10}", 4
    yield f"u{on.year % 100}", 4
    yield f"m{on.month}", 10
    yield f"d{on.day}", 12
    yield f"b{min(on.day, on.month)} {max(on.day, on.month)}", 14


def place_tokens(record: Record) -> Iterable[Token]:
    """The postcode whole and in part, and the words of the address."""
    postcode = read_postcode(record.get("postcode", ""))
    if postcode is not None:
        yield f"w{postcode.whole}", 16
        yield f"c{postcode.sector}", 5
        yield f"o{postcode.district}", 3
    elif fold(record.get("postcode", "")):
        yield f"w{fold(record['postcode'])}", 16
    words = fold(record.get("address", "")).split()
    yield from ((f"a{word}", 5) for word in words)
    yield from ((f"e{one} {two}", 6) for one, two in pairwise(words))
    yield from ((f"v{word}", 3) for word in fold(record.get("town", "")).split())


def number_tokens(record: Record) -> Iterable[Token]:
    """A phone and an NHS number, each whole and as its pairs of figures in their places."""
    phone = phone_digits(record.get("phone", ""))
    other = re.sub(r"\W", "", record.get("nhs_number", "")).casefold()
    number = nhs_digits(record.get("nhs_number", "")) or other
    for mark, figures in (("p", phone), ("h", number)):
        if figures:
            yield f"{mark}{figures}", 12
            yield from ((f"{mark}{n}{figures[n : n + 2]}", 2) for n in range(len(figures) - 1))


def birth_salt(record: Record) -> str:
    """A date of birth as salt: the same where day and month are exchanged; empty without one."""
    on = read_date(record.get("born_on", ""))
    if on is None:
        return ""
    return f"{on.year} {min(on.day, on.month)} {max(on.day, on.month)}"


def place_salt(record: Record) -> str:
    """A whole postcode as salt; empty without one."""
    postcode = read_postcode(record.get("postcode", ""))
    return postcode.whole if postcode else fold(record.get("postcode", ""))


def one_name(role: str) -> Callable[[Record], Iterable[Token]]:
    """One name: its pairs of letters and the whole of it."""

    def tokens(record: Record) -> Iterable[Token]:
        name = run_together(record.get(role, ""))
        yield from ((letters, 5) for letters in _pairs(name))
        if name:
            yield name, 8

    return tokens


def tag(salt: Callable[[Record], str]) -> Callable[[Record], Iterable[Token]]:
    """Says whether two records have the same salt, and nothing of what it is."""

    def tokens(record: Record) -> Iterable[Token]:
        grain = salt(record)
        if grain:
            yield grain, MOST_BITS

    return tokens


GROUPS: Final = (
    Group("names and sex", 512, name_tokens),
    Group("date of birth", 256, birth_tokens),
    Group("where they live", 512, place_tokens),
    Group("numbers", 256, number_tokens),
    Group("same date of birth", 128, tag(birth_salt)),
    Group("given name within a date of birth", 128, one_name("given"), birth_salt),
    Group("family name within a date of birth", 128, one_name("family"), birth_salt),
    Group("same postcode", 128, tag(place_salt)),
    Group("given name within a postcode", 128, one_name("given"), place_salt),
    Group("family name within a postcode", 128, one_name("family"), place_salt),
)
NAMES, BIRTH, PLACE, NUMBERS, SAME_BIRTH, GIVEN_BY_BIRTH, FAMILY_BY_BIRTH = range(7)
SAME_PLACE, GIVEN_BY_PLACE, FAMILY_BY_PLACE = range(7, 10)


def read_date(written: str) -> date | None:
    """Read a date written year first, or day first with marks between; ``None`` for others."""
    text = written.strip()
    found = LONG.fullmatch(text)
    parts = found.groups() if found else tuple(reversed(re.split(r"[/.\- ]", text)))
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        return None


def _pairs(name: str) -> list[str]:
    padded = f"_{name}_"
    return [padded[place : place + 2] for place in range(len(padded) - 1)] if name else []
