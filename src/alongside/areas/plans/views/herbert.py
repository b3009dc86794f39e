"""The Herbert Protocol: the form, writing it, part 2, and when a force has it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.plans.actions import herbert as actions
from alongside.areas.plans.forms import herbert as forms
from alongside.areas.plans.queries import herbert, joint_story, missing
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.areas.plans.views.joint_pages import DONE, FormPage, form_page, posted
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_words
from alongside.kernel.actor import holds, require
from alongside.kernel.local_time import say

CENTRALLY = "centrally"


@require_safe
def herbert_form(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Show the whole form."""
    page = herbert.herbert_page(request.actor, person_id, now=request.now)
    context = {
        "page": page,
        "done_words": done_words(request, DONE),
        "person_id": person_id,
        "may_write": holds(request.actor, JOINT_PERMISSIONS, "herbert.write"),
        "may_part_two": page.missing_record is not None
        and page.risk is not None
        and holds(request.actor, JOINT_PERMISSIONS, "herbert.add_part_two"),
    }
    return render(request, "plans/joint_herbert.jinja", context)


@require_http_methods(["GET", "POST"])
def write(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Write part 1, or write it again."""
    require(request.actor, JOINT_PERMISSIONS, "herbert.write")
    before = herbert.part_one_to_change(request.actor, person_id, now=request.now)
    now_on_page = herbert.herbert_page(request.actor, person_id, now=request.now)
    initial = {"version": now_on_page.version}
    if before is not None:
        initial |= forms.PartOneForm.initial_of(before)
    form = forms.PartOneForm(posted(request), initial=initial)
    page = FormPage(
        "Herbert Protocol: part 1",
        back=_address(person_id),
        submit="Save the form",
        lead=now_on_page.person.full if now_on_page.person else "",
        intro="Written with family, a carer or the care home, before anybody is missing. Police "
        "have it only while the person is missing, unless their force keeps the forms.",
        done="written",
    )
    return form_page(
        request,
        form,
        page,
        act=lambda: actions.write_part_one(
            request.actor,
            person_id,
            form.part(),
            version=form.version,
            now=request.now,
            request_key=form.request_key,
        ),
    )


@require_http_methods(["GET", "POST"])
def end(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """End a form."""
    require(request.actor, JOINT_PERMISSIONS, "herbert.write")
    person = joint_story.name_of(request.actor, person_id, purpose=herbert.PURPOSE, now=request.now)
    form = forms.EndForm(posted(request))
    page = FormPage(
        "End this form",
        back=_address(person_id),
        submit="End the form",
        lead=person.full if person else "",
        intro="Nobody sees it from then on. It stays on record.",
        done="ended",
    )
    return form_page(
        request,
        form,
        page,
        act=lambda: actions.end_part_one(
            request.actor, person_id, reason=form.cleaned_data["reason"], now=request.now
        ),
    )


@require_http_methods(["GET", "POST"])
def part_two(request: DeskRequest, record_id: UUID) -> HttpResponse:
    """Add part 2 while somebody is missing."""
    require(request.actor, JOINT_PERMISSIONS, "herbert.add_part_two")
    story = missing.missing_story(request.actor, record_id, now=request.now)
    form = forms.PartTwoForm(posted(request))
    page = FormPage(
        "Herbert Protocol: part 2",
        back=reverse("plans:missing_record", args=[record_id]),
        submit="Save part 2",
        lead=story.person.full if story.person else "",
        intro="What is known now. Writing it again takes the place of what was written before.",
        done="written",
    )
    return form_page(
        request,
        form,
        page,
        act=lambda: actions.write_part_two(
            request.actor, record_id, form.part(), now=request.now, request_key=form.request_key
        ),
    )


@require_http_methods(["GET", "POST"])
def holding(request: DeskRequest) -> HttpResponse:
    """Decide whether a force keeps the forms."""
    now_held = herbert.holding_of(request.actor)
    initial = {}
    intro = "Nobody has decided yet, so officers have a form only while somebody is missing."
    if now_held is not None:
        initial = {"held": CENTRALLY if now_held.held_centrally else "while_missing"}
        intro = f"Decided by {now_held.decided_by}, {say(now_held.decided_at)}: {now_held.reason}"
    form = forms.HoldingForm(posted(request), initial=initial)
    page = FormPage(
        "Herbert Protocol forms in our force",
        back=reverse("plans:herbert_holding"),
        submit="Save the decision",
        intro=intro,
        done="chosen",
    )
    return form_page(
        request,
        form,
        page,
        act=lambda: actions.choose_holding(
            request.actor,
            held_centrally=form.cleaned_data["held"] == CENTRALLY,
            reason=form.cleaned_data["reason"],
            now=request.now,
        ),
    )


def _address(person_id: UUID) -> str:
    return reverse("plans:herbert", args=[person_id])
