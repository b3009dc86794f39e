"""Retention clocks, legal holds and decisions."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.oversight import actions, queries
from alongside.areas.oversight.forms import DecideForm, LegalHoldForm, LiftForm, WhoForm
from alongside.areas.oversight.rules.permissions import PERMISSIONS
from alongside.areas.oversight.rules.retention import CLOCKS, Record
from alongside.areas.oversight.views.answering import answer_form, posted
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.actor import require

BOTH = ["GET", "POST"]


@require_safe
def clocks(request: DeskRequest) -> HttpResponse:
    """Show the table of clocks, holds in force and whose clock has run out; ask for one person."""
    require(request.actor, PERMISSIONS, "retention.see")
    asked = "person" in request.GET
    form = WhoForm(request.GET if asked else None)
    if asked and form.is_valid():
        return redirect("oversight:retention", form.cleaned_data["person"])
    context = {
        "form": form,
        "clocks": CLOCKS.values(),
        "holds": queries.holds_in_force(request.actor),
        "due": queries.disposal_due(request.actor, now=request.now),
    }
    return render(request, "oversight/clocks.jinja", context, status=422 if form.errors else 200)


@require_safe
def retention(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Show the clocks of one person, holds and decisions."""
    page = queries.retention_page(request.actor, person_id, now=request.now)
    return render(request, "oversight/retention.jinja", {"page": page})


@require_http_methods(BOTH)
def hold(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Stop everything about a person from being disposed of."""
    require(request.actor, PERMISSIONS, "legal_hold.set")
    queries.require_person(request.actor, person_id, now=request.now)
    form = LegalHoldForm(posted(request))
    return answer_form(
        request,
        form,
        title="Set a legal hold",
        do=lambda: actions.set_legal_hold(
            request.actor,
            person_id,
            cause=form.cleaned_data["cause"],
            reason=form.cleaned_data["reason"],
            now=request.now,
            request_key=form.request_key,
        ),
        done=_page(person_id),
        said="hold",
        back=_page(person_id),
        button="Set the hold",
        lead="Nothing about this person is disposed of until it is lifted.",
    )


@require_http_methods(BOTH)
def lift(request: DeskRequest, person_id: UUID, hold_id: UUID) -> HttpResponse:
    """Lift a hold whose cause is over."""
    require(request.actor, PERMISSIONS, "legal_hold.lift")
    form = LiftForm(posted(request))
    return answer_form(
        request,
        form,
        title="Lift a legal hold",
        do=lambda: actions.lift_legal_hold(
            request.actor, hold_id, reason=form.cleaned_data["reason"], now=request.now
        ),
        done=_page(person_id),
        said="lifted",
        back=_page(person_id),
        button="Lift the hold",
    )


@require_http_methods(BOTH)
def decide(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Decide that a record is kept longer, or disposed of."""
    require(request.actor, PERMISSIONS, "retention.decide")
    queries.require_person(request.actor, person_id, now=request.now)
    form = DecideForm(posted(request))
    return answer_form(
        request,
        form,
        title="Decide on a record",
        do=lambda: actions.decide_retention(
            request.actor,
            person_id,
            Record(form.cleaned_data["record"]),
            decided=form.cleaned_data["decided"],
            reason=form.cleaned_data["reason"],
            died_on=form.cleaned_data["died_on"],
            now=request.now,
            request_key=form.request_key,
        ),
        done=_page(person_id),
        said="decided",
        back=_page(person_id),
        button="Save the decision",
        lead="What happened is kept as events that this program never removes. A decision to "
        "dispose is kept here, in your name, for whoever runs the store to carry out.",
    )


def _page(person_id: UUID) -> str:
    return reverse("oversight:retention", args=[person_id])
