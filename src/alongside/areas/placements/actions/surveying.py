"""Answer the survey: what was said is kept apart from who has answered."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.placements.models import SurveyAnswer, SurveyReceipt
from alongside.areas.placements.queries.survey import cohort_to_type_in, own_learners
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.survey import (
    check_may_answer,
    check_more_paper,
    clean_answers,
    survey,
    survey_state,
)
from alongside.foundation.audit.record import Entry, Op, Ref, done_before, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


def answer_survey(
    actor: Actor,
    learner_id: UUID,
    sent: Mapping[str, str],
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep somebody's answers, and that they have answered, with nothing that joins the two.

    The audit tells of the receipt and never of the answer.

    Args:
        actor: Whoever was placed.
        learner_id: Which placement of theirs.
        sent: Answers by the code of their question; empty ones are not kept.
        now: The instant.
        request_key: The form's key, so that a form sent twice is kept once.

    Returns:
        The receipt.

    Raises:
        NotPermitted: The role answers no surveys.
        Refused: ``survey.not_yours``, and what ``check_may_answer`` and ``clean_answers`` refuse.
    """
    require(actor, PERMISSIONS, "survey.answer")
    asked = survey()
    with transaction.atomic():
        if request_key and (before := done_before(actor, request_key)):
            return before
        learner = own_learners(actor).select_for_update(of=("self",)).filter(pk=learner_id).first()
        if learner is None:
            raise Refused(
                "survey.not_yours",
                "That is not a placement of yours.",
                next_step="Open the survey from your own page.",
            )
        answered = SurveyReceipt.objects.filter(learner=learner, survey=asked.code).exists()
        today = local_date(now)
        check_may_answer(survey_state(learner.cohort.last_on, answered=answered, today=today))
        _keep(learner.cohort_id, sent, received_on=today)
        receipt = SurveyReceipt.objects.create(learner=learner, survey=asked.code)
        entry = Entry(Op.COLLECTION, "placements.answer_survey", Ref("survey_receipt", receipt.id))
        record(actor, entry, now=now, request_key=request_key)
    return receipt.id


def type_in_answers(
    actor: Actor,
    cohort_id: UUID,
    sent: Mapping[str, str],
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep what somebody answered on paper, with no name, as at a feedback session.

    Args:
        actor: A coordinator.
        cohort_id: Whose paper it is from.
        sent: Answers by the code of their question; empty ones are not kept.
        now: The instant.
        request_key: The form's key.

    Returns:
        The cohort.

    Raises:
        NotPermitted: The role types in no answers.
        Refused: ``cohort.not_found``, ``survey.cohort_not_over``, ``survey.all_answered``, and
            what ``clean_answers`` refuses.
    """
    require(actor, PERMISSIONS, "survey.type_in")
    with transaction.atomic():
        if request_key and (before := done_before(actor, request_key)):
            return before
        cohort = cohort_to_type_in(actor, cohort_id, lock=True)
        today = local_date(now)
        check_more_paper(cohort.people, cohort.answered, cohort.last_on, today=today)
        _keep(cohort.cohort_id, sent, received_on=today)
        entry = Entry(
            Op.COLLECTION, "placements.type_in_answers", Ref("placement_cohort", cohort.cohort_id)
        )
        record(actor, entry, now=now, request_key=request_key)
    return cohort.cohort_id


def _keep(cohort_id: UUID, sent: Mapping[str, str], *, received_on: date) -> None:
    said = clean_answers(survey(), sent)
    SurveyAnswer.objects.create(
        cohort_id=cohort_id,
        survey=survey().code,
        word=said.pop("word", ""),
        answers=said,
        received_on=received_on,
    )
