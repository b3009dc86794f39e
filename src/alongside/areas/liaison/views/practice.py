"""The library of good practice: look, add, keep, and say that one tried it too."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.liaison.actions.practice import (
    add_note,
    change_note,
    keep_note,
    leave_out,
    say_tried,
)
from alongside.areas.liaison.forms.practice import NO, YES, LeaveOutForm, NoteForm, TriedForm
from alongside.areas.liaison.queries.practice import NoteShown, library, note, posts_to_ask
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.actor import require

DONE: Final = {
    "added": "Added. The liaison lead decides whether it is kept, and you are told.",
    "saved": "Saved.",
    "kept": "Kept in the library. Whoever added it is told.",
    "left_out": "Not in the library. Whoever added it is told why.",
    "tried": "Thank you. What you found stands below.",
}


@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """Show the library."""
    context = {"library": library(request.actor), "done": done_words(request, DONE)}
    return render(request, "liaison/practice/library.jinja", context)


@require_safe
def show(request: DeskRequest, note_id: UUID) -> HttpResponse:
    """Show one note."""
    context = {"note": note(request.actor, note_id), "done": done_words(request, DONE)}
    return render(request, "liaison/practice/note.jinja", context)


@require_http_methods(BOTH)
def add(request: DeskRequest) -> HttpResponse:
    """Add a note."""
    require(request.actor, PERMISSIONS, "practice.add")
    form = NoteForm(posted(request), posts=posts_to_ask(request.actor, now=request.now))

    def do() -> str:
        made = add_note(request.actor, form.new, now=request.now, request_key=form.request_key)
        return done_address(_address(made), "added")

    return ask(
        request,
        form,
        do=do,
        title="Add something that was tried",
        lead="Also what did not work: it spares others the trouble. Name services and posts, "
        "never people.",
        submit_words="Add it",
        back=reverse("liaison:practice"),
    )


@require_http_methods(BOTH)
def change(request: DeskRequest, note_id: UUID) -> HttpResponse:
    """Change a note."""
    require(request.actor, PERMISSIONS, "practice.add")
    shown = note(request.actor, note_id)
    if not shown.may_change:
        require(request.actor, PERMISSIONS, "practice.keep")
    form = NoteForm(
        posted(request),
        posts=posts_to_ask(request.actor, now=request.now),
        initial=_said(shown),
    )

    def do() -> str:
        change_note(request.actor, note_id, form.new, version=form.version or 0, now=request.now)
        return done_address(_address(note_id), "saved")

    return ask(
        request,
        form,
        do=do,
        title=f"Change {shown.line.title}",
        submit_words="Save",
        back=_address(note_id),
    )


def _said(shown: NoteShown) -> dict[str, Any]:
    line, result = shown.line, shown.result
    return {
        "title": line.title,
        "tried": line.tried,
        "place": line.place,
        "services": line.services,
        "period": shown.period,
        "measured": YES if result.measured else NO,
        "how": result.how,
        "found": result.found if result.measured else "",
        "heard": "" if result.measured else result.found,
        "counted": result.counted,
        "interval": result.interval,
        "finding": shown.finding,
        "ask": str(shown.ask_id or ""),
        "said_as": shown.said_as,
        "version": shown.version,
    }


@require_POST
def keep(request: DeskRequest, note_id: UUID) -> HttpResponse:
    """Keep a note in the library."""
    keep_note(request.actor, note_id, now=request.now)
    return redirect(done_address(_address(note_id), "kept"))


@require_http_methods(BOTH)
def leave(request: DeskRequest, note_id: UUID) -> HttpResponse:
    """Do not keep a note, or take it down."""
    require(request.actor, PERMISSIONS, "practice.keep")
    shown = note(request.actor, note_id)
    form = LeaveOutForm(posted(request))

    def do() -> str:
        leave_out(request.actor, note_id, form.cleaned_data["why"], now=request.now)
        return done_address(_address(note_id), "left_out")

    words = "Do not keep it" if shown.may_keep else "Take it down"
    return ask(
        request,
        form,
        do=do,
        title=f"{words}: {shown.line.title}",
        submit_words=words,
        back=_address(note_id),
    )


@require_http_methods(BOTH)
def tried(request: DeskRequest, note_id: UUID) -> HttpResponse:
    """Say that one's own service tried it too."""
    require(request.actor, PERMISSIONS, "practice.add")
    shown = note(request.actor, note_id)
    form = TriedForm(posted(request))

    def do() -> str:
        say_tried(request.actor, note_id, form.new, now=request.now, request_key=form.request_key)
        return done_address(_address(note_id), "tried")

    return ask(
        request,
        form,
        do=do,
        title=f"We tried it: {shown.line.title}",
        lead="Say what you found, good or bad. It stands beside what the others found, in the "
        "order it was added.",
        submit_words="Add it",
        back=_address(note_id),
    )


def _address(note_id: UUID) -> str:
    return reverse("liaison:practice_note", args=[note_id])
