"""Who may see what the person shares, as they say it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.areas.plans.actions.choices import end_choice, record_choice
from alongside.areas.plans.forms.choices import ABOUT, ChoiceForm
from alongside.areas.plans.queries.choices import choices_in_force, recipients
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.refusal import NotPermitted, Refused

DONE = {
    "answer": "Their answer is kept, and counts from now.",
    "ended": "That answer is ended. It counts from now.",
}
"""What was just done, by the code in the address."""


@require_http_methods(["GET", "POST"])
def choices(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Show who may see it and who may not, and write down one more answer."""
    posted = request.POST if request.method == "POST" else None
    form = ChoiceForm(posted, services=recipients())
    if request.method == "POST" and form.is_valid():
        try:
            record_choice(
                request.actor,
                person_id,
                [form.choice()],
                now=request.now,
                request_key=form.request_key,
            )
            return _back(person_id, "answer")
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    context = {
        "lines": choices_in_force(request.actor, person_id, now=request.now),
        "about": dict(ABOUT),
        "form": form,
        "done_words": done_words(request, DONE),
        "person_id": person_id,
        "back": reverse("people:person", args=[person_id]),
    }
    return render(request, "plans/choices.jinja", context, status=422 if form.errors else 200)


@require_POST
def end(request: DeskRequest, person_id: UUID, choice_id: UUID) -> HttpResponse:
    """End one answer, because the person changed their mind."""
    end_choice(request.actor, choice_id, now=request.now)
    return _back(person_id, "ended")


def _back(person_id: UUID, done: str) -> HttpResponse:
    return redirect(done_address(reverse("plans:choices", args=[person_id]), done))
