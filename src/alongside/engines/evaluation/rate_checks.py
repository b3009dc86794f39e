"""What a comparison of rates assumes, each judged on the data."""

from alongside.engines.evaluation.changes import Changes
from alongside.engines.evaluation.dispersion import dispersion_check
from alongside.engines.evaluation.multiplicity import multiplicity_check
from alongside.engines.evaluation.peaks import peak_check
from alongside.engines.evaluation.ratios import FEWEST_FOR_WALD, RatioMethod
from alongside.engines.evaluation.result import Check, State


def change_checks(seen: Changes) -> tuple[Check, ...]:
    """Every check of a comparison before and after."""
    before = seen.cells.periods.index(seen.before)
    after = seen.cells.periods.index(seen.after)
    earlier = [seen.cells.rate(seen.changed.group, p).value for p in seen.cells.periods[:after]]
    chosen = before if before < after else 0
    return (
        small_counts_check(seen),
        dispersion_check(seen.spread),
        comparator_check(seen),
        *between_check(seen),
        peak_check(earlier, chosen=chosen) if earlier else peak_check([], chosen=0),
        multiplicity_check([one.ratio.p_value for one in seen.groups]),
        definition_check(seen),
    )


def small_counts_check(seen: Changes) -> Check:
    """Whether the counts are large enough for the method used."""
    used = [seen.changed, *(one for one in seen.groups if one.group in seen.comparators)]
    fewest = min(count for one in used for count in (one.before.events, one.after.events))
    main = seen.against or seen.changed.ratio
    told = f"The smallest count is {fewest}"
    if main.method is not RatioMethod.WALD:
        return Check("small_counts", State.PASSED, f"{told}; the method is exact at any size.")
    if fewest >= FEWEST_FOR_WALD:
        return Check("small_counts", State.PASSED, f"{told}, enough for the method used.")
    return Check(
        "small_counts",
        State.FAILED,
        f"{told}, too few for a Wald range: it may be called a change too often or too seldom. "
        "Ask for --method exact.",
    )


def comparator_check(seen: Changes) -> Check:
    """Whether a trend would have been seen."""
    if seen.against is None:
        return Check(
            "comparator",
            State.FAILED,
            "There is nothing to set beside it, so the change cannot be told from a trend that "
            "was under way everywhere.",
        )
    return Check(
        "comparator",
        State.CANNOT_TELL,
        "Whether the comparator would have moved with the changed group, had nothing changed, "
        "cannot be seen from two periods. A longer series before the start would show it.",
    )


def between_check(seen: Changes) -> tuple[Check, ...]:
    """Whether periods that are in the file were left out of the comparison."""
    left = len(seen.cells.periods) - 2
    if left <= 0:
        return ()
    return (
        Check(
            "all_periods_used",
            State.FAILED,
            f"Only {seen.before} and {seen.after} are compared; {left:,} other "
            f"{'period is' if left == 1 else 'periods are'} in the file. Use 'alongside evaluate "
            "its' for a series, or name each row 'before' or 'after' in a column.",
        ),
    )


def definition_check(seen: Changes) -> Check:
    """Whether all the counts are known to be of the same thing."""
    told = {seen.cells.rate(g, p).of for g in seen.cells.groups for p in seen.cells.periods}
    if all(one.unit and one.says for one in told):
        return Check("same_definition", State.PASSED, "All counts carry one definition and unit.")
    return Check(
        "same_definition",
        State.CANNOT_TELL,
        "The file does not say how each count was defined. Name the unit and the column of "
        "definitions (--unit, --definition) and unlike ones will be refused.",
    )
