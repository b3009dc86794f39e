"""Where a person's contact plan stands, starting one with them, and taking it back for them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.plans.actions.contact_drafting import (
    set_aside_contact_draft,
    start_contact_plan,
)
from alongside.areas.plans.actions.contact_offers import note_may_need_plan, record_plan_offer
from alongside.areas.plans.actions.contact_sharing import withdraw_contact_plan
from alongside.areas.plans.forms.contact import OfferForm
from alongside.areas.plans.queries.contact_pages import (
    Compared,
    compare_plans,
    contact_history,
    plan_hub,
)
from alongside.areas.plans.rules.contact_offers import Answer
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.areas.plans.views.purposes import usual_purpose
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.actor import holds, require
from alongside.kernel.refusal import Refused

DONE = {
    "answer": "Their answer is kept.",
    "away": "Your draft is put away. Nobody sees it.",
    "shared": "The plan is shared. The services they chose can read it from now on.",
}
"""What was just done, by the code in the address."""


@require_http_methods(["GET", "POST"])
def contact(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Show where the plan stands and what can be done; record what they said to an offer."""
    form = OfferForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _record_answer(request, person_id, form)
        return redirect(done_address(reverse("plans:contact", args=[person_id]), "answer"))
    purpose = usual_purpose(request)
    hub = plan_hub(request.actor, person_id, purpose=purpose, now=request.now)
    words = done_words(request, DONE)
    context = {"hub": hub, "form": form, "start": PlainForm(), "done_words": words}
    return render(request, "plans/contact.jinja", context, status=422 if form.errors else 200)


def _record_answer(request: DeskRequest, person_id: UUID, form: OfferForm) -> None:
    said = form.cleaned_data["answer"]
    now, key = request.now, form.request_key
    if said == "not_offered":
        note_may_need_plan(request.actor, person_id, now=now, request_key=key)
    else:
        answer = Answer(said) if said in set(Answer) else None
        record_plan_offer(request.actor, person_id, answer=answer, now=now, request_key=key)


@require_POST
def start(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Start a draft, or go on with the one there is."""
    form = PlainForm(request.POST)
    plan_id = start_contact_plan(
        request.actor,
        person_id,
        purpose=usual_purpose(request),
        now=request.now,
        request_key=form.request_key,
    )
    return redirect("plans:contact_draft", plan_id)


@require_POST
def set_aside(request: DeskRequest, plan_id: UUID, person_id: UUID) -> HttpResponse:
    """Put a draft away."""
    set_aside_contact_draft(request.actor, plan_id, now=request.now)
    return redirect(done_address(reverse("plans:contact", args=[person_id]), "away"))


@require_http_methods(["GET", "POST"])
def withdraw(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Take the plan back because they asked: this page, and one tap on it."""
    require(request.actor, PERMISSIONS, "contact_plan.withdraw")
    form = PlainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_contact_plan(request.actor, person_id, now=request.now)
            return redirect("people:person", person_id)
        except Refused as refused:
            form.refuse(refused)
    context = {"form": form, "person_id": person_id}
    status = 422 if form.errors else 200
    return render(request, "plans/contact_withdraw.jinja", context, status=status)


@require_safe
def history(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """List every plan that was shared; compare two of them when they are chosen."""
    require(request.actor, PERMISSIONS, "contact_plan.history")
    purpose = usual_purpose(request)
    lines = contact_history(request.actor, person_id, purpose=purpose, now=request.now)
    context = {
        "lines": lines,
        "person_id": person_id,
        "compared": _compared(request, person_id),
        "may_write": holds(request.actor, PERMISSIONS, "contact_plan.write"),
        "back": reverse("people:person", args=[person_id]),
    }
    return render(request, "plans/contact_history.jinja", context)


def _compared(request: DeskRequest, person_id: UUID) -> Compared | None:
    """Answer two plans side by side, when two are named."""
    try:
        left, right = UUID(request.GET.get("left", "")), UUID(request.GET.get("right", ""))
    except ValueError:
        return None
    if left == right:
        return None
    return compare_plans(
        request.actor,
        person_id,
        left=left,
        right=right,
        purpose=usual_purpose(request),
        now=request.now,
    )
