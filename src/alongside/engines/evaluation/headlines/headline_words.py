"""A verdict in words, at two reading levels."""

from typing import Final

from alongside.engines.evaluation.headlines.claims import Claim, Found, Kind
from alongside.engines.evaluation.headlines.recomputing import Recomputed, rounding_range
from alongside.engines.evaluation.headlines.verdicts import Judgement, Verdict
from alongside.engines.evaluation.least_n import fitting_words, least_n
from alongside.engines.evaluation.result import Sentences
from alongside.engines.evaluation.wording import number_words

PLAIN: Final = {
    Verdict.RECOMPUTED: "We did the sum again from the numbers behind it, and it is right.",
    Verdict.DIFFERS: "We did the sum again from the numbers behind it, and got another answer.",
    Verdict.CANNOT: "Nobody has shown the numbers behind this, so it cannot be checked.",
    Verdict.CONFLICTING: "Different sources give different numbers for this.",
    Verdict.IN_PART: "Only part of this has numbers behind it.",
    Verdict.NOT_FROM_RATES: "The rounded rates that were printed do not give this number.",
    Verdict.NOT_SOUGHT: "This has no one number in it to check.",
}


def headline_sentences(judged: Judgement) -> Sentences:
    """The verdict, plain and technical."""
    words = [PLAIN[judged.verdict]]
    for one in judged.recomputed:
        if one.figure.kind.is_change and one.interval is not None:
            words.append(_plain_change(one))
    if any(figure.kind.is_change for figure in judged.claim.figures) and judged.recomputed:
        words.append("It was not set beside another place, so we cannot say what caused it.")
    return Sentences(" ".join(words), f"{judged.words}. {why(judged)}".strip())


def why(judged: Judgement) -> str:
    """What the verdict stands on, in one line."""
    told = [f"{one.figure.stated}: {_counts(one)} gives {one.words}." for one in judged.recomputed]
    claim = judged.claim
    if judged.recomputed and all(one.figure.rates for one in judged.recomputed):
        low, high = rounding_range(judged.recomputed[0].figure.rates)
        told.append(
            f"Before rounding the rates can have given {low:.2f} to {high:.2f}, so they neither "
            "show the stated figure nor rule it out."
        )
    told += [f"Another source: {other}." for other in claim.others]
    if claim.contradicting:
        pairs = ", ".join(f"{p.first:,} to {p.second:,}" for p in claim.contradicting)
        told.append(f"Counts that may be of the same thing: {pairs}.")
    told += [words for words in (_bound(claim), claim.note) if words]
    return " ".join(told) or "No counts were found."


def would_change(judged: Judgement) -> tuple[str, ...]:
    """What new fact would change the verdict."""
    told = []
    if len(judged.recomputed) < len(judged.claim.figures) or judged.claim.found is Found.RATES:
        told.append("The counts: how many before and after, or how many out of how many.")
    if any(figure.kind.is_change for figure in judged.claim.figures):
        told.append("The same counts, over the same time, for a place where nothing changed.")
        told.append("Earlier years: a start chosen on a peak falls by itself.")
    if judged.claim.others:
        told.append("Which source counted what: one definition, one place, one stretch of time.")
    return tuple(told)


def _plain_change(one: Recomputed) -> str:
    between = one.interval
    if between is None or one.no_change_inside:
        return "It could be chance: the numbers fit with no change at all."
    low, high = sorted((abs(between.low), abs(between.high)))
    kind = "fall" if one.value < 0 else "rise"
    return (
        f"The numbers show a {kind} of {abs(one.value):.0f}%, or taking luck into account, "
        f"anything from {low:.0f}% to {high:.0f}%."
    )


def _counts(one: Recomputed) -> str:
    pair = one.figure.pair
    if pair is None:
        return " and ".join(number_words(rate) for rate in one.figure.rates)
    joined = " of " if one.figure.kind is Kind.SHARE else " to "
    return f"{pair.first:,}{joined}{pair.second:,}"


def _bound(claim: Claim) -> str:
    """What printed percentages say of how many there were."""
    bare = [
        figure.stated
        for figure in claim.figures
        if figure.kind is Kind.SHARE and figure.is_percentage and figure.pair is None
    ]
    if not bare:
        return ""
    together = f"{', '.join(bare)} need" + ("s" if len(bare) == 1 else "")
    return f"{together} at least {least_n(bare)} people (it fits {fitting_words(bare)})."
