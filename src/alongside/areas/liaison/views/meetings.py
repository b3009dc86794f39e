"""A meeting: when it is, its agenda and its papers."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.liaison.actions.agenda_setting import (
    bring_item,
    drop_item,
    move_item,
    take_in,
)
from alongside.areas.liaison.actions.meeting_calling import (
    call_meeting,
    cancel_meeting,
    move_meeting,
)
from alongside.areas.liaison.actions.papers import add_paper, take_paper_back
from alongside.areas.liaison.forms.groups import WhyForm
from alongside.areas.liaison.forms.meetings import DueForm, ItemForm, MeetingForm, PaperForm
from alongside.areas.liaison.queries.group_page import group_page
from alongside.areas.liaison.queries.meeting_page import (
    MeetingPage,
    item_line,
    meeting_page,
    paper_page,
)
from alongside.areas.liaison.rules.meeting_states import STATE_WORDS
from alongside.areas.liaison.rules.meeting_words import ATTENDED_WORDS, KIND_WORDS
from alongside.areas.liaison.rules.membership import check_keeps, check_member
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.markdown import long_text
from alongside.kernel.local_time import local_date, say_date

DONE: Final = {
    "called": "The meeting is called, and the members are told. What is due is on the agenda.",
    "moved": "Saved. The members are told.",
    "cancelled": "The meeting is cancelled. The members are told.",
    "brought": "It is on the agenda.",
    "taken_in": "Put on the agenda.",
    "ordered": "The agenda is in its new order.",
    "dropped": "It is off the agenda. The reason is kept.",
    "paper": "The paper is there for the members to read.",
    "paper_back": "The paper is taken back.",
    "held": "The meeting was held. Its members can read the draft minutes.",
    "agreed": "The minutes are agreed. They are not changed any more.",
    "corrected": "The correction stands with the minutes.",
    "saved": "Saved.",
}
LENGTH: Final = timedelta(hours=1, minutes=30)


@require_safe
def meeting(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """Show a meeting: its agenda before, its minutes afterwards."""
    page = meeting_page(request.actor, meeting_id, now=request.now)
    context = {
        "page": page,
        "due_form": DueForm(None, due=page.due) if page.due else None,
        "done": done_words(request, DONE),
        **words(),
    }
    return render(request, "liaison/groups/meeting.jinja", context)


@require_safe
def sheet(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """Show the agenda or the minutes as a sheet for paper."""
    page = meeting_page(request.actor, meeting_id, now=request.now)
    context = {"page": page, "back": address(meeting_id), **words()}
    return render(request, "liaison/groups/sheet.jinja", context)


@require_http_methods(BOTH)
def call(request: DeskRequest, group_id: UUID) -> HttpResponse:
    """Call a meeting, at the time the group's rhythm proposes."""
    page = group_page(request.actor, group_id, now=request.now)
    check_keeps(page.part)
    initial: dict[str, Any] = {}
    if page.proposed:
        initial = {"starts_at": page.proposed, "ends_at": page.proposed + LENGTH}
        held = [one for one in page.past if one.place]
        initial["place"] = held[0].place if held else ""
    form = MeetingForm(posted(request), initial=initial)

    def do() -> str:
        made = call_meeting(
            request.actor, group_id, form.new(), now=request.now, request_key=form.request_key
        )
        return done_address(address(made), "called")

    return ask(
        request,
        form,
        do=do,
        title="Call a meeting",
        lead=f"{page.row.name}. Minutes of last time, actions that are due and what was asked of "
        "the group go on the agenda by themselves.",
        submit_words="Call the meeting",
        back=reverse("liaison:group", args=[group_id]),
        back_words=page.row.name,
    )


@require_http_methods(BOTH)
def move(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """Let a meeting be at another time or place."""
    page = meeting_page(request.actor, meeting_id, now=request.now)
    check_keeps(page.part)
    initial = {
        "starts_at": page.starts_at,
        "ends_at": page.ends_at,
        "place": page.place,
        "version": page.version,
    }
    form = MeetingForm(posted(request), initial=initial)

    def do() -> str:
        move_meeting(
            request.actor,
            meeting_id,
            form.new(),
            version=form.version,
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(address(meeting_id), "moved")

    return ask(
        request,
        form,
        do=do,
        title="Another time or place",
        lead="The members are told at once.",
        submit_words="Save and tell the members",
        **back_to(page),
    )


@require_http_methods(BOTH)
def cancel(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """Cancel a meeting."""
    page = meeting_page(request.actor, meeting_id, now=request.now)
    check_keeps(page.part)
    form = WhyForm(posted(request), label="Why is it cancelled?")

    def do() -> str:
        why = form.cleaned_data["why"]
        cancel_meeting(
            request.actor, meeting_id, why, now=request.now, request_key=form.request_key
        )
        return done_address(address(meeting_id), "cancelled")

    return ask(
        request,
        form,
        do=do,
        title="Cancel this meeting",
        lead="The members are told at once. What was asked of the group waits for its next "
        "meeting.",
        submit_words="Cancel the meeting",
        **back_to(page),
    )


@require_http_methods(BOTH)
def bring(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """Put something on an agenda."""
    page = meeting_page(request.actor, meeting_id, now=request.now)
    check_member(page.part)
    form = ItemForm(posted(request))

    def do() -> str:
        new = form.new()
        bring_item(request.actor, meeting_id, new, now=request.now, request_key=form.request_key)
        return done_address(address(meeting_id), "brought")

    return ask(
        request,
        form,
        do=do,
        title="Bring something to the meeting",
        submit_words="Put it on the agenda",
        **back_to(page),
    )


@require_POST
def take(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """Put on the agenda what has fallen due."""
    page = meeting_page(request.actor, meeting_id, now=request.now)
    form = DueForm(request.POST, due=page.due)

    def do() -> str:
        keys = form.cleaned_data["due"]
        take_in(request.actor, meeting_id, keys, now=request.now, request_key=form.request_key)
        return done_address(address(meeting_id), "taken_in")

    return ask(
        request,
        form,
        do=do,
        title="What has fallen due",
        submit_words="Put it on the agenda",
        **back_to(page),
    )


@require_POST
def place(request: DeskRequest, item_id: UUID) -> HttpResponse:
    """Put an item at another place of the agenda."""
    typed = request.POST.get("to", "")
    to = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    meeting_id = move_item(request.actor, item_id, to=to, now=request.now)
    return redirect(f"{done_address(address(meeting_id), 'ordered')}#item-{item_id}")


@require_http_methods(BOTH)
def drop(request: DeskRequest, item_id: UUID) -> HttpResponse:
    """Take an item off an agenda."""
    item, row, part = item_line(request.actor, item_id, now=request.now)
    check_keeps(part)
    form = WhyForm(posted(request), label="Why does it come off the agenda?")

    def do() -> str:
        why = form.cleaned_data["why"]
        drop_item(request.actor, item_id, why, now=request.now, request_key=form.request_key)
        return done_address(address(row.id), "dropped")

    return ask(
        request,
        form,
        do=do,
        title="Take it off the agenda",
        lead=item.title,
        submit_words="Take it off",
        back=address(row.id),
        back_words="The meeting",
    )


@require_http_methods(BOTH)
def add(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """Put a paper before a meeting."""
    page = meeting_page(request.actor, meeting_id, now=request.now)
    check_member(page.part)
    form = PaperForm(posted(request), items=[(one.id, one.title) for one in page.items])

    def do() -> str:
        new = form.new()
        add_paper(request.actor, meeting_id, new, now=request.now, request_key=form.request_key)
        return done_address(address(meeting_id), "paper")

    return ask(
        request,
        form,
        do=do,
        title="A paper to read beforehand",
        submit_words="Put it before the meeting",
        **back_to(page),
    )


@require_safe
def paper(request: DeskRequest, paper_id: UUID) -> HttpResponse:
    """Show a paper."""
    shown, row, part = paper_page(request.actor, paper_id, now=request.now)
    context = {
        "paper": shown,
        "meeting": row,
        "text": long_text(shown.words),
        "may_take_back": (part.keeps or shown.mine) and row.state == "planned",
    }
    return render(request, "liaison/groups/paper.jinja", context)


@require_POST
def take_back(request: DeskRequest, paper_id: UUID) -> HttpResponse:
    """Take a paper back."""
    meeting_id = take_paper_back(request.actor, paper_id, now=request.now)
    return redirect(done_address(address(meeting_id), "paper_back"))


def words() -> dict[str, object]:
    """The words that pages about a meeting need."""
    return {
        "state_words": STATE_WORDS,
        "kind_words": KIND_WORDS,
        "attended_words": ATTENDED_WORDS,
    }


def address(meeting_id: UUID) -> str:
    """The address of a meeting."""
    return reverse("liaison:meeting", args=[meeting_id])


def back_to(page: MeetingPage) -> dict[str, str]:
    """The way back to a meeting from a page that asks."""
    day = say_date(local_date(page.starts_at))
    return {"back": address(page.id), "back_words": f"{page.group}, {day}"}
