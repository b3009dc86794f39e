"""Did the rate change, and did it change more than elsewhere?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from alongside.engines.evaluation.cells import Cells
from alongside.engines.evaluation.comparisons import ratio_of_ratios
from alongside.engines.evaluation.dispersion import Dispersion, dispersion
from alongside.engines.evaluation.measures import Rate
from alongside.engines.evaluation.multiplicity import holm
from alongside.engines.evaluation.ratios import (
    Comparison,
    RatioMethod,
    rate_difference,
    rate_ratio,
)
from alongside.engines.evaluation.result import LEVEL
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class RateOptions:
    """What to set beside what.

    Attributes:
        before: The period to measure change from; the first when empty.
        after: The period to measure it to; the last when empty.
        changed: The group where something changed; the first to appear when empty.
        comparators: Groups where it did not; all the others when empty.
        method: How intervals are worked out.
        level: How often they should hold the truth.
        printed_p: A P value somebody printed for the change in the changed group, if any.
    """

    before: str = ""
    after: str = ""
    changed: str = ""
    comparators: tuple[str, ...] = ()
    method: RatioMethod = RatioMethod.AUTO
    level: float = LEVEL
    printed_p: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange:
    """One group's change.

    Attributes:
        group: Its name.
        before: Its rate before.
        after: Its rate after.
        ratio: After over before.
        difference: After less before.
        p_holm: P of the ratio, allowing for every group looked at.
    """

    group: str
    before: Rate
    after: Rate
    ratio: Comparison
    difference: Comparison
    p_holm: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything ``rates`` works out, before it is put in words.

    Attributes:
        cells: The rates.
        before: Name of the period before.
        after: Name of the period after.
        groups: Each group's change; the changed one first.
        comparators: Names of those set beside it.
        against: The changed group's change over that of all comparators together.
        against_each: The same, over each comparator alone.
        spread: How counts vary.
        level: Level of the intervals.
    """

    cells: Cells
    before: str
    after: str
    groups: tuple[GroupChange, ...]
    comparators: tuple[str, ...]
    against: Comparison | None
    against_each: tuple[tuple[str, Comparison], ...]
    spread: Dispersion
    level: float

    @property
    def changed(self) -> GroupChange:
        """The group where something changed."""
        return self.groups[0]


@dataclass(frozen=True, slots=True)
class _Work:
    """What every comparison of one question shares."""

    cells: Cells
    before: str
    after: str
    method: RatioMethod
    level: float
    scale: float


def changes(cells: Cells, options: RateOptions) -> Changes:
    """Work out every group's change, and the changed group's against the others.

    Raises:
        Unlike: They are not counts of the same thing.
        Refused: ``rates.…``: a group or period that is not there.
    """
    before = chosen(options.before, cells.periods, "--before") or cells.periods[0]
    after = chosen(options.after, cells.periods, "--after") or cells.periods[-1]
    if before == after:
        raise Refused(
            "rates.one_period",
            f"Before and after are the same period, {before!a}: there is no change to measure.",
            next_step="Give rows of a period before and a period after.",
        )
    changed = chosen(options.changed, cells.groups, "--changed") or cells.groups[0]
    others = tuple(group for group in cells.groups if group != changed)
    named = tuple(chosen(one, others, "--comparator") for one in options.comparators)
    spread = dispersion([cells.parts[g, p] for g in cells.groups for p in (before, after)])
    work = _Work(cells, before, after, options.method, options.level, spread.scale)
    each = _with_holm([_change(work, group) for group in (changed, *others)])
    against_each = tuple((one, _against(work, changed, (one,))) for one in named or others)
    return Changes(
        cells=cells,
        before=before,
        after=after,
        groups=each,
        comparators=named or others,
        against=_against(work, changed, named or others) if others else None,
        against_each=against_each,
        spread=spread,
        level=options.level,
    )


def chosen(given: str, known: Sequence[str], option: str) -> str:
    """The one of those known that was asked for, whatever its capitals; empty when none was.

    Raises:
        Refused: ``rates.no_such``, naming those there are.
    """
    if not given:
        return ""
    found = next((one for one in known if one.casefold() == given.strip().casefold()), None)
    if found is None:
        raise Refused(
            "rates.no_such", f"{option} {given!a}: it is not one of {', '.join(known) or 'any'}."
        )
    return found


def _change(work: _Work, group: str) -> GroupChange:
    before, after = _pair(work, (group,))
    method, level, scale = work.method, work.level, work.scale
    return GroupChange(
        group=group,
        before=before,
        after=after,
        ratio=rate_ratio(before, after, method=method, level=level, dispersion=scale),
        difference=rate_difference(before, after, method=method, level=level, dispersion=scale),
    )


def _pair(work: _Work, groups: Sequence[str]) -> tuple[Rate, Rate]:
    return work.cells.together(groups, work.before), work.cells.together(groups, work.after)


def _against(work: _Work, changed: str, comparators: Sequence[str]) -> Comparison:
    return ratio_of_ratios(
        _pair(work, (changed,)),
        _pair(work, comparators),
        method=work.method,
        level=work.level,
        dispersion=work.scale,
    )


def _with_holm(each: Sequence[GroupChange]) -> tuple[GroupChange, ...]:
    adjusted = holm([one.ratio.p_value for one in each])
    return tuple(replace(one, p_holm=p) for one, p in zip(each, adjusted, strict=True))
