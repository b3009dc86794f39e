"""What is done with a suicide prevention plan, one page for each."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.areas.plans.actions import suicide as actions
from alongside.areas.plans.actions import suicide_opening as opening
from alongside.areas.plans.actions.suicide_correcting import correct_plan_entry
from alongside.areas.plans.forms import suicide as forms
from alongside.areas.plans.queries import joint_story, suicide
from alongside.areas.plans.queries.suicide import PlanStory
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.areas.plans.rules.suicide import SUICIDE_KINDS, check_may_correct
from alongside.areas.plans.views.joint_pages import FormPage, form_page, posted
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.actor import require

Step = Callable[[DeskRequest, UUID], HttpResponse]


@require_http_methods(["GET", "POST"])
def propose(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Propose a plan for somebody."""
    people = suicide.askable(request.actor)
    person = joint_story.name_of(request.actor, person_id, purpose=suicide.PURPOSE, now=request.now)
    form = forms.ProposeForm(posted(request))
    forms.offer_people(form, people)
    page = FormPage(
        "Propose a suicide prevention plan",
        back=f"{reverse('people:person', args=[person_id])}?purpose={suicide.PURPOSE}",
        submit="Propose the plan",
        lead=person.full if person else "",
        intro="The plan belongs to the person. It opens when the other service confirms it, and "
        "closes only when both services sign.",
    )
    made: list[UUID] = []

    def act() -> None:
        made.append(
            opening.propose_plan(
                request.actor,
                person_id,
                form.proposal(),
                now=request.now,
                request_key=form.request_key,
            )
        )

    answer = form_page(request, form, page, act=act)
    return _plan_page(made[0], "proposed") if made else answer


def _plan_page(plan_id: UUID, done: str) -> HttpResponse:
    return redirect(done_address(reverse("plans:suicide_plan", args=[plan_id]), done))


def _step(
    title: str,
    submit: str,
    *,
    make: Callable[[DeskRequest, PlanStory], PlainForm],
    act: Callable[[DeskRequest, PlanStory, Any], object],
    intro: str = "",
    permission: str = "suicide_plan.work",
    done: str = "saved",
) -> Step:
    """Make the page of one step: who may, its form, and the one action it does."""

    @require_http_methods(["GET", "POST"])
    def view(request: DeskRequest, plan_id: UUID) -> HttpResponse:
        require(request.actor, JOINT_PERMISSIONS, permission)
        story = suicide.plan_story(request.actor, plan_id, now=request.now)
        form = make(request, story)
        page = FormPage(
            title,
            back=reverse("plans:suicide_plan", args=[plan_id]),
            submit=submit,
            lead=story.person.full if story.person else "",
            intro=intro,
            done=done,
        )
        return form_page(request, form, page, act=lambda: act(request, story, form))

    return view


def _plain(form: type[PlainForm]) -> Callable[[DeskRequest, PlanStory], PlainForm]:
    return lambda request, _story: form(posted(request))


def _to_change(request: DeskRequest, story: PlanStory) -> PlainForm:
    return forms.ChangeForm(posted(request), initial=story.stored)


def _to_ask(request: DeskRequest, _story: PlanStory) -> PlainForm:
    form = forms.AskForm(posted(request))
    forms.offer_people(form, suicide.askable(request.actor))
    return form


def _own_part(request: DeskRequest, story: PlanStory) -> PlainForm:
    part = story.own_part
    initial = {"own_part": part.text, "why_not": part.why_not} if part else {}
    return forms.OwnPartForm(posted(request), initial=initial)


confirm = _step(
    "Confirm this plan for your service",
    "Confirm: the plan is open",
    make=_plain(forms.ConfirmForm),
    act=lambda request, story, form: opening.confirm_plan(
        request.actor,
        story.plan_id,
        review_due_on=form.cleaned_data["review_due_on"],
        words=form.cleaned_data["words"],
        now=request.now,
        request_key=form.request_key,
    ),
    permission="suicide_plan.confirm",
    done="confirmed",
)
decline = _step(
    "Not taken up by your service",
    "Send this answer",
    make=_plain(forms.DeclineForm),
    act=lambda request, story, form: opening.decline_plan(
        request.actor, story.plan_id, words=form.cleaned_data["words"], now=request.now
    ),
    permission="suicide_plan.confirm",
    done="answered",
)
ask = _step(
    "Ask somebody else",
    "Ask them",
    make=_to_ask,
    act=lambda request, story, form: opening.ask_somebody_else(
        request.actor,
        story.plan_id,
        UUID(form.cleaned_data["asked"]),
        words=form.cleaned_data["words"],
        now=request.now,
    ),
    permission="suicide_plan.propose",
    done="asked",
)
review = _step(
    "Review the plan",
    "Save the review",
    make=_plain(forms.PlanReviewForm),
    act=lambda request, story, form: actions.review_plan(
        request.actor,
        story.plan_id,
        words=form.cleaned_data["words"],
        review_due_on=form.cleaned_data["review_due_on"],
        ends_on=form.cleaned_data["ends_on"],
        now=request.now,
        request_key=form.request_key,
    ),
    done="reviewed",
)
change = _step(
    "Change what the plan says",
    "Save the changes",
    make=_to_change,
    act=lambda request, story, form: actions.record_plan_entry(
        request.actor,
        story.plan_id,
        form.changed(story.stored, request.now),
        now=request.now,
        request_key=form.request_key,
    ),
    intro="What it said before stays on record.",
)
contact_made = _step(
    "Contact with the person",
    "Save",
    make=_plain(forms.ContactForm),
    act=lambda request, story, form: actions.record_plan_entry(
        request.actor,
        story.plan_id,
        form.entry(request.now),
        now=request.now,
        request_key=form.request_key,
    ),
)
shared = _step(
    "Something was shared",
    "Save",
    make=_plain(forms.SharedForm),
    act=lambda request, story, form: actions.record_plan_entry(
        request.actor,
        story.plan_id,
        form.entry(request.now),
        now=request.now,
        request_key=form.request_key,
    ),
    intro="The person can ask what was shared, with whom and why.",
)
own_part = _step(
    "Their own part",
    "Save",
    make=_own_part,
    act=lambda request, story, form: actions.write_own_part(
        request.actor, story.plan_id, form.part(), now=request.now, request_key=form.request_key
    ),
    intro="Write this with the person beside you, as they say it. They can take it back at any "
    "time: then write why there is nothing.",
)
anniversary = _step(
    "A day that may be hard",
    "Save the day",
    make=_plain(forms.AnniversaryForm),
    act=lambda request, story, form: actions.add_anniversary(
        request.actor,
        story.plan_id,
        month=int(form.cleaned_data["month"]),
        day=form.cleaned_data["day"],
        words=form.cleaned_data["words"],
        now=request.now,
        request_key=form.request_key,
    ),
    intro="Both services are reminded a week before it, each year while the plan is open.",
)
sign_closing = _step(
    "Sign to close the plan",
    "Sign for my service",
    make=_plain(forms.ClosingForm),
    act=lambda request, story, form: actions.sign_closing(
        request.actor,
        story.plan_id,
        reason=form.cleaned_data["reason"],
        now=request.now,
        request_key=form.request_key,
    ),
    intro="Your signature alone does not close it. The other service has to look and sign too.",
    permission="suicide_plan.close",
    done="signed",
)
keep_open = _step(
    "Keep the plan open",
    "Keep it open",
    make=_plain(forms.KeepOpenForm),
    act=lambda request, story, form: actions.keep_open(
        request.actor, story.plan_id, words=form.cleaned_data["words"], now=request.now
    ),
    permission="suicide_plan.close",
    done="kept_open",
)


@require_http_methods(["GET", "POST"])
def correct(request: DeskRequest, event_id: UUID) -> HttpResponse:
    """Put one entry right. What it said first stays on record."""
    require(request.actor, JOINT_PERMISSIONS, "suicide_plan.work")
    plan_id, line = suicide.plan_entry(request.actor, event_id, now=request.now)
    check_may_correct(line.event.kind)
    make = forms.SharedForm if line.event.kind == "shared" else forms.ContactForm
    initial = {**line.event.facts, "happened_at": line.event.happened_at}
    form = make(posted(request), initial=initial)
    form.ask_why()
    page = FormPage(
        f"Put right: {SUICIDE_KINDS[line.event.kind].lower()}",
        back=reverse("plans:suicide_plan", args=[plan_id]),
        submit="Save the correction",
        intro="What it said first stays on record, shown as corrected.",
        done="corrected",
    )
    return form_page(
        request,
        form,
        page,
        act=lambda: correct_plan_entry(
            request.actor,
            event_id,
            form.entry(line.event.happened_at),
            reason=form.reason,
            now=request.now,
            request_key=form.request_key,
        ),
    )


@require_http_methods(["POST"])
def close(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Sign second, so that the plan is closed."""
    actions.close_plan(request.actor, plan_id, now=request.now)
    return _plan_page(plan_id, "closed")
