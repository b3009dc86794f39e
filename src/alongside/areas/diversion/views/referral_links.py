"""The signed link: made and closed by whoever referred, used by a service without an account."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.diversion.actions import referral_links as links
from alongside.areas.diversion.actions.referral_writing import Statement
from alongside.areas.diversion.forms.referrals import SAYING, LinkCodeForm, name_field
from alongside.areas.diversion.queries.referral_links import SHUT, open_link, referral_by_link
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.referral_links import hashed_word, still_open
from alongside.areas.diversion.views.referrals import BOTH, said_in
from alongside.foundation.accounts.access import DeskRequest, open_to_all
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.actor import require
from alongside.kernel.refusal import Refused

SHOWN_ONCE, OPENED = "referral_link_shown", "referral_links_opened"
DONE = {"said": "Thank you. Your answer is with them now."}
GONE = 410


@require_POST
def make(request: Any, referral_id: UUID) -> HttpResponse:
    """Make a link, and show it once."""
    made = links.make_link(request.actor, referral_id, now=request.now)
    request.session[SHOWN_ONCE] = [str(referral_id), made.word, made.code]
    return redirect("diversion:referral_link_sheet", referral_id)


@require_safe
def sheet(request: Any, referral_id: UUID) -> HttpResponse:
    """Show the address to send and the code to tell, once."""
    require(request.actor, PERMISSIONS, "referral.record")
    kept = request.session.pop(SHOWN_ONCE, None)
    back = reverse("diversion:referral", args=[referral_id])
    if kept is None or kept[0] != str(referral_id):
        return render(request, "diversion/link_gone.jinja", {"back": back}, status=GONE)
    address = request.build_absolute_uri(reverse("diversion:link", args=[kept[1]]))
    context = {"address": address, "code": f"{kept[2][:3]} {kept[2][3:]}", "back": back}
    return render(request, "diversion/link_sheet.jinja", context)


@require_POST
def close(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    """Close a link."""
    links.close_link(request.actor, referral_id, now=request.now)
    return redirect(done_address(reverse("diversion:referral", args=[referral_id]), "closed"))


@open_to_all
@require_http_methods(BOTH)
def come(request: Any, word: str) -> HttpResponse:
    """Ask for the code; then show the one referral and what may be said of it."""
    try:
        open_link(word, now=request.now)
        if not _is_open(request, word):
            return _ask_code(request, word)
        return _show(request, word)
    except Refused as refused:
        return _shut(request, refused)


def _ask_code(request: Any, word: str) -> HttpResponse:
    form = LinkCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            links.try_link_code(word, form.cleaned_data["code"], now=request.now)
        except Refused as refused:
            if refused.code != links.WRONG_CODE.code:
                raise
            form.refuse(refused)
        else:
            opened = request.session.get(OPENED, {})
            request.session[OPENED] = opened | {hashed_word(word): request.now.timestamp()}
            return redirect("diversion:link", word)
    status = 422 if form.errors else 200
    return _answer(request, "diversion/link_code.jinja", {"form": form, "word": word}, status)


def _show(request: Any, word: str) -> HttpResponse:
    with transaction.atomic():
        page = referral_by_link(word, now=request.now)
    context = {
        "page": page,
        "word": word,
        "saying": [(kind, SAYING[kind][0]) for kind in page.may_say],
        "done": done_words(request, DONE),
    }
    return _answer(request, "diversion/link.jinja", context)


@open_to_all
@require_http_methods(BOTH)
def say(request: Any, word: str, kind: str) -> HttpResponse:
    """Say one thing of the referral, by the link."""
    if kind not in SAYING:
        raise Http404
    try:
        open_link(word, now=request.now)
        if not _is_open(request, word):
            return redirect("diversion:link", word)
        return _say(request, word, kind)
    except Refused as refused:
        return _shut(request, refused)


def _say(request: Any, word: str, kind: str) -> HttpResponse:
    title, button, make_form = SAYING[kind]
    form = make_form(request.POST if request.method == "POST" else None)
    form.fields["name"] = name_field()
    if request.method == "POST" and form.is_valid():
        try:
            links.answer_by_link(
                word,
                Statement(kind, said_in(form)),
                name=form.cleaned_data["name"],
                now=request.now,
                request_key=form.request_key,
            )
            return redirect(done_address(reverse("diversion:link", args=[word]), "said"))
        except Refused as refused:
            if refused.code == SHUT.code:
                raise
            form.refuse(refused)
    context = {"form": form, "title": title, "button": button, "word": word}
    return _answer(request, "diversion/link_say.jinja", context, 422 if form.errors else 200)


def _is_open(request: Any, word: str) -> bool:
    at = request.session.get(OPENED, {}).get(hashed_word(word))
    return at is not None and still_open(datetime.fromtimestamp(at, tz=UTC), request.now)


def _shut(request: Any, refused: Refused) -> HttpResponse:
    response = _answer(request, "diversion/link_shut.jinja", {"refused": refused}, GONE)
    response["X-Alongside-Refused"] = refused.code
    return response


def _answer(
    request: Any, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """Show a page of the link: kept by no browser, found by no search, sent on to nobody."""
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
