"""Making a contact plan with somebody, a short part at a time; every part saves the draft."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.plans.actions.contact_drafting import save_contact_words, save_people_to_ring
from alongside.areas.plans.actions.contact_sharing import share_contact_plan
from alongside.areas.plans.forms.contact import PeopleForm, SectionForm, ShareForm
from alongside.areas.plans.queries.choices import recipients
from alongside.areas.plans.queries.contact_pages import ContactDraft, contact_draft
from alongside.areas.plans.rules.contact_fields import FIELD, SECTIONS, fields_in, said_in
from alongside.areas.plans.rules.contact_plan import latest_review
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Conflict, NotPermitted, Refused

LATER = "later"


@require_safe
def draft(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Show the parts of a draft and how far each has come."""
    found = contact_draft(request.actor, plan_id, now=request.now)
    context = {"draft": found, "steps": _steps(found)}
    return render(request, "plans/contact_draft.jinja", context)


def _steps(found: ContactDraft) -> list[tuple[str, str, str]]:
    """Each part: its key, title and what it says so far."""
    steps = []
    for key, title in SECTIONS.items():
        said = len(found.people) if key == "people" else len(said_in(found.words, fields_in(key)))
        if key == "medical" and found.medical_hidden:
            steps.append((key, title, "Kept as it is"))
        else:
            steps.append((key, title, f"{said} written" if said else "Nothing yet"))
    return steps


@require_http_methods(["GET", "POST"])
def section(request: DeskRequest, plan_id: UUID, part: str) -> HttpResponse:
    """Ask one part, save it, and go on to the next."""
    if part == "people":
        return _people(request, plan_id)
    found = contact_draft(request.actor, plan_id, now=request.now)
    if part == "medical" and found.medical_hidden:
        return redirect("plans:contact_share", plan_id)
    said = {field.name: getattr(found.words, field.name) for field in fields_in(part)}
    initial = {**said, "version": found.version}
    posted = request.POST if request.method == "POST" else None
    form = SectionForm(posted, section=part, initial=initial)
    theirs: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        try:
            save_contact_words(
                request.actor, plan_id, form.said(), version=form.version or 0, now=request.now
            )
            return _go_on(request, plan_id, part)
        except Conflict as conflict:
            theirs = {FIELD[name].label: text for name, text in conflict.theirs.items()}
            form = _after_conflict(request, form, found)
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    return _show(request, "plans/contact_section.jinja", found, form, part=part, theirs=theirs)


def _after_conflict(request: DeskRequest, form: SectionForm, found: ContactDraft) -> SectionForm:
    """Show what was typed again, ready to be saved over what the draft says now."""
    again = request.POST.copy()
    again["version"] = str(found.version)
    shown = SectionForm(again, section=FIELD[form.names[0]].section)
    shown.is_valid()
    shown.refuse(Refused("plan.changed", "This part was changed in another place meanwhile."))
    return shown


def _people(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    found = contact_draft(request.actor, plan_id, now=request.now)
    posted = request.POST if request.method == "POST" else None
    form = PeopleForm(posted, people=found.people, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            save_people_to_ring(
                request.actor,
                plan_id,
                form.people(),
                version=form.version or 0,
                now=request.now,
            )
            return _go_on(request, plan_id, "people")
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    return _show(request, "plans/contact_people.jinja", found, form, part="people")


def _go_on(request: DeskRequest, plan_id: UUID, part: str) -> HttpResponse:
    if request.POST.get("after") == LATER:
        return redirect("plans:contact_draft", plan_id)
    keys = list(SECTIONS)
    following = keys[keys.index(part) + 1 :]
    if not following:
        return redirect("plans:contact_share", plan_id)
    return redirect("plans:contact_section", plan_id, following[0])


@require_http_methods(["GET", "POST"])
def share(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Ask who may see it, and share it; words that would withhold help keep it a draft."""
    found = contact_draft(request.actor, plan_id, now=request.now)
    medical = said_in(found.words, fields_in("medical"))
    form = ShareForm(
        request.POST if request.method == "POST" else None,
        services=recipients(),
        child=found.child,
        medical=bool(medical),
        initial={
            "version": found.version,
            "review_on": latest_review(local_date(request.now)),
            "medical_agreed": "yes" if found.medical_agreed else None,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            held = share_contact_plan(
                request.actor,
                plan_id,
                form.sharing(kept_medical=found.medical_agreed),
                version=form.version or 0,
                now=request.now,
                request_key=form.request_key,
            )
            if not held:
                to = reverse("plans:contact", args=[found.person_id])
                return redirect(done_address(to, "shared"))
            found = contact_draft(request.actor, plan_id, now=request.now)
            form.add_error(None, "Some words have to be said another way first.")
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    return _show(request, "plans/contact_share.jinja", found, form, part="share")


def _show(
    request: DeskRequest,
    template: str,
    found: ContactDraft,
    form: PlainForm,
    *,
    part: str,
    theirs: dict[str, str] | None = None,
) -> HttpResponse:
    keys = [*SECTIONS, "share"]
    context = {
        "draft": found,
        "form": form,
        "part": part,
        "title": SECTIONS.get(part, "Who may see this?"),
        "theirs": theirs or {},
        "step": keys.index(part) + 1,
        "steps": len(keys),
        "back": reverse("plans:contact_draft", args=[found.id]),
    }
    return render(request, template, context, status=422 if form.errors else 200)
