"""Who is on placement today, and asking them how it goes."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.placements.actions.checking_in import follow_up, record_check_in
from alongside.areas.placements.forms.check_ins import CheckInForm
from alongside.areas.placements.queries.check_ins import ask_page, check_in_list
from alongside.areas.placements.rules.check_ins import HOW, MOMENT_WORDS
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted, Refused

BOTH: Final = ["GET", "POST"]
TONES: Final = {"well": "green", "mixed": "yellow", "worried": "red", "not_reached": "grey"}
DONE: Final = {
    "asked": "Saved.",
    "worried": "Saved, and an issue is raised. It is on the issue log.",
    "followed_up": "Done. It is off the list.",
}


@require_safe
def list_all(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """List who is on placement, those owed an asking first."""
    context = {
        "page": check_in_list(request.actor, scheme_id, now=request.now),
        "how": HOW,
        "tones": TONES,
        "moments": MOMENT_WORDS,
        "today": local_date(request.now),
        "done": done_words(request, DONE),
    }
    return render(request, "placements/running/check_ins.jinja", context)


@require_http_methods(BOTH)
def ask(request: DeskRequest, learner_id: UUID) -> HttpResponse:
    """Write down how it goes for somebody: open, then one tap."""
    page = ask_page(request.actor, learner_id)
    form = CheckInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            record_check_in(
                request.actor,
                learner_id,
                form.new(),
                now=request.now,
                request_key=form.request_key,
            )
            code = "worried" if form.cleaned_data["how"] == "worried" else "asked"
            back = reverse("placements:check_ins", args=[page.scheme_id])
            return redirect(done_address(back, code))
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    context = {"page": page, "form": form, "how": HOW, "tones": TONES}
    status = 422 if form.errors else 200
    return render(request, "placements/running/ask.jinja", context, status=status)


@require_POST
def followed_up(request: DeskRequest, check_in_id: UUID) -> HttpResponse:
    """Record that what was owed was done."""
    scheme = follow_up(request.actor, check_in_id, now=request.now)
    return redirect(done_address(reverse("placements:check_ins", args=[scheme]), "followed_up"))
