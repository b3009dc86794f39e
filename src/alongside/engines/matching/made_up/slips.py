"""One name or date, spoilt in one way. Each answers ``None`` where there is nothing to spoil."""

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

NEAR: Final = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij",
    "i": "uok", "o": "ipl", "p": "o", "a": "qsz", "s": "adwx", "d": "sfec", "f": "dgrv",
    "g": "fhtb", "h": "gjyn", "j": "hkum", "k": "jli", "l": "ko", "z": "xas", "x": "zcs",
    "c": "xvd", "v": "cbf", "b": "vng", "n": "bmh", "m": "nj",
}  # fmt: skip
"""Keys beside each other."""
SOUNDS: Final = (
    ("ph", "f"), ("ck", "k"), ("ough", "uff"), ("gh", "g"), ("kn", "n"), ("wr", "r"), ("sch", "sh"),
    ("tch", "ch"), ("ie", "ee"), ("ee", "ea"), ("ea", "ee"), ("ey", "y"), ("y", "ie"), ("ai", "ay"),
    ("ei", "ie"), ("ou", "oo"), ("oo", "u"), ("au", "or"), ("mac", "mc"), ("th", "t"), ("kh", "k"),
    ("q", "k"), ("x", "ks"), ("z", "s"), ("w", "v"), ("v", "f"), ("j", "y"), ("dh", "d"),
    ("c", "k"), ("k", "c"), ("s", "z"), ("i", "e"), ("e", "a"), ("o", "u"), ("u", "o"), ("a", "e"),
)  # fmt: skip
"""Spellings, rarest first, and another that sounds much the same."""
NEEDED: Final = 3


def typo(name: str, rng: np.random.Generator) -> str | None:
    """A key missed, doubled, mistaken for its neighbour or struck out of turn."""
    if len(name) < NEEDED:
        return None
    place = int(rng.integers(1, len(name)))
    way = int(rng.integers(4))
    letter = name[place]
    if way == 0:
        spoilt = name[:place] + name[place + 1 :]
    elif way == 1:
        spoilt = name[:place] + letter + name[place:]
    elif way == 2:
        near = NEAR.get(letter.lower(), "e")
        spoilt = name[:place] + near[int(rng.integers(len(near)))] + name[place + 1 :]
    else:
        place = max(place, 2)
        spoilt = name[: place - 1] + name[place] + name[place - 1] + name[place + 1 :]
    return spoilt if spoilt != name else typo(name[:place] + name[place + 1 :], rng) or spoilt


def misheard(name: str, rng: np.random.Generator) -> str | None:
    """The name as somebody else would write what they heard."""
    others = [other for other in _groups("sounds").get(name, ()) if other != name]
    if others:
        return others[int(rng.integers(len(others)))]
    lowered = name.lower()
    able = [(lowered.index(old, 1), old, new) for old, new in SOUNDS if lowered.find(old, 1) > 0]
    if not able:
        return None
    place, old, new = able[int(rng.integers(min(len(able), 4)))]
    return name[:place] + new + name[place + len(old) :]


def nickname(name: str, rng: np.random.Generator) -> str | None:
    """What a person of that name is called, or the long form of it."""
    others = [other for other in _groups("nicknames").get(name, ()) if other != name]
    return others[int(rng.integers(len(others)))] if others else None


def swapped_date(written: str) -> str | None:
    """Day and month the other way about, where that is a date and another one."""
    year, month, day = written.split("-")
    return f"{year}-{day}-{month}" if int(day) <= 12 and day != month else None


def slipped_date(written: str, rng: np.random.Generator) -> str:
    """A date with one thing wrong: the day, the month, the year, or the two swapped."""
    on = date.fromisoformat(written)
    way = int(rng.integers(5))
    swapped = swapped_date(written)
    if way == 0 and swapped:
        return swapped
    if way <= 1:
        return (on + timedelta(days=int(rng.choice([-10, -2, -1, 1, 2, 10])))).isoformat()
    if way == 2:
        month = (on.month - 1 + int(rng.choice([-1, 1, 2]))) % 12 + 1
        return on.replace(month=month, day=min(on.day, 28)).isoformat()
    step = int(rng.choice([-1, 1] if way == 3 else [-10, -2, -3, 3, 10]))
    return on.replace(year=on.year + step, day=min(on.day, 28)).isoformat()


@cache
def _groups(kind: str) -> dict[str, tuple[str, ...]]:
    """Each name, and what else it may be. A nickname leads back to its first long form."""
    told = tomllib.loads((files(__package__) / "variants.toml").read_text(encoding="utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for line in told[kind].split("\n"):
        for group in filter(None, line.split("|")):
            names = tuple(group.split())
            if kind == "sounds":
                found.update(dict.fromkeys(names, names))
                continue
            found[names[0]] = names[1:]
            for short in names[1:]:
                found.setdefault(short, names[:1])
    return found
