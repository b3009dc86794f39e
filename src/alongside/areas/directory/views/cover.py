"""Who is on, who is planned, which teams to ring, and what else could work tonight."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.directory import actions, queries
from alongside.areas.directory.forms import ShiftForm
from alongside.areas.directory.rules import PERMISSIONS
from alongside.areas.directory.rules.seats import FILLED_BY
from alongside.areas.directory.views.answering import answer_form
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.accounts.queries import people_holding
from alongside.kernel.actor import holds, require

SHIFT_LASTS = timedelta(hours=12)


@require_safe
def show_teams(request: DeskRequest) -> HttpResponse:
    """Show who is on now, what else could work tonight, and every team."""
    context = _everything(request) | {
        "may": {
            name: holds(request.actor, PERMISSIONS, name)
            for name in (
                "entry.confirm",
                "team.add",
                "team.change",
                "option.add",
                "option.change",
                "cover.set",
                "directory.send_out",
            )
        },
    }
    return render(request, "directory/teams.jinja", context)


@require_safe
def contact_sheet(request: DeskRequest) -> HttpResponse:
    """Show every number on a sheet for paper."""
    context = _everything(request) | {
        "places": queries.places(request.actor, now=request.now),
        "contacts": queries.contacts(request.actor, now=request.now),
    }
    return render(request, "directory/contact_sheet.jinja", context)


@require_safe
def show_shifts(request: DeskRequest) -> HttpResponse:
    """List the shifts of the next seven days."""
    context = {
        "shifts": queries.planned_shifts(request.actor, now=request.now),
        "may_plan": holds(request.actor, PERMISSIONS, "shift.plan"),
        "may_cancel": holds(request.actor, PERMISSIONS, "shift.cancel"),
    }
    return render(request, "directory/shifts.jinja", context)


@require_http_methods(["GET", "POST"])
def plan_shift(request: DeskRequest) -> HttpResponse:
    """Plan who fills a seat."""
    require(request.actor, PERMISSIONS, "shift.plan")
    starts_at = request.now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    initial = {"starts_at": starts_at, "ends_at": starts_at + SHIFT_LASTS}
    form = ShiftForm(request.POST if request.method == "POST" else None, initial=initial)
    people = people_holding(list(FILLED_BY.values()))
    form.fields["user_id"].choices = [  # type: ignore[attr-defined]
        ("", "Choose"),
        *((str(p.user_id), f"{p.name}, {p.organisation}") for p in people),
    ]
    teams = queries.teams(request.actor, now=request.now)
    form.fields["team"].choices = [  # type: ignore[attr-defined]
        ("", "None"),
        *((str(team.id), team.name) for team in teams),
    ]
    return answer_form(
        request,
        form,
        title="Plan a shift",
        save=lambda: actions.plan_shift(
            request.actor, form.entry, now=request.now, request_key=form.request_key
        ),
        done="directory:shifts",
        words="Plan this shift",
    )


@require_POST
def cancel_shift(request: DeskRequest, shift_id: UUID) -> HttpResponse:
    """Call a shift off."""
    actions.cancel_shift(request.actor, shift_id, now=request.now)
    return redirect("directory:shifts")


def _everything(request: DeskRequest) -> dict[str, object]:
    return {
        "seats": queries.on_now(request.actor, request.now),
        "options": queries.options(request.actor, now=request.now),
        "teams": queries.teams(request.actor, now=request.now),
    }
