"""What those who were placed said, as the coordinator reads it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from alongside.areas.placements.models import PlacementCohort, SurveyAnswer
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.areas.placements.rules.hiding import enough
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.results import Asked, Results, Said, results_of
from alongside.areas.placements.rules.shares import Difference, share_difference
from alongside.areas.placements.rules.survey import survey
from alongside.areas.placements.rules.word_cloud import WordCount, counted_words
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """What everybody placed in a scheme said.

    Attributes:
        scheme_id: Which.
        scheme: Its name.
        learner_word: What those on placement are called.
        results: The shares.
        words: One word each, counted; none while they are few.
        words_given: How many gave one.
    """

    scheme_id: UUID
    scheme: str
    learner_word: str
    results: Results
    words: tuple[WordCount, ...]
    words_given: int


def results_page(viewer: Actor, scheme_id: UUID, *, now: datetime) -> ResultsPage:
    """Answer everybody's answers, together and by cohort, without whose they are.

    Raises:
        NotPermitted: The role does not see what was said.
        Refused: ``scheme.not_found``.
    """
    require(viewer, PERMISSIONS, "survey.see")
    scheme = scheme_for(viewer, scheme_id)
    rows = SurveyAnswer.objects.filter(cohort__scheme=scheme, survey=survey().code)
    kept = list(rows.values("cohort_id", "answers", "word").order_by("id"))
    words = [row["word"] for row in kept if row["word"]]
    return ResultsPage(
        scheme_id=scheme.id,
        scheme=scheme.name,
        learner_word=scheme.learner_word,
        results=results_of(
            survey(),
            _asked(scheme.id, (row["cohort_id"] for row in kept), now),
            [Said(str(row["cohort_id"]), row["answers"]) for row in kept],
        ),
        words=counted_words(words) if enough(len(words)) else (),
        words_given=len(words),
    )


def _asked(scheme_id: UUID, kept: Iterable[UUID], now: datetime) -> list[Asked]:
    """Answer the cohorts whose last day has come, with how many have answered."""
    answered = Counter(kept)
    over = PlacementCohort.objects.filter(scheme_id=scheme_id, last_on__lte=local_date(now))
    placed = Count("learners", filter=Q(learners__withdrawn_at=None))
    return [
        Asked(str(row.id), row.name, row.first_on, row.people, answered[row.id])
        for row in over.annotate(people=placed)
        if row.people
    ]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two cohorts side by side.

    Attributes:
        page: Everything the results page has.
        choices: Cohorts that can be chosen: key and name, in the order of their dates.
        first: Key of one; empty where none is chosen.
        second: Key of the other; likewise.
        first_name: Its name.
        second_name: Its name.
        differences: The second less the first, for each question.
    """

    page: ResultsPage
    choices: tuple[tuple[str, str], ...]
    first: str
    second: str
    first_name: str
    second_name: str
    differences: tuple[Difference, ...]


def comparison(
    viewer: Actor, scheme_id: UUID, *, first: str, second: str, now: datetime
) -> Comparison:
    """Set two cohorts side by side, and say of each question whether they can be told apart.

    Args:
        viewer: Who looks.
        scheme_id: Which scheme.
        first: Key of a cohort; empty for the last but one.
        second: Key of another; empty for the last.
        now: The instant.

    Raises:
        NotPermitted: The role does not see what was said.
        Refused: ``scheme.not_found``, ``compare.no_such_cohort`` or ``compare.same_cohort``.
    """
    page = results_page(viewer, scheme_id, now=now)
    cohorts = {one.asked.key: one for one in page.results.cohorts}
    choices = tuple((key, one.asked.name) for key, one in cohorts.items())
    if len(cohorts) < 2:
        return Comparison(page, choices, "", "", "", "", ())
    keys = list(cohorts)
    chosen = (first or keys[-2], second or keys[-1])
    if any(key not in cohorts for key in chosen):
        raise Refused(
            "compare.no_such_cohort",
            "That cohort has not finished, or is of another scheme.",
            next_step="Choose two from the lists.",
        )
    if chosen[0] == chosen[1]:
        raise Refused(
            "compare.same_cohort",
            "That is one cohort, twice.",
            next_step="Choose two different ones.",
        )
    one, other = (cohorts[key] for key in chosen)
    pairs = zip(one.shares, other.shares, strict=True)
    return Comparison(
        page, choices, *chosen, one.asked.name, other.asked.name,
        tuple(share_difference(a, b) for a, b in pairs),
    )  # fmt: skip
