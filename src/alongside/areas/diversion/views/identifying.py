"""Noticing somebody: referring them in, or taking them on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.areas.diversion.actions.configured import doors
from alongside.areas.diversion.actions.identifying import identify_person
from alongside.areas.diversion.forms.identifying import IdentifyForm
from alongside.areas.diversion.queries.naming import name_for_referral
from alongside.areas.diversion.queries.sites import sites_to_choose
from alongside.areas.diversion.rules.permissions import PERMISSIONS, PRACTITIONERS
from alongside.areas.diversion.views.pages import posted
from alongside.areas.diversion.views.pages import to_episode as to_story
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.actor import Role, holds, require
from alongside.kernel.refusal import Refused

SOURCES = {
    Role.CUSTODY_OFFICER: "custody_staff",
    Role.DIVERSION_PRACTITIONER: "ld_proactive_review",
    Role.COURT_LINK_WORKER: "ld_proactive_review",
    Role.TRIAGE_CLINICIAN: "street_triage",
    Role.CONTROL_ROOM_CLINICIAN: "street_triage",
}


@require_http_methods(["GET", "POST"])
def identify(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Refer somebody to Liaison and Diversion, or open an episode for them."""
    require(request.actor, PERMISSIONS, "episode.identify")
    person = name_for_referral(request.actor, person_id, now=request.now)
    form = IdentifyForm(posted(request), initial=_starts(request))
    sites = sites_to_choose(request.actor)
    form.offer([(str(site.id), site.name) for site in sites], list(doors().values()))
    if request.method == "POST" and form.is_valid():
        try:
            made = identify_person(
                request.actor,
                form.said(person_id, request.now),
                now=request.now,
                request_key=form.request_key,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return _onward(request, made)
    return _page(request, person_id, form, person)


def _starts(request: DeskRequest) -> dict[str, str]:
    return {
        "source": SOURCES.get(request.actor.role, ""),
        "door": request.GET.get("door", ""),
        "site": request.GET.get("site", ""),
    }


def _onward(request: DeskRequest, episode_id: UUID) -> HttpResponse:
    if holds(request.actor, PERMISSIONS, "episode.see"):
        return to_story(episode_id, "noticed")
    return redirect("diversion:received", episode_id)


def _page(request: DeskRequest, person_id: UUID, form: PlainForm, person: object) -> HttpResponse:
    own = request.actor.role in PRACTITIONERS
    context = {
        "form": form,
        "person": person,
        "title": "Open an episode" if own else "Refer to Liaison and Diversion",
        "submit": "Open it" if own else "Refer them",
        "doors": list(doors().values()),
        "own": own,
        "back": reverse("people:person", args=[person_id]),
    }
    status = 422 if form.errors else 200
    return render(request, "diversion/pathway/identify.jinja", context, status=status)
