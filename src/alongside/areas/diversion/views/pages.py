"""What the pages of the pathway do alike: a form, one action, and back to the story."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from alongside.areas.diversion.forms.questions import StepForm
from alongside.areas.diversion.queries.story import EpisodeStory
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.refusal import Conflict, Refused

DONE: Final = {
    "saved": "Saved.",
    "noticed": "They are on the list. The next step is below.",
    "raised": "Saved. The custody officer is told now that an appropriate adult may be needed.",
    "told": "Saved. The custody officer is told now.",
    "cannot_act": "Saved. That person cannot act as appropriate adult: the reason is below.",
    "corrected": "Put right. What it said first stays on record.",
    "taken_back": "Taken back. It stays on record, marked so.",
    "read": "Saved, with the time. Whoever raised it is told.",
    "closed": "Closed. It can be opened again at any time.",
    "reopened": "Open again.",
    "taken_on": "You look after them now.",
    "passed_on": "Saved. Your colleague is told.",
}
"""What was just done, by the code in the address."""


@dataclass(frozen=True, slots=True)
class StepPage:
    """The words around a form.

    Attributes:
        title: Its heading.
        submit: Words of its button.
        intro: A sentence or two before the questions; may be empty.
        template: What draws it.
        extra: More for the template.
    """

    title: str
    submit: str = "Save"
    intro: str = ""
    template: str = "diversion/pathway/step.jinja"
    extra: Mapping[str, Any] | None = None


def posted(request: DeskRequest) -> Any:
    """What was sent with a form; ``None`` where it is only shown."""
    return request.POST if request.method == "POST" else None


def to_episode(episode_id: UUID, done: str = "saved") -> HttpResponse:
    """Go back to the story, saying what was done."""
    return redirect(done_address(reverse("diversion:episode", args=[episode_id]), done))


def step_page(
    request: DeskRequest,
    story: EpisodeStory,
    form: StepForm,
    page: StepPage,
    *,
    act: Callable[[], HttpResponse],
) -> HttpResponse:
    """Show a form, or do what it asks and go on."""
    conflict: Conflict | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return act()
        except Conflict as refused:
            conflict = refused
            form.refuse(refused)
        except Refused as refused:
            form.refuse(refused)
    status = 409 if conflict else 422 if form.errors else 200
    context = {
        "story": story,
        "form": form,
        "page": page,
        "back": reverse("diversion:episode", args=[story.episode_id]),
        "done_words": done_words(request, DONE),
        **(page.extra or {}),
    }
    return render(request, page.template, context, status=status)
