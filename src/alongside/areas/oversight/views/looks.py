"""The front page; looks by purpose and role; questions; broken glass; looks kept back."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.oversight import actions, queries
from alongside.areas.oversight.forms import AnswerForm, GlassReviewForm, HoldBackForm, LooksForm
from alongside.areas.oversight.rules.permissions import PERMISSIONS
from alongside.areas.oversight.views.answering import answer_form, posted
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.audit.counting import LookCount, look_counts
from alongside.foundation.audit.forms import OPS
from alongside.foundation.audit.holding import hold_back_looks, looks_held_back, release_looks
from alongside.foundation.audit.queries import PERMISSIONS as AUDIT_PERMISSIONS
from alongside.foundation.audit.queries import check_log_purpose
from alongside.foundation.kit.done import done_address
from alongside.foundation.picture.actions import review_break_glass
from alongside.foundation.picture.deciding import policy_at
from alongside.foundation.picture.queries import broken_glass, glass_to_review
from alongside.kernel.actor import require
from alongside.kernel.refusal import Refused

BOTH = ["GET", "POST"]


@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """Show what waits for an information governance lead."""
    waiting = queries.waiting(request.actor, now=request.now)
    return render(request, "oversight/home.jinja", {"waiting": waiting})


@require_safe
def looks(request: DeskRequest) -> HttpResponse:
    """Ask what it is read for, then show counts of looks and the open questions."""
    require(request.actor, PERMISSIONS, "oversight.see")
    asked = "purpose" in request.GET or "days" in request.GET
    if request.GET.get("purpose"):
        check_log_purpose(request.GET["purpose"])
    form = LooksForm(request.GET if asked else None)
    context: dict[str, object] = {"form": form}
    if asked and form.is_valid():
        purpose, days = form.cleaned_data["purpose"], form.cleaned_data["days"]
        counts = look_counts(
            request.actor,
            purpose=purpose,
            since=request.now - timedelta(days=days),
            until=request.now,
            agreements=queries.agreements_of(request.actor.organisation_id),
            now=request.now,
        )
        own = request.actor.organisation_name
        context |= {
            "days": days,
            "own": [_row(one) for one in counts if one.organisation == own],
            "others": [[one.organisation, *_row(one)] for one in counts if one.organisation != own],
            "questions": queries.open_questions(request.actor, purpose=purpose, now=request.now),
        }
    return render(request, "oversight/looks.jinja", context, status=422 if form.errors else 200)


@require_http_methods(BOTH)
def question(request: DeskRequest, question_id: UUID) -> HttpResponse:
    """Answer one question in words, which closes it."""
    line = queries.question(request.actor, question_id, now=request.now)
    form = AnswerForm(posted(request))
    return answer_form(
        request,
        form,
        title=line.question,
        do=lambda: actions.answer_question(
            request.actor, question_id, answer=form.cleaned_data["answer"], now=request.now
        ),
        done=reverse("oversight:home"),
        back=reverse("oversight:looks"),
        button="Close the question",
        said="answered",
        template="oversight/question.jinja",
        line=line,
    )


@require_safe
def glass_queue(request: DeskRequest) -> HttpResponse:
    """List the broken glass that waits for the viewer's review."""
    lines = glass_to_review(request.actor, request.now)
    return render(request, "oversight/glass_queue.jinja", {"lines": lines})


@require_http_methods(BOTH)
def glass(request: DeskRequest, glass_id: UUID) -> HttpResponse:
    """Show the plain facts of one broken glass, and take a review."""
    page = broken_glass(request.actor, glass_id, now=request.now)
    form = GlassReviewForm(posted(request))
    return answer_form(
        request,
        form,
        title="Review broken glass",
        do=lambda: review_break_glass(
            request.actor,
            glass_id,
            finding=form.cleaned_data["finding"],
            note=form.cleaned_data["note"],
            now=request.now,
        ),
        done=reverse("oversight:glass_queue"),
        said="reviewed",
        back=reverse("oversight:glass_queue"),
        button="Save the review",
        template="oversight/glass.jinja",
        page=page,
        titles={
            category: spoken.title.rstrip(",")
            for category, spoken in policy_at(request.now).categories.items()
        },
    )


@require_safe
def held(request: DeskRequest) -> HttpResponse:
    """List decisions to keep looks back, past ones too."""
    require(request.actor, AUDIT_PERMISSIONS, "looks.hold_back")
    lines = looks_held_back(now=request.now, over=True)
    context = {"lines": lines, "now": request.now}
    return render(request, "oversight/held.jinja", context)


@require_http_methods(BOTH)
def hold_back(request: DeskRequest) -> HttpResponse:
    """Decide that a person is not told yet who looked."""
    require(request.actor, AUDIT_PERMISSIONS, "looks.hold_back")
    form = HoldBackForm(posted(request), initial={"from_at": request.now})

    def decide() -> UUID:
        given = form.cleaned_data
        queries.require_person(request.actor, given["person"], now=request.now)
        return hold_back_looks(
            request.actor,
            given["person"],
            from_at=given["from_at"],
            until_at=given["until_at"],
            reason=given["reason"],
            now=request.now,
            request_key=form.request_key,
        )

    return answer_form(
        request,
        form,
        title="Keep looks back from a person",
        do=decide,
        done=reverse("oversight:held"),
        said="kept_back",
        back=reverse("oversight:held"),
        button="Keep them back",
        lead="People are told who looked at them. Only where telling would be unsafe may that "
        "wait. It ends by itself, and they are then told, with the day it was kept until.",
    )


@require_POST
def release(request: DeskRequest, hold_id: UUID) -> HttpResponse:
    """End a hold before its day."""
    try:
        release_looks(request.actor, hold_id, now=request.now)
    except Refused as refused:
        if refused.code != "hold.over":
            raise
    return redirect(done_address(reverse("oversight:held"), "told"))


def _row(one: LookCount) -> list[str]:
    return [ROLE_LABELS[one.role], one.purpose_words or "Not said", OPS[one.op], str(one.count)]
