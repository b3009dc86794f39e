"""One page for every entry's form: ask, save once, show both versions when two people edit."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.refusal import Conflict, NotPermitted, Refused

Words = Mapping[str, str]


def answer_form(
    request: DeskRequest,
    form: PlainForm,
    *,
    title: str,
    save: Callable[[], object],
    done: str,
    words: str = "Save",
    version_now: int | None = None,
    mine: Callable[[], Words] | None = None,
    label: Callable[[str, str], tuple[str, str]] | None = None,
) -> HttpResponse:
    """Ask with a form, or save what was sent and go on.

    Args:
        save: The one action; called when the form is valid.
        done: Where to go after: a path, or the name of an address.
        words: Of the button.
        version_now: The row's version, so that saving again after a clash wins knowingly.
        mine: What was typed, by the entry's own field names.
        label: Turns a field name and its words into those shown.
    """
    back = done if done.startswith("/") else reverse(done)
    context: dict[str, Any] = {"form": form, "title": title, "words": words, "back": back}
    if request.method != "POST":
        return render(request, "directory/entry.jinja", context)
    status = 422
    if form.is_valid():
        try:
            save()
            return redirect(back)
        except Conflict as clash:
            status = 409
            context |= _both(clash, mine, label) | {"clash": clash}
            _read_again(form, version_now)
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    return render(request, "directory/entry.jinja", context, status=status)


def _read_again(form: PlainForm, version_now: int | None) -> None:
    if version_now is not None:
        data: Any = form.data
        form.data = data.copy()
        form.data["version"] = str(version_now)  # type: ignore[index]


def _both(
    clash: Conflict,
    mine: Callable[[], Words] | None,
    label: Callable[[str, str], tuple[str, str]] | None,
) -> dict[str, Words]:
    typed = mine() if mine else {}
    say = label or (lambda name, words: (name, words))
    return {
        "theirs": dict(say(name, words) for name, words in clash.theirs.items()),
        "mine": dict(say(name, typed.get(name, "")) for name in clash.theirs),
    }
