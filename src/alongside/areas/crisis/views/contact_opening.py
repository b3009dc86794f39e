"""Open a contact, and say better later where it is."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.areas.crisis.actions import ContactDetails, Opening, change_details, open_contact
from alongside.areas.crisis.forms.contact_opening import PLACES, DetailsForm, OpenForm
from alongside.areas.crisis.queries import Story, contact_story
from alongside.areas.crisis.rules.kinds import SOURCES
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.crisis.views.contact_flow import SEES, address, go_on, next_after, show
from alongside.areas.crisis.views.detention_facts import facts_cards
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.actor import Actor, Role, Sector, require
from alongside.kernel.refusal import Conflict, NotPermitted, Refused

USUAL_SOURCE: Final = {
    Role.CUSTODY_OFFICER: "custody",
    Role.CONTROL_ROOM_CLINICIAN: "control_room",
    Role.POLICE_SUPERVISOR: "control_room",
    Role.TRIAGE_CLINICIAN: "triage_car",
    Role.LIAISON_LEAD: "phone",
}
LABELS: Final = {
    "place_type": "Kind of place",
    "place_words": "Where exactly",
    "incident_reference": "Incident number",
}


@require_http_methods(["GET", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """Ask where, and open the contact."""
    require(request.actor, PERMISSIONS, "contact.open")
    posted = request.POST if request.method == "POST" else None
    form = OpenForm(posted, source=_usual_source(request.actor), now=request.now)
    if posted is not None and form.is_valid():
        try:
            contact_id = open_contact(
                request.actor,
                _opening(request, form),
                now=request.now,
                request_key=form.request_key,
            )
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return go_on(request, contact_id, "who")
    usual = SOURCES[form.usual_source]
    context = {"form": form, "sees": SEES, "usual_words": usual[:1].lower() + usual[1:]}
    status = 422 if form.errors else 200
    return render(request, "crisis/contact_new.jinja", context, status=status)


def _usual_source(actor: Actor) -> str:
    if actor.role is Role.RESPONSE_OFFICER and actor.sector is Sector.RAILWAY_POLICE:
        return "railway"
    return USUAL_SOURCE.get(actor.role, "street")


def _opening(request: DeskRequest, form: OpenForm) -> Opening:
    said = form.cleaned_data
    return Opening(
        opened_at=form.met_at(request.now),
        source=said["source"] or form.usual_source,
        place_words=form.place_in_words,
        place_type=said["place_type"],
        incident_reference=said["incident_reference"],
        reason=said["reason"],
        latitude=said["latitude"],
        longitude=said["longitude"],
        mine=not said["unowned"],
    )


@require_http_methods(["GET", "POST"])
def where(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Show what the place says about section 136, and put the place right."""
    story = contact_story(request.actor, contact_id, now=request.now)
    if request.method != "POST":
        shown = {name: getattr(story, name) for name in LABELS} | {"version": story.version}
        return _where(request, story, DetailsForm(initial=shown))
    form = DetailsForm(request.POST)
    if form.is_valid():
        try:
            details = ContactDetails(**form.details())
            change_details(
                request.actor, contact_id, details, version=form.version or 0, now=request.now
            )
        except Conflict as conflict:
            return _both(request, story, form, conflict)
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            if "later" in request.POST:
                return redirect(address("contact", contact_id))
            return redirect(address("where", contact_id) + "?changed=1")
    return _where(request, story, form)


def _where(request: DeskRequest, story: Story, form: DetailsForm) -> HttpResponse:
    cards = [card for card in facts_cards(story) if card.title.startswith("Can section 136")]
    return show(
        request,
        "crisis/contact_where.jinja",
        story,
        step="where",
        form=form,
        cards=cards,
        changed="changed" in request.GET,
    )


def _both(
    request: DeskRequest, story: Story, form: DetailsForm, conflict: Conflict
) -> HttpResponse:
    """Show what it says now beside what was typed, and let the typed be saved over it."""
    again = QueryDict(mutable=True)
    again.update(form.details())
    again["version"] = conflict.theirs["version"]
    return show(
        request,
        "crisis/contact_both.jinja",
        story,
        step="where",
        form=DetailsForm(again),
        status=409,
        conflict=conflict,
        theirs=_in_words(conflict.theirs),
        mine=_in_words(form.details()),
        next_page=address(next_after("where", request.actor.role), story.contact_id),
    )


def _in_words(values: dict[str, str]) -> dict[str, str]:
    kinds = dict(PLACES)
    return {
        label: kinds.get(values[name], values[name]) if name == "place_type" else values[name]
        for name, label in LABELS.items()
    }
