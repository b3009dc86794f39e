"""Posts: the list, one with those who held it, and keeping it."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.liaison.actions.posts import (
    change_post,
    close_post,
    hold_post,
    leave_post,
    open_post,
)
from alongside.areas.liaison.forms.posts import (
    HoldForm,
    LeaveForm,
    NewPostForm,
    NothingForm,
    PostForm,
)
from alongside.areas.liaison.queries.post_page import (
    PostPage,
    holder_choices,
    post_list,
    post_page,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.accounts.queries import organisations
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.actor import require
from alongside.kernel.local_time import local_date

DONE: Final = {
    "opened": "The post is open. Say now who holds it.",
    "changed": "Saved.",
    "held": "Saved. What the post owns is theirs to do from that day on.",
    "left": "Saved. What the post owns waits for whoever comes next.",
    "closed": "The post is closed.",
}


@require_safe
def posts(request: DeskRequest) -> HttpResponse:
    """List the posts."""
    found = post_list(request.actor, now=request.now)
    context = {"found": found, "done": done_words(request, DONE)}
    return render(request, "liaison/posts/posts.jinja", context)


@require_safe
def post(request: DeskRequest, post_id: UUID) -> HttpResponse:
    """Show one post, who holds and held it, and what it owes."""
    page = post_page(request.actor, post_id, now=request.now)
    context = {"page": page, "done": done_words(request, DONE)}
    return render(request, "liaison/posts/post.jinja", context)


@require_http_methods(BOTH)
def open_one(request: DeskRequest) -> HttpResponse:
    """Open a post."""
    require(request.actor, PERMISSIONS, "post.keep")
    choices = [(str(one.id), one.name) for one in organisations()]
    own = {"organisation": str(request.actor.organisation_id)}
    form = NewPostForm(posted(request), organisations=choices, initial=own)

    def do() -> str:
        made = open_post(
            request.actor,
            form.organisation_id(),
            form.entry(),
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(reverse("liaison:post", args=[made]), "opened")

    return ask(
        request,
        form,
        do=do,
        title="Open a post",
        lead="A post owns questions and actions, so that they outlast whoever holds it.",
        submit_words="Open the post",
        back=reverse("liaison:posts"),
        back_words="Posts",
    )


@require_http_methods(BOTH)
def change(request: DeskRequest, post_id: UUID) -> HttpResponse:
    """Change what is said of a post."""
    page = _kept(request, post_id)
    kept = {"title": page.line.title, "does": page.does, "phone": page.own_phone}
    form = PostForm(posted(request), initial=kept | {"version": page.version})

    def do() -> str:
        change_post(
            request.actor,
            post_id,
            form.entry(),
            version=form.version,
            now=request.now,
            request_key=form.request_key,
        )
        return _after(post_id, "changed")

    title = f"Change: {page.line.title}"
    return ask(request, form, do=do, title=title, submit_words="Save", back=_page(post_id))


@require_http_methods(BOTH)
def hold(request: DeskRequest, post_id: UUID) -> HttpResponse:
    """Say who holds a post."""
    page = _kept(request, post_id)
    initial = {"from_on": local_date(request.now)}
    form = HoldForm(posted(request), people=holder_choices(request.actor), initial=initial)

    def do() -> str:
        hold_post(
            request.actor,
            post_id,
            form.user_id(),
            from_at=form.from_at(),
            now=request.now,
            request_key=form.request_key,
        )
        return _after(post_id, "held")

    title = f"Who holds it: {page.line.title}"
    return ask(request, form, do=do, title=title, submit_words="Save", back=_page(post_id))


@require_http_methods(BOTH)
def leave(request: DeskRequest, post_id: UUID) -> HttpResponse:
    """Say when whoever holds a post leaves it."""
    page = _kept(request, post_id)
    form = LeaveForm(posted(request), initial={"until_on": local_date(request.now)})

    def do() -> str:
        leave_post(
            request.actor,
            post_id,
            until_at=form.until_at(),
            now=request.now,
            request_key=form.request_key,
        )
        return _after(post_id, "left")

    return ask(
        request,
        form,
        do=do,
        title=f"{page.line.holder or 'The holder'} leaves: {page.line.title}",
        lead=(
            "Nobody comes after them yet, so nobody hears of what the post owes. "
            "Where somebody does, hand the post over instead."
        ),
        submit_words="Save",
        back=_page(post_id),
    )


@require_http_methods(BOTH)
def close(request: DeskRequest, post_id: UUID) -> HttpResponse:
    """Close a post that owns nothing."""
    page = _kept(request, post_id)
    form = NothingForm(posted(request))

    def do() -> str:
        close_post(request.actor, post_id, now=request.now, request_key=form.request_key)
        return done_address(reverse("liaison:posts"), "closed")

    return ask(
        request,
        form,
        do=do,
        title=f"Close: {page.line.title}",
        lead="It owns nothing new from now on. What it did stays on record under its name.",
        submit_words="Close the post",
        back=_page(post_id),
    )


def _kept(request: DeskRequest, post_id: UUID) -> PostPage:
    require(request.actor, PERMISSIONS, "post.keep")
    return post_page(request.actor, post_id, now=request.now)


def _page(post_id: UUID) -> str:
    return reverse("liaison:post", args=[post_id])


def _after(post_id: UUID, code: str) -> str:
    return done_address(_page(post_id), code)
