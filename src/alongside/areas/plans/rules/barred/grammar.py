"""Reads the dated list of barred phrases and makes patterns of it.

A pattern is words in order. ``{name}`` stands for any word of a class. ``~3`` stands for up to
three other words in the same clause, ``~3,`` for the same across a comma, and ``~n3`` for words
that only describe the next one, so that no preposition and no pronoun lies between. ``^`` and
``$`` are the beginning and end of a clause, ``,`` is a comma or full stop, ``#`` a number, and a
``?`` after a word or class says that it may be missing.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

_WORD: Final = re.compile(r"[a-z0-9]+")
_GAP: Final = re.compile(r"~(n?)(\d+)(,?)")
_MARKS: Final = {
    "^": r"(?:(?<=^ )|(?<=[.,] ))",
    "$": "(?=[.,] |$)",
    ",": "[.,] ",
    "#": "[0-9]+ ",
}
_CLASS: Final = re.compile(r"\{([a-z_]+)\}")


class BadPhrases(Exception):
    """The list of barred phrases does not make sense; the message says where."""


class Kind(StrEnum):
    """What a plan may not tell anybody to do (DOMAIN 2.4)."""

    WITHHOLD_ATTENDANCE = "withhold_attendance"
    WITHHOLD_CONVEYANCE = "withhold_conveyance"
    WITHHOLD_ASSESSMENT = "withhold_assessment"
    WITHHOLD_TREATMENT = "withhold_treatment"
    DISCHARGE_WITHOUT_ASSESSMENT = "discharge_without_assessment"
    SANCTION = "sanction"
    POLICE_AS_THERAPIST = "police_as_therapist"
    FREQUENCY_AS_REASON = "frequency_as_reason"
    RESTRAINT_TECHNIQUE = "restraint_technique"


@dataclass(frozen=True, slots=True)
class KindWords:
    """How one kind is explained.

    Attributes:
        title: What it is, in a few words.
        why: Why it is barred.
        instead: How it could be said.
    """

    title: str
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """One rule: any of its patterns is a hit, unless an exception lies across it.

    Attributes:
        id: Such as ``attend.nobody_sent``.
        kind: What it catches.
        says: What it looks for, in words.
        patterns: Ready to search a line of tokens with.
    """

    id: str
    kind: Kind
    says: str
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class PhraseException:
    """Words that are no instruction to withhold, though they look like one.

    Attributes:
        id: Such as ``own_wish``.
        kinds: Which kinds it lifts.
        says: Why it is let through.
        patterns: Ready to search a line of tokens with.
    """

    id: str
    kinds: frozenset[Kind]
    says: str
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The list in force.

    Attributes:
        valid_from: The day it was drawn up.
        source: What it rests on.
        contractions: What short forms stand for.
        kinds: How each kind is explained.
        rules: What is caught.
        exceptions: What is let through.
    """

    valid_from: date
    source: str
    contractions: Mapping[str, str]
    kinds: Mapping[Kind, KindWords]
    rules: tuple[PhraseRule, ...]
    exceptions: tuple[PhraseException, ...]


@cache
def shipped_phrases() -> Phrases:
    """Read the list of this package.

    Raises:
        BadPhrases: It cannot be read.
    """
    folder = files("alongside.areas.plans.rules.barred")
    return read_phrases(folder.joinpath("phrases.toml").read_text(encoding="utf-8"))


def read_phrases(text: str) -> Phrases:
    """Parse and check one list.

    Raises:
        BadPhrases: It cannot be read, or names a class, a kind or a mark that is unknown.
    """
    try:
        return _phrases(tomllib.loads(text))
    except tomllib.TOMLDecodeError as wrong:
        raise BadPhrases(str(wrong)) from wrong
    except KeyError as missing:
        raise BadPhrases(f"{missing} is missing") from missing
    except ValueError as unknown:
        raise BadPhrases(str(unknown)) from unknown


def _phrases(read: Mapping[str, Any]) -> Phrases:
    maker = _Maker(read)
    kinds = {Kind(code): KindWords(**row) for code, row in read["kinds"].items()}
    unexplained = sorted(set(Kind) - set(kinds))
    if unexplained:
        raise BadPhrases(f"no words for {', '.join(unexplained)}")
    return Phrases(
        valid_from=read["list"]["valid_from"],
        source=read["list"]["source"],
        contractions=read["contractions"],
        kinds=kinds,
        rules=tuple(
            PhraseRule(row["id"], Kind(row["kind"]), row["says"], maker.patterns(row))
            for row in read["rules"]
        ),
        exceptions=tuple(
            PhraseException(
                row["id"],
                frozenset(Kind(kind) for kind in row["kinds"])
                if "kinds" in row
                else frozenset(Kind),
                row["says"],
                maker.patterns(row),
            )
            for row in read["exceptions"]
        ),
    )


def _other_than(stops: list[str]) -> str:
    return f"(?!(?:{'|'.join(stops)}) )[a-z0-9]+ "


class _Maker:
    """Makes regular expressions over a line of tokens, each of which ends with a space."""

    def __init__(self, read: Mapping[str, Any]) -> None:
        stops = read["list"]["gap_stops"]
        self._classes: Mapping[str, list[str]] = read["classes"]
        self._gap_word = _other_than(stops)
        self._describing_word = _other_than([*stops, *read["list"]["phrase_stops"]])

    def patterns(self, row: Mapping[str, Any]) -> tuple[re.Pattern[str], ...]:
        return tuple(self._pattern(row["id"], text) for text in row["patterns"])

    def _pattern(self, where: str, text: str) -> re.Pattern[str]:
        try:
            parts = [self._part(part) for part in text.split()]
        except ValueError as wrong:
            raise BadPhrases(f"{where}: {text!r}: {wrong}") from wrong
        return re.compile("(?<= )" + "".join(parts))

    def _part(self, part: str, inside: tuple[str, ...] = ()) -> str:
        if part in _MARKS:
            return _MARKS[part]
        if part.endswith("?"):
            return f"(?:{self._part(part[:-1], inside)})?"
        if gap := _GAP.fullmatch(part):
            plain = self._describing_word if gap[1] else self._gap_word
            word = f"(?:{plain}|, )" if gap[3] else f"(?:{plain})"
            return f"{word}{{0,{gap[2]}}}?"
        if name := _CLASS.fullmatch(part):
            return self._class(name[1], inside)
        if not _WORD.fullmatch(part):
            raise ValueError(f"{part!r} is neither a word nor a mark")
        return f"{part} "

    def _class(self, name: str, inside: tuple[str, ...]) -> str:
        if name in inside or name not in self._classes:
            raise ValueError(f"there is no class {name!r} to use here")
        choices = [
            "".join(self._part(part, (*inside, name)) for part in phrase.split())
            for phrase in self._classes[name]
        ]
        return f"(?:{'|'.join(sorted(choices, key=len, reverse=True))})"
