"""Pages of questions about a change."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.insight import actions
from alongside.areas.insight.forms.questions import BETWEEN, NONE, AmendForm, QuestionForm
from alongside.areas.insight.queries.dashboard import dashboard, leave_and_usual
from alongside.areas.insight.queries.questions import question, questions
from alongside.areas.insight.rules.asking import Method
from alongside.areas.insight.rules.permissions import PERMISSIONS
from alongside.areas.insight.views.presenting import answer_lines
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.actor import holds, require
from alongside.kernel.refusal import NotPermitted, Refused

BOTH = ["GET", "POST"]


@require_safe
def show_questions(request: DeskRequest) -> HttpResponse:
    """List every question, newest first."""
    lines = questions(request.actor, now=request.now)
    may_ask = holds(request.actor, PERMISSIONS, "question.register")
    return render(request, "insight/questions.jinja", {"lines": lines, "may_ask": may_ask})


@require_http_methods(BOTH)
def ask(request: DeskRequest) -> HttpResponse:
    """Register a question before its answer is seen."""
    require(request.actor, PERMISSIONS, "question.register")
    sent = request.POST if request.method == "POST" else None
    initial = {"measure": request.GET.get("measure", "")}
    if request.GET.get("seen"):
        initial["seen"] = "yes"
    form = QuestionForm(sent, areas=_areas(request), initial=initial)
    if sent is not None and form.is_valid():
        try:
            made = actions.register_question(
                request.actor, form.asked(), now=request.now, request_key=form.request_key
            )
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("insight:question", made)
    return _form_page(
        request, form, title="Ask whether a change worked", button="Register the question"
    )


@require_safe
def show_question(request: DeskRequest, question_id: UUID) -> HttpResponse:
    """Show one question, and what it found once somebody has looked."""
    page = question(request.actor, question_id, now=request.now)
    context = {
        "page": page,
        "answers": [answer_lines(one) for one in page.answers],
        "may_amend": holds(request.actor, PERMISSIONS, "question.register"),
    }
    return render(request, "insight/question.jinja", context)


@require_POST
def look(request: DeskRequest, question_id: UUID) -> HttpResponse:
    """Look at the answer for the first time."""
    actions.look_at_answer(request.actor, question_id, now=request.now)
    return redirect(reverse("insight:question", args=[question_id]) + "#answer")


@require_http_methods(BOTH)
def amend(request: DeskRequest, question_id: UUID) -> HttpResponse:
    """Change a question's method, and say why."""
    require(request.actor, PERMISSIONS, "question.register")
    page = question(request.actor, question_id, now=request.now)
    sent = request.POST if request.method == "POST" else None
    form = AmendForm(sent, areas=_areas(request), initial=_as_typed(page.method_now))
    if sent is not None and form.is_valid():
        try:
            actions.amend_question(
                request.actor,
                question_id,
                form.method(),
                reason=form.cleaned_data["reason"],
                now=request.now,
                request_key=form.request_key,
            )
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("insight:question", question_id)
    seen = page.seen_at is not None or page.seen_before
    warning = "The data have been seen, and the page will say so." if seen else ""
    return _form_page(
        request, form, title="Change how it is answered", button="Change the method",
        lead=page.line.words, warning=warning,
    )  # fmt: skip


def _form_page(
    request: DeskRequest,
    form: PlainForm,
    *,
    title: str,
    button: str,
    lead: str = "The method is fixed now, before anybody looks. It can be changed later, "
    "and the page will say so.",
    warning: str = "",
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "lead": lead, "warning": warning}
    status = 422 if form.errors else 200
    return render(request, "insight/form.jinja", context, status=status)


def _areas(request: DeskRequest) -> list[tuple[str, str]]:
    """Answer the areas and towns a question may be about."""
    leave, usual = leave_and_usual(request.actor, now=request.now)
    found = [(str(one.force.id), one.force.name) for one in leave.seen]
    if usual.area_id is None:
        return found
    towns = dashboard(request.actor, usual, leave=leave, now=request.now).localities
    named = leave.area(usual.area_id).force.name
    return found + [(f"{usual.area_id}{BETWEEN}{town}", f"{named}, near {town}") for town in towns]


def _as_typed(method: Method) -> dict[str, object]:
    area, town = method.comparator_area, method.comparator_locality
    return {
        "comparator": (f"{area}{BETWEEN}{town}" if town else area) or NONE,
        "season": "yes" if method.season else "no",
        "slope": "yes" if method.slope else "no",
        "family": str(method.family),
        "lag": method.lag,
    }
