"""Something changed under a plan that stands: today's plan beside the smallest change."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.placements.actions.answering import leave_as_is
from alongside.areas.placements.actions.repairing import SECONDS, confirm_repair, try_repair
from alongside.areas.placements.forms.repairing import AsIsForm, ChangeForm
from alongside.areas.placements.queries.repair_page import (
    BusyWaiting,
    RepairStart,
    busy_word,
    repair_page,
    repair_start,
)
from alongside.areas.placements.rules.changes import CLOSED
from alongside.areas.placements.rules.plan_words import days_words
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.refusal import NotPermitted, Refused

BOTH: Final = ["GET", "POST"]
DONE: Final = {
    "published": "It stands now. Everybody it touches is told what changed for them.",
    "left": "The ward is told that the plan stays as it is, and why.",
}


@require_http_methods(BOTH)
def start(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Say what has changed, and work out the smallest change to today's plan."""
    found = repair_start(request.actor, scheme_id, now=request.now)
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        services=found.services,
        learners=found.learners,
        initial=_filled_in(request, found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            draft = try_repair(
                request.actor,
                scheme_id,
                form.change(),
                now=request.now,
                request_key=form.request_key,
            )
            return redirect("placements:repair_shown", draft)
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse_change(refused)
    context = {
        "page": found,
        "form": form,
        "days_words": days_words,
        "done": done_words(request, DONE),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/running/repair.jinja", context, status=status)


def _filled_in(request: DeskRequest, found: RepairStart) -> dict[str, object]:
    """What the address fills in: a ward that is too busy, or one that is shut."""
    asked = request.GET.get("busy", "")
    waiting = [one for one in found.waiting if str(one.line.id) == asked]
    if waiting:
        return _closed(waiting[0])
    code = request.GET.get("service", "")
    return {"kind": CLOSED, "closed_service": code} if code in dict(found.services) else {}


def _closed(one: BusyWaiting) -> dict[str, object]:
    return {
        "kind": CLOSED,
        "closed_service": one.code,
        "closed_first_on": one.line.days.first_on,
        "closed_last_on": one.line.days.last_on,
        "why": one.line.why,
        "busy": one.line.id,
    }


@require_safe
def show(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Show a repair beside the plan that stands."""
    page = repair_page(request.actor, plan_id, now=request.now)
    return _shown(request, page, None)


def _shown(request: DeskRequest, page: Any, refused: Refused | None) -> HttpResponse:
    context = {
        "page": page,
        "days_words": days_words,
        "refused": refused,
        "limit_seconds": int(SECONDS),
        "told": sorted({one.learner for one in page.moves if one.has_account}),
        "not_told": sorted({one.learner for one in page.moves if not one.has_account}),
        "done": done_words(request, DONE),
    }
    status = 422 if refused else 200
    return render(request, "placements/running/repair_shown.jinja", context, status=status)


@require_POST
def confirm(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Let a repair stand, and tell everybody it touches."""
    try:
        confirm_repair(request.actor, plan_id, now=request.now)
    except NotPermitted:
        raise
    except Refused as refused:
        page = repair_page(request.actor, plan_id, now=request.now)
        return _shown(request, page, refused)
    shown = reverse("placements:repair_shown", args=[plan_id])
    return redirect(done_address(shown, "published"))


@require_http_methods(BOTH)
def as_is(request: DeskRequest, busy_id: UUID) -> HttpResponse:
    """Answer a ward that is too busy by leaving the plan as it is, with a reason."""
    word = busy_word(request.actor, busy_id)
    form = AsIsForm(request.POST if request.method == "POST" else None)
    back = reverse("placements:repair", args=[word.scheme_id])
    if request.method == "POST" and form.is_valid():
        try:
            leave_as_is(request.actor, busy_id, why=form.cleaned_data["why"], now=request.now)
            return redirect(done_address(back, "left"))
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    context = {
        "form": form,
        "title": f"Leave the plan as it is: {word.ward}",
        "lead": f"It says it is too busy, {days_words(word.days.first_on, word.days.last_on)}.",
        "submit_words": "Leave it as it is",
        "back": back,
    }
    status = 422 if form.errors else 200
    return render(request, "placements/running/form.jinja", context, status=status)
