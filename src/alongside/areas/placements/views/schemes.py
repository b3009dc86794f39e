"""The list of schemes, one scheme, and what it says of itself."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.placements.actions.schemes import (
    change_scheme,
    change_weights,
    end_scheme,
    make_scheme,
)
from alongside.areas.placements.actions.taking_in import take_in_scheme
from alongside.areas.placements.forms.schemes import BLANK, FILE, SchemeForm, StartForm, WeightsForm
from alongside.areas.placements.queries.examples import example_intake, examples
from alongside.areas.placements.queries.issues import open_issue_count
from alongside.areas.placements.queries.scheme_files import intake_from, scheme_file
from alongside.areas.placements.queries.scheme_page import scheme_page
from alongside.areas.placements.queries.schemes import schemes_to_list
from alongside.areas.placements.rules.intake import Intake, begun_after, without_officers
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.wishes import WISHES
from alongside.areas.placements.views.scheme_answers import (
    BOTH,
    DONE,
    Asking,
    answer,
    done_at,
    posted,
)
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.accounts.queries import organisations
from alongside.foundation.kit.done import done_words
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.actor import require
from alongside.kernel.local_time import local_date


@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """List the schemes of the viewer's organisation."""
    lines = schemes_to_list(request.actor)
    return render(request, "placements/schemes/list.jinja", {"lines": lines})


@require_safe
def show(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Show a scheme with its parts and what stands in the way."""
    page = scheme_page(request.actor, scheme_id, now=request.now)
    context = {
        "page": page,
        "wishes": WISHES,
        "issues": open_issue_count(scheme_id),
        "done": done_words(request, DONE),
    }
    return render(request, "placements/schemes/scheme.jinja", context)


@require_http_methods(BOTH)
def make(request: DeskRequest) -> HttpResponse:
    """Make a scheme: from an example, from a file, or from nothing."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    form = StartForm(
        posted(request),
        request.FILES or None,
        examples=examples(request.actor),
        partners=[one for one in organisations() if one.id != request.actor.organisation_id],
        initial={"start": "sheffield"},
    )

    def act() -> str:
        said = form.beginning
        if form.cleaned_data["start"] == BLANK:
            made = make_scheme(
                request.actor,
                said.name,
                partner_id=said.partner_id,
                now=request.now,
                request_key=form.request_key,
            )
        else:
            made = take_in_scheme(
                request.actor,
                _intake(request, form),
                said,
                now=request.now,
                request_key=form.request_key,
            )
        return done_at(scheme_address(made), "made")

    asking = Asking(
        "Make a scheme",
        reverse("placements:home"),
        lead="Everything can be changed afterwards.",
        button="Make it",
        template="placements/schemes/start.jinja",
    )
    return answer(request, form, asking, act=act)


def _intake(request: DeskRequest, form: StartForm) -> Intake:
    said = form.cleaned_data
    if said["start"] == FILE:
        return intake_from(request.actor, said["sent"])
    intake = example_intake(request.actor, said["start"])
    if not said["with_people"]:
        return without_officers(intake)
    return begun_after(intake, local_date(request.now))


def scheme_address(scheme_id: UUID, part: str = "") -> str:
    """Answer the address of a scheme, or of a part of its page."""
    address = reverse("placements:scheme", args=[scheme_id])
    return f"{address}#{part}" if part else address


@require_http_methods(BOTH)
def change(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Change what a scheme is called and what those on it are told."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    head = scheme_page(request.actor, scheme_id, now=request.now).head
    initial = {name: getattr(head, name) for name in SchemeForm.base_fields}
    form = SchemeForm(posted(request), initial=initial | {"version": head.version})

    def act() -> str:
        version = form.version or 0
        change_scheme(request.actor, scheme_id, form.entry, version=version, now=request.now)
        return done_at(scheme_address(scheme_id))

    asking = Asking(
        f"Change {head.name}",
        scheme_address(scheme_id),
        version=head.version,
        mine=lambda: form.cleaned_data,
    )
    return answer(request, form, asking, act=act)


@require_http_methods(BOTH)
def weights(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Change what each wish not met costs a plan."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    head = scheme_page(request.actor, scheme_id, now=request.now).head
    form = WeightsForm(posted(request), initial={**head.weights, "version": head.version})

    def act() -> str:
        version = form.version or 0
        change_weights(request.actor, scheme_id, form.entry, version=version, now=request.now)
        return done_at(scheme_address(scheme_id))

    asking = Asking(
        "What a plan tries for",
        scheme_address(scheme_id),
        lead="Of all plans that keep every rule, the one with the lowest sum is found. "
        "A larger number matters more; 0 does not matter at all.",
        version=head.version,
        mine=lambda: form.cleaned_data,
    )
    return answer(request, form, asking, act=act)


@require_http_methods(BOTH)
def end(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Ask whether to end a scheme, saying what follows; or end it."""
    require(request.actor, PERMISSIONS, "scheme.keep")
    page = scheme_page(request.actor, scheme_id, now=request.now)
    form = PlainForm(posted(request))

    def act() -> str:
        end_scheme(request.actor, scheme_id, now=request.now, request_key=form.request_key)
        return done_at(scheme_address(scheme_id), "ended")

    asking = Asking(
        f"End {page.head.name}?",
        scheme_address(scheme_id),
        lead="It stays here to be read, and its plan stays as it is. Nothing in it can be "
        "changed afterwards.",
        button="End this scheme",
    )
    return answer(request, form, asking, act=act)


@require_safe
def file(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Give the scheme as a TOML file."""
    name, text = scheme_file(request.actor, scheme_id, now=request.now)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/toml; charset=utf-8", headers=headers)
