"""Plan cohorts, watch it being done, look at a plan, and publish it or put it aside."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.placements.actions.plan_asking import ask_for_plan, try_way_out
from alongside.areas.placements.actions.plan_keeping import put_aside, start_draft, take_up_again
from alongside.areas.placements.actions.publishing import publish_plan
from alongside.areas.placements.forms.plans import PlanForm, PublishForm
from alongside.areas.placements.queries.plan_choices import CohortChoice, planning, telling
from alongside.areas.placements.queries.plan_page import plan_page
from alongside.areas.placements.queries.plan_runs import run_state
from alongside.areas.placements.rules.plan_words import counted, days_words
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.refusal import Conflict, Refused

DONE = {
    "put_aside": "Put aside. Nobody was told anything.",
    "published": "Published. Everybody it changes something for is being told now.",
    "made": "The plan is ready, as a draft.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Ask for a plan of some cohorts."""
    found = planning(request.actor, scheme_id, now=request.now)
    form = PlanForm(
        request.POST if request.method == "POST" else None, initial=_initial(found.cohorts)
    )
    form.offer(
        [(str(one.id), one.name) for one in found.cohorts],
        hints={str(one.id): _cohort_words(one) for one in found.cohorts},
        stands=found.stands,
    )

    def act() -> HttpResponse:
        run = ask_for_plan(
            request.actor,
            scheme_id,
            form.asked(),
            now=request.now,
            request_key=form.request_key,
        )
        return redirect("placements:run", run)

    return _form_page(request, form, "placements/plans/new.jinja", {"found": found}, act)


def _initial(cohorts: tuple[CohortChoice, ...]) -> dict[str, Any]:
    """Those with somebody to place are chosen already."""
    waiting = [str(one.id) for one in cohorts if one.people > one.placed]
    return {"cohorts": waiting[:1]}


def _cohort_words(cohort: CohortChoice) -> str:
    there = f"{days_words(cohort.first_on, cohort.last_on)}. {counted(cohort.people, 'person')}"
    return f"{there}, {cohort.placed} with a place." if cohort.placed else f"{there}, none placed."


@require_safe
def run(request: DeskRequest, run_id: UUID) -> HttpResponse:
    """Show how far a plan has come; the part that changes asks again by itself."""
    state = run_state(request.actor, run_id)
    plan = reverse("placements:plan", args=[state.plan_id]) if state.plan_id else ""
    here = done_address(plan, "made") if plan else ""
    if request.htmx:
        response = render(request, "placements/plans/run_part.jinja", {"run": state, "plan": here})
        if here:
            response["HX-Redirect"] = here
        return response
    if here:
        return redirect(here)
    return render(request, "placements/plans/run.jinja", {"run": state, "plan": here})


@require_safe
def plan(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Show one plan: how good it is, what it changes, whom it leaves out."""
    return _plan(request, plan_id, None)


def _plan(request: DeskRequest, plan_id: UUID, refused: Refused | None) -> HttpResponse:
    page = plan_page(request.actor, plan_id)
    context = {
        "page": page,
        "refused": refused,
        "calendar": _calendar(page.scheme_id, plan_id if page.state != "published" else None),
        "done_words": done_words(request, DONE),
    }
    status = 409 if isinstance(refused, Conflict) else 422 if refused else 200
    return render(request, "placements/plans/plan.jinja", context, status=status)


def _calendar(scheme_id: UUID, plan_id: UUID | None) -> str:
    here = reverse("placements:calendar", args=[scheme_id])
    return f"{here}?plan={plan_id}" if plan_id else here


@require_POST
def draft(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Start a draft beside today’s plan."""
    made = start_draft(request.actor, plan_id, now=request.now)
    page = plan_page(request.actor, made)
    return redirect(done_address(_calendar(page.scheme_id, made), "started"))


@require_POST
def aside(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Put a draft aside."""
    return _one_act(
        request,
        plan_id,
        lambda version: put_aside(request.actor, plan_id, version=version, now=request.now),
        lambda: redirect(done_address(reverse("placements:plan", args=[plan_id]), "put_aside")),
    )


@require_POST
def again(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Take up a draft that was put aside."""
    page = plan_page(request.actor, plan_id)
    return _one_act(
        request,
        plan_id,
        lambda version: take_up_again(request.actor, plan_id, version=version, now=request.now),
        lambda: redirect(done_address(_calendar(page.scheme_id, plan_id), "take_up")),
    )


@require_POST
def try_way(request: DeskRequest, plan_id: UUID, number: int) -> HttpResponse:
    """Ask for the plan that a way out would give."""
    try:
        made = try_way_out(request.actor, plan_id, number, now=request.now)
    except Refused as refused:
        return _plan(request, plan_id, refused)
    return redirect("placements:run", made)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Say who will be told, and publish."""
    page = plan_page(request.actor, plan_id)
    if page.repair:
        return redirect("placements:repair_shown", plan_id)
    form = PublishForm(
        request.POST if request.method == "POST" else None, initial={"version": page.version}
    )

    def act() -> HttpResponse:
        publish_plan(
            request.actor,
            plan_id,
            why=form.cleaned_data["why"],
            version=form.version,
            now=request.now,
            request_key=form.request_key,
        )
        return redirect(done_address(reverse("placements:plan", args=[plan_id]), "published"))

    context = {"page": page, "telling": telling(request.actor, plan_id)}
    return _form_page(request, form, "placements/plans/publish.jinja", context, act)


def _form_page(
    request: DeskRequest,
    form: Any,
    template: str,
    context: dict[str, Any],
    act: Callable[[], HttpResponse],
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return act()
            except Conflict as refused:
                status = 409
                form.refuse(refused)
            except Refused as refused:
                form.refuse(refused)
    return render(request, template, {"form": form, **context}, status=status)


def _one_act(
    request: DeskRequest,
    plan_id: UUID,
    act: Callable[[int | None], object],
    after: Callable[[], HttpResponse],
) -> HttpResponse:
    given = request.POST.get("version", "")
    try:
        act(int(given) if given.isdigit() else None)
    except Refused as refused:
        return _plan(request, plan_id, refused)
    return after()
