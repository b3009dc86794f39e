"""What everybody's answers come to, together and by cohort."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.areas.placements.rules.hiding import shown_apart
from alongside.areas.placements.rules.shares import NO_DATA, Share, percent, whole_share
from alongside.areas.placements.rules.survey import AGREEING, Question, Survey
from alongside.engines.evaluation.charts import Bar, Chart, bar_chart


@dataclass(frozen=True, slots=True)
class Said:
    """One filled-in survey.

    Attributes:
        cohort: Key of the cohort it is from.
        answers: What was said, by question.
    """

    cohort: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Those who could have answered.

    Attributes:
        key: Of the cohort.
        name: Of the cohort.
        first_on: When it began.
        people: How many have reached the last day of their placement.
        answered: How many of them have answered.
    """

    key: str
    name: str
    first_on: date
    people: int
    answered: int


@dataclass(frozen=True, slots=True)
class CohortShares:
    """What one cohort said, in the order of the questions; hidden where they are few."""

    asked: Asked
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What everybody's answers come to.

    Attributes:
        shares: Of everybody, in the order of the questions.
        cohorts: By cohort, in the order of their dates: no cohort is set above another.
        people: How many could have answered.
        answered: How many did.
    """

    shares: tuple[Share, ...]
    cohorts: tuple[CohortShares, ...]
    people: int
    answered: int


def results_of(asked: Survey, cohorts: Sequence[Asked], said: Sequence[Said]) -> Results:
    """Count answers, and hide what is too few."""
    by_question = {one.code: _by_cohort(one, said) for one in asked.shares}
    shown = {
        code: shown_apart({key: share.out_of for key, share in shares.items()})
        for code, shares in by_question.items()
    }
    return Results(
        shares=tuple(_together(one, by_question[one.code]) for one in asked.shares),
        cohorts=tuple(
            CohortShares(
                cohort,
                tuple(
                    _apart(one, by_question[one.code].get(cohort.key), shown[one.code], cohort.key)
                    for one in asked.shares
                ),
            )
            for cohort in sorted(cohorts, key=lambda one: (one.first_on, one.name))
        ),
        people=sum(one.people for one in cohorts),
        answered=sum(one.answered for one in cohorts),
    )


def _by_cohort(question: Question, said: Sequence[Said]) -> dict[str, Share]:
    counted: dict[str, tuple[int, int]] = {}
    for one in said:
        answer = one.answers.get(question.code)
        if answer:
            count, out_of = counted.get(one.cohort, (0, 0))
            counted[one.cohort] = (count + (answer in AGREEING), out_of + 1)
    return {key: Share(question, *numbers) for key, numbers in counted.items()}


def _together(question: Question, shares: Mapping[str, Share]) -> Share:
    count, out_of = (sum(getattr(one, name) for one in shares.values()) for name in NUMBERS)
    return whole_share(question, count, out_of)


NUMBERS = ("count", "out_of")


def _apart(question: Question, share: Share | None, shown: frozenset[str], key: str) -> Share:
    if share is None:
        return Share(question, 0, 0)
    return Share(question, share.count, share.out_of, hidden=key not in shown)


def results_chart(results: Results) -> Chart | None:
    """Draw everybody's shares with their ranges; ``None`` where there is none to draw."""
    known = [share for share in results.shares if share.known]
    if not known:
        return None
    bars = [
        Bar(one.question.short, 100 * one.value, 100 * one.interval.low, 100 * one.interval.high)
        for one in known
    ]
    says = "; ".join(f"{one.question.short.lower()}: {one.words} ({one.between})" for one in known)
    return bar_chart(
        "Shares of those who answered, with their ranges",
        f"{says[0].upper()}{says[1:]}.",
        bars=bars,
        y_title="per cent of those who answered",
    )


def how_sure(results: Results) -> tuple[str, ...]:
    """Say how sure the shares are, and what would change our mind."""
    told = [_silence(results)] if results.answered < results.people else []
    return (
        *told,
        "Nobody was asked before, and nobody who was not placed was asked: the answers do not say "
        "what a placement changed, nor what anybody does differently afterwards.",
        "The coordinator who places people also asks them. Some may be kinder for it, though the "
        "answers do not say whose they are.",
    )


def _silence(results: Results) -> str:
    silent = results.people - results.answered
    first = results.shares[0]
    who = "one who has" if silent == 1 else f"{silent} who have"
    if not first.known:
        return f"The {who} not answered may think otherwise."
    least = percent(first.count / (first.out_of + silent))
    return (
        f"The {who} not answered may think otherwise: if none of them {first.question.says}, "
        f"the share falls from {first.words} to {least}."
    )


def answered_words(asked: Asked) -> str:
    """Say how many of a cohort have answered."""
    return f"{asked.answered} of {asked.people}" if asked.people else NO_DATA
