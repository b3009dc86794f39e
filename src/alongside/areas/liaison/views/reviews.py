"""Reviews in a list, one review, raising one, and how it is run and ended."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.liaison.actions.reviewing import (
    ask_service,
    end_review,
    open_accounts,
    raise_review,
)
from alongside.areas.liaison.forms.reviews import AskServiceForm, RaiseReviewForm, WhyForm
from alongside.areas.liaison.queries.record_facts import RecordTimes
from alongside.areas.liaison.queries.review_page import review_page
from alongside.areas.liaison.queries.review_raising import posts_to_ask, raising_from
from alongside.areas.liaison.queries.reviews import SHOWS, ended_reviews, open_reviews
from alongside.areas.liaison.rules.review_states import Said
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.local_time import local_date

DONE: Final = {
    "raised": "Raised. Each service is asked for its account, and the liaison leads are told.",
    "asked": "Asked.",
    "opened": "Opened. Everybody in the review is told.",
    "handed_in": "Handed in. It stays as it is; you are told when all accounts are open.",
    "saved": "Saved.",
    "held_back": "Kept, but held back: it looks as if something in it could tell who it was.",
    "published": "Published. Everybody who works here can find it.",
    "out": "Taken out. Nobody finds it any more.",
    "invited": "Kept that they were invited.",
    "answered": "Their answer is kept.",
    "back": "Their words are gone.",
    "agreed": "Agreed. It is on the list of actions too.",
    "closed": "Closed.",
    "withdrawn": "Withdrawn.",
    "reopened": "Open again.",
}
ENDINGS: Final = {
    "close": (Said.CLOSED, "Close this review", "Close it"),
    "withdraw": (Said.WITHDRAWN, "Withdraw this review", "Withdraw it"),
    "reopen": (Said.REOPENED, "Open this review again", "Open it again"),
}


@require_safe
def reviews(request: DeskRequest) -> HttpResponse:
    """List the reviews the viewer's service is in."""
    today = local_date(request.now)
    show = request.GET.get("show", "")
    listed = ended_reviews if show == "ended" else open_reviews
    context = {
        "lines": listed(request.actor, today=today),
        "show": "ended" if show == "ended" else "open",
        "shows": SHOWS.items(),
    }
    return render(request, "liaison/reviews/list.jinja", context)


@require_safe
def review(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Show one review."""
    page = review_page(request.actor, review_id, now=request.now)
    context = {"page": page, "done": done_words(request, DONE)}
    return render(request, "liaison/reviews/review.jinja", context)


def to_review(review_id: UUID, code: str) -> str:
    """Answer the address of a review that says what was just done."""
    return done_address(reverse("liaison:review", args=[review_id]), code)


@require_http_methods(BOTH)
def raise_one(request: DeskRequest, contact_id: UUID | None = None) -> HttpResponse:
    """Raise a review, from a record or from nothing but a good reason."""
    raising = raising_from(request.actor, contact_id, now=request.now)
    form = RaiseReviewForm(
        posted(request),
        posts=[(str(post.id), f"{post.organisation}: {post.named}") for post in raising.posts],
        initial={
            "happened_on": raising.record.began_on if raising.record else None,
            "accounts_due_on": raising.due_on,
        },
    )

    def do() -> str:
        made = raise_review(
            request.actor, form.new(contact_id), now=request.now, request_key=form.request_key
        )
        return to_review(made, "raised")

    return ask(
        request,
        form,
        do=do,
        template="liaison/reviews/raise.jinja",
        title="Raise a review",
        submit_words="Raise it",
        back=_raised_from(raising.record, contact_id, raising.record_page),
        record=raising.record,
    )


def _raised_from(record: RecordTimes | None, contact_id: UUID | None, page: str) -> str:
    if record is None or not page:
        return reverse("liaison:reviews")
    return reverse(page, args=[contact_id])


@require_http_methods(BOTH)
def ask_another(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Ask one more service."""
    page = review_page(request.actor, review_id, now=request.now)
    asked = {one.organisation_id for one in page.parties}
    posts = [
        (str(post.id), f"{post.organisation}: {post.named}")
        for post in posts_to_ask(request.actor, now=request.now)
        if post.organisation_id not in asked
    ]
    form = AskServiceForm(posted(request), posts=posts)

    def do() -> str:
        ask_service(
            request.actor,
            review_id,
            UUID(form.cleaned_data["post"]),
            now=request.now,
            request_key=form.request_key,
        )
        return to_review(review_id, "asked")

    return ask(
        request,
        form,
        do=do,
        title="Ask another service",
        lead="Its account is added to those that are waited for.",
        submit_words="Ask it",
        back=reverse("liaison:review", args=[review_id]),
    )


@require_http_methods(BOTH)
def open_early(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Open what is in, though an account is missing."""
    page = review_page(request.actor, review_id, now=request.now)
    form = WhyForm(posted(request))
    missing = " and ".join(one.organisation for one in page.waits_for)
    return _why(
        request,
        form,
        review_id,
        do=lambda: open_accounts(
            request.actor,
            review_id,
            form.cleaned_data["words"],
            now=request.now,
            request_key=form.request_key,
        ),
        code="opened",
        title="Open the accounts now",
        lead=f"Nothing is in from {missing}. If it comes later, it is marked as written after "
        "the others could be read. Your name, the day and your reason are kept.",
        submit_words="Open them",
    )


@require_http_methods(BOTH)
def end(request: DeskRequest, review_id: UUID, how: str) -> HttpResponse:
    """Close, withdraw or open again."""
    if how not in ENDINGS:
        raise Http404
    said, title, submit = ENDINGS[how]
    page = review_page(request.actor, review_id, now=request.now)
    form = WhyForm(posted(request), initial={"version": page.version})
    return _why(
        request,
        form,
        review_id,
        do=lambda: end_review(
            request.actor,
            review_id,
            form.ending(said),
            now=request.now,
            request_key=form.request_key,
        ),
        code=said.value,
        title=title,
        lead=page.title,
        submit_words=submit,
    )


def _why(
    request: DeskRequest,
    form: WhyForm,
    review_id: UUID,
    *,
    do: Callable[[], UUID],
    code: str,
    **words: str,
) -> HttpResponse:
    def done() -> str:
        do()
        return to_review(review_id, code)

    back = reverse("liaison:review", args=[review_id])
    return ask(request, form, do=done, back=back, **words)
