"""Changing what is recorded of a person."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.areas.people import actions
from alongside.areas.people.forms import ChangePersonForm, ethnicity_choices, sex_choices
from alongside.areas.people.queries.page import CoreDetails, core_details
from alongside.areas.people.rules.facts import PersonChanges
from alongside.areas.people.views.purposes import person_address, purpose_or_usual
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.local_time import say_date
from alongside.kernel.refusal import Conflict, Refused

LABELS = {
    "given": "First name",
    "family": "Family name",
    "description": "What they look like",
    "born_on": "Date of birth",
    "age_low": "Youngest they could be",
    "age_high": "Oldest they could be",
    "sex": "Sex",
    "ethnicity_self": "Ethnic group, as they say themselves",
    "ethnicity_officer": "Ethnic group, as an officer saw it",
}


@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Change the core details; when somebody else did so first, show both versions."""
    purpose = purpose_or_usual(request)
    core = core_details(request.actor, person_id, purpose=purpose, now=request.now)
    posted = request.POST if request.method == "POST" else None
    form = _form(core, posted)
    context: dict[str, object] = {"core": core, "back": person_address(person_id, purpose)}
    status = 200
    if posted is not None and form.is_valid():
        changes = form.changes(core.details)
        try:
            actions.change_person(
                request.actor, person_id, changes, version=form.version or 0, now=request.now
            )
            return redirect(person_address(person_id, purpose))
        except Conflict as conflict:
            context |= {
                "conflict": conflict,
                "theirs": in_words(core.details),
                "mine": in_words(changes),
            }
            status = 409
            # The next sending is made knowing what the record says now.
            again = posted.copy()
            again["version"] = str(core.version)
            form = _form(core, again)
        except Refused as refused:
            form.refuse(refused)
    if status == 200 and form.errors:
        status = 422
    return render(request, "people/change.jinja", {"form": form, **context}, status=status)


def _form(core: CoreDetails, posted: object) -> ChangePersonForm:
    recorded = core.details
    return ChangePersonForm(
        posted,
        known=core.label.known,
        initial={
            "version": core.version,
            **{name: getattr(recorded, name) for name in LABELS},
        },
    )


def in_words(details: PersonChanges) -> dict[str, str]:
    """Say details by the label of their field, for two versions side by side."""
    ethnicities = dict(ethnicity_choices())
    listed = {
        "sex": dict(sex_choices()),
        "ethnicity_self": ethnicities,
        "ethnicity_officer": ethnicities,
    }
    words = {}
    for name, label in LABELS.items():
        value = getattr(details, name)
        if isinstance(value, date):
            words[label] = say_date(value)
        elif name in listed:
            words[label] = listed[name].get(value, value)
        else:
            words[label] = "" if value is None else str(value)
    return words
