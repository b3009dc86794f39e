"""Claims read from words: the figures stated, and any counts given beside them."""

import re
from typing import Final

from alongside.engines.evaluation.headlines.claims import (
    FRACTIONS,
    Bound,
    Claim,
    Figure,
    Found,
    Kind,
    Pair,
)

WHOLE: Final = r"(\d{1,3}(?:,\d{3})+|\d+)"
STATED: Final = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(%|per ?cent|percent)?", re.IGNORECASE)
PERCENT: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|per ?cent)", re.IGNORECASE)
ARROW: Final = re.compile(rf"(?<![\d.]){WHOLE}\s*(?:->|→|➝|–>)\s*{WHOLE}(?![\d.])")
PART: Final = re.compile(
    rf"(?<![\d./]){WHOLE}\s*(?:of|/|out of)\s*{WHOLE}(?![\d./%])", re.IGNORECASE
)
FROM_TO: Final = re.compile(rf"\bfrom\s+{WHOLE}\s+to\s+{WHOLE}(?![\d.%])", re.IGNORECASE)
RATES: Final = re.compile(
    r"\((\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)\)\s*/\s*\((\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)\)"
)
PRINTED_P: Final = re.compile(r"published\s+P\s*=\s*(0?\.\d+)", re.IGNORECASE)
FALL: Final = re.compile(
    r"\b(fall|fell|falls|fallen|drop|dropped|down|reduc\w+|decreas\w+|cut|lower|fewer|halved)\b"
    r"|[-−]\d",
    re.IGNORECASE,
)
RISE: Final = re.compile(r"\b(rise|rose|up|increas\w+|higher|grew)\b|\+\d", re.IGNORECASE)
RATIO: Final = re.compile(r"\b(IRR|RR|OR|HR|ratio)\b")
MONEY: Final = re.compile(r"(£|GBP|€|\$)\s*\d", re.IGNORECASE)
OVER: Final = re.compile(r"\b(over|more than|at least)\b\s*(\d+(?:\.\d+)?)", re.IGNORECASE)
ABOUT: Final = re.compile(
    r"\b(about|around|roughly|approximately|nearly|almost|some)\b\s*(\d+(?:\.\d+)?)", re.IGNORECASE
)
SPOKEN: Final = re.compile(
    rf"\b({'|'.join(sorted(FRACTIONS, key=len, reverse=True))})\b(?! an?\b)", re.IGNORECASE
)
SAID_P: Final = re.compile(r"\bP\s*=\s*(0?\.\d+)", re.IGNORECASE)
UNDER: Final = re.compile(r"\b(under|less than|up to|at most)\b\s*(\d+(?:\.\d+)?)", re.IGNORECASE)
UNLIKE: Final = re.compile(
    r"\b(people)\s+(?:v|vs|versus|against)\.?\s+(incidents|events)\b", re.IGNORECASE
)
OF_ANOTHER: Final = re.compile(r"[\d.]+% is also [^;]*", re.IGNORECASE)
ELSEWHERE: Final = re.compile(
    r"attribut\w+ (?:the )?[\d.%]+ to (?:the )?([A-Z][\w]+(?: (?:of )?[A-Z][\w]+)*)"
)
OTHERWISE: Final = re.compile(r"\bbut\b|\bconflict|\bdifferent figures\b", re.IGNORECASE)


def whole(words: str) -> int:
    """A whole number as printed, with its commas."""
    return int(words.replace(",", ""))


def kind_of(claim: str, stated: str) -> Kind:
    """What kind of figure a claim states."""
    if "%" not in stated and stated not in FRACTIONS:
        return Kind.RATIO if RATIO.search(claim) and "." in stated else Kind.COUNT
    if FALL.search(claim):
        return Kind.FALL
    return Kind.RISE if RISE.search(claim) else Kind.SHARE


def pairs_in(words: str) -> tuple[list[Pair], list[Pair]]:
    """Counts in words: those from one time to another, and those that are part of a whole."""
    own = OF_ANOTHER.sub("", words)
    changes = [*ARROW.findall(own), *FROM_TO.findall(own)]
    parts = [(whole(a), whole(b)) for a, b in PART.findall(own)]
    return (
        [Pair(whole(a), whole(b)) for a, b in changes],
        [Pair(a, b) for a, b in parts if b > 0 and a <= b],
    )


def bound_of(claim: str, number: float) -> Bound:
    """Whether a claim says a figure is over or under that."""
    for pattern, bound in ((OVER, Bound.OVER), (UNDER, Bound.UNDER), (ABOUT, Bound.ABOUT)):
        if any(float(found[1]) == number for found in pattern.findall(claim)):
            return bound
    return Bound.NONE


def figures_in(claim: str, stated: str, evidence: str, *, use: bool = True) -> tuple[Figure, ...]:
    """The figures stated, each with the counts in the evidence that give it.

    Args:
        claim: What was claimed.
        stated: The figures, as ``38%``, ``97%;92%`` or ``1269/1658``.
        evidence: Words with counts: ``169 -> 104``, ``10 of 1,156``.
        use: Whether the counts are of the thing claimed.
    """
    changes, parts = pairs_in(evidence) if use else ([], [])
    quotient = RATES.search(evidence) if use else None
    figures = []
    for words in _split(stated):
        part = PART.fullmatch(words)
        if part:
            share = Pair(whole(part[1]), whole(part[2]))
            figures.append(Figure(words, Kind.SHARE, pair=share))
            continue
        kind = Kind.MONEY if _is_money(claim, words) else kind_of(claim, words)
        figure = Figure(words, kind)
        bound = bound_of(claim, figure.value)
        if kind is Kind.RATIO and quotient and not changes:
            a, b, c, d = (float(n) for n in quotient.groups())
            figures.append(Figure(words, kind, bound, rates=(b, a, d, c)))
            continue
        source = changes if kind.is_change or kind is Kind.RATIO else parts
        takes = source if kind not in (Kind.COUNT, Kind.MONEY) else []
        figures.append(Figure(words, kind, bound, takes.pop(0) if takes else None))
    return tuple(figures)


def claim_of_words(words: str) -> Claim:
    """Read a claim on its own: what it states, and any counts it gives."""
    said = [f"{number}%" for number in PERCENT.findall(words)]
    said += [] if said else [found.lower() for found in SPOKEN.findall(words)]
    stated, printed = ";".join(said), SAID_P.search(words)
    changes, parts = pairs_in(words)
    if not stated and parts:
        stated = ";".join(f"{pair.first}/{pair.second}" for pair in parts)
    figures = figures_in(words, stated, words) if stated else ()
    found = Found.PUBLISHED if changes or parts else Found.NONE
    return Claim(
        words=words,
        figures=figures,
        found=found,
        printed_p=float(printed[1]) if printed else None,
    )


def _split(stated: str) -> list[str]:
    pieces = re.split(r"\s*;\s*|,\s+|\s+v\.?s?\.?\s+|\s+and\s+", stated.strip())
    tidy = []
    for piece in pieces:
        words = re.sub(r"\s*(fall|rise|drop|per ?cent|percent)\b", lambda m: _unit(m[1]), piece)
        words = words.strip().lstrip("-−+")
        if words.lower() in FRACTIONS:
            tidy.append(words.lower())
        elif re.search(r"\d", words):
            tidy.append(words)
    return tidy


def _unit(word: str) -> str:
    return "%" if word.lower().startswith("per") else ""


def _is_money(claim: str, words: str) -> bool:
    if "%" in words:
        return False
    tight = claim.replace(",", "").replace(" ", "")
    return any(f"{sign}{words.replace(',', '')}" in tight for sign in ("£", "GBP", "€", "$"))
