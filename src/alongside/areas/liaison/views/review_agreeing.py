"""Agree an action in a review."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.areas.liaison.actions.review_together import agree_in_review
from alongside.areas.liaison.forms.agreed import AgreedForm
from alongside.areas.liaison.queries.action_list import group_choices
from alongside.areas.liaison.queries.posts import open_posts
from alongside.areas.liaison.queries.review_page import review_page
from alongside.areas.liaison.rules.agreed import Origin
from alongside.areas.liaison.views.reviews import to_review
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted


@require_http_methods(BOTH)
def agree(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Agree what is to be done, by which post and when."""
    page = review_page(request.actor, review_id, now=request.now)
    posts = open_posts(request.actor, now=request.now)
    form = AgreedForm(
        posted(request),
        posts=[(str(post.id), f"{post.organisation}: {post.named}") for post in posts],
        groups=[(str(group_id), name) for group_id, name in group_choices()],
    )

    def do() -> str:
        agree_in_review(
            request.actor,
            form.new(Origin.REVIEW, review_id),
            now=request.now,
            request_key=form.request_key,
        )
        return to_review(review_id, "agreed")

    return ask(
        request,
        form,
        do=do,
        title="Agree an action",
        lead=page.title,
        submit_words="Agree it",
        back=reverse("liaison:review", args=[review_id]),
    )
