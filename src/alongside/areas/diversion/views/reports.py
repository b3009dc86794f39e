"""Reports for custody and courts: asked for, agreed to, written, released, copied."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.diversion.actions import releasing, reporting
from alongside.areas.diversion.forms import reports as forms
from alongside.areas.diversion.queries.episode_head import episode_head
from alongside.areas.diversion.queries.justice_page import court_side
from alongside.areas.diversion.queries.report_lines import ReportPage
from alongside.areas.diversion.queries.reports import report_board, report_page
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.refusal import Conflict, NotPermitted, Refused

BOTH = ["GET", "POST"]
DONE = {
    "asked": "Saved. Somebody is told two hours before it is due.",
    "saved": "Saved.",
    "tried": "Saved. Below it says whether it went.",
    "told": "Custody is told, and the ground is kept.",
}


@require_safe
def board(request: DeskRequest) -> HttpResponse:
    """List reports that are owed, soonest due first, and those that went."""
    lines = report_board(request.actor, now=request.now)
    return render(request, "diversion/report_board.jinja", {"board": lines})


@require_safe
def show(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Show one report with all that was done."""
    page = report_page(request.actor, report_id, now=request.now)
    context = {"page": page, "done": done_words(request, DONE)}
    return render(request, "diversion/report.jinja", context)


@require_http_methods(BOTH)
def ask(request: DeskRequest, episode_id: UUID) -> HttpResponse:
    """Keep that a report is asked for."""
    head = episode_head(request.actor, episode_id, permission="report.record", now=request.now)
    hearings = court_side(request.actor, episode_id).hearings
    form = forms.AskReportForm(
        _posted(request), hearings=hearings, initial={"asked_at": request.now}
    )

    def do() -> str:
        made = reporting.ask_for_report(
            request.actor, episode_id, form.new(), now=request.now, request_key=form.request_key
        )
        return done_address(_page(made), "asked")

    return _answer(
        request,
        form,
        do=do,
        title="A report is asked for",
        who=f"{head.who}, {head.age_words}",
        button="Save",
        back=reverse("diversion:episode", args=[episode_id]),
    )


@require_http_methods(BOTH)
def consent(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Keep what they agreed may be told, and to whom."""
    page = report_page(request.actor, report_id, now=request.now)
    form = forms.ReportConsentForm(
        _posted(request),
        child=page.child,
        initial={"level": page.level, "recipients": [page.recipient]},
    )
    return _one_step(
        request,
        page,
        form,
        lambda: reporting.record_consent(
            request.actor,
            report_id,
            form.consent(),
            now=request.now,
            request_key=form.request_key,
        ),
        title="What may be told?",
    )


@require_http_methods(BOTH)
def withdraw(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Keep that they took their consent back."""
    page = report_page(request.actor, report_id, now=request.now)
    form = forms.WithdrawForm(_posted(request))
    return _one_step(
        request,
        page,
        form,
        lambda: reporting.withdraw_consent(
            request.actor,
            report_id,
            form.cleaned_data["words"],
            now=request.now,
            request_key=form.request_key,
        ),
        title="They take their consent back",
        lead="Nothing more goes to anybody. Whoever has the report is to be told.",
    )


@require_http_methods(BOTH)
def release(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Release what is written, or be told why it may not go and what may."""
    page = report_page(request.actor, report_id, now=request.now)
    initial = {
        "level": page.consent.level or "attended_only",
        "to_name": page.line.asked_by.partition(", ")[2],
        "delivered_at": request.now,
    }
    form = forms.ReleaseForm(_posted(request), most=page.level, initial=initial)

    def do() -> UUID:
        said = form.cleaned_data
        wanted = releasing.Releasing(
            said["level"], said["to_name"], said["method"], said["delivered_at"], page.number
        )
        return releasing.release_report(
            request.actor, report_id, wanted, now=request.now, request_key=form.request_key
        )

    return _one_step(
        request,
        page,
        form,
        do,
        title="Release the report",
        lead=f"To: {page.line.asked_by}. {page.consent_words} "
        "The version that goes is locked. Nothing above what was agreed can go.",
        button="Release it",
        said="tried",
    )


@require_http_methods(BOTH)
def safety(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Tell custody what bears on safety, whatever was agreed."""
    page = report_page(request.actor, report_id, now=request.now)
    form = forms.SafetyForm(_posted(request))

    def do() -> UUID:
        said = form.cleaned_data
        return releasing.tell_safety(
            request.actor,
            report_id,
            dangers=said["dangers"],
            words=said["words"],
            told_person=said["told_person"],
            now=request.now,
            request_key=form.request_key,
        )

    return _one_step(
        request,
        page,
        form,
        do,
        title="Tell custody, for safety",
        lead="Only what keeps them safe, never a diagnosis. Ground: vital interests.",
        button="Tell custody",
        said="told",
    )


@require_http_methods(BOTH)
def offer_copy(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Keep what the person said of a copy."""
    page = report_page(request.actor, report_id, now=request.now)
    form = forms.CopyForm(_posted(request))
    return _one_step(
        request,
        page,
        form,
        lambda: releasing.offer_copy(
            request.actor,
            report_id,
            form.cleaned_data["answer"],
            words=form.cleaned_data["words"],
            now=request.now,
            request_key=form.request_key,
        ),
        title="Offer them a copy",
    )


@require_http_methods(BOTH)
def told(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Keep that a recipient was told that consent was taken back."""
    page = report_page(request.actor, report_id, now=request.now)
    form = forms.ToldForm(_posted(request), untold=page.untold)
    return _one_step(
        request,
        page,
        form,
        lambda: releasing.tell_recipient(
            request.actor,
            report_id,
            recipient=form.cleaned_data["recipient"],
            words=form.cleaned_data["words"],
            now=request.now,
            request_key=form.request_key,
        ),
        title="Tell whoever has the report",
    )


@require_http_methods(BOTH)
def not_needed(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Keep that it is no longer needed."""
    page = report_page(request.actor, report_id, now=request.now)
    form = forms.NotNeededForm(_posted(request))
    return _one_step(
        request,
        page,
        form,
        lambda: reporting.close_report(
            request.actor,
            report_id,
            form.cleaned_data["words"],
            now=request.now,
            request_key=form.request_key,
        ),
        title="The report is no longer needed",
    )


def _one_step(
    request: DeskRequest,
    page: ReportPage,
    form: PlainForm,
    do: Callable[[], UUID],
    *,
    title: str,
    lead: str = "",
    button: str = "Save",
    said: str = "saved",
) -> HttpResponse:
    return _answer(
        request,
        form,
        do=lambda: done_address(_page(do()), said),
        title=title,
        who=f"{page.line.who}. {page.line.for_what}",
        lead=lead,
        button=button,
        back=_page(page.line.id),
    )


def _answer(
    request: DeskRequest, form: PlainForm, *, do: Callable[[], str], **context: Any
) -> HttpResponse:
    """Ask with a form, or do the one thing and go on."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(do())
        except (NotPermitted, Conflict):
            raise
        except Refused as refused:
            form.refuse(refused)
    context |= {"form": form}
    status = 422 if form.errors else 200
    return render(request, "diversion/report_step.jinja", context, status=status)


def _posted(request: DeskRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(report_id: object) -> str:
    return reverse("diversion:report", args=[report_id])
