"""Adding one more thing about a person: a name, an address, a phone, a number, a need."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from alongside.areas.people import actions, forms
from alongside.areas.people.queries.page import core_details
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.areas.people.views.purposes import person_address, purpose_or_usual
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Adding:
    """One kind of thing that can be added.

    Attributes:
        title: Heading of its page.
        form: Makes its form for a viewer, with what was posted.
        act: Does it: actor, person, valid form, and ``now`` and ``request_key``.
    """

    title: str
    form: Callable[[Actor, Any], PlainForm]
    act: Callable[..., UUID]


def _number_form(viewer: Actor, posted: Any) -> PlainForm:
    police = viewer.sector.is_police and holds(viewer, PERMISSIONS, "person.add_police_identifier")
    return forms.NumberForm(posted, police=police)


ADDINGS = {
    "name": Adding(
        "Add another name",
        lambda _viewer, posted: forms.NameForm(posted),
        lambda actor, person, form, **when: actions.add_name(
            actor, person, kind=form.cleaned_data["kind"], name=form.name(), **when
        ),
    ),
    "address": Adding(
        "Add where they live now",
        lambda _viewer, posted: forms.AddressForm(posted),
        lambda actor, person, form, **when: actions.add_address(
            actor, person, form.address(), **when
        ),
    ),
    "phone": Adding(
        "Add a phone number",
        lambda _viewer, posted: forms.PhoneForm(posted),
        lambda actor, person, form, **when: actions.add_phone(
            actor, person, form.cleaned_data["phone"], **when
        ),
    ),
    "number": Adding(
        "Add a number",
        _number_form,
        lambda actor, person, form, **when: actions.add_identifier(
            actor,
            person,
            kind=form.cleaned_data["kind"],
            value=form.cleaned_data["value"],
            issuer=form.cleaned_data["issuer"],
            **when,
        ),
    ),
    "need": Adding(
        "Add a communication need",
        lambda _viewer, posted: forms.NeedForm(posted),
        lambda actor, person, form, **when: actions.add_communication_need(
            actor, person, form.need(), **when
        ),
    ),
}


@require_http_methods(["GET", "POST"])
def add_detail(request: DeskRequest, person_id: UUID, what: str) -> HttpResponse:
    """Add one thing."""
    adding = ADDINGS[what]
    purpose = purpose_or_usual(request)
    core = core_details(request.actor, person_id, purpose=purpose, now=request.now)
    form = adding.form(request.actor, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            adding.act(
                request.actor, person_id, form, now=request.now, request_key=form.request_key
            )
            return redirect(person_address(person_id, purpose))
        except Refused as refused:
            form.refuse(refused)
    context = {
        "form": form,
        "title": adding.title,
        "core": core,
        "back": person_address(person_id, purpose),
    }
    return render(request, "people/add_detail.jinja", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def words(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Write down, with the person, what they want others to know."""
    require(request.actor, PERMISSIONS, "person.record_words")
    purpose = purpose_or_usual(request)
    core = core_details(request.actor, person_id, purpose=purpose, now=request.now)
    form = forms.WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.record_words(
                request.actor,
                person_id,
                text=said["text"],
                helps=said["helps"],
                worse=said["worse"],
                now=request.now,
                request_key=form.request_key,
            )
            return redirect(person_address(person_id, purpose))
        except Refused as refused:
            form.refuse(refused)
    context = {"form": form, "core": core, "back": person_address(person_id, purpose)}
    return render(request, "people/words.jinja", context, status=422 if form.errors else 200)


@require_POST
def withdraw_words(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Take the person's words back because they said so."""
    actions.withdraw_words(request.actor, person_id, now=request.now)
    return redirect(person_address(person_id, purpose_or_usual(request)))
