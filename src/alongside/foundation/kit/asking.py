"""What pages that ask do alike: show a form, do the one thing, go on; say refusals in place."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.refusal import Conflict, NotPermitted, Refused

BOTH = ["GET", "HEAD", "POST"]


def posted(request: DeskRequest) -> Any:
    """What was sent with a form; ``None`` where it is only shown."""
    return request.POST if request.method == "POST" else None


def ask(
    request: DeskRequest,
    form: PlainForm,
    *,
    do: Callable[[], str],
    template: str = "kit/ask.jinja",
    **context: Any,
) -> HttpResponse:
    """Ask with a form, or do the one thing and go to the address it answers.

    ``kit/ask.jinja`` wants ``title``, ``submit_words`` and ``back`` (an address), and takes
    ``lead`` and ``back_words``. Where somebody else changed the record first, ``theirs`` says what
    it holds now.
    """
    status = 200
    theirs: dict[str, str] = {}
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect(do())
            except NotPermitted:
                raise
            except Conflict as conflict:
                status, theirs = 409, conflict.theirs
                form.refuse(conflict)
            except Refused as refused:
                form.refuse(refused)
    if theirs:
        context |= {"theirs": theirs, "mine": _typed(form)}
    return render(request, template, context | {"form": form}, status=status)


def _typed(form: PlainForm) -> dict[str, str]:
    """What was typed, by the label it was typed under."""
    return {str(bound.label): str(bound.data or "") for bound in form.visible_fields()}
