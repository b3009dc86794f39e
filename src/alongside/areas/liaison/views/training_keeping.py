"""Training as those keep it who run it: courses, sessions, and who came."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.areas.liaison.actions import (
    training_attendance,
    training_courses,
    training_sessions,
)
from alongside.areas.liaison.forms.training import (
    CameForm,
    CancelForm,
    CourseForm,
    ListForm,
    SessionForm,
)
from alongside.areas.liaison.queries.training_pages import (
    SessionPage,
    course_to_keep,
    session_to_keep,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.training_lists import ListNotTaken, Report
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.actor import require
from alongside.kernel.local_time import say


@require_http_methods(BOTH)
def add_course(request: DeskRequest) -> HttpResponse:
    """Add a course to the catalogue."""
    require(request.actor, PERMISSIONS, "training.keep")
    form = CourseForm(posted(request))

    def do() -> str:
        made = training_courses.add_course(
            request.actor, form.words(), now=request.now, request_key=form.request_key
        )
        return done_address(reverse("liaison:training_course", args=[made]), "added")

    return ask(
        request,
        form,
        do=do,
        title="Add a course",
        submit_words="Add it",
        back=reverse("liaison:training"),
        back_words="Training",
    )


@require_http_methods(BOTH)
def change_course(request: DeskRequest, course_id: UUID) -> HttpResponse:
    """Change what a course says of itself."""
    page = course_to_keep(request.actor, course_id, now=request.now)
    names = ("title", "what_for", "lasts_months", "minutes", "led_by", "materials", "said_as")
    initial = {name: getattr(page.words, name) for name in names}
    initial |= {"roles": [role.value for role in page.words.roles], "version": page.version}
    form = CourseForm(posted(request), initial=initial)
    here = reverse("liaison:training_course", args=[course_id])

    def do() -> str:
        training_courses.change_course(
            request.actor, course_id, form.words(), version=form.version, now=request.now
        )
        return done_address(here, "course")

    return ask(request, form, do=do, title="Change this course", submit_words="Save", back=here)


@require_http_methods(BOTH)
def retire_course(request: DeskRequest, course_id: UUID) -> HttpResponse:
    """Take a course out of the catalogue, once what follows was read."""
    page = course_to_keep(request.actor, course_id, now=request.now)
    form = PlainForm(posted(request), initial={"version": page.version})

    def do() -> str:
        training_courses.retire_course(
            request.actor, course_id, version=form.version, now=request.now
        )
        return done_address(reverse("liaison:training"), "retired")

    return ask(
        request,
        form,
        do=do,
        title=f"Take “{page.line.title}” out of the catalogue?",
        lead="Nobody is asked to do it any more. What people did of it stays on their page.",
        submit_words="Take it out",
        back=reverse("liaison:training_course", args=[course_id]),
    )


@require_http_methods(BOTH)
def plan_session(request: DeskRequest, course_id: UUID) -> HttpResponse:
    """Plan a session of a course."""
    page = course_to_keep(request.actor, course_id, now=request.now)
    form = SessionForm(posted(request), initial={"places": 12})

    def do() -> str:
        made = training_sessions.plan_session(
            request.actor, course_id, form.new(), now=request.now, request_key=form.request_key
        )
        return done_address(reverse("liaison:training_session", args=[made]), "planned")

    return ask(
        request,
        form,
        do=do,
        title="Plan a session",
        lead=page.line.title,
        submit_words="Plan it",
        back=reverse("liaison:training_course", args=[course_id]),
        back_words=page.line.title,
    )


@require_http_methods(BOTH)
def change_session(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Move a session, or change how many places it has."""
    page = session_to_keep(request.actor, session_id, now=request.now)
    names = ("starts_at", "ends_at", "where", "places", "version")
    form = SessionForm(posted(request), initial={name: getattr(page.line, name) for name in names})

    def do() -> None:
        training_sessions.change_session(
            request.actor, session_id, form.new(), version=form.version, now=request.now
        )

    return _of(request, page, form, do, "changed", title="Change this session", submit_words="Save")


@require_http_methods(BOTH)
def cancel_session(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Call a session off, once what follows was read."""
    page = session_to_keep(request.actor, session_id, now=request.now)
    form = CancelForm(posted(request), initial={"version": page.line.version})

    def do() -> None:
        training_sessions.cancel_session(
            request.actor,
            session_id,
            why=form.cleaned_data["why"],
            version=form.version,
            now=request.now,
        )

    told = sum(1 for one in page.roll if one.place)
    return _of(
        request,
        page,
        form,
        do,
        "off",
        title="Call this session off?",
        lead=f"{_told(told)} It cannot be undone: plan another instead.",
        submit_words="Call it off",
    )


def _told(people: int) -> str:
    if not people:
        return "Nobody has booked a place, so nobody is told."
    return f"{'1 person is' if people == 1 else f'{people} people are'} told, with your reason."


@require_http_methods(BOTH)
def hold_session(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Say that a session was held."""
    page = session_to_keep(request.actor, session_id, now=request.now)
    form = PlainForm(posted(request), initial={"version": page.line.version})

    def do() -> None:
        training_sessions.hold_session(
            request.actor, session_id, version=form.version, now=request.now
        )

    return _of(
        request,
        page,
        form,
        do,
        "held",
        title="Was this session held?",
        lead=_down(page.line.came),
        submit_words="Yes, it was held",
    )


def _down(people: int) -> str:
    said = "Nobody is" if not people else "1 person is" if people == 1 else f"{people} people are"
    return f"{said} down as having come. You can still say who came afterwards."


@require_http_methods(BOTH)
def came(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Keep who came, by hand."""
    page = session_to_keep(request.actor, session_id, now=request.now)
    form = CameForm(posted(request), roll=page.roll)

    def do() -> None:
        training_attendance.record_by_hand(
            request.actor,
            session_id,
            form.said(),
            others=form.other_names(),
            now=request.now,
        )

    return _of(request, page, form, do, "came", title="Who came?", submit_words="Save")


@require_http_methods(BOTH)
def came_list(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Keep who came from a file: all of its rows, or none and what is wrong with each."""
    page = session_to_keep(request.actor, session_id, now=request.now)
    form = ListForm(posted(request), request.FILES if request.method == "POST" else None)
    reports: list[Report] = []

    def do() -> None:
        sent = form.cleaned_data["file"]
        try:
            training_attendance.import_attendance(
                request.actor, session_id, name=sent.name, content=sent.read(), now=request.now
            )
        except ListNotTaken as refused:
            reports.append(refused.report)
            raise

    return _of(
        request,
        page,
        form,
        do,
        "listed",
        template="liaison/training/list.jinja",
        title="Who came, from a list",
        submit_words="Keep them",
        reports=reports,
    )


def _of(
    request: DeskRequest,
    page: SessionPage,
    form: PlainForm,
    act: Callable[[], None],
    done: str,
    **context: Any,
) -> HttpResponse:
    here = reverse("liaison:training_session", args=[page.line.id])
    about = f"{page.line.course}, {say(page.line.starts_at)}"

    def do() -> str:
        act()
        return done_address(here, done)

    return ask(request, form, do=do, back=here, back_words=about, **context)
