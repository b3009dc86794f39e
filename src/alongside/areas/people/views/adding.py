"""Recording somebody for the first time, or giving an unknown person their name."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.areas.people import actions, queries
from alongside.areas.people.forms import AddPersonForm, UnknownPersonForm
from alongside.areas.people.queries.page import CoreDetails, core_details
from alongside.areas.people.rules.facts import PersonChanges
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.areas.people.views.changing import in_words
from alongside.areas.people.views.purposes import person_address, purpose_or_usual
from alongside.engines.sharing import Purpose
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.actor import require
from alongside.kernel.refusal import Conflict, Refused


@require_http_methods(["GET", "POST"])
def add(request: DeskRequest) -> HttpResponse:
    """Record somebody whose name is known, after showing who they may already be."""
    require(request.actor, PERMISSIONS, "person.add")
    purpose = purpose_or_usual(request)
    form = AddPersonForm(request.POST if request.method == "POST" else None)
    alike: list[queries.FoundPerson] = []
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        if not form.cleaned_data["confirmed"]:
            alike = queries.possible_duplicates(
                request.actor, facts, purpose=purpose, now=request.now
            )
        if not alike:
            try:
                person_id = actions.add_person(
                    request.actor, facts, now=request.now, request_key=form.request_key
                )
                return redirect(person_address(person_id, purpose))
            except Refused as refused:
                form.refuse(refused)
    context = {"form": form, "alike": alike, "purpose": purpose}
    return render(request, "people/add.jinja", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def add_unknown(request: DeskRequest) -> HttpResponse:
    """Record somebody we cannot name yet."""
    require(request.actor, PERMISSIONS, "person.add")
    form = UnknownPersonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            person_id = actions.add_unknown_person(
                request.actor,
                description=form.cleaned_data["description"],
                sex=form.cleaned_data["sex"],
                age_low=form.cleaned_data["age_low"],
                age_high=form.cleaned_data["age_high"],
                now=request.now,
                request_key=form.request_key,
            )
            return redirect(person_address(person_id, purpose_or_usual(request)))
        except Refused as refused:
            form.refuse(refused)
    status = 422 if form.errors else 200
    return render(request, "people/add_unknown.jinja", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def identify(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Give an unknown person their name."""
    purpose = purpose_or_usual(request)
    core = core_details(request.actor, person_id, purpose=purpose, now=request.now)
    form = AddPersonForm(
        request.POST if request.method == "POST" else None,
        initial={"version": core.version, "sex": core.details.sex},
    )
    alike: list[queries.FoundPerson] = []
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        if not form.cleaned_data["confirmed"]:
            found = queries.possible_duplicates(
                request.actor, facts, purpose=purpose, now=request.now
            )
            alike = [line for line in found if line.id != person_id]
        if not alike:
            try:
                actions.identify_person(
                    request.actor, person_id, facts, version=form.version or 0, now=request.now
                )
                return redirect(person_address(person_id, purpose))
            except Conflict as conflict:
                return _changed_meanwhile(request, form, core, conflict, purpose=purpose)
            except Refused as refused:
                form.refuse(refused)
    context = {
        "form": form,
        "alike": alike,
        "core": core,
        "purpose": purpose,
        "back": person_address(person_id, purpose),
    }
    return render(request, "people/identify.jinja", context, status=422 if form.errors else 200)


def _changed_meanwhile(
    request: DeskRequest,
    form: AddPersonForm,
    core: CoreDetails,
    conflict: Conflict,
    *,
    purpose: Purpose,
) -> HttpResponse:
    """Show what the record says now beside what was typed; sending again is sent knowingly."""
    facts = form.facts()
    mine = PersonChanges(
        given=facts.given,
        family=facts.family,
        sex=facts.sex,
        born_on=facts.born_on,
        age_low=facts.age_low,
        age_high=facts.age_high,
        ethnicity_self=facts.ethnicity_self,
        ethnicity_officer=facts.ethnicity_officer,
        description=core.details.description,
    )
    again = request.POST.copy()
    again["version"] = str(core.version)
    context = {
        "form": AddPersonForm(again),
        "alike": [],
        "core": core,
        "conflict": conflict,
        "theirs": in_words(core.details),
        "mine": in_words(mine),
        "back": person_address(core.label.id, purpose),
    }
    return render(request, "people/identify.jinja", context, status=409)
