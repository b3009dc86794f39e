"""What somebody does before day one, what they agree to, and what they want to learn."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.placements.actions import own_objectives as objectives
from alongside.areas.placements.actions.own_checklist import tick_item, untick_item
from alongside.areas.placements.forms.joining import AgreementForm, ObjectiveForm
from alongside.areas.placements.queries.before_day_one import own_agreement, own_checklist
from alongside.areas.placements.queries.own_page import own_page
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.local_time import local_date

TICKED = {
    "ticked": "Ticked off.",
    "back": "Taken back.",
    "agreed": "Thank you. Your agreement is kept with its date.",
}
SAID = {
    "set": "Added.",
    "met": "Well done. It stays on your list as met.",
    "open": "It is on your list again.",
    "away": "Taken off your list.",
    "put_back": "It is on your list again.",
}


@require_safe
def show(request: DeskRequest, learner_id: UUID | None = None) -> HttpResponse:
    """Show the checklist of the viewer's own placement."""
    page = own_checklist(request.actor, learner_id, today=local_date(request.now))
    context = {"page": page, "done": done_words(request, TICKED)}
    return render(request, "placements/joining/checklist.jinja", context)


@require_POST
def tick(request: DeskRequest, learner_id: UUID, code: str) -> HttpResponse:
    """Say that an item is done, or take that back."""
    undo = request.POST.get("undo") == "1"
    if undo:
        untick_item(request.actor, learner_id, code, now=request.now)
    else:
        tick_item(request.actor, learner_id, code, now=request.now)
    page = reverse("placements:checklist", args=[learner_id])
    return redirect(f"{done_address(page, 'back' if undo else 'ticked')}#{code}")


@require_http_methods(BOTH)
def agree(request: DeskRequest, learner_id: UUID, code: str) -> HttpResponse:
    """Show words to be agreed, and keep that they are."""
    agreement, agreed_on = own_agreement(
        request.actor, learner_id, code, today=local_date(request.now)
    )
    form = AgreementForm(posted(request), initial={"agreed_version": agreement.version})

    def do() -> str:
        version = form.cleaned_data["agreed_version"]
        tick_item(request.actor, learner_id, code, version=version, now=request.now)
        return done_address(reverse("placements:checklist", args=[learner_id]), "agreed")

    return ask(
        request,
        form,
        do=do,
        template="placements/joining/agreement.jinja",
        agreement=agreement,
        agreed_on=agreed_on,
        back=reverse("placements:checklist", args=[learner_id]),
    )


@require_http_methods(BOTH)
def own_objectives(request: DeskRequest, learner_id: UUID) -> HttpResponse:
    """Show what somebody wants to learn, and add to it."""
    page = own_page(request.actor, learner_id, now=request.now)
    form = ObjectiveForm(posted(request))
    here = reverse("placements:objectives", args=[learner_id])

    def do() -> str:
        words = form.cleaned_data["words"]
        objectives.set_objective(
            request.actor, learner_id, words, now=request.now, request_key=form.request_key
        )
        return done_address(here, "set")

    return ask(
        request,
        form,
        do=do,
        template="placements/joining/objectives.jinja",
        page=page,
        done=done_words(request, SAID),
        gone=request.GET.get("gone", ""),
    )


@require_POST
def objective(request: DeskRequest, learner_id: UUID, objective_id: UUID) -> HttpResponse:
    """Say that something was learnt, or take it off the list, or undo either."""
    wanted = request.POST.get("to", "")
    who, now = request.actor, request.now
    here = reverse("placements:objectives", args=[learner_id])
    if wanted == "away":
        objectives.take_objective_away(who, learner_id, objective_id, now=now)
        return redirect(f"{done_address(here, 'away')}&gone={objective_id}")
    if wanted == "put_back":
        objectives.put_objective_back(who, learner_id, objective_id, now=now)
    else:
        wanted = "met" if wanted == "met" else "open"
        objectives.meet_objective(who, learner_id, objective_id, met=wanted == "met", now=now)
    return redirect(done_address(here, wanted))
