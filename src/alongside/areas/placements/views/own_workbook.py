"""The workbook on a phone: each page saved as it is typed, and handed in once."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.placements.actions.own_workbook import Kept, save_words
from alongside.areas.placements.forms.joining import WorkbookForm
from alongside.areas.placements.queries.own_workbook import OwnSection, own_section, own_workbook
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.time_words import clock_time
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted, Refused

DONE = {
    "saved": "Saved. Nobody else sees it until you hand it in.",
    "handed_in": "Handed in. Your coordinator can read it now. You can still change it and hand it "
    "in again.",
}


@require_safe
def show(request: DeskRequest, learner_id: UUID | None = None) -> HttpResponse:
    """Show every section of the viewer's own workbook and how it stands."""
    page = own_workbook(request.actor, learner_id, today=local_date(request.now))
    return render(request, "placements/joining/workbook.jinja", {"page": page})


@require_http_methods(BOTH)
def section(request: DeskRequest, learner_id: UUID, code: str) -> HttpResponse:
    """Show one section to write in; save or hand in what is sent."""
    page = own_section(request.actor, learner_id, code, today=local_date(request.now))
    form = WorkbookForm(posted(request), label=page.section.ask, initial=_start(request, page))
    if request.method != "POST":
        return _page(request, page, form)
    hand_in = "hand_in" in request.POST
    by_script = request.headers.get("Accept") == "application/json"
    here = reverse("placements:section", args=[learner_id, code])
    if form.is_valid():
        try:
            typed = form.typed(code, hand_in=hand_in)
            kept = save_words(request.actor, learner_id, typed, now=request.now)
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            onward = done_address(here, "handed_in" if hand_in else "saved")
            return _told(request, kept, onward) if by_script else redirect(onward)
    if by_script:
        return _refused(form)
    return _page(request, page, form, status=422)


def _start(request: DeskRequest, page: OwnSection) -> dict[str, Any]:
    """Fill the box: with what stands, or with what another device wrote where that is asked."""
    stands = page.standing
    words = stands.newest.words if stands.newest else ""
    wanted = request.GET.get("use", "")
    for other in stands.others:
        if wanted == str(other.number):
            words = other.words
    if wanted == "all":
        words = "\n\n".join([words, *(other.words for other in stands.others)])
    settles = ",".join(str(other.number) for other in stands.others)
    return {"words": words, "upon": stands.number, "settles": settles}


def _page(
    request: DeskRequest, page: OwnSection, form: WorkbookForm, *, status: int = 200
) -> HttpResponse:
    context = {"page": page, "form": form, "done": done_words(request, DONE)}
    return render(request, "placements/joining/section.jinja", context, status=status)


def _told(request: DeskRequest, kept: Kept, onward: str) -> JsonResponse:
    return JsonResponse(
        {
            "number": kept.number,
            "saved_at": clock_time(request.now),
            "two_devices": bool(kept.standing.others),
            "page": onward,
        }
    )


def _refused(form: WorkbookForm) -> JsonResponse:
    words = [str(error) for errors in form.errors.values() for error in errors]
    return JsonResponse({"message": " ".join(words)}, status=422)
