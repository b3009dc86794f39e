"""Pages of what the police's and the health service's ledgers differ in."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.areas.crisis.actions.ledgers import (
    give_difference,
    reopen_difference,
    settle_difference,
)
from alongside.areas.crisis.forms.ledgers import GiveForm, ReopenForm, SettleForm
from alongside.areas.crisis.queries.ledgers import (
    DifferencePage,
    ledger_difference,
    ledger_differences,
)
from alongside.areas.crisis.rules.ledgers import KINDS, SHOWN
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.refusal import Refused

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
    }
    return render(request, "crisis/ledgers.jinja", context)


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
