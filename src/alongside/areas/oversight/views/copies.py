"""Requests for a person's own copy: ask, look through, weigh, release, print, download."""

import io
import json
import zipfile
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.oversight import actions, queries
from alongside.areas.oversight.actions import NewCopyRequest, Opinion
from alongside.areas.oversight.forms import AskForm, ItemForm, OpinionForm, ReleaseForm
from alongside.areas.oversight.rules.copies import Asker
from alongside.areas.oversight.rules.permissions import PERMISSIONS
from alongside.areas.oversight.views.answering import answer_form, posted
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.actor import require
from alongside.kernel.local_time import say, say_date

BOTH = ["GET", "POST"]


@require_safe
def show_copies(request: DeskRequest) -> HttpResponse:
    """List requests, by the day they are due."""
    lines = queries.copy_requests(request.actor, now=request.now)
    return render(request, "oversight/copies.jinja", {"lines": lines})


@require_http_methods(BOTH)
def ask(request: DeskRequest) -> HttpResponse:
    """Record that somebody asked for a copy."""
    require(request.actor, PERMISSIONS, "copy.ask")
    form = AskForm(posted(request))

    def record() -> UUID:
        given = form.cleaned_data
        queries.require_person(request.actor, given["person"], now=request.now)
        asked = NewCopyRequest(
            Asker(given["asker"]),
            given["asked_by"],
            given["identity_checked"],
            given["received_on"],
            given["authority"],
        )
        return actions.ask_for_copy(
            request.actor, given["person"], asked, now=request.now, request_key=form.request_key
        )

    return answer_form(
        request,
        form,
        title="Somebody asks for their copy",
        do=record,
        done=_page,
        said="asked",
        back=reverse("oversight:copies"),
        button="Save the request",
        lead="It is answered within one month, and costs nothing.",
    )


@require_safe
def show_copy(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Show one request with everything held about the person."""
    page = queries.copy_page(request.actor, request_id, now=request.now)
    return render(request, "oversight/copy.jinja", {"page": page})


@require_http_methods(BOTH)
def item(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Weigh one item: give it, take parts out, or hold it back."""
    key = request.GET.get("key", "")
    line = queries.copy_item(request.actor, request_id, key, now=request.now)
    initial = (
        {
            "outcome": line.weighed.outcome,
            "flags": sorted(line.weighed.flags),
            "parts": sorted(line.weighed.parts),
            "why": line.weighed.why,
        }
        if line.weighed
        else {}
    )
    labels = list(dict.fromkeys(label for label, _ in line.item.lines))
    form = ItemForm(posted(request), labels=labels, initial=initial)
    return answer_form(
        request,
        form,
        title=line.item.title,
        do=lambda: actions.weigh_item(
            request.actor, request_id, key, weighed=form.weighed(), now=request.now
        ),
        done=_page(request_id),
        said="weighed",
        back=_page(request_id),
        template="oversight/copy_item.jinja",
        line=line,
        action=f"{request.path}?{urlencode({'key': key})}",
    )


@require_http_methods(BOTH)
def opinion(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Keep a health professional's opinion."""
    require(request.actor, PERMISSIONS, "copy.weigh")
    form = OpinionForm(posted(request))
    return answer_form(
        request,
        form,
        title="A health professional's opinion",
        do=lambda: actions.record_opinion(
            request.actor,
            request_id,
            Opinion(
                *(form.cleaned_data[f"opinion_{part}"] for part in ("by", "post", "on", "words"))
            ),
            now=request.now,
        ),
        done=_page(request_id),
        back=_page(request_id),
        button="Save the opinion",
    )


@require_http_methods(BOTH)
def release(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Release the copy, in a named person's name."""
    require(request.actor, PERMISSIONS, "copy.release")
    page = queries.copy_page(request.actor, request_id, now=request.now)
    form = ReleaseForm(posted(request), initial={"released_to": page.line.asked_by})
    return answer_form(
        request,
        form,
        title="Release the copy",
        do=lambda: actions.release_copy(
            request.actor,
            request_id,
            looked_at_all=form.cleaned_data["looked_at_all"],
            released_to=form.cleaned_data["released_to"],
            method=form.cleaned_data["method"],
            now=request.now,
        ),
        done=_page(request_id),
        said="released",
        back=_page(request_id),
        button="Release it",
        lead=f"{page.count} items. You decide this in your own name, and it cannot be taken back.",
    )


@require_POST
def sheet(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Show a released copy as a sheet for paper; each opening is in the log."""
    actions.keep_download(request.actor, request_id, now=request.now)
    copy = queries.released_copy(request.actor, request_id, now=request.now)
    context = {"copy": copy, "back": _page(request_id)}
    return render(request, "oversight/copy_sheet.jinja", context)


@require_POST
def download(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Send a released copy as a file that holds a page to read and the same as JSON."""
    actions.keep_download(request.actor, request_id, now=request.now)
    copy = queries.released_copy(request.actor, request_id, now=request.now)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("copy.html", render_to_string("oversight/copy_file.jinja", {"copy": copy}))
        plain = copy | {
            "received_on": say_date(copy["received_on"]),
            "released_at": say(copy["released_at"]),
        }
        packed.writestr("copy.json", json.dumps(plain, ensure_ascii=False, indent=2))
    response = HttpResponse(out.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="copy.zip"'
    return response


def _page(request_id: object) -> str:
    return reverse("oversight:copy", args=[request_id])
