"""The action plan of a group, or of all: what is open, and what changed since last time."""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.areas.liaison.queries.action_changes import action_plan
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.local_time import local_date

SPANS: Final = (("A week", 7), ("Four weeks", 28), ("Three months", 91))


@require_safe
def plan(request: DeskRequest) -> HttpResponse:
    """Show an action plan."""
    return render(request, "liaison/posts/plan.jinja", _shown(request))


@require_safe
def plan_sheet(request: DeskRequest) -> HttpResponse:
    """Show an action plan for paper."""
    context = _shown(request)
    context["back"] = f"{reverse('liaison:plan')}?{request.GET.urlencode()}"
    return render(request, "liaison/posts/plan_sheet.jinja", context)


def _shown(request: DeskRequest) -> dict[str, Any]:
    since_on = _day(request.GET.get("since", ""))
    page = action_plan(
        request.actor, _group(request.GET.get("group", "")), since_on=since_on, now=request.now
    )
    today = local_date(request.now)
    spans = [(words, (today - timedelta(days=days)).isoformat()) for words, days in SPANS]
    chosen = since_on.isoformat() if since_on is not None else ""
    return {"page": page, "spans": spans, "chosen": chosen, "today": today.isoformat()}


def _day(typed: str) -> date | None:
    """The day typed, if it is one and within reason."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if day.year >= 2000 else None


def _group(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
