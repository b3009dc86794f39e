"""What was said in sentences, and the themes a coordinator hears in it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.placements.models import SurveyAnswer, SurveyTheme, ThemeMark
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.areas.placements.rules.hiding import enough
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.survey import Question, survey
from alongside.kernel.actor import Actor, require


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme, and how often it is heard.

    Attributes:
        id: The theme.
        version: Of it, as it was read.
        words: The coordinator's.
        heard: In how many people's sentences.
        made_by: Who made it.
        made_at: When.
    """

    id: UUID
    version: int
    words: str
    heard: int
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class SaidText:
    """What one person said to one question; nothing says who.

    Attributes:
        answer_id: The filled-in survey.
        words: As they were sent.
        themes: Identifiers of themes heard in it.
    """

    answer_id: UUID
    words: str
    themes: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class TextsOf:
    """Everything said to one question, in an order that tells nothing."""

    question: Question
    texts: tuple[SaidText, ...]


@dataclass(frozen=True, slots=True)
class ThemesPage:
    """Sentences and themes of a scheme.

    Attributes:
        scheme_id: Which.
        scheme: Its name.
        themes: Those that stand, by their words.
        questions: What was said to each question; none while few have answered.
        people: How many wrote anything in sentences.
        answered: How many answered at all.
    """

    scheme_id: UUID
    scheme: str
    themes: tuple[ThemeLine, ...]
    questions: tuple[TextsOf, ...]
    people: int
    answered: int


def themes_page(viewer: Actor, scheme_id: UUID) -> ThemesPage:
    """Answer what was said in sentences and the themes heard in it.

    Raises:
        NotPermitted: The role does not see what was said.
        Refused: ``scheme.not_found``.
    """
    require(viewer, PERMISSIONS, "survey.see")
    scheme = scheme_for(viewer, scheme_id)
    rows = SurveyAnswer.objects.filter(cohort__scheme=scheme, survey=survey().code)
    # Identifiers are drawn by lot, so their order says nothing of who answered when.
    said = list(rows.order_by("id").values_list("id", "answers"))
    marks = ThemeMark.objects.filter(theme__scheme=scheme, theme__taken_away_at=None)
    heard: dict[tuple[UUID, str], set[UUID]] = {}
    for answer_id, question, theme_id in marks.values_list("answer_id", "question", "theme_id"):
        heard.setdefault((answer_id, question), set()).add(theme_id)
    codes = [one.code for one in survey().texts]
    return ThemesPage(
        scheme_id=scheme.id,
        scheme=scheme.name,
        themes=_themes(scheme.id, heard),
        questions=tuple(_texts(one, said, heard) for one in survey().texts)
        if enough(len(said))
        else (),
        people=sum(any(answers.get(code) for code in codes) for _, answers in said),
        answered=len(said),
    )


def _themes(scheme_id: UUID, heard: dict[tuple[UUID, str], set[UUID]]) -> tuple[ThemeLine, ...]:
    people: dict[UUID, set[UUID]] = {}
    for (answer_id, _), themes in heard.items():
        for theme_id in themes:
            people.setdefault(theme_id, set()).add(answer_id)
    rows = SurveyTheme.objects.filter(scheme_id=scheme_id, taken_away_at=None)
    return tuple(
        ThemeLine(
            row.id, row.version, row.words, len(people.get(row.id, ())),
            row.made_by.display_name, row.made_at,
        )
        for row in rows.select_related("made_by").order_by("words")
    )  # fmt: skip


def _texts(
    question: Question,
    said: list[tuple[UUID, dict[str, str]]],
    heard: dict[tuple[UUID, str], set[UUID]],
) -> TextsOf:
    return TextsOf(
        question,
        tuple(
            SaidText(
                answer_id,
                answers[question.code],
                frozenset(heard.get((answer_id, question.code), ())),
            )
            for answer_id, answers in said
            if answers.get(question.code)
        ),
    )
