"""The survey as the one who was placed meets it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.placements.models import (
    Learner,
    PlacementCohort,
    SurveyAnswer,
    SurveyReceipt,
)
from alongside.areas.placements.queries.seeing import schemes_for
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.survey import SurveyState, survey, survey_state
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class OwnSurvey:
    """The survey somebody owes, will owe, or has answered.

    Attributes:
        learner_id: Which placement of theirs it is about.
        scheme: Its name.
        cohort: Its name.
        opens_on: The last day of the placement.
        state: What they can do now.
    """

    learner_id: UUID
    scheme: str
    cohort: str
    opens_on: date
    state: SurveyState


def own_learners(viewer: Actor) -> QuerySet[Learner]:
    """Answer the viewer's own placements; for queries and actions of this area."""
    rows = Learner.objects.filter(user_id=viewer.user_id, withdrawn_at=None, scheme__ended_at=None)
    return rows.select_related("scheme", "cohort").order_by("cohort__last_on", "id")


def own_survey(viewer: Actor, *, now: datetime) -> OwnSurvey | None:
    """Answer the survey to show: the earliest they can answer, or the next, or the last answered.

    Raises:
        NotPermitted: The role answers no surveys.
    """
    require(viewer, PERMISSIONS, "survey.answer")
    receipts = SurveyReceipt.objects.filter(learner__user_id=viewer.user_id, survey=survey().code)
    answered = set(receipts.values_list("learner_id", flat=True))
    today = local_date(now)
    listed = [
        OwnSurvey(
            learner_id=row.id,
            scheme=row.scheme.name,
            cohort=row.cohort.name,
            opens_on=row.cohort.last_on,
            state=survey_state(row.cohort.last_on, answered=row.id in answered, today=today),
        )
        for row in own_learners(viewer)
    ]
    for state in (SurveyState.OPEN, SurveyState.NOT_YET):
        for one in listed:
            if one.state is state:
                return one
    return listed[-1] if listed else None


@dataclass(frozen=True, slots=True)
class PaperCohort:
    """A cohort whose answers on paper are typed in.

    Attributes:
        cohort_id: Which.
        name: Its name.
        scheme_id: Of what scheme.
        scheme: Name of the scheme.
        last_on: Its last day.
        people: How many were in it.
        answered: How many answers there are.
    """

    cohort_id: UUID
    name: str
    scheme_id: UUID
    scheme: str
    last_on: date
    people: int
    answered: int


def cohort_to_type_in(viewer: Actor, cohort_id: UUID, *, lock: bool = False) -> PaperCohort:
    """Answer a cohort of a scheme the viewer works with.

    Args:
        viewer: Who looks or types.
        cohort_id: Which.
        lock: Take it for writing, so that two who type take turns.

    Raises:
        NotPermitted: The role types in no answers.
        Refused: ``cohort.not_found``.
    """
    require(viewer, PERMISSIONS, "survey.type_in")
    rows = PlacementCohort.objects.filter(scheme__in=schemes_for(viewer), pk=cohort_id)
    if lock:
        rows = rows.select_for_update(of=("self",))
    row = rows.select_related("scheme").first()
    if row is None:
        raise Refused(
            "cohort.not_found",
            "That cohort is not here.",
            next_step="Open it from the page of its scheme.",
        )
    answers = SurveyAnswer.objects.filter(cohort=row, survey=survey().code)
    return PaperCohort(
        cohort_id=row.id,
        name=row.name,
        scheme_id=row.scheme_id,
        scheme=row.scheme.name,
        last_on=row.last_on,
        people=row.learners.filter(withdrawn_at=None).count(),
        answered=answers.count(),
    )
