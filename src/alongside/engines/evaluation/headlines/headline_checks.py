"""What a headline takes for granted, each judged."""

from alongside.engines.evaluation.headlines.claims import Found
from alongside.engines.evaluation.headlines.verdicts import Judgement, unlike_units
from alongside.engines.evaluation.measures import Rate
from alongside.engines.evaluation.printed_p import printed_p_check
from alongside.engines.evaluation.result import Check, State


def headline_checks(judged: Judgement) -> tuple[Check, ...]:
    """Every check of one headline."""
    claim = judged.claim
    checks = [_counts(judged), _arithmetic(judged), _comparator(judged), _chance(judged)]
    if unlike_units(claim):
        words = "It sets figures of unlike things side by side: people are not incidents."
        checks.append(Check("same_unit", State.FAILED, words))
    if claim.attributed_to:
        told = f"Its source says {claim.attributed_to}"
        alike = claim.attributed_to.casefold() == claim.place.casefold()
        words = f"{told}, as it does." if alike else f"{told}, not {claim.place or 'what it says'}."
        checks.append(Check("place", State.PASSED if alike else State.FAILED, words))
    if claim.others:
        words = f"Another source gives: {'; '.join(claim.others)}."
        checks.append(Check("one_figure", State.FAILED, words))
    change = next((one for one in judged.recomputed if one.ratio and one.figure.pair), None)
    if claim.printed_p is not None and change is not None and change.figure.pair is not None:
        pair = change.figure.pair
        before, after = Rate(pair.first, pair.first_at_risk), Rate(pair.second, pair.second_at_risk)
        checks.append(printed_p_check(before, after, claim.printed_p))
    return tuple(checks)


def _counts(judged: Judgement) -> Check:
    wanted, seen = len(judged.claim.figures), len(judged.recomputed)
    if not seen:
        return Check("counts", State.FAILED, "No counts that give it were found.")
    if seen < wanted:
        return Check("counts", State.FAILED, f"{seen} of its {wanted} figures have counts.")
    if judged.claim.found is Found.DERIVED:
        words = "Its counts were worked back from printed rates, so they can be one or two out."
        return Check("counts", State.CANNOT_TELL, words)
    if judged.claim.found is Found.RATES:
        words = "There are rates only, and they are rounded."
        return Check("counts", State.FAILED, words)
    return Check("counts", State.PASSED, "Each figure has counts behind it.")


def _arithmetic(judged: Judgement) -> Check:
    if not judged.recomputed:
        return Check("arithmetic", State.CANNOT_TELL, "There is nothing to work it out from.")
    told = "; ".join(f"{one.figure.stated}: {one.words}" for one in judged.recomputed)
    right = all(one.agrees for one in judged.recomputed)
    state = State.PASSED if right else State.FAILED
    return Check("arithmetic", state, f"Stated, and worked out from the counts: {told}.")


def _comparator(judged: Judgement) -> Check:
    if all(len(one.figure.rates) == 4 for one in judged.recomputed) and judged.recomputed:
        return Check("comparator", State.PASSED, "It is set beside places that did not change.")
    if not any(figure.kind.is_change for figure in judged.claim.figures):
        words = "It is not a change, so it is set beside nothing."
        return Check("comparator", State.CANNOT_TELL, words)
    return Check(
        "comparator",
        State.FAILED,
        "It is set beside no other place, so it cannot be told from a trend.",
    )


def _chance(judged: Judgement) -> Check:
    changes = [one for one in judged.recomputed if one.ratio and one.interval]
    if not changes:
        return Check("chance", State.CANNOT_TELL, "Without counts, chance cannot be judged.")
    if any(one.no_change_inside for one in changes):
        words = "The range of what the counts can mean includes no change at all."
        return Check("chance", State.FAILED, words)
    words = "The counts are too far apart for chance alone, if they vary no more than chance."
    return Check("chance", State.PASSED, words)
