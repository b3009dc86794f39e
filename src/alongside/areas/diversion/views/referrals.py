"""Refer somebody, see where referrals stand, and say one's own side of them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.diversion.actions.referral_writing import Statement
from alongside.areas.diversion.actions.referring import make_referral, say_of_referral
from alongside.areas.diversion.forms.referrals import SAYING, ReferForm
from alongside.areas.diversion.queries import services
from alongside.areas.diversion.queries.episode_head import EpisodeHead, episode_head
from alongside.areas.diversion.queries.referral_page import referral_page
from alongside.areas.diversion.queries.referrals import referral_board, referral_row
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.refusal import Conflict, NotPermitted, Refused

BOTH = ["GET", "POST"]
DONE = {
    "sent": "Sent. Both of you see this page now.",
    "said": "Saved. Both of you see it.",
    "closed": "The link is closed.",
}


@require_safe
def board(request: DeskRequest) -> HttpResponse:
    """List referrals: what one's own side owes, what the other side owes, what ended."""
    mine = request.GET.get("show") == "mine"
    lines = referral_board(request.actor, now=request.now, mine=mine)
    return render(request, "diversion/referral_board.jinja", {"board": lines, "mine": mine})


@require_safe
def show(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    """Show one referral, the same to both sides."""
    page = referral_page(request.actor, referral_id, now=request.now)
    context = {
        "page": page,
        "saying": [(kind, SAYING[kind][0]) for kind in page.may_say if kind in SAYING],
        "elsewhere": "rerouted" in page.may_say,
        "done": done_words(request, DONE),
    }
    return render(request, "diversion/referral.jinja", context)


@require_http_methods(BOTH)
def say(request: DeskRequest, referral_id: UUID, kind: str) -> HttpResponse:
    """Say one thing of a referral."""
    if kind not in SAYING:
        raise Http404
    page = referral_page(request.actor, referral_id, now=request.now)
    title, button, make = SAYING[kind]
    form = make(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            say_of_referral(
                request.actor,
                referral_id,
                Statement(kind, said_in(form)),
                now=request.now,
                request_key=form.request_key,
            )
            return redirect(done_address(reverse("diversion:referral", args=[referral_id]), "said"))
        except (NotPermitted, Conflict):
            raise
        except Refused as refused:
            form.refuse(refused)
    context = {"page": page, "form": form, "title": title, "button": button}
    status = 422 if form.errors else 200
    return render(request, "diversion/referral_say.jinja", context, status=status)


def said_in(form: Any) -> dict[str, object]:
    """Answer what was typed, without what a form carries unseen."""
    unseen = ("request_key", "version", "name")
    return {name: value for name, value in form.cleaned_data.items() if name not in unseen}


@require_safe
def choose(request: DeskRequest, episode_id: UUID) -> HttpResponse:
    """Choose a service, by what it takes and how long it usually takes."""
    head = episode_head(request.actor, episode_id, permission="referral.record", now=request.now)
    return _choose(request, head, None)


@require_safe
def choose_elsewhere(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    """Choose another service after one has said no."""
    page = referral_page(request.actor, referral_id, now=request.now)
    head = episode_head(
        request.actor, page.episode_id, permission="referral.record", now=request.now
    )
    return _choose(request, head, page)


def _choose(request: DeskRequest, head: EpisodeHead, earlier: Any) -> HttpResponse:
    found = services.services(request.actor, now=request.now)
    asked = earlier.line.service if earlier else ""
    context = {
        "head": head,
        "earlier": earlier,
        "services": [one for one in found if one.team.name != asked],
    }
    return render(request, "diversion/referral_choose.jinja", context)


@require_http_methods(BOTH)
def refer(request: DeskRequest, episode_id: UUID, team_id: UUID) -> HttpResponse:
    """Write a referral, see what goes, and send it."""
    head = episode_head(request.actor, episode_id, permission="referral.record", now=request.now)
    return _refer(request, head, team_id, follows=None, initial={})


@require_http_methods(BOTH)
def refer_elsewhere(request: DeskRequest, referral_id: UUID, team_id: UUID) -> HttpResponse:
    """Send somebody elsewhere, starting from what was sent before."""
    row = referral_row(referral_id)
    head = episode_head(
        request.actor, row.episode_id, permission="referral.record", now=request.now
    )
    initial = {**row.shared, "urgency": row.urgency}
    return _refer(request, head, team_id, follows=referral_id, initial=initial)


def _refer(
    request: DeskRequest,
    head: EpisodeHead,
    team_id: UUID,
    *,
    follows: UUID | None,
    initial: dict[str, object],
) -> HttpResponse:
    asked = services.service(request.actor, team_id, now=request.now)
    form = ReferForm(
        request.POST if request.method == "POST" else None,
        allowed=asked.allowed,
        child=head.child,
        initial=initial,
    )
    context = {"head": head, "asked": asked, "form": form, "follows": follows}
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        if "send" not in request.POST:
            return render(request, "diversion/referral_preview.jinja", context)
        try:
            made = make_referral(
                request.actor,
                head.id,
                form.new(team_id),
                follows=follows,
                now=request.now,
                request_key=form.request_key,
            )
            return redirect(done_address(reverse("diversion:referral", args=[made]), "sent"))
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    status = 422 if form.errors else 200
    return render(request, "diversion/referral_write.jinja", context, status=status)
