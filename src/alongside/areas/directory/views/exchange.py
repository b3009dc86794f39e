"""Send the directory out, and take in one that was sent: looked at first, then confirmed."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.directory.actions.sending_out import NAMES, read_sent, send_out
from alongside.areas.directory.actions.taking_in import take_in
from alongside.areas.directory.forms_exchange import ConfirmForm, SendForm, TakeInForm
from alongside.areas.directory.rules import PERMISSIONS
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.actor import require
from alongside.kernel.refusal import NotPermitted, Refused

TYPES = {"json": "application/json", "csv": "application/zip"}


@require_safe
def show_exchange(request: DeskRequest) -> HttpResponse:
    """Show both ways."""
    require(request.actor, PERMISSIONS, "directory.send_out")
    return _page(request, done=request.GET.get("done", ""))


@require_POST
def send(request: DeskRequest) -> HttpResponse:
    """Answer the directory as a file."""
    require(request.actor, PERMISSIONS, "directory.send_out")
    form = SendForm(request.POST)
    if not form.is_valid():
        return _page(request, send=form)
    shape, public = form.cleaned_data["shape"], form.cleaned_data["what"] == "public"
    content = send_out(request.actor, shape=shape, public=public, now=request.now)
    headers = {"Content-Disposition": f'attachment; filename="{NAMES[shape]}"'}
    return HttpResponse(content, content_type=TYPES[shape], headers=headers)


@require_POST
def look(request: DeskRequest) -> HttpResponse:
    """Say what a file would change, and ask."""
    require(request.actor, PERMISSIONS, "directory.take_in")
    form = TakeInForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, take=form)
    name, content = form.cleaned_data["file"]
    try:
        whole, notes = read_sent(request.actor, name, content)
        would = take_in(request.actor, whole, now=request.now, rehearse=True)
    except NotPermitted:
        raise
    except Refused as refused:
        form.refuse(refused)
        return _page(request, take=form)
    confirm = ConfirmForm(initial={"name": name, "content": b64encode(content).decode()})
    context = {"would": would, "notes": notes, "name": name, "form": confirm}
    return render(request, "directory/exchange_look.jinja", context)


@require_http_methods(["POST"])
def confirm(request: DeskRequest) -> HttpResponse:
    """Take the file in that was looked at."""
    require(request.actor, PERMISSIONS, "directory.take_in")
    again = TakeInForm()
    form = ConfirmForm(request.POST)
    try:
        if not form.is_valid():
            raise _lost()
        try:
            content = b64decode(form.cleaned_data["content"], validate=True)
        except NotBase64:
            raise _lost() from None
        whole, _ = read_sent(request.actor, form.cleaned_data["name"], content)
        done = take_in(request.actor, whole, now=request.now)
    except NotPermitted:
        raise
    except Refused as refused:
        again = TakeInForm({}, {})
        again.is_valid()
        again.errors.clear()
        again.refuse(refused)
        return _page(request, take=again)
    counted = f"{len(done.added)}-{len(done.changed)}-{done.same}"
    return redirect(f"{reverse('directory:exchange')}?done={counted}")


def _lost() -> Refused:
    return Refused(
        "directory_file.lost",
        "The file did not come back with the page.",
        next_step="Choose it again.",
        field="file",
    )


def _page(
    request: DeskRequest,
    *,
    send: PlainForm | None = None,
    take: PlainForm | None = None,
    done: str = "",
) -> HttpResponse:
    parts = done.split("-")
    counts = [int(part) for part in parts] if len(parts) == 3 and all(map(_short, parts)) else None
    context = {
        "send": send or SendForm(initial={"what": "public", "shape": "json"}),
        "take": take or TakeInForm(),
        "wrong": send or take,
        "counts": counts,
    }
    status = 422 if send or take else 200
    return render(request, "directory/exchange.jinja", context, status=status)


def _short(part: str) -> bool:
    return part.isdecimal() and len(part) < 7
