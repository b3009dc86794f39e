"""Move somebody in a plan, take them out, undo, and ask why somebody is not somewhere."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.placements.actions.plan_moving import move_stay, take_out, undo_change
from alongside.areas.placements.forms.plans import MoveForm, WhyNotForm
from alongside.areas.placements.queries.plan_choices import MoveChoices, move_choices
from alongside.areas.placements.queries.plan_page import plan_page
from alongside.areas.placements.queries.plan_why_not import Answered, asking, why_not_there
from alongside.areas.placements.rules.plan_words import week_words
from alongside.engines.scheduling.scheme import monday_of
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address
from alongside.kernel.refusal import Conflict, Refused


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Move somebody: by this form, by dragging, or by keyboard, which both send it."""
    sent = request.POST if request.method == "POST" else None
    # What was sent is read against every choice, so that the rule in the way can be said.
    named = "" if sent else request.GET.get("moving", "")
    found = move_choices(request.actor, plan_id, chosen=named, now=request.now)
    form = MoveForm(
        sent,
        initial={
            "moving": found.chosen,
            "where": request.GET.get("where", ""),
            "week": request.GET.get("week", ""),
            "version": found.version,
        },
    )
    form.offer(found.moving, found.where, found.weeks)
    status = 200
    if sent is not None:
        status = 422
        if form.is_valid():
            try:
                return _moved(request, plan_id, form)
            except Conflict as refused:
                status = 409
                form.refuse(refused)
            except Refused as refused:
                form.refuse(refused)
    return _move_page(request, form, found, status)


def _moved(request: DeskRequest, plan_id: UUID, form: MoveForm) -> HttpResponse:
    asked = form.asked()
    draft = move_stay(
        request.actor,
        plan_id,
        asked,
        version=form.version,
        now=request.now,
        request_key=form.request_key,
    )
    return _to_calendar(request, draft, "moved", start=asked.week)


def _move_page(
    request: DeskRequest, form: MoveForm, found: MoveChoices, status: int
) -> HttpResponse:
    back = reverse("placements:calendar", args=[found.scheme_id])
    if found.state != "published":
        back = f"{back}?plan={found.plan_id}"
    context = {"form": form, "found": found, "back": back}
    return render(request, "placements/plans/move.jinja", context, status=status)


def _to_calendar(
    request: DeskRequest, plan_id: UUID, done: str, *, start: date | None = None
) -> HttpResponse:
    page = plan_page(request.actor, plan_id)
    here = f"{reverse('placements:calendar', args=[page.scheme_id])}?plan={plan_id}"
    if request.POST.get("by") == "officer":
        here += "&by=officer"
    week = request.POST.get("from") or (start.isoformat() if start else "")
    if week:
        here += f"&from={week}"
    return redirect(done_address(here, done))


@require_POST
def out(request: DeskRequest, plan_id: UUID, learner_id: UUID) -> HttpResponse:
    """Take somebody out of a draft."""
    draft = take_out(request.actor, plan_id, learner_id, version=_version(request), now=request.now)
    return _to_calendar(request, draft, "taken_out")


@require_POST
def undo(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Undo the last change by hand."""
    undo_change(request.actor, plan_id, version=_version(request), now=request.now)
    return _to_calendar(request, plan_id, "undone")


def _version(request: DeskRequest) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isdigit() else None


@require_safe
def why_not(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Answer why somebody is not at a service in a week, in the page or as a page of its own."""
    service_id, week = _asked(request)
    found = asking(request.actor, plan_id, service_id)
    sent = request.GET if "officer" in request.GET else None
    form = WhyNotForm(sent)
    form.offer(found.people)
    answer: Answered | None = None
    if sent is not None and form.is_valid():
        try:
            answer = why_not_there(
                request.actor,
                plan_id,
                learner_id=UUID(form.cleaned_data["officer"]),
                service_id=service_id,
                week=week,
            )
        except Refused as refused:
            form.refuse(refused)
    context: dict[str, Any] = {
        "found": found,
        "form": form,
        "answer": answer,
        "week": week,
        "week_words": week_words(week),
    }
    template = "why_not_part" if request.htmx else "why_not"
    status = 422 if form.errors else 200
    return render(request, f"placements/plans/{template}.jinja", context, status=status)


def _asked(request: DeskRequest) -> tuple[UUID, date]:
    try:
        week = monday_of(date.fromisoformat(request.GET.get("week", "")))
        return UUID(request.GET.get("service", "")), week
    except ValueError:
        raise Refused(
            "why_not.what",
            "It is not clear which service and week you ask about.",
            next_step="Go back to the calendar and open the place you want to ask about.",
        ) from None
