"""Pages of questions: the inbox, one question, its answer, and what else is said of it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.liaison.actions.question_saying import give_feedback, say_of_question
from alongside.areas.liaison.forms.questions import AnswerForm, FeedbackForm, HandOnForm, SayForm
from alongside.areas.liaison.queries.covers import post_choices
from alongside.areas.liaison.queries.question_page import QuestionPage, question_page
from alongside.areas.liaison.queries.questions import earlier_answers, inbox
from alongside.areas.liaison.queries.searching import found
from alongside.areas.liaison.rules.feedback import HELPED
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.areas.liaison.views.hub import hand_over_address
from alongside.areas.liaison.views.question_words import ASKED, DONE
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.actor import holds
from alongside.kernel.refusal import Conflict, NotPermitted, Refused

BESIDE = (SearchKind.ANSWER, SearchKind.PAGE, SearchKind.POLICY)
BESIDE_MOST = 5


@require_safe
def list_all(request: DeskRequest) -> HttpResponse:
    """Show the questions that wait, those late first, each with an earlier answer that may fit."""
    shown = inbox(request.actor, request.GET.get("show", ""), now=request.now)
    viewer = request.actor
    context = {
        "inbox": shown,
        "earlier": earlier_answers(viewer, shown.lines),
        "leads": holds(viewer, PERMISSIONS, "query.answer_any"),
        "hands_over": hand_over_address(viewer),
        "done": done_words(request, DONE),
    }
    return render(request, "liaison/questions/inbox.jinja", context)


@require_safe
def show(request: DeskRequest, question_id: UUID) -> HttpResponse:
    """Show one question with its story, and what this viewer may do."""
    page = question_page(request.actor, question_id, now=request.now)
    return _page(request, page, answer=_answer_form(page), feedback=FeedbackForm())


@require_POST
def answer(request: DeskRequest, question_id: UUID) -> HttpResponse:
    """Answer a question."""
    page = question_page(request.actor, question_id, now=request.now)
    form = AnswerForm(request.POST, may_share=page.may_propose)
    conflict: Conflict | None = None
    if form.is_valid():
        said = form.said()
        try:
            say_of_question(
                request.actor, question_id, said, now=request.now, request_key=form.request_key
            )
            return redirect(_done(question_id, "shared" if said.share else "answered"))
        except NotPermitted:
            raise
        except Conflict as refused:
            conflict = refused
            form.refuse(refused)
        except Refused as refused:
            form.refuse(refused)
    status = 409 if conflict else 422
    theirs = conflict.theirs if conflict else None
    return _page(request, page, answer=form, feedback=FeedbackForm(), theirs=theirs, status=status)


@require_POST
def feedback(request: DeskRequest, question_id: UUID) -> HttpResponse:
    """Take whether the answer helped."""
    page = question_page(request.actor, question_id, now=request.now)
    form = FeedbackForm(request.POST)
    if form.is_valid():
        try:
            give_feedback(
                request.actor,
                question_id,
                form.cleaned_data["helped"],
                words=form.cleaned_data["words"],
                now=request.now,
                request_key=form.request_key,
            )
            return redirect(_done(question_id, "feedback"))
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    return _page(request, page, answer=_answer_form(page), feedback=form, status=422)


@require_http_methods(BOTH)
def say(request: DeskRequest, question_id: UUID, kind: str) -> HttpResponse:
    """Say one thing of a question: a note, to whom it goes, what more is needed."""
    if kind not in ASKED:
        raise Http404
    page = question_page(request.actor, question_id, now=request.now)
    form = _say_form(request, page, kind)
    asks = ASKED[kind]

    def do() -> str:
        say_of_question(
            request.actor,
            question_id,
            form.said(kind),
            now=request.now,
            request_key=form.request_key,
        )
        return _done(question_id, kind) if kind != "handed_on" else _after_handing_on(request)

    return ask(
        request,
        form,
        do=do,
        title=asks.title,
        lead=f"Question {page.line.number}: {page.line.subject}",
        submit_words=asks.submit,
        back=reverse("liaison:question", args=[question_id]),
        back_words="Back to the question",
    )


def _say_form(request: DeskRequest, page: QuestionPage, kind: str) -> SayForm:
    asks, initial = ASKED[kind], {"version": page.version}
    if kind != "handed_on":
        return SayForm(posted(request), label=asks.label, initial=initial)
    posts = [
        one
        for one in post_choices(request.actor, now=request.now)
        if one[0] != str(page.line.post_id)
    ]
    return HandOnForm(posted(request), label=asks.label, posts=posts, initial=initial)


def _after_handing_on(request: DeskRequest) -> str:
    # Whoever handed it on may not see it any more.
    return done_address(reverse("liaison:questions"), "handed_on")


def _answer_form(page: QuestionPage) -> AnswerForm:
    return AnswerForm(may_share=page.may_propose, initial={"version": page.version})


def _page(
    request: DeskRequest,
    page: QuestionPage,
    *,
    answer: PlainForm,
    feedback: PlainForm,
    theirs: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    answers = "answered" in page.may_say
    context: dict[str, Any] = {
        "page": page,
        "answer_form": answer if answers else None,
        "feedback_form": feedback if page.asks_feedback else None,
        "asked": [(kind, ASKED[kind].title) for kind in page.may_say if kind in ASKED],
        "beside": _beside(request, page) if answers else [],
        "helped_words": HELPED.get(page.feedback.helped, "") if page.feedback else "",
        "theirs": theirs,
        "mine": {"Said since": str(answer["words"].value() or "")} if theirs else {},
        "done": done_words(request, DONE),
    }
    return render(request, "liaison/questions/question.jinja", context, status=status)


def _beside(request: DeskRequest, page: QuestionPage) -> list[Any]:
    return list(found(request.actor, page.line.subject, limit=BESIDE_MOST, kinds=BESIDE))


def _done(question_id: UUID, code: str) -> str:
    return done_address(reverse("liaison:question", args=[question_id]), code)
