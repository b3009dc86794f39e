"""Answers others can find: one as it is read, writing, looking over, and what there is to tend."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.liaison.actions.answer_reviewing import (
    confirm_answer,
    publish_answer,
    send_back_answer,
    withdraw_answer,
)
from alongside.areas.liaison.actions.proposing import propose_answer, propose_change
from alongside.areas.liaison.forms.knowledge import (
    AnswerForm,
    ChangedAnswerForm,
    OneTapForm,
    ReasonForm,
)
from alongside.areas.liaison.queries.answers import (
    AnswerPage,
    answer_page,
    answers_to_tend,
    changes_between,
)
from alongside.areas.liaison.queries.posts import open_posts
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.text_changes import text_changes
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.as_typed import SETTLED
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.markdown import long_text
from alongside.kernel.actor import require

DONE: Final = {
    "proposed": "Saved. Others find it once a second person has looked it over.",
    "published": "Published. It is found from now on.",
    "returned": "Sent back to whoever wrote it.",
    "confirmed": "Thank you. It is asked again in half a year.",
    "withdrawn": "Taken out. Nobody finds it any more; it is kept here with its story.",
}
A_SECOND_PERSON: Final = "A second person looks it over before anybody finds it."


@require_safe
def answer(request: DeskRequest, answer_id: UUID) -> HttpResponse:
    """Show an answer as others find it; and to those who keep it, where it stands."""
    page = answer_page(request.actor, answer_id, now=request.now)
    context = {
        "page": page,
        "text": long_text(page.shown.answer).html,
        "own_waits": bool(page.waiting and page.waiting.written_by_id == request.actor.user_id),
        "done": done_words(request, DONE),
        "form": OneTapForm(initial={"version": page.version}),
    }
    return render(request, "liaison/knowledge/answer.jinja", context)


@require_safe
def answers(request: DeskRequest) -> HttpResponse:
    """List what waits to be looked over, what was sent back, and what is due."""
    found = answers_to_tend(request.actor, now=request.now)
    context = {
        "found": found,
        "may_write": request.actor.role in PERMISSIONS["knowledge.write"],
        "done": done_words(request, DONE),
    }
    return render(request, "liaison/knowledge/answers.jinja", context)


@require_http_methods(BOTH)
def write(request: DeskRequest) -> HttpResponse:
    """Write an answer for others to find."""
    require(request.actor, PERMISSIONS, "knowledge.write")
    posts = open_posts(request.actor, now=request.now)
    own = next((str(one.id) for one in posts if one.holder_id == request.actor.user_id), "")
    form = AnswerForm(
        posted(request), posts=[(str(one.id), one.named) for one in posts], initial={"owner": own}
    )

    form.fields["question"].widget.attrs.update(_offers_as_typed())

    def do() -> str:
        made = propose_answer(
            request.actor, form.proposed(), now=request.now, request_key=form.request_key
        )
        return done_address(reverse("liaison:answer", args=[made]), "proposed")

    return ask(
        request,
        form,
        do=do,
        template="liaison/knowledge/write.jinja",
        title="Write an answer",
        lead=A_SECOND_PERSON,
        submit_words="Save it for a second person",
        back=reverse("liaison:answers"),
    )


def _offers_as_typed() -> dict[str, str]:
    """What is there already is offered beside the question while it is typed."""
    return {
        "hx-get": reverse("liaison:offered"),
        "hx-trigger": SETTLED,
        "hx-target": "#offered",
        "hx-sync": "this:replace",
        "aria-controls": "offered",
    }


@require_http_methods(BOTH)
def change(request: DeskRequest, answer_id: UUID) -> HttpResponse:
    """Write another version of an answer."""
    require(request.actor, PERMISSIONS, "knowledge.write")
    page = answer_page(request.actor, answer_id, now=request.now)
    posts = open_posts(request.actor, now=request.now)
    base = page.versions[0]
    form = ChangedAnswerForm(
        posted(request),
        posts=[(str(one.id), one.named) for one in posts],
        initial={
            "question": base.question,
            "answer": base.answer,
            "said_as": base.said_as,
            "owner": str(page.owner_id),
            "version": page.version,
        },
    )

    def do() -> str:
        propose_change(
            request.actor,
            answer_id,
            form.proposed(),
            version=form.version,
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(reverse("liaison:answer", args=[answer_id]), "proposed")

    return ask(
        request,
        form,
        do=do,
        template="liaison/knowledge/write.jinja",
        title="Change an answer",
        lead=A_SECOND_PERSON + " What is published stands until then.",
        submit_words="Save it for a second person",
        back=reverse("liaison:answer", args=[answer_id]),
    )


@require_http_methods(BOTH)
def review(request: DeskRequest, answer_id: UUID) -> HttpResponse:
    """Look over what somebody else wrote, beside what is published now."""
    require(request.actor, PERMISSIONS, "knowledge.review")
    page = answer_page(request.actor, answer_id, now=request.now)
    form = OneTapForm(posted(request), initial={"version": page.version})

    def do() -> str:
        publish_answer(
            request.actor,
            answer_id,
            version=form.version,
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(reverse("liaison:answer", args=[answer_id]), "published")

    return ask(
        request,
        form,
        do=do,
        template="liaison/knowledge/review.jinja",
        page=page,
        text=long_text(page.waiting.answer).html if page.waiting else "",
        changes=_changes(page),
        own=bool(page.waiting and page.waiting.written_by_id == request.actor.user_id),
    )


def _changes(page: AnswerPage) -> object:
    """What is new in what waits, where something is published."""
    if not (page.published and page.waiting):
        return ()
    return text_changes(page.published.answer, page.waiting.answer)


@require_http_methods(BOTH)
def send_back(request: DeskRequest, answer_id: UUID) -> HttpResponse:
    """Send what somebody else wrote back to them."""
    return _with_reason(
        request,
        answer_id,
        act=send_back_answer,
        permission="knowledge.review",
        code="returned",
        title="Send it back",
        label="What has to be put right?",
        lead="Whoever wrote it reads this.",
    )


@require_http_methods(BOTH)
def withdraw(request: DeskRequest, answer_id: UUID) -> HttpResponse:
    """Take an answer out."""
    return _with_reason(
        request,
        answer_id,
        act=withdraw_answer,
        permission="knowledge.write",
        code="withdrawn",
        title="Take this answer out",
        label="Why is nobody to find it any more?",
        lead="Nobody finds it from then on. It and its story are kept.",
    )


def _with_reason(
    request: DeskRequest,
    answer_id: UUID,
    *,
    act: Callable[..., UUID],
    permission: str,
    code: str,
    title: str,
    label: str,
    lead: str,
) -> HttpResponse:
    require(request.actor, PERMISSIONS, permission)
    page = answer_page(request.actor, answer_id, now=request.now)
    form = ReasonForm(posted(request), label=label, initial={"version": page.version})

    def do() -> str:
        act(
            request.actor,
            answer_id,
            form.cleaned_data["words"],
            version=form.version,
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(reverse("liaison:answer", args=[answer_id]), code)

    back = reverse("liaison:answer", args=[answer_id])
    return ask(request, form, do=do, title=title, lead=lead, submit_words=title, back=back)


@require_http_methods(BOTH)
def confirm(request: DeskRequest, answer_id: UUID) -> HttpResponse:
    """Say that an answer is still right; one tap from the page or from the message."""
    page = answer_page(request.actor, answer_id, now=request.now)
    form = OneTapForm(posted(request), initial={"version": page.version})

    def do() -> str:
        confirm_answer(
            request.actor,
            answer_id,
            version=form.version,
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(reverse("liaison:answer", args=[answer_id]), "confirmed")

    return ask(
        request,
        form,
        do=do,
        title="Is this answer still right?",
        lead=page.shown.question,
        submit_words="It is still right",
        back=reverse("liaison:answer", args=[answer_id]),
    )


@require_safe
def compare(request: DeskRequest, answer_id: UUID, older: int, newer: int) -> HttpResponse:
    """Show two versions side by side."""
    before, after, changes = changes_between(request.actor, answer_id, older=older, newer=newer)
    context = {"answer_id": answer_id, "before": before, "after": after, "changes": changes}
    return render(request, "liaison/knowledge/compare.jinja", context)
