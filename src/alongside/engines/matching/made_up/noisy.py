"""Records spoilt as records of a half-heard person are, each labelled with what was done to it."""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from alongside.engines.matching.made_up.drawing import Columns, texts
from alongside.engines.matching.made_up.homes import homes
from alongside.engines.matching.made_up.people import rows
from alongside.engines.matching.made_up.slips import misheard, nickname, slipped_date, typo

TYPO: Final = "typo"
PHONETIC: Final = "phonetic"
NICKNAME: Final = "nickname"
SWAPPED: Final = "swapped names"
WRONG_DATE: Final = "wrong date"
NO_DATE: Final = "missing date"
MOVED: Final = "moved house"
KINDS: Final[Mapping[str, float]] = {
    TYPO: 0.25,
    PHONETIC: 0.20,
    NICKNAME: 0.25,
    SWAPPED: 0.06,
    WRONG_DATE: 0.15,
    NO_DATE: 0.07,
    MOVED: 0.15,
}
"""How often each kind is chosen."""
APART: Final = " + "
"""Between the kinds in a label."""
NEW_PHONE: Final = 0.5

Record = dict[str, str | None]
Spoil = Callable[[Record, np.random.Generator], bool]


def noisy(
    people: Columns,
    *,
    seed: int,
    errors: tuple[int, int] = (1, 3),
    kinds: Mapping[str, float] = KINDS,
) -> Columns:
    """Spoil every record in a few ways.

    Args:
        people: As ``people.people`` makes them; not changed.
        seed: The same seed spoils alike.
        errors: The fewest and most kinds of error in a record; each number is as likely.
        kinds: How often each kind is chosen. A record that cannot bear one is given another.

    Returns:
        The same columns and rows, and ``errors``: the kinds done, joined by ``APART``, in the
        order of ``KINDS``.
    """
    rng = np.random.default_rng(seed)
    count = len(people["person"])
    where = homes(count, rng)
    names, shares = list(kinds), np.array(list(kinds.values()))
    wanted = rng.integers(errors[0], errors[1] + 1, count)
    # The smallest of exponential waits, each at its own rate: a weighted order without repeats.
    orders = np.argsort(rng.exponential(1.0, (count, len(names))) / shares, axis=1)
    spoilt = {name: column.copy() for name, column in people.items()}
    labels = []
    for place in range(count):
        record = {name: spoilt[name][place] for name in _TOUCHED}
        record |= {f"new {name}": column[place] for name, column in where.items()}
        record["born_on was"] = record["born_on"]
        chosen = (names[one] for one in orders[place])
        done = _spoil(record, chosen=list(chosen), wanted=int(wanted[place]), rng=rng)
        for name in _TOUCHED:
            spoilt[name][place] = record[name]
        labels.append(APART.join(kind for kind in KINDS if kind in done))
    spoilt["errors"] = texts(labels)
    return spoilt


def sample(people: Columns, n: int, *, seed: int) -> Columns:
    """Some of the people, chosen by chance, in a new order."""
    chosen = np.random.default_rng(seed).choice(len(people["person"]), size=n, replace=False)
    return rows(people, chosen)


def _spoil(record: Record, *, chosen: list[str], wanted: int, rng: np.random.Generator) -> set[str]:
    done: set[str] = set()
    for kind in chosen:
        if len(done) == wanted:
            break
        if _SPOIL[kind](record, rng):
            done.add(kind)
    return done


def _in_a_name(spoil: Callable[[str, np.random.Generator], str | None]) -> Spoil:
    def spoil_one(record: Record, rng: np.random.Generator) -> bool:
        field = "given" if rng.random() < 0.5 else "family"
        was = record[field]
        spoilt = spoil(was, rng) if was else None
        if spoilt is None:
            return False
        record[field] = spoilt
        return True

    return spoil_one


def _shorten(record: Record, rng: np.random.Generator) -> bool:
    was = record["given"]
    short = nickname(was, rng) if was else None
    record["given"] = short or was
    return short is not None


def _swap(record: Record, _rng: np.random.Generator) -> bool:
    record["given"], record["family"] = record["family"], record["given"]
    return True


def _slip_date(record: Record, rng: np.random.Generator) -> bool:
    was = record["born_on"]
    if was is None:
        return False
    record["born_on"] = slipped_date(was, rng)
    return True


def _lose_date(record: Record, _rng: np.random.Generator) -> bool:
    whole = record["born_on"] is not None and record["born_on"] == record["born_on was"]
    if whole:
        record["born_on"] = None
    return whole


def _move(record: Record, rng: np.random.Generator) -> bool:
    for name in ("address", "town", "postcode"):
        record[name] = record[f"new {name}"]
    if rng.random() < NEW_PHONE:
        record["phone"] = None
    return True


_TOUCHED: Final = ("given", "family", "born_on", "address", "town", "postcode", "phone")
_SPOIL: Final[dict[str, Spoil]] = {
    TYPO: _in_a_name(typo),
    PHONETIC: _in_a_name(misheard),
    NICKNAME: _shorten,
    SWAPPED: _swap,
    WRONG_DATE: _slip_date,
    NO_DATE: _lose_date,
    MOVED: _move,
}
