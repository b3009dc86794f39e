"""The survey, answered on a phone by whoever was placed."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.areas.placements.actions.surveying import answer_survey, type_in_answers
from alongside.areas.placements.forms.feedback import SurveyForm
from alongside.areas.placements.queries.survey import OwnSurvey, cohort_to_type_in, own_survey
from alongside.areas.placements.rules.hiding import FEWEST
from alongside.areas.placements.rules.survey import SurveyState, survey
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.refusal import Refused


@require_http_methods(["GET", "POST"])
def answer(request: DeskRequest) -> HttpResponse:
    """Show the survey and take its answers; say when it opens, or that it is answered."""
    own = own_survey(request.actor, now=request.now)
    if own is None:
        return render(request, "placements/feedback/none.jinja")
    form = SurveyForm(survey(), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _take(request, own, form)
        except Refused as refused:
            form.refuse(refused)
    template = "survey" if own.state is SurveyState.OPEN or form.is_bound else "waiting"
    context = {"own": own, "form": form, "survey": survey(), "fewest": FEWEST}
    status = 422 if form.errors else 200
    return render(request, f"placements/feedback/{template}.jinja", context, status=status)


def _take(request: DeskRequest, own: OwnSurvey, form: SurveyForm) -> HttpResponse:
    answer_survey(
        request.actor, own.learner_id, form.sent, now=request.now, request_key=form.request_key
    )
    return redirect(done_address(reverse("placements:survey"), "sent"))


@require_http_methods(["GET", "POST"])
def type_in(request: DeskRequest, cohort_id: UUID) -> HttpResponse:
    """Type in what people answered on paper, one paper after another."""
    form = SurveyForm(survey(), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            type_in_answers(
                request.actor, cohort_id, form.sent, now=request.now, request_key=form.request_key
            )
            return redirect(done_address(request.path, "kept"))
        except Refused as refused:
            form.refuse(refused)
    context = {
        "cohort": cohort_to_type_in(request.actor, cohort_id),
        "form": form,
        "done_words": done_words(request, {"kept": "Kept. The next paper goes here."}),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/feedback/paper.jinja", context, status=status)
