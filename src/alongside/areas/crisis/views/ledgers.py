"""Pages of what the police's and the health service's ledgers differ in."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.crisis.actions.comparing import LedgerFile, compare_ledgers
from alongside.areas.crisis.actions.ledgers import (
    give_difference,
    reopen_difference,
    settle_difference,
)
from alongside.areas.crisis.forms.ledgers import CompareForm, GiveForm, ReopenForm, SettleForm
from alongside.areas.crisis.queries.ledgers import (
    DifferencePage,
    ledger_difference,
    ledger_differences,
)
from alongside.areas.crisis.rules.ledgers import KINDS, LARGEST_FILE, SHOWN
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.actor import require
from alongside.kernel.refusal import NotPermitted, Refused

COMPARED = {"compared": "Compared. What differs is kept below; nothing else of the files is."}
DONE = {
    "given": "Given. It is on their list.",
    "settled": "Settled. It stays readable, and can be opened again.",
    "reopened": "Opened again. Its age goes on from when it was found.",
}


@require_safe
def ledgers(request: DeskRequest) -> HttpResponse:
    """Show what the ledgers differ in, oldest first."""
    shown, kind = request.GET.get("show", "open"), request.GET.get("kind", "")
    shown = shown if shown in SHOWN else "open"
    page = ledger_differences(request.actor, shown=shown, kind=kind, now=request.now)
    context = {
        "page": page,
        "shown": shown,
        "shows": SHOWN,
        "kind": kind if kind in KINDS else "",
        "kinds": KINDS,
        "compares": request.actor.role in PERMISSIONS["ledgers.compare"],
        "done": done_words(request, COMPARED),
    }
    return render(request, "crisis/ledgers.jinja", context)


@require_http_methods(["GET", "POST"])
def compare(request: DeskRequest) -> HttpResponse:
    """Send both ledgers, and keep what they differ in."""
    require(request.actor, PERMISSIONS, "ledgers.compare")
    sent = request.method == "POST"
    form = CompareForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid():
        said = form.cleaned_data
        try:
            compare_ledgers(
                request.actor,
                _sent(said, "police"),
                _sent(said, "health"),
                period=said["period"],
                columns=said["columns"],
                now=request.now,
                request_key=form.request_key,
            )
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(done_address(reverse("crisis:ledgers"), "compared"))
    status = 422 if form.errors else 200
    return render(request, "crisis/ledgers_compare.jinja", {"form": form}, status=status)


def _sent(said: Mapping[str, Any], side: str) -> LedgerFile:
    file = said[side]
    return LedgerFile(file.name, file.read(LARGEST_FILE + 1), said[f"{side}_reference"], side)


@require_safe
def difference(request: DeskRequest, difference_id: UUID) -> HttpResponse:
    """Show one difference, its story and what can be done."""
    return _page(request, difference_id)


@require_POST
def give(request: DeskRequest, difference_id: UUID) -> HttpResponse:
    """Make it somebody's to find out."""
    page = ledger_difference(request.actor, difference_id, now=request.now)
    form = _give_form(page, request.POST)

    def act() -> None:
        give_difference(
            request.actor, difference_id, UUID(form.cleaned_data["owner"]),
            version=form.version, now=request.now, request_key=form.request_key,
        )  # fmt: skip

    return _acted(request, difference_id, form, act=act, name="given")


@require_POST
def settle(request: DeskRequest, difference_id: UUID) -> HttpResponse:
    """Say that it needs nobody any more, and why."""
    form = SettleForm(request.POST, prefix="settle")

    def act() -> None:
        settle_difference(
            request.actor, difference_id, form.cleaned_data["reason"],
            note=form.cleaned_data["note"], version=form.version, now=request.now,
            request_key=form.request_key,
        )  # fmt: skip

    return _acted(request, difference_id, form, act=act, name="settled")


@require_POST
def reopen(request: DeskRequest, difference_id: UUID) -> HttpResponse:
    """Open it again, saying why."""
    form = ReopenForm(request.POST, prefix="reopen")

    def act() -> None:
        reopen_difference(
            request.actor, difference_id, form.cleaned_data["note"],
            version=form.version, now=request.now, request_key=form.request_key,
        )  # fmt: skip

    return _acted(request, difference_id, form, act=act, name="reopened")


def _acted(
    request: DeskRequest,
    difference_id: UUID,
    form: PlainForm,
    *,
    act: Callable[[], None],
    name: str,
) -> HttpResponse:
    """Act once and go back to the difference, or show what is wrong."""
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(done_address(reverse("crisis:ledger", args=[difference_id]), name))
    return _page(request, difference_id, wrong=form)


def _page(
    request: DeskRequest, difference_id: UUID, *, wrong: PlainForm | None = None
) -> HttpResponse:
    page = ledger_difference(request.actor, difference_id, now=request.now)
    started: dict[str, Any] = {"initial": {"version": page.line.version}}
    forms: list[PlainForm] = [
        _give_form(page, None),
        SettleForm(prefix="settle", **started),
        ReopenForm(prefix="reopen", **started),
    ]
    forms = [wrong if wrong and type(wrong) is type(form) else form for form in forms]
    context = {
        "page": page,
        "line": page.line,
        "wrong": wrong,
        "me": str(request.actor.user_id),
        "give": forms[0],
        "settle": forms[1],
        "reopen": forms[2],
        "done": done_words(request, DONE),
    }
    status = 422 if wrong else 200
    return render(request, "crisis/ledger_difference.jinja", context, status=status)


def _give_form(page: DifferencePage, sent: Any) -> GiveForm:
    owners = [(str(one.user_id), f"{one.name}, {one.organisation}") for one in page.owners]
    initial = {"version": page.line.version}
    return GiveForm(sent, prefix="give", owners=owners, initial=initial)
