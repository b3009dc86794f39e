"""A person's page, its print sheet, and the question that comes before both."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.people.forms import PurposeForm
from alongside.areas.people.panels import IDENTITY
from alongside.areas.people.queries.page import person_picture
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.areas.people.views import purposes
from alongside.engines.sharing import Purpose
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.audit.record import Op
from alongside.foundation.picture.pictures import Picture
from alongside.foundation.picture.serialising import picture_json
from alongside.foundation.picture.ways import WayLink, ways_for
from alongside.kernel.actor import holds
from alongside.kernel.refusal import NotPermitted, Refused


@require_http_methods(["GET", "POST"])
def person(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Show the shared picture of a person; ask first why, when the address does not say."""
    purpose = purposes.given_purpose(request)
    if request.method == "POST" or purpose is None:
        return _ask_purpose(request, person_id)
    reason = purposes.kept_reason(request, person_id)
    picture = person_picture(
        request.actor, person_id, purpose=purpose, reason=reason, now=request.now
    )
    return render(request, "people/person.jinja", _context(request, person_id, picture))


@require_safe
def print_sheet(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Show the same picture as a sheet for paper; logged as a print."""
    purpose = purposes.given_purpose(request)
    if purpose is None:
        return redirect("people:person", person_id)
    picture = person_picture(
        request.actor, person_id, purpose=purpose, reason="", now=request.now, op=Op.PRINT
    )
    return render(request, "people/sheet.jinja", _context(request, person_id, picture))


@require_safe
def as_json(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Answer the same picture as JSON: a copy leaves the page, so it is logged as an export."""
    try:
        purpose = purposes.given_purpose(request)
        if purpose is None:
            raise Refused(
                "picture.no_purpose",
                "Say in the address what you look for.",
                next_step="Add ?purpose= with one that your role may give.",
            )
        picture = person_picture(
            request.actor, person_id, purpose=purpose, reason="", now=request.now, op=Op.EXPORT
        )
    except Refused as refused:
        said = {"code": refused.code, "message": refused.message, "next_step": refused.next_step}
        return JsonResponse(said, status=403 if isinstance(refused, NotPermitted) else 422)
    return JsonResponse(picture_json(picture), json_dumps_params={"ensure_ascii": False})


def _ask_purpose(request: DeskRequest, person_id: UUID) -> HttpResponse:
    allowed = purposes.allowed_purposes(request)
    form = PurposeForm(
        request.POST if request.method == "POST" else None, initial={"purpose": allowed[0][0]}
    )
    form.fields["purpose"].choices = allowed  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        purposes.keep_reason(request, person_id, form.cleaned_data["reason"])
        purpose = Purpose(form.cleaned_data["purpose"])
        return redirect(purposes.person_address(person_id, purpose))
    status = 422 if form.errors else 200
    return render(request, "people/purpose.jinja", {"form": form}, status=status)


def _context(request: DeskRequest, person_id: UUID, picture: Picture) -> dict[str, object]:
    shown = {panel.name: panel.body.content for panel in picture.shown}
    address = {
        name: purposes.person_address(person_id, picture.why.purpose, f"people:{name}")
        for name in ("person", "change", "identify", "words", "print", "same_as")
    }
    may_change = holds(request.actor, PERMISSIONS, "person.change")
    return {
        "picture": picture,
        "identity": shown.get(IDENTITY),
        "has_words": "people.words" in shown,
        "person_id": person_id,
        "address": address,
        "ways": _ways(request, person_id, picture) if IDENTITY in shown else [],
        "purpose": picture.why.purpose,
        "in_danger": _in_danger(request, person_id, picture),
        "may_change": may_change and IDENTITY in shown,
        "may_record_words": holds(request.actor, PERMISSIONS, "person.record_words"),
        "may_withdraw_words": holds(request.actor, PERMISSIONS, "person.withdraw_words"),
    }


def _in_danger(request: DeskRequest, person_id: UUID, picture: Picture) -> str:
    """The address that looks again because life is in danger; empty where it would not help."""
    danger = Purpose.IMMEDIATE_DANGER
    may = danger in [purpose for purpose, _ in purposes.allowed_purposes(request)]
    helps = may and not picture.shown and picture.why.purpose is not danger
    return purposes.person_address(person_id, danger) if helps else ""


def _ways(request: DeskRequest, person_id: UUID, picture: Picture) -> list[WayLink]:
    return ways_for(request.actor, person_id, picture.why.purpose)
