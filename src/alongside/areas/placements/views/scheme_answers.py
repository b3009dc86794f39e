"""One page for every form of a scheme: ask, do one thing, show both where two people edit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from alongside.areas.placements.rules.saying import said
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.refusal import Conflict, NotPermitted, Refused

BOTH: Final = ["GET", "POST"]
DONE: Final = {
    "made": "Made. What is still missing is said below.",
    "saved": "Saved. A plan that stands is not changed by it.",
    "added": "Added.",
    "withdrawn": "Withdrawn. Plans made from now on leave them out; repair the one that stands.",
    "left": "It no longer takes part. Plans made from now on leave it out.",
    "ended": "Ended. It stays here to be read.",
}
"""What was just done, by the code in the address."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The words around a form.

    Attributes:
        title: Its heading.
        back: Where it leads without saving.
        lead: A sentence under the heading.
        button: Words of its button.
        template: What draws it.
        version: The row's version now, so that saving again after a clash wins knowingly.
        mine: What was typed, by the names of the form's fields, as words.
    """

    title: str
    back: str
    lead: str = ""
    button: str = "Save"
    template: str = "placements/schemes/form.jinja"
    version: int | None = None
    mine: Callable[[], Mapping[str, Any]] | None = None


def posted(request: DeskRequest) -> Any:
    """What was sent with a form; ``None`` where it is only shown."""
    return request.POST if request.method == "POST" else None


def answer(
    request: DeskRequest,
    form: PlainForm,
    asking: Asking,
    *,
    act: Callable[[], str],
) -> HttpResponse:
    """Ask with a form, or do what it asks and go where the act says."""
    context: dict[str, Any] = {"form": form, "asking": asking}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect(act())
            except Conflict as clash:
                status = 409
                context |= _both(form, clash, asking)
            except NotPermitted:
                raise
            except Refused as refused:
                form.refuse(refused)
    return render(request, asking.template, context, status=status)


def _both(form: PlainForm, clash: Conflict, asking: Asking) -> dict[str, Any]:
    """Set what the row says now beside what was typed, and let a second save win knowingly."""
    if asking.version is not None:
        typed: Any = form.data
        form.data = typed.copy()
        form.data["version"] = str(asking.version)  # type: ignore[index]
    mine = asking.mine() if asking.mine else {}
    return {
        "clash": clash,
        "theirs": {_label(form, name): _shown(form, name, v) for name, v in clash.theirs.items()},
        "mine": {_label(form, name): _shown(form, name, mine.get(name)) for name in clash.theirs},
    }


def _label(form: PlainForm, name: str) -> str:
    field = form.fields.get(name)
    return str(field.label if field is not None and field.label else name.replace("_", " "))


def _shown(form: PlainForm, name: str, value: Any) -> str:
    """Say a value, a choice by its own words."""
    words = said(value)
    choices = getattr(form.fields.get(name), "choices", ())
    by_value = {str(key): str(label) for key, label in choices}
    return "\n".join(by_value.get(line, line) for line in words.splitlines())


def done_at(address: str, code: str = "saved") -> str:
    """Answer an address that says what was just done."""
    return done_address(address, code)


def as_choice(key: UUID | None) -> str:
    """Answer an id as a choice of a form holds it."""
    return str(key) if key else ""
