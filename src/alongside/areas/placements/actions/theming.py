"""Themes a coordinator hears in what was said: make one, mark it, take it away."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.placements.models import SurveyAnswer, SurveyTheme, ThemeMark
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.survey import survey
from alongside.foundation.audit.record import Entry, Op, Ref, done_before, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

LONGEST = 120


def make_theme(
    actor: Actor, scheme_id: UUID, words: str, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Make a theme, in the coordinator's own words.

    Raises:
        NotPermitted: The role keeps no themes.
        Refused: ``scheme.not_found``, ``theme.no_words``, ``theme.too_long`` or ``theme.there``.
    """
    require(actor, PERMISSIONS, "survey.theme")
    said = " ".join(words.split())
    with transaction.atomic():
        if request_key and (before := done_before(actor, request_key)):
            return before
        scheme = scheme_for(actor, scheme_id, lock=True)
        _check_words(said)
        if scheme.themes.filter(words__iexact=said, taken_away_at=None).exists():
            raise Refused("theme.there", "There is a theme of those words.", field="words")
        theme = SurveyTheme.objects.create(
            scheme=scheme, words=said, made_by_id=actor.user_id, made_at=now
        )
        entry = Entry(Op.COLLECTION, "placements.make_theme", Ref("survey_theme", theme.id))
        record(actor, entry, now=now, request_key=request_key)
    return theme.id


def _check_words(said: str) -> None:
    if not said:
        raise Refused("theme.no_words", "Say in a few words what you hear.", field="words")
    if len(said) > LONGEST:
        raise Refused("theme.too_long", f"Use {LONGEST} letters at most.", field="words")


def mark_theme(
    actor: Actor, theme_id: UUID, answer_id: UUID, *, question: str, heard: bool, now: datetime
) -> UUID:
    """Say that a theme is heard in what somebody wrote, or that it is not after all.

    Saying the same twice changes nothing.

    Returns:
        The scheme.

    Raises:
        NotPermitted: The role keeps no themes.
        Refused: ``theme.not_found``, or ``theme.nothing_said`` where nobody wrote that.
    """
    require(actor, PERMISSIONS, "survey.theme")
    with transaction.atomic():
        theme = _locked(actor, theme_id)
        answer = SurveyAnswer.objects.filter(pk=answer_id, cohort__scheme=theme.scheme_id).first()
        codes = {one.code for one in survey().texts}
        if answer is None or question not in codes or not answer.answers.get(question):
            raise Refused(
                "theme.nothing_said",
                "Nobody wrote that here.",
                next_step="Open the page of themes again.",
            )
        mark = ThemeMark.objects.filter(theme=theme, answer=answer, question=question)
        if heard == mark.exists():
            return theme.scheme_id
        if heard:
            ThemeMark.objects.create(
                theme=theme, answer=answer, question=question,
                marked_by_id=actor.user_id, marked_at=now,
            )  # fmt: skip
        else:
            mark.delete()
        action = "placements.mark_theme" if heard else "placements.unmark_theme"
        record(actor, Entry(Op.ALTERATION, action, Ref("survey_theme", theme.id)), now=now)
    return theme.scheme_id


def take_theme_away(actor: Actor, theme_id: UUID, *, now: datetime) -> UUID:
    """Take a theme off the page. What it was marked on is kept, in case it comes back.

    Returns:
        The scheme.

    Raises:
        NotPermitted: The role keeps no themes.
        Refused: ``theme.not_found``.
    """
    return _stand(actor, theme_id, standing=False, now=now)


def bring_theme_back(actor: Actor, theme_id: UUID, *, now: datetime) -> UUID:
    """Undo taking a theme away.

    Returns:
        The scheme.

    Raises:
        NotPermitted: The role keeps no themes.
        Refused: ``theme.not_found``, or ``theme.there`` where another of its words stands by now.
    """
    return _stand(actor, theme_id, standing=True, now=now)


def _stand(actor: Actor, theme_id: UUID, *, standing: bool, now: datetime) -> UUID:
    require(actor, PERMISSIONS, "survey.theme")
    with transaction.atomic():
        theme = _locked(actor, theme_id, standing=not standing)
        others = SurveyTheme.objects.filter(scheme=theme.scheme_id, taken_away_at=None)
        if standing and others.filter(words__iexact=theme.words).exists():
            raise Refused("theme.there", "There is a theme of those words.")
        theme.taken_away_at = None if standing else now
        theme.version += 1
        theme.save(update_fields=["taken_away_at", "version"])
        action = "placements.bring_theme_back" if standing else "placements.take_theme_away"
        record(actor, Entry(Op.ALTERATION, action, Ref("survey_theme", theme.id)), now=now)
    return theme.scheme_id


def _locked(actor: Actor, theme_id: UUID, *, standing: bool = True) -> SurveyTheme:
    rows = SurveyTheme.objects.select_for_update(of=("self",))
    theme = rows.filter(pk=theme_id, taken_away_at__isnull=standing).first()
    if theme is None:
        raise _not_found()
    try:
        scheme_for(actor, theme.scheme_id)
    except Refused:
        raise _not_found() from None
    return theme


def _not_found() -> Refused:
    return Refused(
        "theme.not_found",
        "That theme is not here.",
        next_step="Open the page of themes again.",
    )
