"""The first page, who looked, help now, and how the pages look."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.plans.actions import door_entry
from alongside.areas.plans.actions.portal_reading import note_looks_read
from alongside.areas.plans.forms.portal import CalledForm
from alongside.areas.plans.queries import portal
from alongside.areas.plans.queries.corrections import my_corrections
from alongside.areas.plans.queries.doors import carers_of
from alongside.areas.plans.queries.portal_words import my_words
from alongside.areas.plans.rules.doors import Allowance
from alongside.areas.plans.views.portal import settings
from alongside.areas.plans.views.portal.opening import OwnRequest, own_page, show
from alongside.kernel.refusal import Refused

COOKIE_SECONDS = 365 * 24 * 60 * 60


@require_safe
@own_page()
def home(request: OwnRequest) -> HttpResponse:
    """Say hello, and lead to the four things that matter."""
    door, now = request.door, request.now
    carers = carers_of(request.actor, now=now) if door.is_own else []
    mine = my_words(request.actor, now=now) if door.may(Allowance.SEE_WORDS) else None
    context = {
        "mine": mine,
        "may": {allowance.value: door.may(allowance) for allowance in Allowance},
        "new_looks": portal.new_looks(request.actor, now=now),
        "carers": [line for line in carers if line.open],
        "answered": _answered(request) if door.may(Allowance.ASK_TO_PUT_RIGHT) else 0,
    }
    return show(request, "home", context)


def _answered(request: OwnRequest) -> int:
    since = request.door.looks_read_at
    lines = my_corrections(request.actor, now=request.now)
    return sum(1 for x in lines if x.answered_at and (since is None or x.answered_at > since))


@require_safe
@own_page(Allowance.SEE_LOOKS)
def looks(request: OwnRequest) -> HttpResponse:
    """Say who looked, when, for which service and why."""
    context = {"looks": portal.who_looked(request.actor, now=request.now)}
    return show(request, "looks", context)


@require_POST
@own_page(Allowance.SEE_LOOKS)
def looks_read(request: OwnRequest) -> HttpResponse:
    """Keep that these have been read."""
    note_looks_read(request.actor, now=request.now)
    return redirect("plans:me")


@require_safe
@own_page()
def help_now(request: OwnRequest) -> HttpResponse:
    """Say who can help now, to ring with one tap."""
    lines = portal.who_helps(request.actor, now=request.now)
    sees = request.door.may(Allowance.SEE_WORDS)
    mine = my_words(request.actor, now=request.now) if sees else None
    context = {
        "words": mine.words if mine else None,
        "people": mine.people if mine else (),
        "lines": [line for line in lines if line.standing.open and portal.is_crisis_line(line)],
        "open": [line for line in lines if line.standing.open and not portal.is_crisis_line(line)],
        "shut": [line for line in lines if not line.standing.open],
    }
    return show(request, "help", context)


@require_http_methods(["GET", "POST"])
@own_page()
def called(request: OwnRequest) -> HttpResponse:
    """Ask what the person likes to be called."""
    form = CalledForm(
        request.POST if request.method == "POST" else None, initial={"called": request.door.called}
    )
    if request.method == "POST" and form.is_valid():
        try:
            door_entry.say_what_i_am_called(
                request.actor, form.cleaned_data["called"], now=request.now
            )
            return redirect("plans:me_settings")
        except Refused as refused:
            form.refuse(refused)
    status = 422 if form.errors else 200
    return show(request, "called", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@own_page()
def choose_settings(request: OwnRequest) -> HttpResponse:
    """Keep on this device how large the words are and whether they are easy read."""
    if request.method == "GET":
        return show(request, "settings")
    response = redirect("plans:me_settings")
    kept = settings.changed(request, request.POST)
    response.set_cookie(
        settings.COOKIE,
        kept,
        max_age=COOKIE_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )
    return response
