"""A ward's own page: who comes, "too busy" in one tap, the notice, and what was said no to."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.placements.actions import wards
from alongside.areas.placements.forms.wards import BusyForm, DaysForm, NoForm
from alongside.areas.placements.queries.ward_page import (
    WardPage,
    notice_sheet,
    one_ward,
    ward_page,
)
from alongside.areas.placements.rules.busy import Days, this_week
from alongside.areas.placements.rules.plan_words import days_words
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted, Refused

BOTH: Final = ["GET", "POST"]
DONE: Final = {
    "busy": "The coordinators are told now. Nobody is moved until one of them decides.",
    "not_busy": "Taken back. The coordinators are told.",
    "up": "The notice is up. Print it below and put it on the wall.",
    "down": "The notice is down.",
    "no": "Saved. Those coming here see it on their own page.",
    "no_ended": "Taken off. Those coming here do not see it any more.",
    "raised": "The coordinators are told now. You hear back in your messages.",
}


@require_safe
def ward(request: DeskRequest) -> HttpResponse:
    """Show the viewer's ward; the first, or the one in the address."""
    page = ward_page(request.actor, _asked_for(request), now=request.now)
    context = {
        "page": page,
        "days_words": days_words,
        "tap": this_week(local_date(request.now)),
        "today": local_date(request.now),
        "done": done_words(request, DONE),
    }
    return render(request, "placements/running/ward.jinja", context)


def _asked_for(request: DeskRequest) -> UUID | None:
    """The ward in the address; a broken one chooses none."""
    try:
        return UUID(request.GET.get("service", ""))
    except ValueError:
        return None


def to_ward(service_id: UUID, done: str) -> HttpResponse:
    """Go back to a ward, saying what was done."""
    return redirect(done_address(f"{reverse('placements:ward')}?service={service_id}", done))


@require_http_methods(BOTH)
def busy(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """Say too busy: in one tap for the rest of this week, or for other days with a reason."""
    if request.method == "POST" and "tap" in request.POST:
        wards.say_too_busy(request.actor, service_id, now=request.now)
        return to_ward(service_id, "busy")
    form = BusyForm(_posted(request), initial=_initial(this_week(local_date(request.now))))
    return _form_page(
        request,
        service_id,
        form,
        words=("Too busy", "Tell the coordinators", "busy"),
        act=lambda: wards.say_too_busy(
            request.actor,
            service_id,
            days=form.days(),
            why=form.cleaned_data["why"],
            now=request.now,
            request_key=form.request_key,
        ),
    )


@require_POST
def not_busy(request: DeskRequest, busy_id: UUID) -> HttpResponse:
    """Take back that a ward is too busy."""
    service = wards.take_back_too_busy(request.actor, busy_id, now=request.now)
    return to_ward(service, "not_busy")


@require_http_methods(BOTH)
def notice(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """Put up the notice to people on the ward."""
    page = ward_page(request.actor, service_id, now=request.now)
    form = DaysForm(_posted(request), initial=_initial(_expected(page, request)))
    return _form_page(
        request,
        service_id,
        form,
        words=("Put up the notice", "It is up", "up"),
        act=lambda: wards.put_up_notice(
            request.actor,
            service_id,
            days=form.days(),
            now=request.now,
            request_key=form.request_key,
        ),
    )


def _expected(page: WardPage | None, request: DeskRequest) -> Days:
    """The days somebody is expected on the ward; this week where nobody is."""
    today = local_date(request.now)
    coming = [one for week in page.weeks for one in week.coming] if page else []
    if not coming:
        return this_week(today)
    first = max(today, min(one.first_on for one in coming))
    return Days(first, max(one.last_on for one in coming))


@require_POST
def notice_down(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """Take the notice down."""
    wards.take_down_notice(request.actor, service_id, now=request.now)
    return to_ward(service_id, "down")


@require_safe
def sheet(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """Show the notice as it goes on the wall."""
    found = notice_sheet(request.actor, service_id, now=request.now)
    context = {
        "sheet": found,
        "days": days_words(found.first_on, found.last_on),
        "back": f"{reverse('placements:ward')}?service={service_id}",
    }
    return render(request, "placements/running/notice_sheet.jinja", context)


@require_http_methods(BOTH)
def said_no(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """Record what to keep away from because somebody said no."""
    page = ward_page(request.actor, service_id, now=request.now)
    form = NoForm(_posted(request), initial=_initial(_expected(page, request)))
    return _form_page(
        request,
        service_id,
        form,
        words=("Somebody said no", "Save", "no"),
        act=lambda: wards.record_no(
            request.actor, service_id, form.new(), now=request.now, request_key=form.request_key
        ),
    )


@require_POST
def end_no(request: DeskRequest, no_id: UUID) -> HttpResponse:
    """Take something off what is kept away from."""
    return to_ward(wards.end_no(request.actor, no_id, now=request.now), "no_ended")


def _posted(request: DeskRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _initial(days: Days) -> dict[str, object]:
    return {"first_on": days.first_on, "last_on": days.last_on}


LEADS: Final = {
    "busy": "The coordinators see it at once and look for room elsewhere. Nobody is sent away.",
    "up": (
        "People on the ward are told that somebody is here to learn, that they may say no, "
        "and that no changes nothing about their care."
    ),
    "no": (
        "Anybody on the ward may say no, for any reason or none. Write what those on placement "
        "keep away from. Do not write who said it."
    ),
}


def _form_page(
    request: DeskRequest,
    service_id: UUID,
    form: Any,
    *,
    words: tuple[str, str, str],
    act: Callable[[], object],
) -> HttpResponse:
    """Show a form of a ward, or do what it asks and go back there."""
    title, submit, code = words
    if request.method == "POST" and form.is_valid():
        try:
            act()
            return to_ward(service_id, code)
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    context = {
        "form": form,
        "title": f"{title}: {one_ward(request.actor, service_id).name}",
        "lead": LEADS[code],
        "submit_words": submit,
        "back": f"{reverse('placements:ward')}?service={service_id}",
    }
    status = 422 if form.errors else 200
    return render(request, "placements/running/form.jinja", context, status=status)
