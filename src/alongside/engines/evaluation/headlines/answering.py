"""Headlines judged: the finding, for one claim or a table of them."""

from collections.abc import Sequence

from alongside.engines.evaluation.charts import Chart, ForestRow, forest_chart
from alongside.engines.evaluation.headlines.claim_text import claim_of_words
from alongside.engines.evaluation.headlines.claims import Claim, Kind
from alongside.engines.evaluation.headlines.headline_checks import headline_checks
from alongside.engines.evaluation.headlines.headline_words import (
    headline_sentences,
    why,
    would_change,
)
from alongside.engines.evaluation.headlines.recomputing import Recomputed
from alongside.engines.evaluation.headlines.register import about, register
from alongside.engines.evaluation.headlines.verdicts import Judgement, judge
from alongside.engines.evaluation.result import (
    LEVEL,
    NO_COMPARATOR,
    Cell,
    Check,
    Denominator,
    Finding,
    Row,
    Sentences,
    State,
)


def headline(words: str, *, claims: Sequence[Claim] | None = None, level: float = LEVEL) -> Finding:
    """Judge a claim made in words.

    Words that give their own counts (``169 -> 104``, ``10 of 1,156``) are judged by them. Others
    are looked for in the register. What is in neither has no counts, and is told so.

    Args:
        words: The claim, such as ``−33% s136, Leicestershire, 3 months``.
        claims: The register to look in; the one that comes with the package when left out.
        level: How often intervals should hold the truth.
    """
    own = claim_of_words(words)
    known = None
    if all(figure.pair is None for figure in own.figures):
        known = about(words, register() if claims is None else claims)
    return _one(judge(known or own, level=level), asked=words, in_register=known is not None)


def headlines(
    claims: Sequence[Claim], *, given: Sequence[str] = (), source: str = "", level: float = LEVEL
) -> Finding:
    """Judge each of several claims.

    Args:
        claims: The claims.
        given: A verdict somebody else gave each, to set beside ours; empty when there is none.
        source: Where they were read from.
        level: How often intervals should hold the truth.
    """
    judged = [judge(claim, level=level) for claim in claims]
    if len(judged) == 1 and not given:
        return _one(judged[0], asked=claims[0].words, in_register=False)
    rows = []
    for at, one in enumerate(judged):
        row = dict(_row(one))
        if given:
            row |= {"verdict_given": given[at], "agrees": given[at] == one.words}
        rows.append(row)
    stands = sum(one.words.startswith("RECOMPUTED") for one in judged)
    counted = f"{stands} of {len(judged)} claims come out as stated from the counts behind them"
    return Finding(
        question=f"Which of {len(judged)} headlines can be stood behind?",
        method="Each figure worked out again from the counts found, to its last printed place",
        n=len(judged),
        sentences=Sentences(f"{counted}. The table says why for each.", f"{counted}."),
        table=tuple(rows),
        checks=(_counts_check(judged),),
        chart=_chart(judged),
        call=f"headlines(claims_in({source!r}))",
        would_change=("Counts, where there are none: how many before and after, and out of whom.",),
        sources=(source,) if source else (),
        more={"verdicts": {one.claim.key or one.claim.words: one.words for one in judged}},
    )


def _counts_check(judged: Sequence[Judgement]) -> Check:
    bare = sum(not one.recomputed for one in judged)
    words = f"{bare} of {len(judged)} claims have no counts behind them that give their figure."
    return Check("counts", State.FAILED if bare else State.PASSED, words)


def _one(judged: Judgement, *, asked: str, in_register: bool) -> Finding:
    claim = judged.claim
    first = judged.recomputed[0] if judged.recomputed else None
    pairs = [one.figure.pair for one in judged.recomputed if one.figure.pair]
    return Finding(
        question=f"Can this be stood behind: “{asked}”?",
        method="Each figure worked out again from the counts found, to its last printed place",
        estimate=first.value if first else None,
        unit=_unit(first) if first else "",
        interval=first.interval if first else None,
        p_value=first.p_value if first else None,
        n=_counted(judged),
        denominators=tuple(
            Denominator(f"{p.first:,} and {p.second:,}", p.first_at_risk, "people")
            for p in pairs
            if p.first_at_risk != 1
        ),
        comparator=NO_COMPARATOR,
        checks=headline_checks(judged),
        sentences=headline_sentences(judged),
        table=(_row(judged), *(_figure_row(judged, one) for one in judged.recomputed[1:])),
        chart=_chart([judged]),
        call=f"headline({asked!r})",
        would_change=would_change(judged),
        sources=tuple(part for part in (claim.source, claim.dated, *claim.references) if part),
        more={
            "verdict": judged.words,
            "claim": claim.words,
            "claim_id": claim.key if in_register else None,
            "note": claim.note or None,
        },
    )


def _unit(one: Recomputed) -> str:
    if one.figure.kind.is_change:
        return "per cent change"
    return "ratio" if one.figure.kind is Kind.RATIO else "per cent"


def _counted(judged: Judgement) -> int | None:
    pair = next((one.figure.pair for one in judged.recomputed if one.figure.pair), None)
    if pair is None:
        return None
    is_share = judged.recomputed[0].figure.kind is Kind.SHARE
    return pair.second if is_share else pair.first + pair.second


def _row(judged: Judgement) -> Row:
    first = judged.recomputed[0] if judged.recomputed else None
    return _figure_row(judged, first) | {"verdict": judged.words, "why": why(judged)}


def _figure_row(judged: Judgement, one: Recomputed | None) -> dict[str, Cell]:
    claim = judged.claim
    between = one.interval if one else None
    pair = one.figure.pair if one else None
    stated = one.figure.stated if one else "; ".join(f.stated for f in claim.figures)
    return {
        "claim_id": claim.key,
        "claim": claim.words,
        "stated": stated,
        "verdict": "as stated" if one and one.agrees else "differs",
        "why": "",
        "first": pair.first if pair else None,
        "second": pair.second if pair else None,
        "estimate": one.value if one else None,
        "ci_low": between.low if between else None,
        "ci_high": between.high if between else None,
        "ratio": one.ratio if one else None,
        "p_value": one.p_value if one else None,
    }


def _chart(judged: Sequence[Judgement]) -> Chart | None:
    rows = []
    for one in judged:
        for figure in one.recomputed:
            if figure.interval is not None and figure.figure.kind.is_change:
                low, high = figure.interval.low, figure.interval.high
                label = f"{one.claim.key or 'claim'}: said {figure.figure.stated}"
                rows.append(ForestRow(label, figure.value, low, high))
    if not rows:
        return None
    return forest_chart(
        "Changes as the counts give them",
        f"{len(rows)} changes worked out from counts; a line that crosses 0 includes no change.",
        rows=rows,
        x_title="per cent change (0 is no change)",
        log=False,
    )
