"""Sessions of a cohort: planned, changed, called off; who came and what was learnt."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.placements.actions import sessions
from alongside.areas.placements.forms.joining import AttendanceForm, LearningForm, SessionForm
from alongside.areas.placements.queries.sessions import SessionPage, cohort_sessions, session_page
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.forms import PlainForm

DONE = {
    "planned": "Planned. Those in the cohort who have an account are told.",
    "changed": "Saved. Those in the cohort who have an account are told.",
    "off": "Called off. Those in the cohort who have an account are told.",
    "came": "Saved who came.",
    "learnt": "Saved.",
}
ASK = "placements/joining/ask.jinja"


@require_safe
def listed(request: DeskRequest, cohort_id: UUID) -> HttpResponse:
    """List the sessions of a cohort."""
    page = cohort_sessions(request.actor, cohort_id, now=request.now)
    context = {"page": page, "done": done_words(request, DONE)}
    return render(request, "placements/joining/sessions.jinja", context)


@require_http_methods(BOTH)
def plan(request: DeskRequest, cohort_id: UUID) -> HttpResponse:
    """Plan a session."""
    page = cohort_sessions(request.actor, cohort_id, now=request.now)
    form = SessionForm(posted(request))
    here = reverse("placements:sessions", args=[cohort_id])

    def do() -> str:
        sessions.plan_session(
            request.actor, cohort_id, form.new(), now=request.now, request_key=form.request_key
        )
        return done_address(here, "planned")

    return ask(
        request,
        form,
        do=do,
        template=ASK,
        title="Plan a session",
        under=f"{page.scheme}, {page.cohort}",
        lead="Those in the cohort who have an account are told, and can put it in their calendar.",
        button="Plan it",
        back=here,
    )


@require_safe
def show(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Show one session: who came and what was learnt."""
    page = session_page(request.actor, session_id)
    context = {
        "page": page,
        "begun": page.line.starts_at <= request.now,
        "done": done_words(request, DONE),
    }
    return render(request, "placements/joining/session.jinja", context)


@require_http_methods(BOTH)
def change(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Move a session, or change who leads it."""
    page = session_page(request.actor, session_id)
    names = ("kind", "starts_at", "ends_at", "where", "led_by", "version")
    form = SessionForm(posted(request), initial={name: getattr(page.line, name) for name in names})

    def do() -> None:
        sessions.change_session(
            request.actor, session_id, form.new(), version=form.version, now=request.now
        )

    return _of_session(
        request, page, form, do, "changed", title="Change this session", button="Save"
    )


@require_http_methods(BOTH)
def cancel(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Call a session off, once what follows was read."""
    page = session_page(request.actor, session_id)
    form = PlainForm(posted(request), initial={"version": page.line.version})

    def do() -> None:
        sessions.cancel_session(request.actor, session_id, version=form.version, now=request.now)

    return _of_session(
        request,
        page,
        form,
        do,
        "off",
        title="Call this session off?",
        lead=f"{len(page.people)} people are told. It cannot be undone: plan another instead.",
        button="Call it off",
    )


@require_http_methods(BOTH)
def attendance(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Keep who came."""
    page = session_page(request.actor, session_id)
    form = AttendanceForm(posted(request), people=page.people)

    def do() -> None:
        sessions.record_attendance(request.actor, session_id, form.came(), now=request.now)

    return _of_session(request, page, form, do, "came", title="Who came?", button="Save")


@require_http_methods(BOTH)
def learning(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Keep what was learnt."""
    page = session_page(request.actor, session_id)
    initial = {"learning": page.line.learning, "version": page.line.version}
    form = LearningForm(posted(request), initial=initial)

    def do() -> None:
        sessions.note_learning(
            request.actor,
            session_id,
            form.cleaned_data["learning"],
            version=form.version,
            now=request.now,
        )

    return _of_session(request, page, form, do, "learnt", title="What was learnt", button="Save")


def _of_session(
    request: DeskRequest,
    page: SessionPage,
    form: PlainForm,
    act: Any,
    done: str,
    **context: Any,
) -> HttpResponse:
    here = reverse("placements:session", args=[page.line.id])

    def do() -> str:
        act()
        return done_address(here, done)

    return ask(
        request,
        form,
        do=do,
        template=ASK,
        under=f"{page.line.kind_words}, {page.cohort}",
        back=here,
        **context,
    )
