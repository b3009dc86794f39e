"""The dashboard page."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.areas.insight.queries.dashboard import Dashboard, dashboard, months_to_choose
from alongside.areas.insight.rules.permissions import PERMISSIONS
from alongside.areas.insight.views.asked import asked_of
from alongside.engines.evaluation.suppression import profiles
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.actor import holds

RETURNED = frozenset({"uses", "suite", "station", "handover", "consulted", "again"})
"""Measures of section 136, whose records the annual return lists."""


@require_safe
def show_dashboard(request: DeskRequest) -> HttpResponse:
    """Show every measure of a scope."""
    asked = asked_of(request)
    page = dashboard(
        request.actor,
        asked.scope,
        leave=asked.leave,
        profile_code=asked.profile,
        now=request.now,
    )
    context = {
        "page": page,
        "query": asked.query,
        "months": months_to_choose(request.now),
        "profiles": profiles(),
        "ways": {
            one.measure.code: _records(request, page, one.measure.code) for one in page.panels
        },
        "may_ask": holds(request.actor, PERMISSIONS, "question.register"),
    }
    return render(request, "insight/dashboard.jinja", context)


def _records(request: DeskRequest, page: Dashboard, code: str) -> tuple[str, str]:
    """Where the records behind a number are, or why they are not opened from here."""
    panel = next(one for one in page.panels if one.measure.code == code)
    if panel.too_few:
        return ("", "Too few to open as a list: a list this short could tell who they are.")
    if not holds(request.actor, PERMISSIONS, "insight.open_records"):
        return ("", "Your role sees counts, not the records behind them.")
    if code not in RETURNED:
        return ("", "Contacts that led to no detention are opened from the desk, one at a time.")
    if page.scope.area_id is None or page.scope.locality:
        return ("", "Choose one organisation and the whole area to open its records.")
    first = page.scope.last.year - (page.scope.last.number < 4)
    year = f"{first}/{(first + 1) % 100:02d}"
    query = urlencode({"year": year, "force": str(page.scope.area_id)})
    return (f"{reverse('crisis:annual_return')}?{query}", f"Open the records of {year}")
