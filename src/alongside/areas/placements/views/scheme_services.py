"""One service of a scheme: what it is, who looks after learners there, and when it leaves."""

from dataclasses import asdict
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.placements.actions.scheme_buddies import (
    add_buddy,
    change_buddy,
    part_from_buddy,
)
from alongside.areas.placements.actions.scheme_services import (
    add_service,
    change_service,
    part_from_service,
    service_words,
)
from alongside.areas.placements.forms.scheme_parts import BuddyForm, ServiceForm
from alongside.areas.placements.queries.accounts import accounts_to_link
from alongside.areas.placements.queries.scheme_page import scheme_page
from alongside.areas.placements.queries.scheme_parts import buddy_to_change, service_page
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.views.scheme_answers import (
    BOTH,
    DONE,
    Asking,
    answer,
    as_choice,
    done_at,
    posted,
)
from alongside.areas.placements.views.schemes import scheme_address
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_words
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.actor import Role, require


def service_address(service_id: UUID) -> str:
    """Answer the address of a service."""
    return reverse("placements:service", args=[service_id])


@require_safe
def show(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """Show a service and who comes to it."""
    page = service_page(request.actor, service_id, now=request.now)
    context = {"page": page, "done": done_words(request, DONE)}
    return render(request, "placements/schemes/service.jinja", context)


@require_http_methods(BOTH)
def add(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Add a service to a scheme."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    head = scheme_page(request.actor, scheme_id, now=request.now).head
    form = ServiceForm(posted(request), initial={"seats": 2})

    def act() -> str:
        made = add_service(
            request.actor, scheme_id, form.entry, now=request.now, request_key=form.request_key
        )
        return done_at(service_address(made), "added")

    back = scheme_address(scheme_id, "services")
    return answer(request, form, Asking(f"Add a service to {head.name}", back), act=act)


@require_http_methods(BOTH)
def change(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """Change a service."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    facts = service_page(request.actor, service_id, now=request.now).facts
    initial = {name: getattr(facts, name) for name in ServiceForm.base_fields}
    form = ServiceForm(posted(request), initial=initial | {"version": facts.version})

    def act() -> str:
        version = form.version or 0
        change_service(request.actor, service_id, form.entry, version=version, now=request.now)
        return done_at(service_address(service_id))

    asking = Asking(
        f"Change {facts.name}",
        service_address(service_id),
        version=facts.version,
        mine=lambda: service_words(form.entry),
    )
    return answer(request, form, asking, act=act)


@require_http_methods(BOTH)
def leave(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """Ask whether a service leaves, saying what follows; or keep that it did."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    page = service_page(request.actor, service_id, now=request.now)
    form = PlainForm(posted(request))

    def act() -> str:
        part_from_service(request.actor, service_id, now=request.now, request_key=form.request_key)
        return done_at(service_address(service_id), "left")

    to_come = len({stay.learner_id for stay in page.stays})
    planned = (
        f"{to_come} {'is' if to_come == 1 else 'are'} still planned there: repair the plan "
        "afterwards. "
        if to_come
        else ""
    )
    asking = Asking(
        f"{page.facts.name} no longer takes part?",
        service_address(service_id),
        lead=f"{planned}Plans made from now on leave it out. What it did before stays on record.",
        button="It no longer takes part",
    )
    return answer(request, form, asking, act=act)


@require_http_methods(BOTH)
def new_buddy(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """Add somebody who looks after learners."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    page = service_page(request.actor, service_id, now=request.now)
    form = BuddyForm(
        posted(request), accounts=_accounts(request, page.scheme.id), initial={"load": 1}
    )

    def act() -> str:
        add_buddy(
            request.actor, service_id, form.entry, now=request.now, request_key=form.request_key
        )
        return done_at(service_address(service_id), "added")

    asking = Asking(f"Add a buddy at {page.facts.name}", service_address(service_id))
    return answer(request, form, asking, act=act)


@require_http_methods(BOTH)
def buddy(request: DeskRequest, buddy_id: UUID) -> HttpResponse:
    """Change what is said of somebody who looks after learners."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    head, service, line = buddy_to_change(request.actor, buddy_id)
    form = BuddyForm(
        posted(request),
        accounts=_accounts(request, head.id),
        initial={**asdict(line), "user_id": as_choice(line.user_id)},
    )

    def act() -> str:
        version = form.version or 0
        change_buddy(request.actor, buddy_id, form.entry, version=version, now=request.now)
        return done_at(service_address(service.id))

    asking = Asking(
        f"Change {line.name}",
        service_address(service.id),
        lead=service.name,
        version=line.version,
        mine=lambda: form.cleaned_data,
        template="placements/schemes/buddy.jinja",
    )
    return answer(request, form, asking, act=act)


@require_http_methods(BOTH)
def buddy_leaves(request: DeskRequest, buddy_id: UUID) -> HttpResponse:
    """Ask whether somebody stops looking after learners; or keep that they did."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    _, service, line = buddy_to_change(request.actor, buddy_id)
    form = PlainForm(posted(request))

    def act() -> str:
        part_from_buddy(request.actor, buddy_id, now=request.now, request_key=form.request_key)
        return done_at(service_address(service.id))

    asking = Asking(
        f"{line.name} is no longer a buddy?",
        service_address(service.id),
        lead="Plans made from now on leave them out. What they did before stays on record.",
        button="No longer a buddy",
    )
    return answer(request, form, asking, act=act)


def _accounts(request: DeskRequest, scheme_id: UUID) -> dict[UUID, str]:
    held = accounts_to_link(request.actor, scheme_id, Role.PLACEMENT_BUDDY)
    return {one.user_id: f"{one.name}, {one.organisation}" for one in held}
