"""One page for every form of oversight: ask, do one thing, go on."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.refusal import Conflict, NotPermitted, Refused


def answer_form(
    request: DeskRequest,
    form: PlainForm,
    *,
    title: str,
    do: Callable[[], object],
    done: str | Callable[[object], str],
    back: str,
    button: str = "Save",
    said: str = "saved",
    template: str = "oversight/form.jinja",
    **context: Any,
) -> HttpResponse:
    """Ask with a form, or do what was asked and go on.

    Args:
        do: The one action; called when the form is valid.
        done: Where to go after, or what answers that from what the action made.
        back: Where to go without doing anything.
        button: Its words.
        said: What the page after says was done, as ``oversight/page.jinja`` words it.
        template: The page.
        context: More for the template.
    """
    context |= {"form": form, "title": title, "button": button, "back": back}
    if request.method == "POST" and form.is_valid():
        try:
            made = do()
        except (NotPermitted, Conflict):
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(done_address(done if isinstance(done, str) else done(made), said))
    return render(request, template, context, status=422 if form.errors else 200)


def posted(request: DeskRequest) -> Any:
    """Answer what was sent, or nothing when the page is only opened."""
    return request.POST if request.method == "POST" else None
