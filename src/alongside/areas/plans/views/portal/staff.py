"""Staff's side: giving somebody a way in, closing it, answering what they ask to be put right."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.plans.actions import corrections, doors
from alongside.areas.plans.forms.portal_staff import AnswerForm, CloseForm, InviteForm
from alongside.areas.plans.queries import corrections as asked
from alongside.areas.plans.queries.doors import DoorLine, DoorsPage, doors_page
from alongside.areas.plans.rules.corrections import Outcome
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.actor import require
from alongside.kernel.refusal import Refused

SHOWN_ONCE = "door_code_sheet"


def _page(request: DeskRequest, person_id: UUID) -> DoorsPage:
    purpose = request.GET.get("purpose", "")
    return doors_page(request.actor, person_id, purpose=purpose, now=request.now)


@require_safe
def ways_in(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Show every way in to a person's pages."""
    page = _page(request, person_id)
    return render(request, "plans/portal/staff/doors.jinja", {"page": page})


@require_http_methods(["GET", "POST"])
def invite(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Give the person, or somebody who acts for them, a way in."""
    require(request.actor, PERMISSIONS, "door.make")
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sheet = doors.invite(
                request.actor,
                person_id,
                form.invitation(),
                now=request.now,
                request_key=form.request_key,
            )
            return _to_sheet(request, sheet, person_id)
        except Refused as refused:
            form.refuse(refused)
    page = _page(request, person_id)
    context = {"form": form, "page": page}
    status = 422 if form.errors else 200
    return render(request, "plans/portal/staff/invite.jinja", context, status=status)


@require_POST
def renew(request: DeskRequest, person_id: UUID, door_id: UUID) -> HttpResponse:
    """Make a new code, for one that ran out or a PIN that was lost."""
    _line(request, person_id, door_id)
    made = doors.renew_code(request.actor, door_id, now=request.now)
    return _to_sheet(request, made, person_id)


def _to_sheet(request: Any, sheet: doors.CodeSheet, person_id: UUID) -> HttpResponse:
    if sheet.code:
        request.session[SHOWN_ONCE] = [
            str(sheet.door_id),
            sheet.sign_in_name,
            sheet.code,
            str(person_id),
        ]
    return redirect("plans:door_sheet", sheet.door_id)


@require_safe
def sheet(request: Any, door_id: UUID) -> HttpResponse:
    """Show the code once, on a sheet to print or to read out."""
    require(request.actor, PERMISSIONS, "door.make")
    kept = request.session.pop(SHOWN_ONCE, None)
    if kept is None or kept[0] != str(door_id):
        return render(request, "plans/portal/staff/sheet_gone.jinja", {}, status=410)
    context = {
        "name": kept[1],
        "code": kept[2],
        "back": reverse("plans:doors", args=[kept[3]]),
        "address": request.build_absolute_uri(reverse("plans:me")),
    }
    return render(request, "plans/portal/staff/sheet.jinja", context)


@require_http_methods(["GET", "POST"])
def close(request: DeskRequest, person_id: UUID, door_id: UUID) -> HttpResponse:
    """Close a way in, with a reason."""
    line = _line(request, person_id, door_id)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            doors.close_door(request.actor, door_id, reason=reason, now=request.now)
            return redirect("plans:doors", person_id)
        except Refused as refused:
            form.refuse(refused)
    context = {"form": form, "line": line, "person_id": person_id}
    status = 422 if form.errors else 200
    return render(request, "plans/portal/staff/close.jinja", context, status=status)


def _line(request: DeskRequest, person_id: UUID, door_id: UUID) -> DoorLine:
    page = _page(request, person_id)
    line = next((line for line in page.lines if line.id == door_id), None)
    if line is None:
        raise Refused("door.not_found", "There is no such way in.")
    return line


@require_safe
def waiting(request: DeskRequest) -> HttpResponse:
    """Show what waits for an answer, longest first."""
    lines = asked.waiting_corrections(request.actor, now=request.now)
    return render(request, "plans/portal/staff/waiting.jinja", {"lines": lines})


@require_http_methods(["GET", "POST"])
def answer(request: DeskRequest, correction_id: UUID) -> HttpResponse:
    """Answer the person."""
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            corrections.answer_correction(
                request.actor,
                correction_id,
                outcome=Outcome(form.cleaned_data["outcome"]),
                answer=form.cleaned_data["answer"],
                now=request.now,
            )
            return redirect("plans:corrections")
        except Refused as refused:
            form.refuse(refused)
    line = asked.correction(request.actor, correction_id, now=request.now)
    context = {"form": form, "line": line}
    status = 422 if form.errors else 200
    return render(request, "plans/portal/staff/answer.jinja", context, status=status)
