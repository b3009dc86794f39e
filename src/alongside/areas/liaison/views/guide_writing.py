"""Writing the guide: begin a page, write a version with its preview beside, review, publish."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.liaison.actions import guide_review
from alongside.areas.liaison.actions.guide_writing import (
    begin_page,
    change_page,
    give_up,
    save_draft,
    send_for_review,
    take_up,
)
from alongside.areas.liaison.forms.guide import (
    COMMENT,
    PUBLISH,
    SEND_BACK,
    DayForm,
    DraftForm,
    PageForm,
    ReviewForm,
    SendForm,
    WithdrawForm,
)
from alongside.areas.liaison.queries.guide_desk import (
    desk,
    draft,
    owners,
    preview,
    quotable,
    slug_and_number,
)
from alongside.areas.liaison.queries.guide_page import PageShown, page_at, standing_page
from alongside.areas.liaison.rules.guide_states import VersionState
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.views.guide import DONE
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.actor import require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@require_safe
def work(request: DeskRequest) -> HttpResponse:
    """Show what is in hand, what waits for review, and what has gone stale."""
    context = {"desk": desk(request.actor, now=request.now), "done": done_words(request, DONE)}
    return render(request, "liaison/guide/desk.jinja", context)


@require_http_methods(BOTH)
def begin(request: DeskRequest) -> HttpResponse:
    """Begin a page."""
    require(request.actor, PERMISSIONS, "guide.write")
    form = PageForm(
        posted(request),
        posts=owners(request.actor, now=request.now),
        initial={"kind": "page"},
    )

    def do() -> str:
        made = begin_page(request.actor, form.head, now=request.now, request_key=form.request_key)
        return done_address(_write_address(request, made), "begun")

    return ask(
        request,
        form,
        do=do,
        title="Begin a page",
        submit_words="Begin it",
        back=reverse("liaison:guide_desk"),
    )


@require_http_methods(BOTH)
def change(request: DeskRequest, slug: str) -> HttpResponse:
    """Change what a page is called, who answers for it and who must read it."""
    require(request.actor, PERMISSIONS, "guide.write")
    head = standing_page(request.actor, slug, now=request.now).head
    initial = {
        "title": head.title,
        "section": head.section,
        "kind": head.kind,
        "owner": str(head.owner_id),
        "must_read": list(head.must_read),
        "version": head.version,
    }
    form = PageForm(posted(request), posts=owners(request.actor, now=request.now), initial=initial)
    back = reverse("liaison:guide_page", args=[slug])

    def do() -> str:
        change_page(request.actor, head.id, form.head, version=form.version or 0, now=request.now)
        return done_address(back, "saved")

    title = f"Change {head.title}"
    return ask(request, form, do=do, title=title, submit_words="Save", back=back)


@require_http_methods(BOTH)
def write(request: DeskRequest, slug: str, number: int) -> HttpResponse:
    """Write a version, with how it will be read beside it."""
    found = draft(request.actor, slug, number, now=request.now)
    here = reverse("liaison:guide_version", args=[slug, number])
    if found.line.state != VersionState.DRAFT:
        return redirect(here)
    initial = {"markdown": found.markdown, "said_as": found.said_as, "why": found.why}
    form = DraftForm(
        posted(request), address=request.path, initial=initial | {"version": found.version}
    )
    today = local_date(request.now)
    markdown = str(form["markdown"].value() or "")
    context: dict[str, Any] = {
        "draft": found,
        "preview": preview(request.actor, markdown, today=today),
        "laws": quotable(request.actor, today=today),
        "back": here,
        "done": done_words(request, DONE),
    }
    if request.htmx:
        return render(request, "liaison/guide/preview.jinja", context)
    if "look" in request.POST:
        form.is_valid()
        return render(request, "liaison/guide/write.jinja", context | {"form": form, "look": True})

    def do() -> str:
        save_draft(
            request.actor, found.line.id, form.words, version=form.version or 0, now=request.now
        )
        return done_address(here, "saved")

    return ask(request, form, do=do, template="liaison/guide/write.jinja", **context)


@require_POST
def take(request: DeskRequest, slug: str, number: int) -> HttpResponse:
    """Begin a new draft from a version's words."""
    form = PlainForm(request.POST)
    shown = page_at(request.actor, slug, number, now=request.now)
    made = take_up(request.actor, _version_id(shown), now=request.now, request_key=form.request_key)
    return redirect(done_address(_write_address(request, made), "begun"))


@require_http_methods(BOTH)
def send(request: DeskRequest, slug: str, number: int) -> HttpResponse:
    """Send a draft for review."""
    require(request.actor, PERMISSIONS, "guide.write")
    shown = page_at(request.actor, slug, number, now=request.now)
    form = SendForm(posted(request), posts=owners(request.actor, now=request.now))
    back = reverse("liaison:guide_version", args=[slug, number])

    def do() -> str:
        send_for_review(request.actor, _version_id(shown), asked_id=form.asked_id, now=request.now)
        return done_address(back, "sent")

    title = f"Send {shown.head.title} for review"
    return ask(request, form, do=do, title=title, submit_words="Send it", back=back)


@require_http_methods(BOTH)
def review(request: DeskRequest, slug: str, number: int) -> HttpResponse:
    """Comment on a version in review, send it back, or publish it."""
    shown = page_at(request.actor, slug, number, now=request.now)
    if not shown.may_write:
        require(request.actor, PERMISSIONS, "guide.publish")
    version_id = _version_id(shown)
    own = shown.version is not None and shown.version.author_id == request.actor.user_id
    form = ReviewForm(posted(request), own=own, may_publish=shown.may_publish)
    here = reverse("liaison:guide_version", args=[slug, number])

    def do() -> str:
        said = form.cleaned_data
        _decide(request, version_id, form)
        if said["decision"] == PUBLISH:
            return done_address(reverse("liaison:guide_page", args=[slug]), "publish")
        return done_address(here, said["decision"])

    return ask(
        request,
        form,
        do=do,
        template="liaison/guide/review.jinja",
        page=shown,
        title=f"Review {shown.head.title}",
        submit_words="Save",
        back=here,
    )


def _decide(request: DeskRequest, version_id: UUID, form: ReviewForm) -> None:
    said, now = form.cleaned_data, request.now
    if said["decision"] == COMMENT:
        guide_review.comment(
            request.actor, version_id, said["comment"], now=now, request_key=form.request_key
        )
    elif said["decision"] == SEND_BACK:
        guide_review.send_back(request.actor, version_id, said["back"], now=now)
    else:
        guide_review.publish(
            request.actor, version_id, review_again_on=said["review_again_on"], now=now
        )


@require_http_methods(BOTH)
def confirm(request: DeskRequest, slug: str) -> HttpResponse:
    """Say that a page still holds."""
    require(request.actor, PERMISSIONS, "guide.write")
    shown = standing_page(request.actor, slug, now=request.now)
    form = DayForm(posted(request))
    back = reverse("liaison:guide_page", args=[slug])

    def do() -> str:
        guide_review.confirm(
            request.actor,
            _version_id(shown),
            review_again_on=form.cleaned_data["review_again_on"],
            now=request.now,
        )
        return done_address(back, "confirmed")

    return ask(
        request,
        form,
        do=do,
        title=f"{shown.head.title}: does it still hold?",
        lead="You say that every word of it is still right, the law in it as well.",
        submit_words="It still holds",
        back=back,
    )


@require_http_methods(BOTH)
def withdraw(request: DeskRequest, slug: str) -> HttpResponse:
    """Withdraw a page that holds no more."""
    require(request.actor, PERMISSIONS, "guide.publish")
    shown = standing_page(request.actor, slug, now=request.now)
    form = WithdrawForm(posted(request))

    def do() -> str:
        guide_review.withdraw(
            request.actor, _version_id(shown), form.cleaned_data["words"], now=request.now
        )
        return done_address(reverse("liaison:guide"), "withdrawn")

    return ask(
        request,
        form,
        do=do,
        title=f"Withdraw {shown.head.title}",
        lead="It leaves the contents and the search. Its versions stay to be read.",
        submit_words="Withdraw it",
        back=reverse("liaison:guide_page", args=[slug]),
    )


@require_POST
def drop(request: DeskRequest, slug: str, number: int) -> HttpResponse:
    """Give up a version that was never published."""
    shown = page_at(request.actor, slug, number, now=request.now)
    give_up(request.actor, _version_id(shown), now=request.now)
    return redirect(done_address(reverse("liaison:guide_desk"), "given_up"))


def _version_id(shown: PageShown) -> UUID:
    if shown.version is None:
        raise Refused(
            "guide.no_version",
            "No version of this page stands.",
            next_step="Look at the versions it has.",
        )
    return shown.version.id


def _write_address(request: DeskRequest, version_id: UUID) -> str:
    slug, number = slug_and_number(request.actor, version_id)
    return reverse("liaison:guide_write", args=[slug, number])
