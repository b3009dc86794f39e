"""The liaison lead's queue of words held back in plans."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.plans.actions.wording import release_wording
from alongside.areas.plans.forms.wording import ReleaseForm
from alongside.areas.plans.queries.wording import held_wording, waiting_wordings
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.picture.compose import purposes_for
from alongside.kernel.refusal import Refused


@require_safe
def wordings(request: DeskRequest) -> HttpResponse:
    """List what waits."""
    waiting = waiting_wordings(request.actor)
    return render(request, "plans/wordings.jinja", {"waiting": waiting})


@require_http_methods(["GET", "POST"])
def wording_review(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Show the words and let them stand, with a reason."""
    purpose = purposes_for(request.actor, request.now)[0][0]
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            release_wording(
                request.actor,
                review_id,
                reason=form.cleaned_data["reason"],
                purpose=purpose,
                now=request.now,
            )
            return redirect("plans:wordings")
        except Refused as refused:
            form.refuse(refused)
    held = held_wording(request.actor, review_id, purpose=purpose, now=request.now)
    status = 422 if form.errors else 200
    return render(request, "plans/wording.jinja", {"held": held, "form": form}, status=status)
