"""What services make of it together: factors, learning, actions, and whom they invited."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.liaison.actions.review_inviting import invite, keep_answer, take_words_back
from alongside.areas.liaison.actions.review_learning import (
    publish_learning,
    take_out_learning,
    write_learning,
)
from alongside.areas.liaison.actions.review_together import add_factor, take_away_factor
from alongside.areas.liaison.forms.review_accounts import FactorForm, LearningForm
from alongside.areas.liaison.forms.reviews import InvitationAnswerForm, InviteForm, WhyForm
from alongside.areas.liaison.queries.learning import learning_list, learning_page
from alongside.areas.liaison.queries.review_page import ReviewPage, review_page
from alongside.areas.liaison.views.reviews import to_review
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@require_http_methods(BOTH)
def factor(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Say what contributed."""
    review_page(request.actor, review_id, now=request.now)
    form = FactorForm(posted(request))

    def do() -> str:
        said = form.cleaned_data
        add_factor(
            request.actor,
            review_id,
            said["category"],
            words=said["words"],
            now=request.now,
            request_key=form.request_key,
        )
        return to_review(review_id, "saved")

    return ask(
        request,
        form,
        do=do,
        title="What contributed?",
        submit_words="Add it",
        back=_back(review_id),
    )


def _back(review_id: UUID) -> str:
    return reverse("liaison:review", args=[review_id])


@require_POST
def factor_gone(request: DeskRequest, review_id: UUID, factor_id: UUID) -> HttpResponse:
    """Take a factor away."""
    take_away_factor(request.actor, review_id, factor_id, now=request.now)
    return redirect(to_review(review_id, "saved"))


@require_http_methods(BOTH)
def learning(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Write what was learnt."""
    page = review_page(request.actor, review_id, now=request.now)
    stands = page.learning
    form = LearningForm(
        posted(request),
        initial={"title": stands.title, "words": stands.words, "version": stands.number},
    )

    def do() -> str:
        write_learning(
            request.actor,
            review_id,
            form.learning(),
            now=request.now,
            request_key=form.request_key,
        )
        after = review_page(request.actor, review_id, now=request.now).learning
        return to_review(review_id, "held_back" if after.held_back_for else "saved")

    return ask(
        request,
        form,
        do=do,
        title="What was learnt?",
        lead=_held(page),
        submit_words="Save and check",
        back=_back(review_id),
    )


def _held(page: ReviewPage) -> str:
    found = page.learning.held_back_for
    return f"It is held back: it looks as if it has {found} in it." if found else ""


@require_POST
def publish(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Publish what was learnt, as it was read."""
    number = request.POST.get("number", "")
    if not number.isdigit():
        raise Refused(
            "learning.none",
            "That page was out of date.",
            next_step="Open the review again and publish from there.",
        )
    publish_learning(request.actor, review_id, number=int(number), now=request.now)
    return redirect(to_review(review_id, "published"))


@require_http_methods(BOTH)
def take_out(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Take published learning out again."""
    page = review_page(request.actor, review_id, now=request.now)
    form = WhyForm(posted(request))

    def do() -> str:
        take_out_learning(
            request.actor,
            review_id,
            form.cleaned_data["words"],
            now=request.now,
            request_key=form.request_key,
        )
        return to_review(review_id, "out")

    return ask(
        request,
        form,
        do=do,
        title="Take this learning out",
        lead=page.learning.title,
        submit_words="Take it out",
        back=_back(review_id),
    )


@require_http_methods(BOTH)
def invite_one(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Keep that somebody was invited to add their words."""
    review_page(request.actor, review_id, now=request.now)
    form = InviteForm(posted(request), initial={"asked_on": local_date(request.now)})

    def do() -> str:
        invite(
            request.actor,
            review_id,
            form.invited(),
            now=request.now,
            request_key=form.request_key,
        )
        return to_review(review_id, "invited")

    return ask(
        request,
        form,
        do=do,
        title="Invite somebody to add their words",
        lead="No name is kept here: only how they stand to what happened.",
        submit_words="Keep it",
        back=_back(review_id),
    )


@require_http_methods(BOTH)
def answer(request: DeskRequest, review_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Keep what somebody invited answered."""
    page = review_page(request.actor, review_id, now=request.now)
    row = next((one for one in page.invited if one.id == invitation_id), None)
    if row is None:
        raise Refused("invitation.not_found", "That invitation is not here.")
    chosen = row.answer if row.answer in ("yes", "no") else ""
    form = InvitationAnswerForm(
        posted(request), initial={"answer": chosen, "words": row.words, "version": row.version}
    )

    def do() -> str:
        keep_answer(
            request.actor,
            invitation_id,
            form.answered(),
            now=request.now,
            request_key=form.request_key,
        )
        return to_review(review_id, "answered")

    return ask(
        request,
        form,
        do=do,
        title="What did they answer?",
        lead=f"{row.relation}, asked {row.asked_how.lower()}.",
        submit_words="Keep it",
        back=_back(review_id),
    )


@require_POST
def words_back(request: DeskRequest, review_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Take somebody's words away because they ask."""
    take_words_back(request.actor, invitation_id, now=request.now)
    return redirect(to_review(review_id, "back"))


@require_safe
def learnt_list(request: DeskRequest) -> HttpResponse:
    """List published learning."""
    found = learning_list(request.actor, request.GET.get("factor", ""))
    return render(request, "liaison/reviews/learning.jinja", {"found": found})


@require_safe
def learnt(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Show what was learnt from one review."""
    found = learning_page(request.actor, review_id)
    return render(request, "liaison/reviews/learnt.jinja", {"page": found})
