"""Training as those see it who go: the catalogue, courses, sessions, one's own, who is in date."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.areas.liaison.actions import training_places
from alongside.areas.liaison.queries import training_in_date, training_own, training_pages
from alongside.areas.liaison.queries.training_calendar import session_calendar
from alongside.areas.liaison.rules.training_places import PlaceState
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.markdown import long_text
from alongside.kernel.refusal import Refused

DONE = {
    "booked": "You have a place.",
    "waiting": "You are in the queue. You are told when a place comes free.",
    "offered": "A place is offered to you: take it below.",
    "left": "Given up. Whoever waits next is offered it.",
    "taken": "The place is yours.",
    "here": "You are signed in. Thank you for coming.",
    "planned": "Planned. It is in the catalogue now.",
    "changed": "Saved. Those with a place are told where the time or place changed.",
    "off": "Called off. Everybody with a place or in the queue is told.",
    "held": "Kept as held.",
    "came": "Saved who came.",
    "listed": "Everybody on the list is kept.",
    "said": "Thank you. What you said is kept apart from who you are.",
    "trainer": "Saved.",
    "added": "Added to the catalogue.",
    "course": "Saved.",
    "retired": "Taken out of the catalogue. What people did of it still counts.",
    "withdrawn": "Taken back. No page names them now.",
}


@require_safe
def catalogue(request: DeskRequest) -> HttpResponse:
    """Show what can be learnt, and what the viewer is due to do."""
    page = training_pages.catalogue(request.actor, now=request.now)
    context = {"page": page, "done": done_words(request, DONE)}
    return render(request, "liaison/training/catalogue.jinja", context)


@require_safe
def course(request: DeskRequest, course_id: UUID) -> HttpResponse:
    """Show one course."""
    page = training_pages.course_page(request.actor, course_id, now=request.now)
    materials = long_text(page.words.materials).html if page.words.materials else ""
    context = {"page": page, "materials": materials, "done": done_words(request, DONE)}
    return render(request, "liaison/training/course.jinja", context)


@require_safe
def session(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Show one session."""
    page = training_pages.session_page(request.actor, session_id, now=request.now)
    context = {"page": page, "done": done_words(request, DONE)}
    return render(request, "liaison/training/session.jinja", context)


@require_POST
def place(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Ask for a place, take the one offered, or give one up."""
    doing: dict[str, tuple[Callable[..., object], str]] = {
        "ask": (training_places.ask_for_place, ""),
        "take": (training_places.take_offer, "taken"),
        "leave": (training_places.give_up_place, "left"),
    }
    chosen = doing.get(request.POST.get("do", ""))
    if chosen is None:
        raise Refused("place.nothing_asked", "Choose what to do.", next_step="Open it again.")
    act, code = chosen
    act(request.actor, session_id, now=request.now)
    here = reverse("liaison:training_session", args=[session_id])
    return redirect(done_address(here, code or _got(request, session_id)))


def _got(request: DeskRequest, session_id: UUID) -> str:
    """What whoever asked for a place has now."""
    page = training_pages.session_page(request.actor, session_id, now=request.now)
    return page.line.mine or ""


@require_safe
def calendar(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Give one session for a calendar."""
    text = session_calendar(request.actor, session_id, now=request.now)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="training.ics"'
    return response


@require_safe
def mine(request: DeskRequest) -> HttpResponse:
    """Show the viewer's own training."""
    page = training_own.own_training(request.actor, now=request.now)
    context = {"page": page, "states": PlaceState, "done": done_words(request, DONE)}
    return render(request, "liaison/training/mine.jinja", context)


@require_safe
def in_date(request: DeskRequest) -> HttpResponse:
    """Show how many are in date, by course and organisation."""
    page = training_in_date.in_date_overview(request.actor, now=request.now)
    return render(request, "liaison/training/in_date.jinja", {"page": page})


@require_safe
def in_date_of(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    """Show how the teams of one organisation stand."""
    page = training_in_date.in_date_of(request.actor, organisation_id, now=request.now)
    return render(request, "liaison/training/in_date_of.jinja", {"page": page})
