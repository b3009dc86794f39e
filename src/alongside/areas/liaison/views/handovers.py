"""Handing a post over: one button to begin, a briefing to end with."""

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.liaison.actions.handovers import (
    call_off_handover,
    confirm_handover,
    prepare_handover,
    read_part,
    say_of_part,
    start_handover,
)
from alongside.areas.liaison.forms.handovers import ConfirmForm, PartForm, PrepareForm
from alongside.areas.liaison.forms.posts import NothingForm
from alongside.areas.liaison.queries.handovers import (
    Briefing,
    briefing,
    own_handovers,
    successor_choices,
)
from alongside.areas.liaison.rules.handovers import PART_WORDS, STATE_WORDS, Part
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.time_words import on_date
from alongside.kernel.local_time import local_date, say, to_local

DONE: Final = {
    "begun": "Here is your briefing, built from the record. Add what the record does not say.",
    "saved": "Saved.",
    "confirmed": "Confirmed. Both of you are told, and so are those who meet with this post.",
    "called_off": "Called off. Nothing changes hands.",
    "read": "Kept: you have read this part.",
}
WORDS: Final = {"states": STATE_WORDS}


@require_safe
def handovers(request: DeskRequest) -> HttpResponse:
    """Show what the viewer may hand over, and what is handed to them."""
    own = own_handovers(request.actor, now=request.now)
    context = WORDS | {"own": own, "done": done_words(request, DONE)}
    return render(request, "liaison/posts/handovers.jinja", context)


@require_POST
def start(request: DeskRequest, post_id: UUID) -> HttpResponse:
    """Begin to hand over a post, with one button."""
    made = start_handover(request.actor, post_id, now=request.now)
    return redirect(done_address(_page(made), "begun"))


@require_safe
def show(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Show a handover: to prepare, or to read."""
    context = _read(request, handover_id) | {"done": done_words(request, DONE)}
    return render(request, "liaison/posts/briefing.jinja", context)


@require_safe
def sheet(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Show a briefing for paper."""
    context = _read(request, handover_id) | {"back": _page(handover_id)}
    return render(request, "liaison/posts/briefing_sheet.jinja", context)


def _read(request: DeskRequest, handover_id: UUID) -> dict[str, Any]:
    page = briefing(request.actor, handover_id, now=request.now)
    full = [part for part in page.parts if part.lines or part.words]
    return WORDS | {
        "page": page,
        "full": full,
        "bare": [part for part in page.parts if part not in full],
        "unread": [part for part in full if part.read_at is None],
    }


@require_http_methods(BOTH)
def prepare(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Say to whom, when, and what no record says."""
    page = _leaving(request, handover_id)
    people = [
        (key, name)
        for key, name in successor_choices(request.actor)
        if key != str(request.actor.user_id)
    ]
    initial = {
        "version": page.version,
        "successor": str(page.successor_id or ""),
        "day": local_date(page.changes_at) if page.changes_at else None,
        "coffee": page.coffee,
    }
    form = PrepareForm(posted(request), people=people, initial=initial)

    def do() -> str:
        prepare_handover(
            request.actor,
            handover_id,
            form.prepared(),
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(_page(handover_id), "saved")

    return ask(
        request,
        form,
        do=do,
        title=f"Hand over: {page.post.title}",
        submit_words="Save",
        back=_page(handover_id),
        back_words="The briefing",
    )


@require_http_methods(BOTH)
def say_part(request: DeskRequest, handover_id: UUID, part: str) -> HttpResponse:
    """Say what the record does not, of one part."""
    which = _part(part)
    page = _leaving(request, handover_id)
    kept = {one.part: one.words for one in page.parts}
    form = PartForm(posted(request), initial={"words": kept.get(which, "")})

    def do() -> str:
        say_of_part(
            request.actor,
            handover_id,
            which,
            words=form.cleaned_data["words"],
            now=request.now,
            request_key=form.request_key,
        )
        return f"{done_address(_page(handover_id), 'saved')}#{part}"

    return ask(
        request,
        form,
        do=do,
        title=PART_WORDS[which],
        submit_words="Save",
        back=f"{_page(handover_id)}#{part}",
        back_words="The briefing",
    )


@require_http_methods(BOTH)
def confirm(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Name what follows, and let the post change hands."""
    page = _leaving(request, handover_id)
    form = ConfirmForm(posted(request), initial={"version": page.version})

    def do() -> str:
        confirm_handover(
            request.actor,
            handover_id,
            version=form.version,
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(_page(handover_id), "confirmed")

    at_once = page.changes_at is not None and page.changes_at <= request.now
    return ask(
        request,
        form,
        do=do,
        template="liaison/posts/confirm.jinja",
        title=f"Hand over: {page.post.title}",
        submit_words="Hand over",
        back=_page(handover_id),
        back_words="The briefing",
        page=page,
        when="at once" if at_once else _when(page),
    )


def _when(page: Briefing) -> str:
    if page.changes_at is None:
        return ""
    at = to_local(page.changes_at)
    whole_day = (at.hour, at.minute) == (0, 0)
    return on_date(page.changes_at) if whole_day else say(page.changes_at)


@require_http_methods(BOTH)
def call_off(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Call a handover off."""
    page = _leaving(request, handover_id)
    form = NothingForm(posted(request))

    def do() -> str:
        call_off_handover(request.actor, handover_id, now=request.now, request_key=form.request_key)
        return done_address(reverse("liaison:handover"), "called_off")

    return ask(
        request,
        form,
        do=do,
        title=f"Call off the handover of {page.post.title}",
        lead=f"{page.leaver} holds the post on. Whoever was told is told again.",
        submit_words="Call it off",
        back=_page(handover_id),
        back_words="The briefing",
    )


@require_POST
def read(request: DeskRequest, handover_id: UUID, part: str) -> HttpResponse:
    """Keep that the new holder has read a part."""
    read_part(request.actor, handover_id, _part(part), now=request.now)
    return redirect(f"{done_address(_page(handover_id), 'read')}#{part}")


def _leaving(request: DeskRequest, handover_id: UUID) -> Briefing:
    page = briefing(request.actor, handover_id, now=request.now)
    if not page.leaving:
        raise Http404
    return page


def _part(code: str) -> Part:
    try:
        return Part(code)
    except ValueError:
        raise Http404 from None


def _page(handover_id: UUID) -> str:
    return reverse("liaison:briefing", args=[handover_id])
