"""Puts a finding in words ready to place."""

import math
from dataclasses import dataclass
from typing import Final

from alongside.areas.insight.queries.questions import Answered
from alongside.engines.evaluation.result import Finding, State
from alongside.engines.evaluation.wording import number_words, p_words, range_words

STATES: Final = {
    State.PASSED: "Held",
    State.FAILED: "Did not hold",
    State.CANNOT_TELL: "Cannot tell",
}
TONES: Final = {State.PASSED: "green", State.FAILED: "orange", State.CANNOT_TELL: "grey"}


@dataclass(frozen=True, slots=True)
class AnswerLines:
    """An answer, ready to place.

    Attributes:
        title: Whose method.
        finding: As it was worked out.
        facts: Method, estimate, range and so on, as pairs.
        checks: Name, state, tone, words.
        columns: Titles of the table.
        rows: The table.
    """

    title: str
    finding: Finding
    facts: tuple[tuple[str, str], ...]
    checks: tuple[tuple[str, str, str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def answer_lines(answered: Answered) -> AnswerLines:
    """Put an answer in words."""
    finding = answered.finding
    titles = {"term": "What", "ci_low": "Low end", "ci_high": "High end", "p_value": "P"}
    keys = [key for key in (finding.table[0] if finding.table else {}) if key != "se"]
    return AnswerLines(
        title=answered.title,
        finding=finding,
        facts=tuple(_facts(finding)),
        checks=tuple(
            (
                one.name.replace("_", " ").capitalize(),
                STATES[one.state],
                TONES[one.state],
                one.words,
            )
            for one in finding.checks
        ),
        columns=tuple(titles.get(key, key.replace("_", " ").capitalize()) for key in keys),
        rows=tuple(tuple(_cell(row[key]) for key in keys) for row in finding.table),
    )


def _facts(finding: Finding) -> list[tuple[str, str]]:
    facts = [("Method", finding.method)] if finding.method else []
    if finding.estimate is not None:
        facts.append(("Estimate, as a ratio to its own path", number_words(finding.estimate)))
    if finding.interval is not None:
        words = range_words(finding.interval.low, finding.interval.high)
        facts.append((f"Range ({100 * finding.interval.level:g} %)", words))
    if finding.p_value is not None:
        facts.append(("P value", p_words(finding.p_value)))
    if finding.n is not None:
        facts.append(("Months", f"{finding.n:,}"))
    for one in finding.denominators:
        value = "*" if math.isnan(one.value) else number_words(one.value)
        facts.append((f"Out of, {one.name}", f"{value} {one.unit}"))
    facts.append(("Set beside", finding.comparator))
    return facts


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return number_words(float(value))
    return str(value).replace("_", " ")
