"""What somebody needs when they reach for the phone, in their own words, and how those are met.

The list is data: ``needs.toml`` holds each need's words, and for whom it is printed.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from alongside.areas.directory.rules.localities import locality_key
from alongside.kernel.refusal import Refused


class Reader(StrEnum):
    """Who reads a printed sheet."""

    STATION = "station"
    WARD = "ward"


@dataclass(frozen=True, slots=True)
class Need:
    """One reason to ring.

    Attributes:
        code: Stable word, kept with who answers.
        label: As an officer or a nurse would say it.
        words: Other words for it, each one or more, as they are typed.
        readers: On whose printed sheets it stands.
    """

    code: str
    label: str
    words: tuple[str, ...]
    readers: frozenset[Reader]


@cache
def needs() -> tuple[Need, ...]:
    """Answer every need, in the order they are offered."""
    rows = tomllib.loads(files(__package__).joinpath("needs.toml").read_text("utf-8"))
    return tuple(
        Need(
            code=code,
            label=row["label"],
            words=tuple(row["words"]),
            readers=frozenset(Reader(reader) for reader in row["readers"]),
        )
        for code, row in rows.items()
    )


def need_called(code: str) -> Need:
    """Answer one need.

    Raises:
        Refused: ``need.not_known``.
    """
    for need in needs():
        if need.code == code:
            return need
    raise Refused(
        "need.not_known",
        "That is not a need kept here.",
        next_step="Choose one from the list.",
        field="need",
    )


_QUIET: Final = (
    "a about an and are at by can do for from has have he her him his i in is it me my need of on "
    "or our she somebody someone that the their them they this to us want we who whom with you "
    "call phone ring number person patient"
)
SAY_NOTHING: Final = frozenset(_QUIET.split())
"""Words that stand in every question, and so point at no need."""
LONG_ENOUGH: Final = 4
"""Letters from which on the beginning of a word counts for the word."""


CLEARLY: Final = 1.5
"""How many times more than the next one a need has to be meant to be answered at once."""


def needs_meant(typed: str) -> list[Need]:
    """Answer the needs somebody may mean by what they typed, likeliest first.

    Each word typed counts for every need that has it, or a word that begins so, or one that is a
    letter away; a word that few needs have counts for more. A whole phrase counts twice.
    """
    return [need for need, _ in _scored(typed)]


def need_clearly_meant(typed: str) -> Need | None:
    """Answer the need that what was typed can only mean; ``None`` where several could be."""
    found = _scored(typed)
    if not found or (len(found) > 1 and found[0][1] < CLEARLY * found[1][1]):
        return None
    return found[0][0]


def _scored(typed: str) -> list[tuple[Need, float]]:
    asked = [word for word in locality_key(typed).split() if word not in SAY_NOTHING]
    scores = dict.fromkeys(needs(), 0.0)
    for word in asked:
        met = {need: max(_alike(word, held) for held in _held(need)) for need in needs()}
        holders = sum(strength > 0 for strength in met.values())
        for need, strength in met.items():
            scores[need] += strength / max(holders, 1)
    phrase = f" {locality_key(typed)} "
    for need in needs():
        if any(f" {locality_key(words)} " in phrase for words in need.words):
            scores[need] *= 2
    found = [(need, score) for need, score in scores.items() if score > 0]
    return sorted(found, key=lambda pair: -pair[1])


@cache
def _held(need: Need) -> frozenset[str]:
    every = [word for text in (need.label, *need.words) for word in locality_key(text).split()]
    return frozenset(every) - SAY_NOTHING


def _alike(typed: str, held: str) -> float:
    if typed == held:
        return 1.0
    short, long = sorted((typed, held), key=len)
    if len(short) >= LONG_ENOUGH and long.startswith(short):
        return 0.6
    return 0.4 if len(short) > LONG_ENOUGH and one_letter_apart(typed, held) else 0.0


def one_letter_apart(first: str, second: str) -> bool:
    """Say whether one letter put in, left out, changed, or swapped with the next makes them one."""
    if abs(len(first) - len(second)) > 1:
        return False
    begin = 0
    while begin < min(len(first), len(second)) and first[begin] == second[begin]:
        begin += 1
    rest, other = first[begin:], second[begin:]
    swapped = rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or swapped
