"""The court list of a day, and whom somebody has to come back to."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from alongside.areas.diversion.queries.court_list import CourtDay, court_list
from alongside.areas.diversion.queries.filters import narrowed
from alongside.areas.diversion.queries.follow_ups import follow_ups
from alongside.areas.diversion.views.list_rows import Chip, Looking, filter_chips, row_words
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.local_time import local_date, say_date, to_local

AFTERNOON: Final = 14
"""From this hour on, whoever opens the court list is getting ready for tomorrow."""


def _day(request: DeskRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return usual_day(request.now)


def usual_day(now: datetime) -> date:
    """Answer which day is shown first: today until the afternoon, then tomorrow."""
    today = local_date(now)
    return today if to_local(now).hour < AFTERNOON else today + timedelta(days=1)


def _court(request: DeskRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("court", ""))
    except ValueError:
        return None


@require_safe
def court(request: DeskRequest) -> HttpResponse:
    """Show the court list of a day, with a clock for each report that is owed."""
    day, show = _day(request), request.GET.get("show", "")
    listed = court_list(request.actor, day, _court(request), now=request.now)
    address = reverse("diversion:court")
    chosen = str(listed.court.id) if listed.court else ""
    context = {
        "day": day,
        "day_words": say_date(day),
        "near": _near(day, local_date(request.now)),
        "rows": _rows_html(request, listed, show),
        "filters": filter_chips(
            listed.lines,
            show,
            address=address,
            now=request.now,
            kept=[("day", day.isoformat()), ("court", chosen)],
        ),
        "days": _days(request, day, address),
        "places": _places(listed, address),
        "query": f"day={day}&court={chosen}&show={show}",
        "listed": listed,
    }
    return render(request, "diversion/court.jinja", context)


@require_safe
def lines(request: DeskRequest) -> HttpResponse:
    """Answer the lines by themselves, for a list that asks again and again."""
    listed = court_list(request.actor, _day(request), _court(request), now=request.now)
    return HttpResponse(_rows_html(request, listed, request.GET.get("show", "")))


@require_safe
def sheet(request: DeskRequest) -> HttpResponse:
    """Show the court list as a sheet."""
    day = _day(request)
    listed = court_list(
        request.actor, day, _court(request), now=request.now, page="diversion.court_sheet"
    )
    found = narrowed(listed.lines, request.GET.get("show", ""), request.now)
    looking = Looking(request.now, request.actor.role, court=True)
    context = {
        "rows": [row_words(line, looking) for line in found],
        "day_words": say_date(day),
        "listed": listed,
        "back": f"{reverse('diversion:court')}?day={day}",
    }
    return render(request, "diversion/court_sheet.jinja", context)


def _rows_html(request: DeskRequest, listed: CourtDay, show: str) -> str:
    chosen = narrowed(listed.lines, show, request.now)
    looking = Looking(request.now, request.actor.role, court=True)
    context = {
        "rows": [row_words(line, looking) for line in chosen],
        "narrowed": bool(show) and len(chosen) != len(listed.lines),
        "day_words": say_date(listed.day),
    }
    html = render_to_string("diversion/court_rows.jinja", context, request=request)
    return mark_safe(html)  # nosec B308 B703  a template escaped it


def _near(day: date, today: date) -> str:
    return {-1: "Yesterday", 0: "Today", 1: "Tomorrow"}.get((day - today).days, "")


def _days(request: DeskRequest, day: date, address: str) -> tuple[Chip, ...]:
    today = local_date(request.now)
    near = [today, today + timedelta(days=1)]
    every = sorted({*near, day, day - timedelta(days=1), day + timedelta(days=1)})
    return tuple(
        Chip(_near(one, today) or say_date(one), f"{address}?day={one}", one == day)
        for one in every
    )


def _places(listed: CourtDay, address: str) -> tuple[Chip, ...]:
    if len(listed.courts) < 2:
        return ()
    day = listed.day
    return (
        Chip("All courts", f"{address}?day={day}", listed.court is None),
        *(
            Chip(one.name, f"{address}?day={day}&court={one.id}", listed.court == one)
            for one in listed.courts
        ),
    )


@require_safe
def after(request: DeskRequest) -> HttpResponse:
    """Show whom somebody has to come back to, and by when."""
    show = request.GET.get("show", "")
    found = follow_ups(request.actor, now=request.now)
    every = (*found.overdue, *found.today, *found.ahead, *found.undated)
    looking = Looking(request.now, request.actor.role, since="noticed")
    groups = [
        ("overdue", "Overdue", found.overdue),
        ("today", "Later today", found.today),
        ("ahead", "In the next seven days", found.ahead),
        ("undated", "Waiting, with no day set", found.undated),
    ]
    context = {
        "groups": [
            (key, title, [row_words(one, looking) for one in narrowed(lines, show, request.now)])
            for key, title, lines in groups
        ],
        "filters": filter_chips(
            every, show, address=reverse("diversion:follow_ups"), now=request.now
        ),
        "found": found,
        "unanswered": found.unanswered,
    }
    return render(request, "diversion/follow_ups.jinja", context)
