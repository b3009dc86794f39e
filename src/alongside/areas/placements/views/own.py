"""Somebody's own placement on a phone: where, when, whom to ask for, and what changed."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.areas.placements.actions.own_plan import read_plan
from alongside.areas.placements.queries.own_page import own_page
from alongside.areas.placements.queries.survey import OwnSurvey, own_survey
from alongside.areas.placements.rules.survey import SurveyState
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words

DONE = {
    "read": "Thank you. You will be told if anything changes.",
}


@require_safe
def mine(request: DeskRequest, learner_id: UUID | None = None) -> HttpResponse:
    """Show the viewer's own placement; the one under way or next when none is named."""
    page = own_page(request.actor, learner_id, now=request.now)
    if page is None:
        return render(request, "placements/joining/none.jinja", {})
    survey = own_survey(request.actor, now=request.now)
    context = {
        "page": page,
        "survey_waits": survey is not None and survey.state is SurveyState.OPEN,
        "survey_opens_on": _opens_on(survey),
        "done": done_words(request, DONE),
    }
    return render(request, "placements/joining/mine.jinja", context)


def _opens_on(survey: OwnSurvey | None) -> date | None:
    """When a survey opens that is not open yet."""
    return survey.opens_on if survey and survey.state is SurveyState.NOT_YET else None


@require_POST
def read(request: DeskRequest, learner_id: UUID, plan_id: UUID) -> HttpResponse:
    """Keep that they read what the plan says now."""
    read_plan(request.actor, learner_id, plan_id, now=request.now)
    return redirect(done_address(reverse("placements:mine", args=[learner_id]), "read"))


@require_safe
def leaflet(request: DeskRequest, learner_id: UUID) -> HttpResponse:
    """Show the leaflet ready for paper."""
    page = own_page(request.actor, learner_id, now=request.now)
    back = reverse("placements:mine", args=[learner_id])
    return render(request, "placements/joining/leaflet.jinja", {"page": page, "back": back})
