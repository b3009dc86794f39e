"""Handing a shift over, and taking one on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from alongside.areas.crisis import actions, queries
from alongside.areas.crisis.forms.shift import ShiftForm
from alongside.areas.crisis.queries import DeskLine
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.crisis.views.desk_lines import NOT_KNOWN
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.actor import holds
from alongside.kernel.refusal import Refused


@require_http_methods(["GET", "POST"])
def shift(request: DeskRequest) -> HttpResponse:
    """Show what shifts told each other, and write what the next one needs."""
    desk = queries.desk(request.actor, now=request.now)
    lines = [*desk.needs_now, *desk.running]
    form = ShiftForm(
        request.POST if request.method == "POST" else None,
        offered=[(str(line.contact_id), _name(line)) for line in lines],
        hints={str(line.contact_id): _hint(line) for line in lines},
        initial={"contacts": [str(line.contact_id) for line in lines if line.owner_is_viewer]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.hand_over_shift(
                request.actor,
                form.cleaned_data["note"].strip(),
                [UUID(chosen) for chosen in form.cleaned_data.get("contacts", [])],
                now=request.now,
                request_key=form.request_key,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("crisis:shift")
    context = {
        "form": form,
        "lines": queries.handovers(request.actor, now=request.now),
        "may_write": holds(request.actor, PERMISSIONS, "shift.hand_over"),
    }
    return render(request, "crisis/shift.jinja", context, status=422 if form.errors else 200)


@require_POST
def accept_shift(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Take a shift on."""
    actions.accept_shift(request.actor, handover_id, now=request.now)
    return redirect("crisis:shift")


def _name(line: DeskLine) -> str:
    return f"{line.who or NOT_KNOWN}, {line.where}"


def _hint(line: DeskLine) -> str:
    said = (line.doing, line.owed)
    return ". ".join(words[:1].upper() + words[1:] for words in said if words)
