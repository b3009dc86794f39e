"""Claims read from a table: with a column for each count, or with the counts in words."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from alongside.engines.evaluation.headlines.claim_text import (
    ELSEWHERE,
    OTHERWISE,
    PRINTED_P,
    UNLIKE,
    figures_in,
    pairs_in,
)
from alongside.engines.evaluation.headlines.claims import Claim, Figure, Found, Kind, Pair
from alongside.engines.evaluation.measures import at_risk_amount, whole_number
from alongside.engines.evaluation.reading import Table, as_number
from alongside.kernel.refusal import Refused

IN_WORDS: Final = ("claim", "stated_value", "raw_counts_found", "recomputation")
IN_COLUMNS: Final = ("claim", "stated")
FOUND_WORDS: Final[tuple[tuple[str, Found], ...]] = (
    ("none", Found.NONE),
    ("yes", Found.PUBLISHED),
    ("derived", Found.DERIVED),
    ("rates only", Found.RATES),
    ("ambiguous", Found.AMBIGUOUS),
    ("partial", Found.PARTIAL),
    ("conflict", Found.CONFLICT),
    ("count only", Found.COUNT_ONLY),
)
USED: Final = (Found.PUBLISHED, Found.DERIVED, Found.RATES)
YES_FOR: Final = re.compile(r"yes for\s+(\S+)")


def claims_in(table: Table) -> list[Claim]:
    """Read the claims of a table.

    Either with columns ``claim``, ``stated`` and, as far as they are known, ``kind``, ``before``,
    ``after``, ``before_at_risk``, ``after_at_risk``, ``count``, ``out_of``, ``unit``,
    ``counts``, ``other_source``, ``printed_p``, ``place``, ``attributed_to``, ``source``,
    ``claim_id`` (rows of one ``claim_id`` are figures of one claim); or with ``claim``,
    ``stated_value``, ``raw_counts_found`` and ``recomputation``, whose counts are in words.

    Raises:
        Refused: ``headline.columns``, or ``table.…`` naming file, row and column.
    """
    if all(table.has(title) for title in IN_WORDS):
        return [_from_words(_row(table, row)) for row in range(len(table))]
    if not all(table.has(title) for title in IN_COLUMNS):
        raise Refused(
            "headline.columns",
            f"{table.name}: row 1 needs the columns {' and '.join(IN_COLUMNS)}.",
            next_step="Add before and after, or count and out_of, where they are known.",
        )
    grouped: dict[str, Claim] = {}
    for row in range(len(table)):
        claim = _from_columns(table, row)
        key = claim.key or f"row {table.numbers[row]}"
        if key in grouped:
            claim = replace(grouped[key], figures=grouped[key].figures + claim.figures)
        grouped[key] = claim
    return list(grouped.values())


def found_in(words: str) -> Found:
    """What was found, from the words of a table."""
    folded = words.strip().casefold()
    return next((found for start, found in FOUND_WORDS if folded.startswith(start)), Found.NONE)


def _row(table: Table, row: int) -> dict[str, str]:
    return {title.casefold(): table.words(title)[row] for title in table.titles}


def _from_words(told: Mapping[str, str]) -> Claim:
    claim, evidence = told["claim"], told["recomputation"]
    raw, found = told["raw_counts_found"], found_in(told["raw_counts_found"])
    stated = told["stated_value"]
    if not re.search(r"\d", stated):
        return _claim(told, (), Found.NOT_SOUGHT)
    figures = figures_in(claim, stated, evidence, use=found in USED)
    figures = _only_for(figures, raw)
    unlike = UNLIKE.search(evidence)
    if unlike and len(figures) == 2:
        units = (unlike[1], unlike[2])
        figures = tuple(replace(f, unit=u.lower()) for f, u in zip(figures, units, strict=True))
    if found is Found.COUNT_ONLY and OTHERWISE.search(evidence):
        found = Found.CONFLICT
    changes = pairs_in(evidence)[0] if found in (Found.AMBIGUOUS, Found.PARTIAL) else []
    changes += [Pair(p.first, p.second) for p in _read_as_change(evidence, found)]
    elsewhere = ELSEWHERE.search(evidence)
    printed = PRINTED_P.search(evidence)
    return replace(
        _claim(told, figures, found),
        contradicting=tuple(changes),
        attributed_to=elsewhere[1] if elsewhere else "",
        printed_p=float(printed[1]) if printed else None,
    )


def _read_as_change(evidence: str, found: Found) -> list[Pair]:
    """Bars printed side by side, which may be read as before and after."""
    if found is not Found.AMBIGUOUS:
        return []
    bars = re.findall(r"\b(\d{2,})/(\d{2,})\b", evidence)
    return [Pair(int(a), int(b)) for a, b in bars]


def _claim(told: Mapping[str, str], figures: tuple[Figure, ...], found: Found) -> Claim:
    return Claim(
        key=told.get("claim_id", ""),
        words=told["claim"],
        source=told.get("source", ""),
        figures=figures,
        found=found,
        references=tuple(part for part in told.get("source_ids", "").split(";") if part),
    )


def _only_for(figures: tuple[Figure, ...], raw: str) -> tuple[Figure, ...]:
    """Keep counts only for the figure that they are said to be for."""
    named = YES_FOR.search(raw.casefold())
    if not named:
        return figures
    return tuple(f if f.stated == named[1] else replace(f, pair=None) for f in figures)


def _from_columns(table: Table, row: int) -> Claim:
    told = _row(table, row)
    pair = _pair(table, row, told)
    kind = _kind(table, row, told, pair)
    figure = Figure(told["stated"], kind, pair=pair, unit=told.get("unit", ""))
    figures = figures_in(told["claim"], told["stated"], "") if not pair else ()
    stated = figures or (figure,)
    if len(stated) == 1:
        stated = (replace(stated[0], kind=kind, unit=figure.unit),)
    found = found_in(told.get("counts", "")) if told.get("counts") else None
    printed = as_number(told.get("printed_p", ""))
    other = told.get("other_source", "")
    return Claim(
        key=told.get("claim_id", ""),
        words=told["claim"],
        source=told.get("source", ""),
        place=told.get("place", ""),
        attributed_to=told.get("attributed_to", ""),
        figures=stated,
        found=found or (Found.PUBLISHED if pair else Found.NONE),
        others=(other,) if other else (),
        printed_p=printed,
    )


def _kind(table: Table, row: int, told: Mapping[str, str], pair: Pair | None) -> Kind:
    given = told.get("kind", "").casefold()
    if given:
        if given not in list(Kind):
            why = f"{given[:20]!a} is not one of {', '.join(Kind)}"
            raise table.wrong(row, "kind", why, code="headline.kind")
        return Kind(given)
    if pair is not None and told.get("before"):
        return Kind.RISE if pair.second > pair.first else Kind.FALL
    if pair is not None:
        return Kind.SHARE
    return next((f.kind for f in figures_in(told["claim"], told["stated"], "")), Kind.SHARE)


def _pair(table: Table, row: int, told: Mapping[str, str]) -> Pair | None:
    for names in (("before", "after"), ("count", "out_of")):
        if all(told.get(name) for name in names):
            counts = [whole_number(_number(table, row, n), name=table.where(row, n)) for n in names]
            bases = [
                at_risk_amount(_number(table, row, f"{n}_at_risk"), name=table.where(row, n))
                if told.get(f"{n}_at_risk")
                else 1.0
                for n in names
            ]
            return Pair(counts[0], counts[1], bases[0], bases[1])
    return None


def _number(table: Table, row: int, title: str) -> float:
    number = as_number(table.raw(title)[row])
    if number is None:
        raise table.wrong(row, title, "is not a number", code="table.not_a_number")
    return number
