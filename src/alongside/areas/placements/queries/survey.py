"""The survey as the one who was placed meets it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.placements.models import Learner, SurveyReceipt
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.survey import SurveyState, survey, survey_state
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date


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
