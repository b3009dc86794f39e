"""The issue log, one issue, and raising one from wherever somebody is."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.placements.actions.issues import NewIssue, raise_issue, say_of_issue
from alongside.areas.placements.forms.issues import (
    GiveForm,
    RaiseForm,
    RaiseForSchemeForm,
    SayForm,
)
from alongside.areas.placements.queries.issues import (
    SHOWS,
    IssuePage,
    issue_choices,
    issue_log,
    issue_page,
    own_raised,
)
from alongside.areas.placements.queries.ward_page import one_ward
from alongside.areas.placements.rules.issues import EVENT_WORDS
from alongside.areas.placements.views.wards import to_ward
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.refusal import Conflict, NotPermitted, Refused

BOTH: Final = ["GET", "POST"]
DONE: Final = {
    "raised": "Raised. The other coordinators are told.",
    "said": "Saved.",
}
ASKED: Final = {
    "noted": ("Add a note", "Save the note"),
    "given": ("Give it to somebody", "Give it"),
    "settled": ("Say how it was settled", "Settle it"),
    "reopened": ("Open it again", "Open it again"),
}
"""Title and button of what may be said."""
WHO_READS: Final = "The coordinators of both organisations read it, and nobody else."


@require_safe
def log(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """List the issues of a scheme."""
    found = issue_log(request.actor, scheme_id, request.GET.get("show", ""), now=request.now)
    context = {
        "log": found,
        "shows": [(code, words, found.counts[code]) for code, words in SHOWS.items()],
        "done": done_words(request, DONE),
    }
    return render(request, "placements/running/issues.jinja", context)


@require_safe
def log_sheet(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Show the log as a sheet, for a meeting."""
    found = issue_log(request.actor, scheme_id, request.GET.get("show", ""), now=request.now)
    address = reverse("placements:issues", args=[scheme_id])
    context = {"log": found, "words": SHOWS[found.show], "back": f"{address}?show={found.show}"}
    return render(request, "placements/running/issues_sheet.jinja", context)


@require_safe
def issue(request: DeskRequest, issue_id: UUID) -> HttpResponse:
    """Show one issue with its story."""
    page = issue_page(request.actor, issue_id, now=request.now)
    context = {
        "page": page,
        "asked": [(kind, ASKED[kind][0]) for kind in page.may_say],
        "event_words": EVENT_WORDS,
        "done": done_words(request, DONE),
    }
    return render(request, "placements/running/issue.jinja", context)


@require_http_methods(BOTH)
def say(request: DeskRequest, issue_id: UUID, kind: str) -> HttpResponse:
    """Say one thing of an issue."""
    if kind not in ASKED:
        raise Http404
    page = issue_page(request.actor, issue_id, now=request.now)
    form = _form(request, page, kind)
    title, submit = ASKED[kind]
    conflict: Conflict | None = None
    back = reverse("placements:issue", args=[issue_id])
    if request.method == "POST" and form.is_valid():
        try:
            say_of_issue(
                request.actor,
                issue_id,
                form.said(kind),
                now=request.now,
                request_key=form.request_key,
            )
            return redirect(done_address(back, "said"))
        except NotPermitted:
            raise
        except Conflict as refused:
            conflict = refused
            form.refuse(refused)
        except Refused as refused:
            form.refuse(refused)
    lead = f"{page.line.kind_words}. {page.line.words}"
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "submit_words": submit,
        "back": back,
        "theirs": conflict.theirs if conflict else None,
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "placements/running/form.jinja", context, status=status)


def _form(request: DeskRequest, page: IssuePage, kind: str) -> Any:
    posted = request.POST if request.method == "POST" else None
    initial: dict[str, object] = {"version": page.version}
    if kind != "given":
        return SayForm(posted, initial=initial)
    initial |= {"owner": str(page.owner_id or request.actor.user_id), "due_on": page.line.due_on}
    return GiveForm(posted, initial=initial, owners=page.owners)


@require_http_methods(BOTH)
def raise_for_scheme(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Raise an issue of a scheme, as its coordinator."""
    choices = issue_choices(request.actor, scheme_id)
    form = RaiseForSchemeForm(
        _posted(request), services=choices.services, learners=choices.learners
    )
    back = reverse("placements:issues", args=[scheme_id])
    return _raise(
        request,
        form,
        lambda: form.new(scheme=scheme_id),
        back=back,
        then=lambda: redirect(done_address(back, "raised")),
    )


@require_http_methods(BOTH)
def raise_at_ward(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """Raise an issue at a ward."""
    where = one_ward(request.actor, service_id)
    form = RaiseForm(_posted(request))
    return _raise(
        request,
        form,
        lambda: form.new(service=service_id),
        back=f"{reverse('placements:ward')}?service={where.id}",
        then=lambda: to_ward(service_id, "raised"),
    )


@require_http_methods(BOTH)
def raise_own(request: DeskRequest) -> HttpResponse:
    """Raise an issue as somebody on placement."""
    form = RaiseForm(_posted(request))
    return _raise(
        request,
        form,
        form.new,
        back=reverse("home"),
        then=lambda: redirect("placements:raised"),
    )


@require_safe
def raised(request: DeskRequest) -> HttpResponse:
    """Say to somebody on placement that they are heard."""
    return render(request, "placements/running/raised.jinja", {"raised": own_raised(request.actor)})


def _posted(request: DeskRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _raise(
    request: DeskRequest,
    form: Any,
    new: Callable[[], NewIssue],
    *,
    back: str,
    then: Callable[[], HttpResponse],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            raise_issue(request.actor, new(), now=request.now, request_key=form.request_key)
            return then()
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    context = {
        "form": form,
        "title": "Raise an issue",
        "lead": WHO_READS,
        "submit_words": "Raise it",
        "back": back,
    }
    status = 422 if form.errors else 200
    return render(request, "placements/running/form.jinja", context, status=status)
