"""The minutes while they are taken, and what comes out of an item."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.liaison.actions.deciding import ask_senior, decide, strike_decision
from alongside.areas.liaison.actions.minuting import (
    agree_minutes,
    correct_minutes,
    hold_meeting,
    note_attendance,
    save_minutes,
)
from alongside.areas.liaison.forms.groups import WhyForm
from alongside.areas.liaison.forms.meetings import (
    AskSeniorForm,
    AttendanceForm,
    CorrectionForm,
    DecisionForm,
    MinutesForm,
)
from alongside.areas.liaison.queries.meeting_page import (
    ItemLine,
    MeetingPage,
    item_line,
    meeting_page,
)
from alongside.areas.liaison.rules.meeting_states import MeetingState, state_after
from alongside.areas.liaison.rules.membership import check_keeps
from alongside.areas.liaison.views.meetings import DONE, address, back_to, words
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.time_words import clock_time
from alongside.kernel.refusal import Conflict, NotPermitted, Refused


@require_safe
def take(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """Show the page on which minutes are taken."""
    page = _to_write(request, meeting_id)
    context = {
        "page": page,
        "forms": {one.id: _minutes_form(one) for one in page.items},
        "who": _who_form(request, page),
        "done": done_words(request, DONE),
        **words(),
    }
    return render(request, "liaison/groups/minutes.jinja", context)


@require_http_methods(BOTH)
def save(request: DeskRequest, item_id: UUID) -> HttpResponse:
    """Save the minutes of one item, as they are typed or by its button."""
    item, row, part = item_line(request.actor, item_id, now=request.now)
    check_keeps(part)
    by_script = request.headers.get("Accept") == "application/json"
    form = MinutesForm(posted(request), initial={"words": item.minutes, "upon": item.number})
    theirs: Conflict | None = None
    if request.method == "POST" and form.is_valid():
        try:
            save_minutes(
                request.actor,
                item_id,
                form.cleaned_data["words"],
                upon=form.number,
                now=request.now,
                request_key=form.request_key,
            )
        except NotPermitted:
            raise
        except Conflict as conflict:
            theirs = conflict
            form.refuse(conflict)
        except Refused as refused:
            form.refuse(refused)
        else:
            return _saved(request, item_id) if by_script else redirect(_there(row.id, item_id))
    if by_script:
        return _not_saved(form, item, theirs)
    return _ask_again(request, form, item, row.id, theirs)


def _saved(request: DeskRequest, item_id: UUID) -> JsonResponse:
    item, _, _ = item_line(request.actor, item_id, now=request.now)
    return JsonResponse({"number": item.number, "saved_at": clock_time(request.now)})


def _not_saved(form: MinutesForm, item: ItemLine, theirs: Conflict | None) -> JsonResponse:
    said = " ".join(str(error) for errors in form.errors.values() for error in errors)
    if theirs is None:
        return JsonResponse({"message": said}, status=422)
    answer = {"message": theirs.message, "theirs": item.minutes, "number": item.number}
    return JsonResponse(answer, status=409)


def _ask_again(
    request: DeskRequest,
    form: MinutesForm,
    item: ItemLine,
    meeting_id: UUID,
    theirs: Conflict | None,
) -> HttpResponse:
    """Show the one item to write again; after a conflict, on top of what stands now."""
    context: dict[str, Any] = {}
    if theirs is not None:
        sent = request.POST.copy()
        sent["upon"] = str(item.number)
        sent.pop("request_key", None)
        again = MinutesForm(sent)
        again.full_clean()
        again.refuse(theirs)
        context = {"theirs": theirs.theirs, "mine": {"Minutes": sent.get("words", "")}}
        form = again
    context |= {
        "form": form,
        "title": item.title,
        "submit_words": "Save the minutes",
        "back": _there(meeting_id, item.id),
        "back_words": "All minutes of this meeting",
    }
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "kit/ask.jinja", context, status=status)


@require_POST
def who(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """Note who was there."""
    page = _to_write(request, meeting_id)
    form = _who_form(request, page)

    def do() -> str:
        note_attendance(
            request.actor,
            meeting_id,
            form.attended(),
            also_there=form.cleaned_data["also_there"],
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(reverse("liaison:minutes", args=[meeting_id]), "saved")

    return ask(
        request,
        form,
        do=do,
        title="Who was there?",
        submit_words="Save who was there",
        **back_to(page),
    )


@require_POST
def held(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """Say that a meeting was held."""
    hold_meeting(request.actor, meeting_id, now=request.now)
    return redirect(done_address(address(meeting_id), "held"))


@require_POST
def agree(request: DeskRequest, meeting_id: UUID, later_id: UUID) -> HttpResponse:
    """Have minutes agreed at a later meeting."""
    agree_minutes(request.actor, meeting_id, later_id, now=request.now)
    return redirect(done_address(address(meeting_id), "agreed"))


@require_http_methods(BOTH)
def correct(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    """Add a correction to agreed minutes."""
    page = meeting_page(request.actor, meeting_id, now=request.now)
    check_keeps(page.part)
    state_after(page.state, "correct")
    form = CorrectionForm(posted(request), items=[(one.id, one.title) for one in page.items])

    def do() -> str:
        correct_minutes(
            request.actor,
            meeting_id,
            form.cleaned_data["words"],
            why=form.cleaned_data["why"],
            item_id=form.item_id(),
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(address(meeting_id), "corrected")

    return ask(
        request,
        form,
        do=do,
        title="Correct these minutes",
        lead="Agreed minutes stay as they are. The correction stands beside them, and the members "
        "are told.",
        submit_words="Add the correction",
        **back_to(page),
    )


@require_http_methods(BOTH)
def decision(request: DeskRequest, item_id: UUID) -> HttpResponse:
    """Write down a decision."""
    item, row = _item_to_write(request, item_id)
    form = DecisionForm(posted(request))

    def do() -> str:
        decide(
            request.actor,
            item_id,
            form.cleaned_data["words"],
            why=form.cleaned_data["why"],
            now=request.now,
            request_key=form.request_key,
        )
        return _there(row.id, item_id)

    return ask(
        request,
        form,
        do=do,
        title="A decision",
        lead=item.title,
        submit_words="Write it down",
        back=_there(row.id, item_id),
        back_words="All minutes of this meeting",
    )


@require_http_methods(BOTH)
def strike(request: DeskRequest, item_id: UUID, decision_id: UUID) -> HttpResponse:
    """Strike out a decision that was noted wrongly."""
    item, row = _item_to_write(request, item_id)
    found = next((one for one in item.decisions if one.id == decision_id), None)
    form = WhyForm(posted(request), label="Why is it struck out?")

    def do() -> str:
        why = form.cleaned_data["why"]
        strike_decision(
            request.actor, decision_id, why, now=request.now, request_key=form.request_key
        )
        return _there(row.id, item_id)

    return ask(
        request,
        form,
        do=do,
        title="Strike out a decision",
        lead=f"Decision {found.number}: {found.words}" if found else "",
        submit_words="Strike it out",
        back=_there(row.id, item_id),
        back_words="All minutes of this meeting",
    )


@require_http_methods(BOTH)
def upward(request: DeskRequest, item_id: UUID) -> HttpResponse:
    """Ask the senior group."""
    item, row = _item_to_write(request, item_id)
    form = AskSeniorForm(posted(request), initial={"title": item.title})

    def do() -> str:
        ask_senior(
            request.actor,
            item_id,
            form.cleaned_data["title"],
            why=form.cleaned_data["why"],
            now=request.now,
            request_key=form.request_key,
        )
        return _there(row.id, item_id)

    return ask(
        request,
        form,
        do=do,
        title="Ask the senior group",
        lead="It stands on the agenda of their next meeting, with your reason.",
        submit_words="Ask them",
        back=_there(row.id, item_id),
        back_words="All minutes of this meeting",
    )


def _to_write(request: DeskRequest, meeting_id: UUID) -> MeetingPage:
    page = meeting_page(request.actor, meeting_id, now=request.now)
    check_keeps(page.part)
    state_after(page.state, "write_minutes")
    return page


def _item_to_write(request: DeskRequest, item_id: UUID) -> tuple[ItemLine, Any]:
    item, row, part = item_line(request.actor, item_id, now=request.now)
    check_keeps(part)
    state_after(MeetingState(row.state), "write_minutes")
    return item, row


def _minutes_form(item: ItemLine) -> MinutesForm:
    start = {"words": item.minutes, "upon": item.number}
    return MinutesForm(None, initial=start, auto_id=f"id_{item.id.hex}_%s")


def _who_form(request: DeskRequest, page: MeetingPage) -> AttendanceForm:
    return AttendanceForm(posted(request), lines=page.attendance, also_there=page.also_there)


def _there(meeting_id: UUID, item_id: UUID) -> str:
    """The item on the page where minutes are taken."""
    return f"{reverse('liaison:minutes', args=[meeting_id])}#item-{item_id}"
