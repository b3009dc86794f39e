"""What every method answers: a number that cannot be quoted without what it stands on."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, Self

from alongside.engines.evaluation.charts import Chart
from alongside.kernel.refusal import Refused

Cell = str | int | float | bool | None
Row = Mapping[str, Cell]
NO_COMPARATOR: Final = "none: cannot separate from trend"
LEVEL: Final = 0.95


class State(StrEnum):
    """Whether an assumption held."""

    PASSED = "passed"
    FAILED = "failed"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Check:
    """One assumption, and whether it held.

    Attributes:
        name: A short stable word, such as ``overdispersion``.
        state: Whether it held.
        words: One sentence with the number it was judged by.
    """

    name: str
    state: State
    words: str


@dataclass(frozen=True, slots=True)
class Interval:
    """The range the data are compatible with.

    Attributes:
        low: Its lower end.
        high: Its upper end; infinite when the data set no limit.
        level: How often such ranges hold the truth, 0.95 for most.
    """

    low: float
    high: float
    level: float = LEVEL

    def holds(self, value: float) -> bool:
        """Say whether a value lies in it, ends included."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Sentences:
    """The answer in words, twice.

    Attributes:
        plain: For anybody, at a reading age of about 11.
        technical: For somebody who will repeat it.
    """

    plain: str
    technical: str


@dataclass(frozen=True, slots=True)
class Denominator:
    """What a number is out of.

    Attributes:
        name: Which side it belongs to, such as ``Ipswich, before``.
        value: How many.
        unit: Of what: ``people``, ``person-years``, ``months``.
    """

    name: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer of a method. Nothing here may be quoted alone.

    Attributes:
        question: What was asked, in words.
        method: What was done, in words.
        estimate: The one number; ``None`` when refused or when there is none.
        unit: What the number is: ``ratio``, ``per 100,000 people``, ``pounds``.
        interval: Its range.
        p_value: Chance of a difference this large if there were none; ``None`` when not tested.
        n: How many were counted in all.
        denominators: What they are out of.
        comparator: What it was set beside, or ``NO_COMPARATOR``.
        checks: Each assumption.
        sentences: The answer in words, at two reading levels.
        table: Rows, each with the same keys.
        chart: The picture, with its own table; ``None`` when refused.
        call: The exact command, or Python call, that repeats it.
        refusals: What was declined, in words; empty when answered.
        would_change: What new fact would change the answer.
        sources: Where the counts are from.
        more: Keys of this method only, such as ``dispersion`` or ``weights``.
    """

    question: str
    method: str
    sentences: Sentences
    estimate: float | None = None
    unit: str = ""
    interval: Interval | None = None
    p_value: float | None = None
    n: int | None = None
    denominators: tuple[Denominator, ...] = ()
    comparator: str = NO_COMPARATOR
    checks: tuple[Check, ...] = ()
    table: tuple[Row, ...] = ()
    chart: Chart | None = None
    call: str = ""
    refusals: tuple[str, ...] = ()
    would_change: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    more: Mapping[str, object] = field(default_factory=dict)

    @property
    def answered(self) -> bool:
        """Say whether the question was answered rather than refused."""
        return not self.refusals

    def with_call(self, call: str) -> Self:
        """Answer the same finding, repeated by another call."""
        return replace(self, call=call)

    def as_json(self) -> dict[str, object]:
        """Answer it with the keys of the command's contract; infinities become ``None``."""
        between = self.interval
        answer: dict[str, object] = {
            "question": self.question,
            "method": self.method,
            "estimate": self.estimate,
            "unit": self.unit,
            "interval": [between.low, between.high] if between else None,
            "level": between.level if between else None,
            "p_value": self.p_value,
            "n": self.n,
            "denominators": [
                {"name": one.name, "value": one.value, "unit": one.unit}
                for one in self.denominators
            ],
            "comparator": self.comparator,
            "table": [dict(row) for row in self.table],
            "checks": [
                {"name": check.name, "state": check.state.value, "words": check.words}
                for check in self.checks
            ],
            "sentences": {"plain": self.sentences.plain, "technical": self.sentences.technical},
            "refusals": list(self.refusals),
            "would_change": list(self.would_change),
            "sources": list(self.sources),
            "call": self.call,
            **self.more,
        }
        return {key: _plain(value) for key, value in answer.items()}


def refused(refusal: Refused, *, question: str, method: str = "", call: str = "") -> Finding:
    """Answer a finding that holds only why the question was declined."""
    return Finding(
        question=question,
        method=method,
        sentences=Sentences(
            plain=f"We cannot give a fair answer. {refusal}", technical=f"Refused: {refusal}"
        ),
        refusals=(str(refusal),),
        call=call,
        more={"refusal_code": refusal.code},
    )


def worst(checks: Iterable[Check]) -> State:
    """Answer the state that should be told first: failed, then cannot tell, then passed."""
    states = {check.state for check in checks}
    for state in (State.FAILED, State.CANNOT_TELL):
        if state in states:
            return state
    return State.PASSED


def _plain(value: object) -> object:
    """The same in what JSON can say."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if hasattr(value, "item"):  # a NumPy scalar
        return _plain(value.item())
    return value
