"""The calendar of a plan, on a screen and on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from alongside.areas.placements.queries.calendar import Looking, PlanCalendar, plan_calendar
from alongside.areas.placements.rules.grid import MARK_WORDS, Row
from alongside.areas.placements.rules.plan_words import week_words
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_words
from alongside.kernel.local_time import MONTHS

DONE = {
    "moved": "Moved in this draft. Nothing is told to anybody until you publish it.",
    "taken_out": "Taken out of this draft.",
    "undone": "Undone.",
    "started": "A draft beside today’s plan. Nothing is told to anybody until you publish it.",
    "take_up": "Taken up again.",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A link among a few, one of which is where somebody is."""

    words: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class Month:
    """The weeks of a month on one sheet."""

    name: str
    weeks: tuple[date, ...]
    rows: tuple[Row, ...]


@require_safe
def calendar(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Show today’s plan, or a draft beside it."""
    looking = _looking(request)
    found = plan_calendar(request.actor, scheme_id, looking, now=request.now)
    here = reverse("placements:calendar", args=[scheme_id])
    draft = str(found.plan_id) if looking.plan_id and found.plan_id else ""
    context = {
        "found": found,
        "is_draft": found.state == "draft",
        "may_move": found.state in ("draft", "published"),
        "views": _views(here, found, draft),
        "plans": _plans(here, found),
        "earlier": _address(here, draft, found.by, found.earlier),
        "onward": _address(here, draft, found.by, found.later),
        "later": _after_a_gap(found.weeks),
        "sheet": _address(
            reverse("placements:calendar_sheet", args=[scheme_id]), draft, found.by, None
        ),
        "week_words": week_words,
        "week_ends": lambda monday: monday + timedelta(days=6),
        "mark_words": MARK_WORDS,
        "groups": _groups(found.rows),
        "done_words": done_words(request, DONE),
    }
    return render(request, "placements/plans/calendar.jinja", context)


@require_safe
def sheet(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Show a plan as sheets of paper, one for each month."""
    looking = _looking(request, whole=True)
    found = plan_calendar(request.actor, scheme_id, looking, now=request.now)
    back = reverse("placements:calendar", args=[scheme_id])
    context = {
        "found": found,
        "months": list(_months(found)),
        "week_words": week_words,
        "back": _address(back, str(looking.plan_id or ""), found.by, None),
    }
    return render(request, "placements/plans/calendar_sheet.jinja", context)


def _looking(request: DeskRequest, *, whole: bool = False) -> Looking:
    by = "officer" if request.GET.get("by") == "officer" else "service"
    return Looking(by, _day(request.GET.get("from")), _id(request.GET.get("plan")), whole)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _address(here: str, draft: str, by: str, start: date | None) -> str:
    named = {
        "plan": draft,
        "by": by if by != "service" else "",
        "from": start.isoformat() if start else "",
    }
    asked = urlencode({name: text for name, text in named.items() if text})
    return f"{here}?{asked}" if asked else here


def _after_a_gap(weeks: Sequence[date]) -> frozenset[date]:
    """Weeks that do not follow the one drawn before them."""
    return frozenset(
        after for before, after in pairwise(weeks) if after - before > timedelta(days=7)
    )


def _views(here: str, found: PlanCalendar, draft: str) -> list[Chip]:
    start = found.weeks[0] if found.weeks else None
    return [
        Chip("By service", _address(here, draft, "service", start), found.by == "service"),
        Chip(
            f"By {found.learner_word}",
            _address(here, draft, "officer", start),
            found.by != "service",
        ),
    ]


def _plans(here: str, found: PlanCalendar) -> list[Chip]:
    if not found.drafts:
        return []
    drafts = [
        Chip(
            f"Draft {one.number}{': ' + one.why if one.why else ''}",
            _address(here, str(one.id), found.by, None),
            one.id == found.plan_id,
        )
        for one in found.drafts
    ]
    return [
        Chip("Today’s plan", _address(here, "", found.by, None), found.state == "published"),
        *drafts,
    ]


def _groups(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    return [(group, list(inside)) for group, inside in groupby(rows, lambda row: row.group)]


def _months(found: PlanCalendar) -> Iterator[Month]:
    numbered = list(enumerate(found.weeks))
    for (year, month), weeks in groupby(numbered, lambda one: (one[1].year, one[1].month)):
        picked = [number for number, _ in weeks]
        rows = tuple(
            Row(row.key, row.name, row.group, tuple(row.cells[n] for n in picked))
            for row in found.rows
        )
        name = f"{MONTHS[month - 1]} {year}"
        yield Month(name, tuple(found.weeks[n] for n in picked), rows)
