"""The register of headlines, and which of them some words are about."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from alongside.engines.evaluation.headlines.claim_text import SPOKEN
from alongside.engines.evaluation.headlines.claims import (
    FRACTIONS,
    Bound,
    Claim,
    Figure,
    Found,
    Kind,
    Pair,
)
from alongside.kernel.refusal import Refused

WORD: Final = re.compile(r"[a-z][a-z0-9']+")
SAME: Final = {"136": "s136", "pc": "percent", "month": "months", "triage's": "triage"}
EMPTY: Final = {
    "a", "an", "and", "at", "by", "down", "fall", "fell", "for", "from", "in", "increase", "more",
    "of", "on", "over", "percent", "per", "rate", "reduction", "rise", "section", "the", "to",
    "up", "use", "with", "first", "cent", "after", "before", "people", "police", "months",
}  # fmt: skip
CLAIM_KEYS: Final = {
    "key", "words", "source", "dated", "place", "attributed_to", "found", "others", "printed_p",
    "note", "references", "figure", "contradicting",
}  # fmt: skip


@lru_cache(maxsize=1)
def register() -> tuple[Claim, ...]:
    """Every claim of the register that comes with the package."""
    text = files(__package__).joinpath("register.toml").read_text(encoding="utf-8")
    return read_register(text, name="register.toml")


def read_register(text: str, *, name: str) -> tuple[Claim, ...]:
    """Read a register.

    Args:
        text: TOML, with ``[[claim]]`` tables as register.toml describes them.
        name: Of the file, for the words of a refusal.

    Raises:
        Refused: ``register.…``, naming the file and the claim.
    """
    try:
        rows = tomllib.loads(text).get("claim", [])
    except tomllib.TOMLDecodeError as fault:
        raise Refused("register.not_toml", f"{name}: not TOML: {fault}.") from None
    claims = []
    for number, row in enumerate(rows, start=1):
        unknown = sorted(set(row) - CLAIM_KEYS)
        if unknown:
            raise Refused(
                "register.unknown", f"{name}: claim {number}: no such key as {unknown[0]!a}."
            )
        try:
            claims.append(_claim(row))
        except (KeyError, ValueError, TypeError) as fault:
            why = f"{name}: claim {number}: {fault} is missing or wrong."
            raise Refused("register.wrong", why) from None
    return tuple(claims)


def about(words: str, claims: Sequence[Claim]) -> Claim | None:
    """The claim that words are about; ``None`` when none is.

    It states a figure the words state, and shares at least one telling word.
    """
    spoken = [f"{FRACTIONS[found.lower()]:.0f}" for found in SPOKEN.findall(words)]
    numbers, tokens = _numbers([words, *spoken]), _tokens(words)
    best, most = None, 0
    for claim in claims:
        shared = len(tokens & (_tokens(claim.words) | _tokens(claim.place)))
        stated = [figure.stated for figure in claim.figures] or [claim.words]
        if numbers & _numbers(stated) and shared > most:
            best, most = claim, shared
    return best


def _claim(row: Mapping[str, Any]) -> Claim:
    return Claim(
        key=str(row["key"]),
        words=str(row["words"]),
        source=str(row["source"]),
        dated=str(row.get("dated", "")),
        place=str(row.get("place", "")),
        attributed_to=str(row.get("attributed_to", "")),
        found=Found(row["found"]),
        figures=tuple(_figure(figure) for figure in row["figure"]),
        others=tuple(map(str, row.get("others", ()))),
        contradicting=tuple(Pair(int(p["before"]), int(p["after"])) for p in _pairs(row)),
        printed_p=float(row["printed_p"]) if "printed_p" in row else None,
        note=str(row.get("note", "")),
        references=tuple(map(str, row.get("references", ()))),
    )


def _pairs(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(row.get("contradicting", ()))


def _figure(row: Mapping[str, Any]) -> Figure:
    pair = None
    if "before" in row:
        bases = (float(row.get("before_at_risk", 1)), float(row.get("after_at_risk", 1)))
        pair = Pair(int(row["before"]), int(row["after"]), *bases)
    elif "count" in row:
        pair = Pair(int(row["count"]), int(row["out_of"]))
    return Figure(
        stated=str(row["stated"]),
        kind=Kind(row["kind"]),
        bound=Bound(row.get("bound", "")),
        pair=pair,
        rates=tuple(float(rate) for rate in row.get("rates", ())),
        unit=str(row.get("unit", "")),
    )


def _numbers(words: Iterable[str]) -> set[float]:
    found = re.findall(r"(?<![a-z\d])\d[\d,]*(?:\.\d+)?", " ".join(words), re.IGNORECASE)
    return {float(number.replace(",", "").rstrip(".")) for number in found}


def _tokens(words: str) -> set[str]:
    plain = {SAME.get(word, word) for word in WORD.findall(words.casefold())}
    return plain - EMPTY
