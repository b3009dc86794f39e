"""Who answers now, who covers, how soon the hub answers, and how it did."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.liaison.actions.covering import end_cover, record_cover, set_promise
from alongside.areas.liaison.forms.covers import CoverForm, PromiseForm
from alongside.areas.liaison.queries.covers import (
    cover_choices,
    cover_page,
    post_choices,
    promise_page,
)
from alongside.areas.liaison.queries.question_measures import SPANS, hub_measures
from alongside.areas.liaison.views.question_words import DONE
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words


@require_safe
def cover(request: DeskRequest) -> HttpResponse:
    """Show who answers for each post now, and every cover."""
    context = {
        "page": cover_page(request.actor, now=request.now),
        "done": done_words(request, DONE),
    }
    return render(request, "liaison/questions/cover.jinja", context)


@require_http_methods(BOTH)
def new_cover(request: DeskRequest) -> HttpResponse:
    """Set a cover."""
    form = CoverForm(
        posted(request),
        posts=post_choices(request.actor, now=request.now),
        coverers=cover_choices(request.actor, now=request.now),
        initial={"from_at": request.now},
    )

    def do() -> str:
        record_cover(request.actor, form.new(), now=request.now, request_key=form.request_key)
        return done_address(reverse("liaison:cover"), "covered")

    return ask(
        request,
        form,
        do=do,
        title="Cover a post",
        lead="Questions to the post go to whoever covers. Whoever holds it still sees them.",
        submit_words="Set the cover",
        back=reverse("liaison:cover"),
        back_words="Back to who answers now",
    )


@require_POST
def stop_cover(request: DeskRequest, cover_id: UUID) -> HttpResponse:
    """End a cover now."""
    end_cover(request.actor, cover_id, now=request.now)
    return redirect(done_address(reverse("liaison:cover"), "cover_ended"))


@require_http_methods(BOTH)
def promise(request: DeskRequest) -> HttpResponse:
    """Say how soon the hub answers, and which post is asked first."""
    page = promise_page(request.actor, now=request.now)
    form = PromiseForm(
        posted(request),
        posts=post_choices(request.actor, now=request.now),
        initial={
            "urgent_hours": page.promise.urgent_hours,
            "ordinary_days": page.promise.ordinary_days,
            "post": str(page.post_id or ""),
        },
    )

    def do() -> str:
        set_promise(
            request.actor,
            form.promise(),
            post_id=UUID(form.cleaned_data["post"]),
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(reverse("liaison:cover"), "promised")

    return ask(
        request,
        form,
        do=do,
        title="How soon do we answer?",
        lead="An office is open Monday to Friday, nine to five, but for bank holidays of England. "
        "Questions asked before keep the promise they were given.",
        submit_words="Set the promise",
        back=reverse("liaison:cover"),
        back_words="Back to who answers now",
    )


@require_safe
def measures(request: DeskRequest) -> HttpResponse:
    """Show how the hub did with what was asked."""
    context = {
        "measures": hub_measures(request.actor, request.GET.get("span", ""), now=request.now),
        "spans": SPANS,
    }
    return render(request, "liaison/questions/measures.jinja", context)
