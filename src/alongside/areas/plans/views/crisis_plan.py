"""A person's crisis plan at the desk: read, write, put in force, look back, print, take back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.plans.actions.crisis_plan import (
    put_crisis_plan_in_force,
    save_crisis_plan,
    set_aside_crisis_draft,
    start_crisis_plan,
    withdraw_crisis_plan,
)
from alongside.areas.plans.forms.crisis_plan import CrisisPlanForm, CrisisTermsForm
from alongside.areas.plans.queries.crisis_plan_pages import (
    CrisisDraft,
    crisis_draft,
    crisis_history,
    crisis_page,
)
from alongside.areas.plans.rules.contact_plan import latest_review
from alongside.areas.plans.rules.crisis_plan_fields import FIELD, PARTS, all_said
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.areas.plans.views.purposes import usual_purpose
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.actor import require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Conflict, NotPermitted, Refused

LATER = "later"


@require_safe
def crisis_person(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Show the plan, each part under its own decision, and what can be done."""
    page = crisis_page(request.actor, person_id, purpose=usual_purpose(request), now=request.now)
    context = {"page": page, "picture": page.picture, "start": PlainForm()}
    return render(request, "plans/crisis_person.jinja", context)


@require_safe
def crisis_sheet(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Show the same for paper, and keep that it was printed."""
    page = crisis_page(
        request.actor, person_id, purpose=usual_purpose(request), now=request.now, paper=True
    )
    back = reverse("plans:crisis_person", args=[person_id])
    context = {"page": page, "picture": page.picture, "back": back}
    return render(request, "plans/crisis_sheet.jinja", context)


@require_POST
def crisis_start(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Start a draft, or go on with the one there is."""
    plan_id = start_crisis_plan(
        request.actor,
        person_id,
        purpose=usual_purpose(request),
        now=request.now,
        request_key=PlainForm(request.POST).request_key,
    )
    return redirect("plans:crisis_plan", plan_id)


@require_http_methods(["GET", "POST"])
def crisis_plan(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Write a draft; every save keeps it."""
    draft = crisis_draft(request.actor, plan_id, now=request.now)
    initial = {**all_said(draft.words), "version": draft.version}
    posted = request.POST if request.method == "POST" else None
    form = CrisisPlanForm(posted, risks=draft.risks, initial=initial)
    theirs: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        try:
            save_crisis_plan(
                request.actor, plan_id, form.said(), version=form.version or 0, now=request.now
            )
            return _go_on(request, draft)
        except Conflict as conflict:
            theirs = {FIELD[name].label: text for name, text in conflict.theirs.items()}
            form = _after_conflict(request, draft)
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    context = {"draft": draft, "form": form, "parts": PARTS, "theirs": theirs}
    status = 422 if form.errors else 200
    return render(request, "plans/crisis_plan.jinja", context, status=status)


def _go_on(request: DeskRequest, draft: CrisisDraft) -> HttpResponse:
    if request.POST.get("after") == LATER:
        return redirect("plans:crisis_person", draft.person_id)
    return redirect("plans:crisis_terms", draft.id)


def _after_conflict(request: DeskRequest, draft: CrisisDraft) -> CrisisPlanForm:
    """Show what was typed again, ready to be saved over what the draft says now."""
    again = request.POST.copy()
    again["version"] = str(draft.version)
    shown = CrisisPlanForm(again, risks=draft.risks)
    shown.is_valid()
    shown.refuse(Refused("crisis_plan.changed", "This was changed in another place meanwhile."))
    return shown


@require_http_methods(["GET", "POST"])
def crisis_terms(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Ask the person's part, until when it holds and who agreed; put it in force."""
    draft = crisis_draft(request.actor, plan_id, now=request.now)
    year_on = latest_review(local_date(request.now))
    form = CrisisTermsForm(
        request.POST if request.method == "POST" else None,
        child=draft.child,
        initial={"version": draft.version, "review_on": year_on, "ends_on": year_on},
    )
    if request.method == "POST" and form.is_valid():
        try:
            held = put_crisis_plan_in_force(
                request.actor,
                plan_id,
                form.terms(),
                version=form.version or 0,
                now=request.now,
                request_key=form.request_key,
            )
            if held:
                return redirect("plans:crisis_plan", plan_id)
            return redirect("plans:crisis_person", draft.person_id)
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    context = {"draft": draft, "form": form}
    status = 422 if form.errors else 200
    return render(request, "plans/crisis_terms.jinja", context, status=status)


@require_POST
def crisis_set_aside(request: DeskRequest, plan_id: UUID, person_id: UUID) -> HttpResponse:
    """Put a draft away."""
    set_aside_crisis_draft(request.actor, plan_id, now=request.now)
    return redirect("plans:crisis_person", person_id)


@require_http_methods(["GET", "POST"])
def crisis_withdraw(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Take the plan back because they asked: this page, and one tap on it."""
    require(request.actor, PERMISSIONS, "crisis_plan.withdraw")
    form = PlainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_crisis_plan(request.actor, person_id, now=request.now)
            return redirect("people:person", person_id)
        except Refused as refused:
            form.refuse(refused)
    context = {"form": form, "person_id": person_id}
    status = 422 if form.errors else 200
    return render(request, "plans/crisis_withdraw.jinja", context, status=status)


@require_safe
def crisis_past(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """List every plan that was in force, with what each changed."""
    history = crisis_history(
        request.actor, person_id, purpose=usual_purpose(request), now=request.now
    )
    context = {"history": history, "person_id": person_id}
    return render(request, "plans/crisis_history.jinja", context)
