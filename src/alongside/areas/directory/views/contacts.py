"""Named contacts: list, look, add, change, say who is away."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.directory import actions, queries
from alongside.areas.directory.forms import AwayForm, ContactForm
from alongside.areas.directory.presenting import (
    contact_initial,
    labels,
    organisation_choices,
    people_choices,
    team_choices,
    typed_words,
)
from alongside.areas.directory.rules import PERMISSIONS
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.cover_steps import WHEN_LABELS, NewStep, key_of_step
from alongside.areas.directory.views.answering import answer_form
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.actor import holds, require

BOTH = ["GET", "POST"]


@require_safe
def show_contacts(request: DeskRequest) -> HttpResponse:
    """List every contact by organisation."""
    lines = queries.contacts(request.actor, now=request.now)
    may_add = holds(request.actor, PERMISSIONS, "contact.add")
    context = {
        "contacts": lines,
        "retired": queries.contacts(request.actor, now=request.now, retired=True)
        if may_add
        else [],
        "may_add": may_add,
        "may_set_needs": holds(request.actor, PERMISSIONS, "need.set"),
    }
    return render(request, "directory/contacts.jinja", context)


@require_safe
def show_contact(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Show one contact, who answers instead, and what they are rung for."""
    actor, now = request.actor, request.now
    line = queries.contact(actor, contact_id, now=now)
    chain = queries.chain_of(actor, EntryKind.CONTACT, contact_id, now=now)
    context = {
        "line": line,
        "chain": _chain(chain.steps, queries.names_by_key(actor)),
        "answers": [
            need
            for need in queries.needs_answered(actor)
            if any(one.contact_id == contact_id for one in need.answerers)
        ],
        "may_change": holds(actor, PERMISSIONS, "contact.change"),
    }
    return render(request, "directory/contact.jinja", context)


@require_http_methods(BOTH)
def add_contact(request: DeskRequest) -> HttpResponse:
    """Add a contact."""
    require(request.actor, PERMISSIONS, "contact.add")
    form = _form(request, {})
    form.leave_out_active()
    return answer_form(
        request,
        form,
        title="Add a contact",
        save=lambda: actions.add_contact(
            request.actor, form.entry, now=request.now, request_key=form.request_key
        ),
        done="directory:contacts",
    )


@require_http_methods(BOTH)
def change_contact(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Change a contact, or take it out of use."""
    require(request.actor, PERMISSIONS, "contact.change")
    line = queries.contact(request.actor, contact_id, now=request.now)
    form = _form(request, contact_initial(line))
    return answer_form(
        request,
        form,
        title=f"Change {line.name}",
        save=lambda: actions.change_contact(
            request.actor, contact_id, form.entry, version=form.version or 0, now=request.now
        ),
        done=reverse("directory:contact", args=[contact_id]),
        version_now=line.version,
        mine=lambda: typed_words(form.entry),
        label=labels(form),
    )


@require_http_methods(BOTH)
def away(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Say from when until when a contact is away."""
    require(request.actor, PERMISSIONS, "contact.away")
    line = queries.contact(request.actor, contact_id, now=request.now)
    form = AwayForm(request.POST if request.method == "POST" else None)
    return answer_form(
        request,
        form,
        title=f"When is {line.name} away?",
        save=lambda: actions.say_away(
            request.actor,
            contact_id,
            from_at=form.cleaned_data["from_at"],
            until_at=form.cleaned_data["until_at"],
            now=request.now,
            request_key=form.request_key,
        ),
        done=reverse("directory:contact", args=[contact_id]),
    )


@require_POST
def back(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Say that a contact is back early."""
    actions.say_back(request.actor, contact_id, now=request.now)
    return redirect("directory:contact", contact_id)


def _form(request: DeskRequest, initial: dict[str, object]) -> ContactForm:
    form = ContactForm(request.POST if request.method == "POST" else None, initial=initial)
    form.offer(organisation_choices())
    teams = queries.teams(request.actor, now=request.now)
    form.offer_more(teams=team_choices(teams), people=people_choices())
    return form


def _chain(steps: list[NewStep], names: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Answer who answers instead, in words, by reason."""
    said = [
        (label, [_leads_to(step, names) for step in steps if step.when is when])
        for when, label in WHEN_LABELS.items()
    ]
    return [(label, led_to) for label, led_to in said if led_to]


def _leads_to(step: NewStep, names: dict[str, str]) -> str:
    if step.to_phone:
        return f"{step.to_name}, {step.to_phone}"
    return names.get(key_of_step(step), "somebody not in use any more")
